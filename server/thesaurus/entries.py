"""Read what the lists of a scheme say of one concept.

Step on the line: under ``index``; pattern access only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from server.terms import DEFAULT, TYPE
from server.thesaurus import terms

Labels = tuple[tuple[str, str], ...]
"""Pairs of a language tag and a text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lists of a scheme say of one concept.

    Shape:
        ``names`` are its preferred labels, or what stands in for them, in every language;
        ``others`` its alternative ones. Dates are ISO 8601, empty if unknown.
    """

    iri: str
    names: Labels
    others: Labels
    notation: str
    position: float
    deprecated: bool
    created: str
    modified: str

    @property
    def changed(self) -> str:
        """Return when the concept changed last, as far as it says so."""
        return max(self.created, self.modified)


@dataclass(frozen=True, slots=True)
class ReadConcept:
    """A concept and the IRIs of those that it says to be broader and narrower."""

    entry: Entry
    broader: tuple[str, ...]
    narrower: tuple[str, ...]


_SPARE = frozenset(term.value for term in terms.SPARE_NAMES)
_BY_PREDICATE = {
    term.value: name
    for name, term in {
        "names": terms.PREFERRED,
        "others": terms.ALTERNATIVE,
        "notations": terms.NOTATION,
        "positions": terms.POSITION,
        "broader": terms.BROADER,
        "narrower": terms.NARROWER,
        "types": TYPE,
        "deprecated": terms.DEPRECATED,
        "created": terms.CREATED,
        "issued": terms.ISSUED,
        "modified": terms.MODIFIED,
    }.items()
} | dict.fromkeys(_SPARE, "spare")
_COLLECTIONS = frozenset(term.value for term in terms.COLLECTIONS)


def read_concept(store: Store, iri: str) -> ReadConcept | None:
    """Return what is said of a concept; None of a collection, or if nothing is said."""
    found: dict[str, list[NamedNode | Literal]] = {}
    described = False
    for quad in store.quads_for_pattern(NamedNode(iri), None, None, DEFAULT):
        name, value = _BY_PREDICATE.get(quad.predicate.value), quad.object
        described = True
        if name and isinstance(value, NamedNode | Literal):
            found.setdefault(name, []).append(value)
    if not described or any(term.value in _COLLECTIONS for term in found.get("types", ())):
        return None
    created = _first(found, "created") or _first(found, "issued")
    entry = Entry(
        iri=iri,
        names=_labels(found.get("names")) or _labels(found.get("spare")),
        others=_labels(found.get("others")),
        notation=_first(found, "notations"),
        position=_number(_first(found, "positions")),
        deprecated=_first(found, "deprecated") in {"true", "1"},
        created=created,
        modified=_first(found, "modified"),
    )
    return ReadConcept(entry, _iris(found.get("broader")), _iris(found.get("narrower")))


def _labels(values: Sequence[NamedNode | Literal] | None) -> Labels:
    texts = {
        (value.language or "", value.value)
        for value in values or ()
        if isinstance(value, Literal) and value.value.strip()
    }
    return tuple(sorted(texts))


def _iris(values: Sequence[NamedNode | Literal] | None) -> tuple[str, ...]:
    return tuple(value.value for value in values or () if isinstance(value, NamedNode))


def _first(found: Mapping[str, Sequence[NamedNode | Literal]], name: str) -> str:
    values = found.get(name)
    return min(value.value for value in values) if values else ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("inf")
