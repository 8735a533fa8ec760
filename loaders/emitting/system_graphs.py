"""List the graphs that are built from the program's own files.

Step on the line: beside the registries; their texts come from the packages that own them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.generated_files import (
    read_concept_schemes_turtle,
    read_ontology_turtle,
    read_version,
)
from linkml_schemas.releasing.standards_graph import GRAPH as VERSIONS
from linkml_schemas.releasing.standards_graph import read_releases_turtle
from loaders.emitting.query_graph import read_queries_turtle
from loaders.inputs import SystemGraph
from loaders.reading.sources import Source
from ontology.vocabulary import read_vocabulary_turtle
from queries.reader import GRAPH as QUERIES

_TEXTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "vocabularium": (
            "Vocabularium",
            "Vocabulary",
            "De eigen termen van de datastrategie en de met de hand gemaakte lijsten.",
            "The data strategy's own terms and the lists made by hand.",
        ),
        "profiel": (
            "Applicatieprofiel",
            "Application profile",
            "De namen van alle klassen en eigenschappen die de registers gebruiken.",
            "The names of all classes and properties that the registries use.",
        ),
        "codelijsten": (
            "Codelijsten",
            "Code lists",
            "De gesloten lijsten waaruit codes in de registers komen.",
            "The closed lists that codes in the registries come from.",
        ),
        VERSIONS: (
            "Versies van de standaarden",
            "Versions of the standards",
            "De uitgegeven versies van vocabularium en applicatieprofiel, met status.",
            "The released versions of vocabulary and application profile, with status.",
        ),
        QUERIES: (
            "Zoekvragen",
            "Queries",
            "De benoemde vragen aan de graaf, met hun tekst en parameters.",
            "The named queries to the graph, with their text and parameters.",
        ),
    }
)
"""Of each graph its title and description in Dutch and English."""


def shipped_graphs() -> tuple[SystemGraph, ...]:
    """Return the vocabulary, the profile, the code lists, their versions and the named queries."""
    sources = {
        "vocabularium": Source("ontology", content=read_vocabulary_turtle()),
        "profiel": Source("ontology.ttl", content=read_ontology_turtle()),
        "codelijsten": Source("concept_schemes.ttl", content=read_concept_schemes_turtle()),
        VERSIONS: Source("releases.ttl", content=read_releases_turtle(read_version())),
        QUERIES: Source("queries", content=read_queries_turtle()),
    }
    return tuple(
        SystemGraph(name, {"nl": title, "en": titled}, {"nl": said, "en": told}, sources[name])
        for name, (title, titled, said, told) in _TEXTS.items()
    )
