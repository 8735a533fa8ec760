"""Name the terms of SKOS that the thesaurus reads.

Step on the line: beside ``server.terms``, for the modules of this package.

Source:
    SKOS Simple Knowledge Organization System Reference, appendix B.
"""

from server.terms import to_term

CONCEPT = to_term("skos:Concept")
SCHEME = to_term("skos:ConceptScheme")
COLLECTIONS = (to_term("skos:Collection"), to_term("skos:OrderedCollection"))
IN_SCHEME = to_term("skos:inScheme")
TOP_OF = to_term("skos:topConceptOf")
HAS_TOP = to_term("skos:hasTopConcept")
BROADER = to_term("skos:broader")
NARROWER = to_term("skos:narrower")
RELATED = to_term("skos:related")
PREFERRED = to_term("skos:prefLabel")
ALTERNATIVE = to_term("skos:altLabel")
HIDDEN = to_term("skos:hiddenLabel")
NOTATION = to_term("skos:notation")
DEFINITION = to_term("skos:definition")
MEMBER = to_term("skos:member")
MEMBERS = to_term("skos:memberList")
FIRST = to_term("rdf:first")
REST = to_term("rdf:rest")
NIL = to_term("rdf:nil")
DEPRECATED = to_term("owl:deprecated")
STATUS = to_term("adms:status")
REPLACED_BY = to_term("dct:isReplacedBy")
REPLACES = to_term("dct:replaces")
CREATED = to_term("dct:created")
ISSUED = to_term("dct:issued")
MODIFIED = to_term("dct:modified")
VERSION = to_term("owl:versionInfo")
POSITION = to_term("schema:position")
CREATOR = to_term("dct:creator")

SPARE_NAMES = tuple(to_term(curie) for curie in ("rdfs:label", "dct:title", "schema:name"))
"""Where the name of a concept may stand when it has no preferred label."""

NOTES = tuple(
    to_term(curie)
    for curie in (
        "skos:scopeNote",
        "skos:example",
        "skos:note",
        "skos:editorialNote",
    )
)
"""Notes of a concept in the order of its page."""

PAST = tuple(to_term(curie) for curie in ("skos:changeNote", "skos:historyNote"))
"""Notes about what happened to a concept."""

MATCHES = tuple(
    to_term(curie)
    for curie in (
        "skos:exactMatch",
        "skos:closeMatch",
        "skos:broadMatch",
        "skos:narrowMatch",
        "skos:relatedMatch",
        "skos:mappingRelation",
    )
)
"""Ways in which a concept fits one of another scheme, the closest first."""

TEMPORAL = to_term("dct:temporal")
START = to_term("dcat:startDate")
END = to_term("dcat:endDate")
