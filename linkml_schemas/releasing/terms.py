"""Compare the terms that an artefact in Turtle describes with those of the version before.

Step on the line: beside the difference of the LinkML files, for what stands in no LinkML file: a
vocabulary that is written by hand. Pure.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

import pyoxigraph as ox

from linkml_schemas.differing.steps import Step
from ontology.namespaces import expand

_ABOUT_VERSIONS = frozenset(
    ox.NamedNode(expand(each))
    for each in ("owl:versionInfo", "owl:versionIRI", "owl:priorVersion", "dct:issued")
)
Said = Mapping[str, Set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TermChanges:
    """The IRIs of terms that came, went, or are described otherwise."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        """Return the step that they ask: a term that goes breaks the data that use it."""
        if self.removed:
            return "major"
        if self.added:
            return "minor"
        return "patch" if self.changed else "none"

    def join(self, other: "TermChanges") -> "TermChanges":
        """Return both."""
        return TermChanges(
            (*self.added, *other.added),
            (*self.removed, *other.removed),
            (*self.changed, *other.changed),
        )


def compare_terms(old: bytes, new: bytes) -> TermChanges:
    """Return what differs between the terms of two Turtle documents.

    Shape:
        What they say of their own version does not count.
    """
    before, after = _said(old), _said(new)
    return TermChanges(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(iri for iri in before.keys() & after.keys() if before[iri] != after[iri])),
    )


def _said(content: bytes) -> Said:
    """Return what is said of each IRI; nodes without a name count for what they are said of."""
    found: dict[str, set[tuple[str, str]]] = {}
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and quad.predicate not in _ABOUT_VERSIONS:
            value = "[]" if isinstance(quad.object, ox.BlankNode) else str(quad.object)
            found.setdefault(quad.subject.value, set()).add((quad.predicate.value, value))
    return found
