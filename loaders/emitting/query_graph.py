"""Describe the named queries as things of the graph.

Step on the line: one of the graphs that are built from the program's own files, between the
folder of the queries and :mod:`loaders.emitting.system_graphs`.

Source:
    SHACL Advanced Features, section 8 (sh:SPARQLExecutable) and its ontology; SHACL, section 5
    (sh:prefixes, sh:Parameter); the layout of SIB's collection of example queries.
"""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ontology.iris import mint_thing
from ontology.namespaces import PLACEHOLDER_BASE, expand
from queries.binding import to_example
from queries.parameters import Parameter
from queries.reader import CONCEPT, Query, read_queries

_CLASSES = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
_DATATYPES = {"language": "xsd:language", "langString": "rdf:langString", "year": "xsd:gYear"}

Pair = tuple[str, ox.NamedNode | ox.Literal]


def read_queries_turtle() -> bytes:
    """Return the description of all named queries as Turtle with the placeholder base.

    Shape:
        Each query is an executable of SHACL with its text, prefixes included, in which defaults
        (and examples of required values) are filled in; each parameter is a thing under it,
        and the property that SHACL's path wants.
    """
    triples = [triple for query in read_queries() for triple in _describe(query)]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b""


def _describe(query: Query) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(mint_thing(PLACEHOLDER_BASE, CONCEPT, query.name))
    for curie, value in _query(query):
        yield ox.Triple(subject, ox.NamedNode(expand(curie)), value)
    for position, parameter in enumerate(query.parameters, start=1):
        own = ox.NamedNode(mint_thing(PLACEHOLDER_BASE, CONCEPT, query.name, parameter.name))
        yield ox.Triple(subject, ox.NamedNode(expand("sh:parameter")), own)
        yield ox.Triple(own, ox.NamedNode(expand("sh:path")), own)
        for curie, value in _parameter(parameter, position):
            yield ox.Triple(own, ox.NamedNode(expand(curie)), value)


def _query(query: Query) -> Iterator[Pair]:
    kind, holding = _CLASSES[query.form]
    yield from _types("sh:SPARQLExecutable", kind)
    yield from _texts("dct:title", query.titles)
    yield from _texts("rdfs:comment", query.descriptions)
    for tag in query.tags:
        yield "schema:keywords", ox.Literal(tag)
    yield holding, ox.Literal(to_example(query))
    yield "schema:target", ox.NamedNode(f"{PLACEHOLDER_BASE}/sparql")
    yield "foaf:page", ox.NamedNode(f"{PLACEHOLDER_BASE}/api/queries/{query.name}")
    yield "owl:versionInfo", ox.Literal(query.version)


def _parameter(parameter: Parameter, position: int) -> Iterator[Pair]:
    yield from _types("sh:Parameter", "rdf:Property")
    yield "sh:name", ox.Literal(parameter.name)
    yield from _texts("dct:title", parameter.labels)
    yield from _texts("sh:description", parameter.descriptions)
    yield "sh:order", _typed(str(position), "xsd:integer")
    yield "sh:optional", _typed("false" if parameter.required else "true", "xsd:boolean")
    if parameter.type == "iri":
        yield "sh:nodeKind", ox.NamedNode(expand("sh:IRI"))
    else:
        yield "sh:datatype", ox.NamedNode(expand(_datatype(parameter)))
    if parameter.class_iri:
        yield "sh:class", ox.NamedNode(parameter.class_iri)
    if parameter.default is not None and not parameter.is_today:
        yield "sh:defaultValue", _value(parameter, parameter.default)
    if parameter.example is not None:
        yield "skos:example", _value(parameter, parameter.example)


def _datatype(parameter: Parameter) -> str:
    return _DATATYPES.get(parameter.type, f"xsd:{parameter.type}")


def _value(parameter: Parameter, text: str) -> ox.NamedNode | ox.Literal:
    """Return a value that the header of a query holds, and that its reader has checked."""
    if parameter.type == "iri":
        return ox.NamedNode(text)
    if parameter.type == "langString":
        value, _, tag = text.rpartition("@")
        return ox.Literal(value, language=tag)
    return _typed(text, _datatype(parameter))


def _texts(curie: str, texts: Mapping[str, str]) -> Iterator[Pair]:
    for tag, text in texts.items():
        yield curie, ox.Literal(text, language=tag)


def _types(*curies: str) -> Iterator[Pair]:
    for curie in curies:
        yield "rdf:type", ox.NamedNode(expand(curie))


def _typed(text: str, curie: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(expand(curie)))
