"""Make the content of the page of a concept scheme, in one of its views.

Step on the line: within a worker; a slice of the index, and what is said of the scheme itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from server.labels import rank
from server.languages import CONTENT_LANGUAGES
from server.layout import arrange, choose_class
from server.presenting.grouping import join_small
from server.sources import to_source
from server.statements import Facts, Reader, to_groups
from server.terms import DEFAULT, DESCRIPTIONS, LABELS, PUBLISHER, TYPE
from server.thesaurus import slices, terms
from server.thesaurus.concept import to_citation, to_history
from server.thesaurus.directory import missing, to_facts
from server.thesaurus.index import SchemeIndex, read_scheme
from server.thesaurus.neighbours import pointing, to_link, to_links, ways
from server.thesaurus.usage import columns, read_usage

Counts = tuple[int, int]

VIEWS = ("list", "tree", "letters", "recent", "groups")
"""The ways to look at a scheme, as they stand beside each other."""

SMALL = 50
"""Concepts up to which a scheme can be seen as one table."""

PLACED = frozenset(
    term.value
    for term in (TYPE, terms.HAS_TOP, *LABELS, *DESCRIPTIONS, terms.CREATED, terms.ISSUED,
                 terms.MODIFIED, terms.VERSION, terms.STATUS)
)  # fmt: skip
"""Predicates that have a place of their own on the page of a scheme or collection."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see of a scheme.

    Shape:
        ``view`` is one of ``VIEWS`` or empty for the one that suits the scheme; ``above`` is
        the IRI of a concept whose narrower ones are wanted, empty for the top; ``page`` is that
        of the concepts, ``usage`` that of what uses the scheme.
    """

    view: str = ""
    letter: str = ""
    above: str = ""
    page: int = 1
    usage: int = 1


def scheme_page(reader: Reader, scheme: str, asked: Asked) -> dict[str, Any] | None:
    """Return what the page of a scheme shows, None if nothing is said of it.

    Shape:
        Facts as ``to_facts`` gives them; ``views`` that there are, the ``view`` shown and its
        ``shown`` slice; ``languages`` with what misses in each.
    """
    facts = reader.facts(scheme)
    if not facts:
        return None
    index = read_scheme(reader.store, reader.base, scheme)
    collections = collections_of(reader, index)
    views = to_views(index, bool(collections))
    view = asked.view if asked.view in views else next(iter(views), "")
    shown = _show(reader, index, view, asked, collections)
    if shown is None:
        view, shown = "tree", _show(reader, index, "tree", Asked("tree"), collections)
    layout = arrange(choose_class(reader.schema, reader.base, scheme, _types(facts)))
    rest = {predicate: values for predicate, values in facts.items() if predicate not in PLACED}
    if len(rest.get(PUBLISHER.value, ())) == 1:
        del rest[PUBLISHER.value]  # it stands in the head
    return {
        "kind": "scheme",
        **to_facts(reader, scheme),
        "languages": [
            {"lang": tag, "preferred": counts[0], "alternative": counts[1],
             "missing": missing(index, tag)}
            for tag, counts in in_order(index.languages)
        ],
        "tops": len(index.tree.roots),
        "views": list(views),
        "view": view,
        "shown": shown,
        "columns": columns(reader, [scheme]),
        "usage": read_usage(reader, scheme, page=asked.usage, found=index.outside),
        "history": to_history(reader, facts),
        "groups": join_small(to_groups(reader, rest, layout)),
        "citation": to_citation(reader, scheme, reader.labels.name(scheme), (), facts),
        "sources": [to_source(reader.store, reader.base, reader.labels, g) for g in reader.graphs],
    }  # fmt: skip


def in_order(languages: Mapping[str, Counts]) -> list[tuple[str, Counts]]:
    """Return languages with their counts, those of the site and its readers first.

    >>> [tag for tag, _ in in_order({"bg": (1, 0), "fr": (1, 0), "nl": (1, 0)})]
    ['nl', 'fr', 'bg']
    """
    return sorted(languages.items(), key=lambda item: rank(item[0], CONTENT_LANGUAGES))


def to_views(index: SchemeIndex, grouped: bool) -> tuple[str, ...]:
    """Return the ways to look at a scheme that make sense for it, the best first."""
    if not index.entries:
        return ("groups",) if grouped else ()
    small = len(index.entries) <= SMALL
    views = [] if index.tree.is_flat else ["tree"]
    views += ["list"] if small else []
    views.append("letters")
    views += ["recent"] if index.dated else []
    return (*views, *(("groups",) if grouped else ()))


def collections_of(reader: Reader, index: SchemeIndex) -> list[str]:
    """Return the collections that are in a scheme or have a concept of it as member."""
    store = reader.store
    found = []
    for kind in terms.COLLECTIONS:
        for iri in pointing(store, TYPE, kind.value):
            said = store.quads_for_pattern(NamedNode(iri), None, None, DEFAULT)
            targets = {(q.predicate, getattr(q.object, "value", "")) for q in said}
            members = any(p == terms.MEMBER and o in index.positions for p, o in targets)
            if members or (terms.IN_SCHEME, index.scheme) in targets:
                found.append(iri)
    return sorted(set(found))


def _show(
    reader: Reader, index: SchemeIndex, view: str, asked: Asked, collections: list[str]
) -> Any:
    wanted = reader.languages[:1]
    if view == "list":
        return _table(reader, index)
    if view == "letters":
        return slices.letters(index, wanted, letter=asked.letter, page=asked.page)
    if view == "recent":
        return slices.recent(index, wanted, page=asked.page)
    if view == "groups":
        return {"rows": to_links(reader, collections), "total": len(collections)}
    if view == "tree":
        return _tree(reader, index, asked)
    return {"rows": [], "total": 0}


def _tree(reader: Reader, index: SchemeIndex, asked: Asked) -> Any:
    found = slices.branch(index, reader.languages[:1], of=asked.above, page=asked.page)
    if found is None:
        return None
    if asked.above:
        found["above"] = to_link(reader, asked.above)
        found["ways"] = ways(reader, asked.above)
    return found


def _table(reader: Reader, index: SchemeIndex) -> dict[str, Any]:
    """Return all concepts of a small scheme with their definitions."""
    places = index.sort(range(len(index.entries)), reader.languages[:1])
    rows = [slices.to_row(index, place, reader.languages[:1]) for place in places]
    for row in rows:
        said = reader.labels.description(row["iri"])
        row["definition"] = said.to_json() if said else None
    return {"rows": rows, "total": len(rows)}


def _types(facts: Facts) -> list[str]:
    return sorted(t.value for t in facts.get(TYPE.value, {}) if isinstance(t, NamedNode))
