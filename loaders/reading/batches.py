"""Gather triples of RDF into batches of N-Triples.

Step on the line: after :mod:`loaders.reading.rdf_reader`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from ontology.namespaces import rebase

BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Triples:
    """A batch of N-Triples, each triple once, and the IRIs that are subjects in it."""

    lines: bytes
    count: int
    subjects: frozenset[str]


def to_batches(triples: Iterable[ox.Triple], base: str) -> Iterator[Triples]:
    """Yield triples as batches of N-Triples under a base."""
    stream = iter(triples)
    while batch := list(islice(stream, BATCH)):
        single = list(dict.fromkeys(batch))
        lines = ox.serialize(single, format=ox.RdfFormat.N_TRIPLES) or b""
        subjects = {str(triple.subject)[1:-1] for triple in single}
        yield Triples(
            rebase(lines, base), len(single), frozenset(rebase(iri, base) for iri in subjects)
        )
