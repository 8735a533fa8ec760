"""Find what artefacts say of themselves, and say in them which version they are.

Step on the line: from generated artefacts to those that are frozen. Turtle is lengthened and not
written anew, so that a frozen file differs from the generated one by what is added.

Source:
    OWL 2 Structural Specification, section 3.1 to 3.3 (ontology IRI and version IRI).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from linkml_schemas.releasing.records import Standard
from linkml_schemas.releasing.versions import Version
from linkml_schemas.turtle import literal
from ontology.namespaces import expand

_TYPE = ox.NamedNode(expand("rdf:type"))
_ONTOLOGY = ox.NamedNode(expand("owl:Ontology"))
_VERSION_INFO = ox.NamedNode(expand("owl:versionInfo"))
_NODE_SHAPE = ox.NamedNode(expand("sh:NodeShape"))
_TITLES = tuple(ox.NamedNode(expand(each)) for each in ("dct:title", "rdfs:label"))
_DESCRIPTIONS = tuple(ox.NamedNode(expand(each)) for each in ("dct:description", "rdfs:comment"))

OWN, OTHERS = "Vocabularium", "Applicatieprofiel"
"""Codes of the standards register: what has terms of its own, and what uses those of others."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an artefact says of a standard, and the version that it says it is."""

    standard: Standard
    version_info: str


def find_headers(artefacts: Mapping[str, bytes]) -> list[Header]:
    """Return the standards that Turtle artefacts describe, vocabularies first.

    Args:
        artefacts: The content of each artefact by its name in the release.

    Raises:
        SyntaxError: An artefact is no Turtle.
    """
    found: list[Header] = []
    for name, content in artefacts.items():
        if name.endswith(".ttl"):
            found.extend(_headers(name, content))
    return sorted(found, key=lambda each: (each.standard.kind != OWN, each.standard.iri))


def _headers(name: str, content: bytes) -> Iterator[Header]:
    quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE))
    said: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            said.setdefault(quad.subject.value, []).append(quad)
    for iri, about in said.items():
        if any(quad.predicate == _TYPE and quad.object == _ONTOLOGY for quad in about):
            stem = iri.rstrip("#/")
            own = any(other.startswith((f"{stem}#", f"{stem}/")) for other in said if other != iri)
            info = _texts(about, (_VERSION_INFO,)).values()
            standard = Standard(
                stem,
                OWN if own else OTHERS,
                name,
                _texts(about, _TITLES) or {"en": stem},
                _texts(about, _DESCRIPTIONS),
            )
            yield Header(standard, next(iter(info), ""))


def _texts(about: Sequence[ox.Quad], predicates: Sequence[ox.NamedNode]) -> dict[str, str]:
    for predicate in predicates:
        literals = [
            quad.object
            for quad in about
            if quad.predicate == predicate and isinstance(quad.object, ox.Literal)
        ]
        if literals:
            return {each.language or "en": each.value for each in literals}
    return {}


def stamp_standard(
    content: bytes, standard: Standard, version: Version, prior: Version | None, day: str
) -> bytes:
    """Return Turtle that says which version of a standard it describes."""
    said = [
        f"<{expand('owl:versionIRI')}> <{standard.version_iri(version)}>",
        f"<{expand('dct:issued')}> {literal(day)}^^<{expand('xsd:date')}>",
    ]
    if prior:
        said.append(f"<{expand('owl:priorVersion')}> <{standard.version_iri(prior)}>")
    return _lengthen(content, standard.iri, said)


def stamp_shapes(content: bytes, version: Version) -> bytes:
    """Return shapes that say which version they are, if they stand in one document.

    Shape:
        Shapes ``…/ns/name/shapes#PersonShape`` are those of ``…/ns/name/1.2.0/shapes``.
    """
    quads = ox.parse(content, format=ox.RdfFormat.TURTLE)
    documents = {
        quad.subject.value.partition("#")[0]
        for quad in quads
        if quad.object == _NODE_SHAPE and isinstance(quad.subject, ox.NamedNode)
    }
    if len(documents) != 1:
        return content
    document = documents.pop()
    parent, _, name = document.rpartition("/")
    said = [
        f"a <{_ONTOLOGY.value}>",
        f"<{_VERSION_INFO.value}> {literal(str(version))}",
        f"<{expand('owl:versionIRI')}> <{parent}/{version}/{name}>",
    ]
    return _lengthen(content, document, said)


def stamp_json_schema(content: bytes, standard: Standard, version: Version) -> bytes:
    """Return a JSON Schema whose ``$id`` is the address of its version."""
    read = json.loads(content)
    read["$id"] = f"{standard.version_iri(version)}/schema.json"
    text = json.dumps(read, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def _lengthen(content: bytes, subject: str, said: Sequence[str]) -> bytes:
    block = f"\n<{subject}>\n  " + " ;\n  ".join(said) + " .\n"
    return content + block.encode()
