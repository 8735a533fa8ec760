"""Compare the terms that an artefact in Turtle describes with those of the version before.

Step on the line: beside the difference of the LinkML files, for what stands in no LinkML file: a
vocabulary that is written by hand. Pure.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from linkml_schemas.differing.steps import Step, step_of
from ontology.namespaces import expand

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "removed": "breaking",
        "redefined": "breaking",
        "added": "additive",
        "extended": "additive",
        "changed": "editorial",
    }
)
"""What can happen to a term, gravest first: what it means is lost, added to, or explained."""

_ABOUT_VERSIONS = frozenset(
    expand(each) for each in ("owl:versionInfo", "owl:versionIRI", "owl:priorVersion", "dct:issued")
)
_MEANING = frozenset(
    expand(each)
    for each in (
        "rdf:type",
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "rdfs:domain",
        "rdfs:range",
        "owl:equivalentClass",
        "owl:equivalentProperty",
        "owl:inverseOf",
        "owl:disjointWith",
        "owl:sameAs",
    )
)
"""The predicates from which programs conclude something."""

Said = Set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TermChange:
    """What happened to a term: a key of ``VERDICTS``, and its IRI."""

    kind: str
    iri: str

    @property
    def verdict(self) -> str:
        """Return what the version step follows."""
        return VERDICTS[self.kind]


def step_of_terms(changes: tuple[TermChange, ...]) -> Step:
    """Return the step that changes of terms ask."""
    return step_of(change.verdict for change in changes)


def compare_terms(old: bytes, new: bytes) -> tuple[TermChange, ...]:
    """Return what differs between the terms of two Turtle documents, the gravest first.

    Shape:
        What they say of their own version does not count.
    """
    order = list(VERDICTS)
    found = _compare(_read(old), _read(new))
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), change.iri)))


def _compare(before: Mapping[str, Said], after: Mapping[str, Said]) -> Iterator[TermChange]:
    for iri in before.keys() | after.keys():
        if iri not in after:
            yield TermChange("removed", iri)
        elif iri not in before:
            yield TermChange("added", iri)
        elif before[iri] != after[iri]:
            yield TermChange(_kind(before[iri], after[iri]), iri)


def _kind(before: Said, after: Said) -> str:
    if any(predicate in _MEANING for predicate, _ in before - after):
        return "redefined"
    if any(predicate in _MEANING for predicate, _ in after - before):
        return "extended"
    return "changed"


def _read(content: bytes) -> dict[str, set[tuple[str, str]]]:
    """Return what is said of each IRI; nodes without a name count for what they are said of."""
    found: dict[str, set[tuple[str, str]]] = {}
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
        predicate = quad.predicate.value
        if isinstance(quad.subject, ox.NamedNode) and predicate not in _ABOUT_VERSIONS:
            value = "[]" if isinstance(quad.object, ox.BlankNode) else str(quad.object)
            found.setdefault(quad.subject.value, set()).add((predicate, value))
    return found
