"""List the graphs that are built from the program's own files.

Step on the line: beside the registries; their texts come from the packages that own them.
"""

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


def shipped_graphs() -> tuple[SystemGraph, ...]:
    """Return the vocabulary, the profile, the code lists, their versions and the named queries."""
    return (
        SystemGraph(
            "vocabularium",
            {"nl": "Vocabularium", "en": "Vocabulary"},
            {
                "nl": "De eigen termen van de datastrategie en de met de hand gemaakte lijsten.",
                "en": "The data strategy's own terms and the lists made by hand.",
            },
            Source("ontology", content=read_vocabulary_turtle()),
        ),
        SystemGraph(
            "profiel",
            {"nl": "Applicatieprofiel", "en": "Application profile"},
            {
                "nl": "De namen van alle klassen en eigenschappen die de registers gebruiken.",
                "en": "The names of all classes and properties that the registries use.",
            },
            Source("ontology.ttl", content=read_ontology_turtle()),
        ),
        SystemGraph(
            "codelijsten",
            {"nl": "Codelijsten", "en": "Code lists"},
            {
                "nl": "De gesloten lijsten waaruit codes in de registers komen.",
                "en": "The closed lists that codes in the registries come from.",
            },
            Source("concept_schemes.ttl", content=read_concept_schemes_turtle()),
        ),
        SystemGraph(
            VERSIONS,
            {"nl": "Versies van de standaarden", "en": "Versions of the standards"},
            {
                "nl": "De uitgegeven versies van vocabularium en applicatieprofiel, met status.",
                "en": "The released versions of vocabulary and application profile, with status.",
            },
            Source("releases.ttl", content=read_releases_turtle(read_version())),
        ),
        SystemGraph(
            QUERIES,
            {"nl": "Zoekvragen", "en": "Queries"},
            {
                "nl": "De benoemde vragen aan de graaf, met hun tekst en parameters.",
                "en": "The named queries to the graph, with their text and parameters.",
            },
            Source("queries", content=read_queries_turtle()),
        ),
    )
