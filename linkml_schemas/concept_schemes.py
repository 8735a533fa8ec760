"""Emit each enumeration as a concept scheme.

Step on the line: from the plan to ``generated/concept_schemes.ttl``, the graph ``codelijsten``.

Source:
    SKOS Reference, W3C Recommendation 2009.
"""

from collections.abc import Iterator

from linkml_schemas.headings import heading
from linkml_schemas.plan import Enumeration, Schema
from linkml_schemas.turtle import block, document, iri, literal, texts
from ontology.namespaces import DS, PLACEHOLDER_BASE

VOCABULARY = DS.removesuffix("#")
"""What an own list and an own code are stated by."""


def render_concept_schemes(schema: Schema) -> str:
    """Return the code lists as Turtle: per enumeration its scheme, then its concepts."""
    blocks = [each for enumeration in schema.enumerations for each in _to_blocks(enumeration)]
    return document([heading(schema)], blocks)


def _to_blocks(enumeration: Enumeration) -> Iterator[str]:
    scheme = iri(enumeration.scheme)
    yield block(
        scheme,
        [
            ("a", ["skos:ConceptScheme"]),
            ("dct:title", texts(enumeration.labels)),
            ("skos:prefLabel", texts(enumeration.labels)),
            ("skos:definition", texts(enumeration.descriptions)),
            ("dct:source", [iri(_source_of(enumeration.scheme))]),
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
                ("dct:source", [iri(_source_of(value.iri, enumeration.scheme))]),
            ],
        )


def _source_of(name: str, scheme: str | None = None) -> str:
    """Return where a term is stated: our vocabulary, its authority's list, or the term itself."""
    if _is_own(name):
        return VOCABULARY
    return scheme if scheme and not _is_own(scheme) else name


def _is_own(name: str) -> bool:
    return name.startswith(f"{PLACEHOLDER_BASE}/")
