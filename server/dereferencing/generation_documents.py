"""Describe the generations themselves: made when, of what, and what each changed.

Step on the line: beside ``describe``, within a worker. A generation cannot hold its own id, so
these descriptions are made of what the build remembers of all generations, when one is asked
for; those that were pruned have one too.

Source:
    W3C PROV-O, sections 3.1 and 3.2.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.iris import PROVENANCE, IriError, mint_description, mint_graph, mint_thing, parse_iri
from ontology.namespaces import PREFIXES
from server.dereferencing.history import Past, find_past, read_events
from server.dereferencing.texts import DEREFERENCING_TEXTS
from server.terms import DEFAULT, LABELS, LICENCE, TYPE, to_term

CONCEPT = "generatie"

_ID = re.compile(r"[0-9a-f]{16}")


def generation_of(base: str, iri: str) -> str | None:
    """Return the id of the generation that an IRI names in any spelling, None if it names none.

    >>> generation_of("https://b.example", "http://b.example/doc/generatie/0f3a0f3a0f3a0f3a/")
    '0f3a0f3a0f3a0f3a'
    """
    if f"/{CONCEPT}/" not in iri:
        return None
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return None
    if parsed.type not in {"id", "doc"} or parsed.concept != CONCEPT or len(parsed.reference) != 1:
        return None
    return parsed.reference[0] if _ID.fullmatch(parsed.reference[0]) else None


def generation_iri(base: str, generation: str) -> str:
    """Return the IRI of a generation.

    >>> generation_iri("https://b.example", "0f3a")
    'https://b.example/id/generatie/0f3a'
    """
    return mint_thing(base, CONCEPT, generation)


def find_generation(folder: Path | None, generation: str) -> Past | None:
    """Return what is remembered of a generation, None if there never was one of this id.

    Shape:
        What the served one remembers; of those published beside its own line, as after a
        rollback, what they remember themselves, or when the log says that they came.
    """
    if folder is None:
        return None
    if found := find_past(folder, generation):
        return found
    if found := find_past(folder.parent / generation, generation):
        return found
    return _logged(folder.parent.parent, generation)


def generation_store(past: Past, base: str, names: Store) -> Store:
    """Return a store with the description of a generation, and the names of what it mentions.

    Args:
        past: What is remembered of it.
        base: The base of our IRIs.
        names: The store of the served generation.
    """
    store = Store()
    graph = NamedNode(mint_graph(base, PROVENANCE))
    subject = NamedNode(generation_iri(base, past.id))
    for predicate, value in _say(past, base):
        for where in (graph, DEFAULT):
            store.add(Quad(subject, predicate, value, where))
        for mentioned in (predicate, value, graph):
            if isinstance(mentioned, NamedNode):
                for name in (*LABELS, LICENCE):
                    store.extend(names.quads_for_pattern(mentioned, name, None, DEFAULT))
    return store


def _say(past: Past, base: str) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    said = past.said
    yield TYPE, to_term("prov:Entity")
    yield to_term("dct:identifier"), Literal(past.id)
    for language, title in DEREFERENCING_TEXTS["generation.title"].items():
        yield to_term("dct:title"), Literal(title.format(id=past.id), language=language)
    for language, text in DEREFERENCING_TEXTS["generation.description"].items():
        yield to_term("dct:description"), Literal(text, language=language)
    yield to_term("prov:generatedAtTime"), _typed(past.made, "dateTime")
    yield to_term("prov:specializationOf"), NamedNode(mint_description(base, "dataset"))
    if said.get("begrip"):
        yield to_term("owl:versionInfo"), Literal(said["begrip"])
    if "triples" in said.get("counts", {}):
        yield to_term("void:triples"), _typed(str(said["counts"]["triples"]), "integer")
    if said.get("since"):
        yield to_term("prov:wasRevisionOf"), NamedNode(generation_iri(base, said["since"]))
    if said.get("changed"):
        for language, text in DEREFERENCING_TEXTS["generation.changes"].items():
            yield (
                to_term("skos:changeNote"),
                Literal(text.format(**said["changed"]), language=language),
            )
    for name, _ in said.get("sources", ()):
        yield to_term("prov:wasDerivedFrom"), NamedNode(mint_graph(base, name))


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


def _logged(data: Path, generation: str) -> Past | None:
    """Return a generation of which only the moment of its publication is known."""
    events = (event for event in read_events(data) if event["id"] == generation)
    first = next(events, None)
    return Past(generation, first["at"], {}) if first else None
