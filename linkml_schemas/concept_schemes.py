"""Emit each enumeration as a concept scheme.

Step on the line: from the plan to ``generated/concept_schemes.ttl``, the graph ``codelijsten``.

Source:
    SKOS Reference, W3C Recommendation 2009.
"""

from collections.abc import Iterator

from linkml_schemas.plan import Enumeration, Schema
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.turtle import block, document, iri, literal, texts


def render_concept_schemes(schema: Schema, publication: Publication | None = None) -> str:
    """Return the code lists as Turtle: per enumeration its scheme, then its concepts.

    Args:
        schema: The plan.
        publication: What states the lists; that of our own schemas if absent.
    """
    publication = publication or our_publication(schema)
    blocks = [
        each for enumeration in schema.enumerations for each in _to_blocks(enumeration, publication)
    ]
    return document([publication.heading], blocks, publication.prefixes)


def _to_blocks(enumeration: Enumeration, publication: Publication) -> Iterator[str]:
    scheme = iri(enumeration.scheme)
    yield block(
        scheme,
        [
            ("a", ["skos:ConceptScheme"]),
            ("dct:title", texts(enumeration.labels)),
            ("skos:prefLabel", texts(enumeration.labels)),
            ("skos:definition", texts(enumeration.descriptions)),
            ("dct:source", [iri(_source_of(publication, enumeration.scheme))]),
            ("skos:hasTopConcept", [iri(value.iri) for value in enumeration.values]),
        ],
    )
    for value in enumeration.values:
        yield block(
            iri(value.iri),
            [
                ("a", ["skos:Concept"]),
                ("skos:prefLabel", texts(value.labels)),
                ("skos:notation", [literal(value.code)]),
                ("skos:definition", texts(value.descriptions)),
                ("skos:inScheme", [scheme]),
                ("skos:topConceptOf", [scheme]),
                ("dct:source", [iri(_source_of(publication, value.iri, enumeration.scheme))]),
            ],
        )


def _source_of(publication: Publication, name: str, scheme: str | None = None) -> str:
    """Return where a term is stated: our vocabulary, its authority's list, or the term itself."""
    if publication.is_own(name):
        return publication.vocabulary
    return scheme if scheme and not publication.is_own(scheme) else name
