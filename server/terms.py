"""Name the IRIs that pages and documents look for, as terms of the store.

Step on the line: none of its own; ``describe`` and its neighbours take their terms here.
"""

from pyoxigraph import DefaultGraph, NamedNode

from ontology.namespaces import expand

DEFAULT = DefaultGraph()


def to_term(curie: str) -> NamedNode:
    """Return the term that a CURIE stands for.

    >>> to_term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    return NamedNode(expand(curie))


TYPE = to_term("rdf:type")
SAME_AS = to_term("owl:sameAs")
IS_DEFINED_BY = to_term("rdfs:isDefinedBy")
SOURCE = to_term("dct:source")
LICENCE = to_term("dct:license")
TITLE = to_term("dct:title")
PUBLISHER = to_term("dct:publisher")
GENERATED_BY = to_term("prov:wasGeneratedBy")
ENDED_AT = to_term("prov:endedAtTime")
NAMED_GRAPH = to_term("sd:NamedGraph")

LABELS = tuple(
    to_term(curie)
    for curie in (
        "skos:prefLabel",
        "dct:title",
        "rdfs:label",
        "foaf:name",
        "schema:name",
        "vcard:fn",
        "eli:title",
        "skos:altLabel",
        "schema:alternateName",
    )
)
"""Where a name may stand, the best first."""

DESCRIPTIONS = tuple(
    to_term(curie)
    for curie in ("skos:definition", "dct:description", "rdfs:comment", "schema:description")
)
"""Where a description may stand, the best first."""

PAGES = tuple(to_term(curie) for curie in ("foaf:page", "dcat:landingPage", "dct:source"))
"""Where a registry says on which page its source is found."""
