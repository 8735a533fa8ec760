"""Describe the SPARQL endpoint: what it understands, answers in, and answers from.

Step on the line: beside ``void``, on which it builds. Pure functions.

Source:
    SPARQL 1.1 Service Description; W3C unique URIs for file formats; OGC GeoSPARQL 1.1.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Quad

from ontology.iris import mint_description, mint_service
from server.description_texts import DESCRIBED
from server.links import endpoint_address
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS
from server.triples import about, links, texts, types
from server.void import (
    FORMAT_NAMES,
    FORMATS,
    counted,
    dataset_iri,
    describe_dataset,
    whole_counts,
)

GEOSPARQL = "http://www.opengis.net/def/function/geosparql/"
SPARQL_12 = "https://www.w3.org/TR/sparql12-query/"
"""No term of the vocabulary stands for SPARQL 1.2 yet, so it is told as an extension."""

EXTENSION_FUNCTIONS = (
    "asGeoJSON", "convexHull", "coordinateDimension", "difference", "dimension", "distance",
    "ehContains", "ehCoveredBy", "ehCovers", "ehDisjoint", "ehEquals", "ehInside", "ehMeet",
    "ehOverlap", "envelope", "getSRID", "intersection", "isEmpty", "isSimple", "length",
    "perimeter", "rcc8dc", "rcc8ec", "rcc8eq", "rcc8ntpp", "rcc8ntppi", "rcc8po", "rcc8tpp",
    "rcc8tppi", "relate", "sfContains", "sfCrosses", "sfDisjoint", "sfEquals", "sfIntersects",
    "sfOverlaps", "sfTouches", "sfWithin", "spatialDimension", "symDifference", "union",
)  # fmt: skip
"""The functions of GeoSPARQL that the engine evaluates, each tried by the tests."""


def describe_service(
    manifest: Mapping[str, Any], statistics: Mapping[str, Any], base: str
) -> Iterator[Quad]:
    """Yield the description of the endpoint, with that of what it answers from.

    Shape:
        One default dataset: a default graph with every published triple once, and a named
        graph for each registry. Its named graphs are the graphs that there are, so a query
        may name no other.

    Args:
        manifest: What the build said of the generation.
        statistics: What it counted.
        base: The base of the data directory.
    """
    service, dataset = mint_service(base), dataset_iri(base)
    default = mint_description(base, "default-graph")
    yield from about(service, _service(base))
    yield from about(service, links("sd:defaultDataset", dataset))
    yield from about(service, links("sd:availableGraphs", dataset))
    yield from about(dataset, types("sd:Dataset", "sd:GraphCollection"))
    yield from about(dataset, links("sd:defaultGraph", default))
    yield from about(default, types("sd:Graph", "void:Dataset"))
    yield from about(default, texts("dct:description", DESCRIBED["default"]))
    yield from about(default, counted(whole_counts(manifest, statistics)))
    for entry in manifest.get("registries", ()):
        graph = entry["graph"]
        yield from about(dataset, links("sd:namedGraph", graph))
        yield from about(graph, types("sd:NamedGraph", "sd:Graph"))
        yield from about(graph, links("sd:name", graph))
        yield from about(graph, links("sd:graph", graph))
    yield from describe_dataset(manifest, statistics, base)


def _service(base: str) -> Iterator[tuple[str, Any]]:
    yield from types("sd:Service")
    yield from texts("dct:title", DESCRIBED["service"])
    yield from texts("dct:description", DESCRIBED["reads"])
    yield from links("sd:endpoint", endpoint_address(base))
    yield from links("sd:supportedLanguage", f"{_SD}SPARQL11Query")
    yield from links("sd:languageExtension", SPARQL_12)
    yield from links("sd:feature", f"{_SD}UnionDefaultGraph")
    for offer in (*RESULT_OFFERS, *GRAPH_OFFERS):
        yield from links("sd:resultFormat", FORMATS + FORMAT_NAMES[offer.format])
    for name in EXTENSION_FUNCTIONS:
        yield from links("sd:extensionFunction", GEOSPARQL + name)
    yield from links("rdfs:seeAlso", f"{base}/api/limits", f"{base}/graph-store")


_SD = "http://www.w3.org/ns/sparql-service-description#"
