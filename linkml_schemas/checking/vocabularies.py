"""Read the vocabularies that a schema has beside it: which terms they define.

Step on the line: before the rules about terms. Turtle, RDF/XML, JSON-LD or N-Triples.
"""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from linkml_schemas.modelling.faults import Fault, Place

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def read_local_terms(
    files: tuple[Path, ...],
) -> tuple[dict[str, frozenset[str]], tuple[Fault, ...]]:
    """Return the terms that files define, by namespace, and which files cannot be read.

    Shape:
        A term is what has a type; its namespace ends in the last ``#`` or ``/`` of it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    faults: list[Fault] = []
    for file in files:
        try:
            stat = file.stat()
            terms = _read(file, stat.st_mtime_ns, stat.st_size)
        except (OSError, SyntaxError, ValueError) as error:
            message = f"the vocabulary cannot be read: {str(error).splitlines()[0]}"
            faults.append(Fault(Place(file), "settings", message, "mend `vocabularies`"))
            continue
        for iri in terms:
            found[iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]].add(iri)
    return {key: frozenset(terms) for key, terms in found.items()}, tuple(faults)


@lru_cache(maxsize=64)
def _read(file: Path, changed: int, size: int) -> frozenset[str]:
    form = RdfFormat.from_extension(file.suffix.lstrip("."))
    if form is None:
        raise ValueError(f"{file.suffix or 'no ending'} is no form of RDF")
    return frozenset(
        quad.subject.value
        for quad in parse(path=str(file), format=form)
        if isinstance(quad.subject, NamedNode) and quad.predicate.value == _TYPE
    )
