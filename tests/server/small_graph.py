"""A small but true-to-life graph for the tests of documents and pages."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from ontology.namespaces import PREFIXES, expand, rebase

BASE = "https://begrip.example"

_PREFIXES = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())

_TRIG = """
PREFIX g: <https://begrip.example/id/graaf/>
PREFIX : <https://begrip.example/id/>
PREFIX genid: <https://begrip.example/.well-known/genid/>
PREFIX c: <https://begrip.example/id/concept/>
PREFIX ovo: <https://data.vlaanderen.be/id/organisatie/>

g:strategie {
  <https://begrip.example/id/strategie/vlaamse-datastrategie> a ds:Strategy, prov:Plan ;
    dct:title "Vlaamse datastrategie"@nl, "Flemish data strategy"@en ;
    dct:description "Hoe de Vlaamse overheid meer waarde uit data haalt."@nl ;
    dct:issued "2022-03-18"^^xsd:date ;
    dct:publisher ovo:OVO002949 ;
    dct:source <https://www.vlaanderen.be/publicaties/vlaamse-datastrategie> ;
    dct:temporal genid:0a .
  genid:0a a dct:PeriodOfTime ; dcat:startDate "2022-03-18"^^xsd:date .
  <https://begrip.example/id/conceptscheme/actiedomein> a skos:ConceptScheme ;
    skos:prefLabel "Actiedomeinen"@nl, "Action domains"@en ;
    skos:hasTopConcept <https://begrip.example/id/concept/actiedomein/1>,
      <https://begrip.example/id/concept/actiedomein/4> .
  <https://begrip.example/id/concept/actiedomein/1> a ds:ActionDomain, skos:Concept ;
    skos:prefLabel "Algemeen kader"@nl, "General framework"@en ;
    skos:definition "Een gedeeld begrippenkader en centrale diensten."@nl ;
    schema:position 1 ;
    skos:inScheme <https://begrip.example/id/conceptscheme/actiedomein> ;
    ds:actionDomainOf <https://begrip.example/id/strategie/vlaamse-datastrategie> .
  <https://begrip.example/id/concept/actiedomein/4> a ds:ActionDomain, skos:Concept ;
    skos:prefLabel "Data governance"@nl ;
    skos:altLabel "Datakwaliteit en het gebruik van data"@nl ;
    schema:position 4 ;
    skos:inScheme <https://begrip.example/id/conceptscheme/actiedomein> ;
    ds:actionDomainOf <https://begrip.example/id/strategie/vlaamse-datastrategie> .
}
g:organisaties {
  ovo:OVO002949 a org:Organization, regorg:RegisteredOrganization ;
    skos:prefLabel "Digitaal Vlaanderen"@nl ;
    dct:identifier "OVO002949" ;
    regorg:registration genid:0b ;
    org:subOrganizationOf ovo:OVO000001 ;
    dct:source <https://data.vlaanderen.be/id/organisatie/OVO002949> .
  genid:0b a adms:Identifier ; skos:notation "0316380841" .
  ovo:OVO000001 a org:Organization ;
    skos:prefLabel "Vlaamse overheid"@nl, "Flemish public administration"@en ;
    foaf:homepage <https://www.vlaanderen.be/> ;
    owl:sameAs <http://wegwijs.example/organisatie/1> .
}
g:standaarden {
  <https://begrip.example/id/datastandaard/oslo-organisatie> a dct:Standard ;
    dct:title "OSLO Organisatie"@nl ;
    dct:publisher ovo:OVO002949 ;
    foaf:page <https://data.vlaanderen.be/standaarden/organisatie> .
  ovo:OVO002949 skos:prefLabel "Digitaal Vlaanderen"@nl ; skos:altLabel "DV" .
}
g:catalogus {
  <https://begrip.example/id/dataset/organisaties> a dcat:Dataset ;
    dct:title "Organisaties van de Vlaamse overheid"@nl ;
    dcat:distribution <https://begrip.example/id/distributie/organisaties-csv> ;
    dct:publisher ovo:OVO002949 .
  <https://begrip.example/id/distributie/organisaties-csv> a dcat:Distribution ;
    dct:title "CSV"@nl ; dcat:byteSize "1024"^^xsd:nonNegativeInteger ;
    dcat:accessURL <https://example.org/organisaties.csv> .
  <https://begrip.example/id/rol/caf%C3%A9> a org:Role ; skos:prefLabel "Café"@nl .
  <https://begrip.example/id/rol/a%2Fb> a org:Role ; skos:prefLabel "Met een schuine streep"@nl .
  <https://begrip.example/id/rol/index.html> a org:Role ; skos:prefLabel "Eindigt op .html"@nl .
  <https://begrip.example/id/rol/lastig> a org:Role ;
    skos:prefLabel "a\\r\\n\\tb <b>&amp; ]]> \\" ' \\\\ \\u2028 😀"@nl-BE ;
    rdfs:seeAlso <https://example.org/?a=1&b=%3C>, <mailto:a@example.org>, <schema:iets> ;
    dct:extent 1.5, 12, true, "1e3"^^xsd:double, "2020-01-01"^^xsd:date .
}
g:vocabularium {
  <https://begrip.example/ns/datastrategie> a owl:Ontology ;
    dct:title "Vocabularium van de datastrategie"@nl, "Vocabulary of the data strategy"@en .
  ds:Strategy a owl:Class ; rdfs:label "Strategie"@nl, "Strategy"@en ;
    rdfs:comment "Een plan."@nl ; rdfs:subClassOf prov:Plan .
  ds:ActionDomain a owl:Class ; rdfs:label "Actiedomein"@nl, "Action domain"@en .
  ds:actionDomainOf a owl:ObjectProperty ; rdfs:label "actiedomein van"@nl ;
    rdfs:domain ds:ActionDomain ; rdfs:range ds:Strategy .
}
g:profiel {
  <https://begrip.example/ns/datastrategie/profiel> a owl:Ontology ;
    dct:title "Applicatieprofiel"@nl, "Application profile"@en .
  dct:publisher rdfs:label "uitgever"@nl, "publisher"@en .
  skos:inScheme rdfs:label "in schema"@nl, "in scheme"@en .
  org:Role rdfs:label "rol"@nl, "role"@en .
}
g:herkomst {
  g:strategie a prov:Entity, sd:NamedGraph ;
    dct:title "De strategie"@nl, "The strategy"@en ;
    dct:license <https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0> ;
    dct:publisher ovo:OVO002949 ;
    prov:wasGeneratedBy genid:0c .
  genid:0c a prov:Activity ; prov:endedAtTime "2026-11-23T10:00:00Z"^^xsd:dateTime .
  g:organisaties a prov:Entity, sd:NamedGraph ;
    dct:title "Organisaties"@nl, "Organisations"@en ; prov:wasGeneratedBy genid:0c .
  g:standaarden a prov:Entity, sd:NamedGraph ;
    dct:title "Datastandaarden"@nl, "Data standards"@en ; prov:wasGeneratedBy genid:0c .
}
"""


HOSTILE = (
    "<script>document.title='kwaad';window.kwaad=1</script>",
    '<img src=x onerror="window.kwaad=1">',
    '"><svg onload=window.kwaad=1>',
    "'><iframe src=javascript:window.kwaad=1></iframe>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "</title><script>window.kwaad=1</script>",
    "\N{RIGHT-TO-LEFT OVERRIDE}kwaad\x07\x1b[31m",
)
"""Texts that should stay texts; each is name, definition and value of a thing of its own."""

UNWRITABLE = "XML cannot write the character U+0007"
"""What is said instead of an answer in XML that would hold the last of them."""

_HOSTILE_IRIS = (
    "javascript:document.title='kwaad'",
    "JavaScript:window.kwaad=1",
    "data:text/html,kwaad",
    "vbscript:kwaad",
    "https://example.org/%22onmouseover=%22window.kwaad=1",
    "https://example.org/'onfocus='window.kwaad=1",
    "https://javascript:window.kwaad@example.org/",
)


def hostile_quads(base: str) -> Iterator[Quad]:
    """Yield things whose names, values and links try to run something."""
    graph = NamedNode(f"{base}/id/graaf/kwaad")
    predicates = ("skos:prefLabel", "skos:definition", "dct:identifier", "skos:altLabel")
    for number, text in enumerate(HOSTILE):
        thing = NamedNode(f"{base}/id/rol/kwaad-{number}")
        yield Quad(thing, NamedNode(expand("rdf:type")), NamedNode(expand("org:Role")), graph)
        for predicate in predicates:
            yield Quad(thing, NamedNode(expand(predicate)), Literal(text, language="nl"), graph)
            yield Quad(thing, NamedNode(expand(predicate)), Literal(text), graph)
        for iri in _HOSTILE_IRIS:
            yield Quad(thing, NamedNode(expand("rdfs:seeAlso")), NamedNode(iri), graph)
            yield Quad(thing, NamedNode(iri), Literal("kwaad"), graph)


def to_store(trig: str, base: str = BASE) -> Store:
    """Return a store as a build makes it: named graphs, and every triple once beside them."""
    store = Store()
    quads = list(parse(rebase(f"{_PREFIXES}\n{trig}", base), format=RdfFormat.TRIG))
    store.extend(quads)
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    return store


def small_store(base: str = BASE) -> Store:
    """Return a store with a strategy, organisations, a standard, a dataset and a vocabulary."""
    store = to_store(_TRIG, base)
    hostile = list(hostile_quads(base))
    store.extend(hostile)
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in hostile)
    return store
