"""Read what a generation counts, as the planner asks for it.

Step on the line: beside the store; the build wrote the counts, and nothing that is served is
ever written to, so they stay true.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Counts(NamedTuple):
    """How many triples, and how many different subjects and objects in them."""

    triples: int
    subjects: int
    objects: int


NONE = Counts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """What the things of one class have.

    Args:
        entities: How many there are.
        predicates: What they are subjects of, by predicate.
    """

    entities: int
    predicates: Mapping[str, Counts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the default graph of a generation counts.

    Args:
        whole: Of all triples.
        predicates: By predicate.
        classes: By class that is an IRI.
    """

    whole: Counts
    predicates: Mapping[str, Counts]
    classes: Mapping[str, ClassCounts]

    @property
    def names_every_class(self) -> bool:
        """Tell whether no class is a blank node or a literal."""
        typed = self.predicates.get(RDF_TYPE, NONE).triples
        return typed == sum(counts.entities for counts in self.classes.values())

    def covers(self, class_iri: str, predicate: str) -> bool:
        """Tell whether every subject of a predicate is known to be of a class."""
        counts = self.classes.get(class_iri)
        theirs = counts.predicates.get(predicate, NONE) if counts else NONE
        return 0 < theirs.triples == self.predicates.get(predicate, NONE).triples


def read_statistics(folder: Path, triples: int) -> Statistics | None:
    """Return what a generation counts, None if it does not say so.

    Args:
        folder: The directory of the generation.
        triples: How many its default graph holds; counts of another number are not believed.
    """
    try:
        found = json.loads((folder / "statistics.json").read_text(encoding="utf-8"))
        statistics = Statistics(
            _counts(found),
            {iri: _counts(value) for iri, value in found["predicates"].items()},
            {iri: _class(value) for iri, value in found["classes"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    told = sum(counts.triples for counts in statistics.predicates.values())
    return statistics if statistics.whole.triples == triples == told else None


def _counts(found: Mapping[str, int]) -> Counts:
    return Counts(int(found["triples"]), int(found["subjects"]), int(found["objects"]))


def _class(found: Mapping[str, Mapping[str, Mapping[str, int]]]) -> ClassCounts:
    predicates = {iri: _counts(value) for iri, value in found["predicates"].items()}
    return ClassCounts(int(found["entities"]), predicates)  # type: ignore[call-overload]
