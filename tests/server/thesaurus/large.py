"""Make a scheme of any size, with deep and wide places, as a thesaurus of others has them."""

from pyoxigraph import RdfFormat, Store

from ontology.namespaces import PREFIXES
from tests.server.small_graph import BASE

SCHEME = f"{BASE}/id/conceptscheme/groot"
GRAPH = f"{BASE}/id/graaf/groot"
DEEP, WIDE = 12, 5_000
"""Levels of the deepest branch, and concepts right below the widest concept."""

_SKOS = PREFIXES["skos"]
_WORDS = ("Water", "Élan", "data", "Oost", "3D", "zorg", "…rest", "Ärger", "beleid", "kaart")


def concept(number: int) -> str:
    """Return the IRI of a concept."""
    return f"{BASE}/id/concept/groot/c{number}"


def broader_of(number: int, wide: int = WIDE) -> int | None:
    """Return the broader concept: a chain, then a wide place, then eight below each."""
    if number == 0:
        return None
    if number < DEEP:
        return number - 1
    if number < DEEP + wide:
        return 0
    return number // 8


def large_quads(count: int, wide: int = WIDE) -> bytes:
    """Return N-Quads of a scheme, in its own graph."""
    lines = [
        f"<{SCHEME}> <{PREFIXES['rdf']}type> <{_SKOS}ConceptScheme>",
        f'<{SCHEME}> <{_SKOS}prefLabel> "Groot"@nl',
        f'<{SCHEME}> <{_SKOS}prefLabel> "Large"@en',
        f"<{SCHEME}> <{_SKOS}hasTopConcept> <{concept(0)}>",
    ]
    for number in range(count):
        node, word = f"<{concept(number)}>", _WORDS[number % len(_WORDS)]
        lines += [
            f"{node} <{PREFIXES['rdf']}type> <{_SKOS}Concept>",
            f"{node} <{_SKOS}inScheme> <{SCHEME}>",
            f'{node} <{_SKOS}prefLabel> "{word} {number * 7919 % count}"@nl',
            f'{node} <{_SKOS}altLabel> "ook {number}"@nl',
            f'{node} <{_SKOS}notation> "{number}"',
            f'{node} <{_SKOS}definition> "Wat begrip {number} betekent."@nl',
        ]
        if number % 3 == 0:
            lines.append(f'{node} <{_SKOS}prefLabel> "concept {number}"@en')
        if (above := broader_of(number, wide)) is not None:
            lines.append(f"{node} <{_SKOS}broader> <{concept(above)}>")
    return "".join(f"{line} <{GRAPH}> .\n" for line in lines).encode()


def large_store(count: int, wide: int = WIDE) -> Store:
    """Return a store with a scheme as a build makes it: named, and in the default graph."""
    quads = large_quads(count, wide)
    store = Store()
    store.bulk_load(quads, RdfFormat.N_QUADS)
    store.bulk_load(quads.replace(f" <{GRAPH}> .\n".encode(), b" .\n"), RdfFormat.N_TRIPLES)
    return store
