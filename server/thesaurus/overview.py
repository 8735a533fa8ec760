"""Make the content of ``/begrippen`` and of the list of schemes for programs.

Step on the line: within a worker; beside the pages of single schemes.
"""

from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from server.statements import Reader
from server.terms import DEFAULT, LABELS
from server.thesaurus import slices
from server.thesaurus.directory import GROUPS, list_schemes, read_directory, to_facts
from server.thesaurus.index import read_scheme


def overview_page(reader: Reader) -> dict[str, Any]:
    """Return what ``/begrippen`` shows: the schemes by group, and the letters of the first.

    Shape:
        ``groups``, each with ``key`` and ``schemes``; ``concepts`` in all of them together.
    """
    rows = list_schemes(reader)
    groups = [
        {"key": key, "schemes": [row for row in rows if row["group"] == key]} for key in GROUPS
    ]
    main = [row for row in rows if row["group"] == GROUPS[0]]
    for row in main:
        index = read_scheme(reader.store, reader.base, row["iri"])
        row["letters"] = slices.letters(index, reader.languages[:1])["letters"]
        row["tree"] = not index.tree.is_flat
    return {
        "groups": [group for group in groups if group["schemes"]],
        "concepts": sum(row["concepts"] for row in rows),
        "schemes": len(rows),
    }


def to_titles(store: Store, iri: str) -> dict[str, str]:
    """Return the names of a scheme by language, the first where it has several in one."""
    titles: dict[str, str] = {}
    for predicate in reversed(LABELS):
        quads = store.quads_for_pattern(NamedNode(iri), predicate, None, DEFAULT)
        found = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        for literal in sorted(found, key=lambda literal: literal.value, reverse=True):
            titles[literal.language or ""] = literal.value
    return dict(sorted(titles.items()))


def scheme_facts(reader: Reader, key: str) -> dict[str, Any] | None:
    """Return what programs are told of a scheme, None if there is no such key.

    Shape:
        As ``to_facts``, with ``titles`` by language, and ``letters`` and ``top`` (how many
        concepts stand at the top) in the reader's language.
    """
    iri = read_directory(reader.store, reader.base).iri(key)
    if iri is None:
        return None
    index = read_scheme(reader.store, reader.base, iri)
    return {
        **to_facts(reader, iri),
        "titles": to_titles(reader.store, iri),
        "letters": slices.letters(index, reader.languages[:1])["letters"],
        "top": len(index.tree.roots),
    }
