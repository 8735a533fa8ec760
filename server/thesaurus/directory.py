"""List the concept schemes of a graph, each with a short key for addresses and a group.

Step on the line: within a worker; the first thing that every view of the thesaurus looks at.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode, Store

from linkml_schemas.plan import Schema
from server.links import document_path
from server.sources import objects
from server.statements import Reader
from server.terms import DEFAULT, PUBLISHER, TYPE
from server.thesaurus import terms
from server.thesaurus.index import SchemeIndex, read_scheme

GROUPS = ("framework", "registries", "codes", "others")
"""What schemes are for: the shared concepts, registries whose things are concepts, the codes of
columns, and the tables of other authorities."""

_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Directory:
    """The schemes of a graph by their keys and by their IRIs."""

    iris: Mapping[str, str]
    keys: Mapping[str, str]

    def iri(self, key: str) -> str | None:
        """Return the IRI of a scheme, None if there is no such key."""
        return self.iris.get(key)


@lru_cache(maxsize=4)
def read_directory(store: Store, base: str) -> Directory:
    """Return the schemes of a graph; kept, for a generation never changes.

    Shape:
        The key of a scheme of ours is its reference. That of another is the end of its IRI,
        with some digits of a checksum where that is not enough to tell two apart.
    """
    quads = store.quads_for_pattern(None, TYPE, terms.SCHEME, DEFAULT)
    found = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
    ends = Counter(to_end(iri) for iri in found)
    own = f"{base}/id/conceptscheme/"
    keys = {}
    for iri in found:
        end = to_end(iri)
        unique = bool(end) and (ends[end] == 1 or iri == own + end)
        keys[iri] = end if unique else f"{end or 'scheme'}-{_checksum(iri)}"
    return Directory({key: iri for iri, key in keys.items()}, keys)


def to_end(iri: str) -> str:
    """Return the end of an IRI as a key.

    >>> to_end("http://publications.europa.eu/resource/authority/data-theme/")
    'data-theme'
    """
    return _UNFIT.sub("-", re.split(r"[/#]", iri.rstrip("/#"))[-1]).strip("-.")


def _checksum(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:8]


def group_of(plan: Schema, base: str, scheme: str) -> str:
    """Return what a scheme is for, one of ``GROUPS``."""
    if any(enumeration.scheme == scheme for enumeration in plan.enumerations):
        return "codes"
    own = f"{base}/id/conceptscheme/"
    if not scheme.startswith(own):
        return "others"
    named = {item.scheme for item in plan.classes if item.scheme}
    return "registries" if scheme.removeprefix(own) in named else "framework"


def list_schemes(reader: Reader) -> list[dict[str, Any]]:
    """Return every scheme as ``/begrippen`` shows it, by group, the largest first in a group.

    Shape:
        Each as :func:`to_facts` says; one without a concept is left out.
    """
    directory = read_directory(reader.store, reader.base)
    rows = [to_facts(reader, iri) for iri in directory.keys]
    full = [row for row in rows if row["concepts"]]
    return sorted(full, key=lambda row: (GROUPS.index(row["group"]), -row["concepts"], row["key"]))


def to_facts(reader: Reader, scheme: str) -> dict[str, Any]:
    """Return what a list of schemes says of one.

    Shape:
        ``iri``, ``key``, ``href``, ``group``, ``title``, ``description``, ``concepts``,
        ``languages`` (tag to the preferred and the alternative labels in it), ``unnamed``,
        ``deprecated``, ``publisher`` (a link or None), ``version``, ``date``.
    """
    store, base = reader.store, reader.base
    index, node = read_scheme(store, base, scheme), NamedNode(scheme)
    description = reader.labels.description(scheme)
    return {
        "iri": scheme,
        "key": read_directory(store, base).keys.get(scheme, ""),
        "href": document_path(base, scheme),
        "group": group_of(reader.schema, base, scheme),
        "title": reader.labels.name(scheme).to_json(),
        "description": description.to_json() if description else None,
        "concepts": len(index.entries),
        "languages": {tag: list(counts) for tag, counts in index.languages.items()},
        "unnamed": index.unnamed,
        "deprecated": index.deprecated,
        "publisher": publisher(reader, node),
        "version": _latest(store, node, terms.VERSION),
        "date": max(
            _latest(store, node, terms.MODIFIED),
            _latest(store, node, terms.ISSUED),
            _latest(store, node, terms.CREATED),
        ),
    }


def publisher(reader: Reader, node: NamedNode) -> dict[str, Any] | None:
    """Return who publishes something, else who made it, as a link; None if nobody says so."""
    for predicate in (PUBLISHER, terms.CREATOR):
        named = objects(reader.store, node, predicate)
        if iri := min((term.value for term in named if isinstance(term, NamedNode)), default=""):
            return reader.link(iri)
    return None


def missing(index: SchemeIndex, language: str) -> int:
    """Return how many concepts have no preferred label in a language."""
    return len(index.entries) - index.languages.get(language, (0, 0))[0]


def _latest(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    return max((term.value for term in objects(store, node, predicate)), default="")
