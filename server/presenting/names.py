"""Name terms of other vocabularies that no registry and no schema of ours describes.

Step on the line: under ``labels``, which looks here before it falls back on a CURIE: the terms
with which the graph speaks of queries, graphs, generations and vocabularies. Pure values.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ontology.namespaces import expand

LANGUAGES = ("nl", "en")

_LISTED = (
    ("rdf:Property", "Eigenschap", "Property"),
    ("rdf:langString", "Tekst met een taal", "Text with a language"),
    ("rdfs:subClassOf", "Soort van", "Kind of"),
    ("owl:Class", "Klasse", "Class"),
    ("owl:Ontology", "Vocabularium", "Vocabulary"),
    ("owl:ObjectProperty", "Eigenschap met een ding als waarde", "Property with a thing as value"),
    ("owl:DatatypeProperty", "Eigenschap met een tekst of getal als waarde",
     "Property with a text or number as value"),
    ("owl:versionInfo", "Versie", "Version"),
    ("owl:versionIRI", "Laatste versie", "Latest version"),
    ("owl:priorVersion", "Vorige versie", "Prior version"),
    ("dct:hasVersion", "Uitgegeven versies", "Released versions"),
    ("dct:isVersionOf", "Versie van", "Version of"),
    ("vann:preferredNamespacePrefix", "Gewone afkorting", "Usual prefix"),
    ("vann:preferredNamespaceUri", "Naamruimte", "Namespace"),
    ("sh:SPARQLExecutable", "Zoekvraag", "Query"),
    ("sh:SPARQLSelectExecutable", "Vraag naar een tabel", "Query for a table"),
    ("sh:SPARQLAskExecutable", "Vraag naar ja of nee", "Query for yes or no"),
    ("sh:SPARQLConstructExecutable", "Vraag naar een graaf", "Query for a graph"),
    ("sh:Parameter", "Parameter van een zoekvraag", "Parameter of a query"),
    ("sh:select", "Tekst van de vraag", "Text of the query"),
    ("sh:ask", "Tekst van de vraag", "Text of the query"),
    ("sh:construct", "Tekst van de vraag", "Text of the query"),
    ("sh:parameter", "Parameter", "Parameter"),
    ("sh:path", "Eigenschap van de parameter", "Property of the parameter"),
    ("sh:name", "Korte naam", "Short name"),
    ("sh:description", "Toelichting", "Description"),
    ("sh:order", "Volgorde", "Order"),
    ("sh:optional", "Mag ontbreken", "Optional"),
    ("sh:nodeKind", "Soort waarde", "Kind of value"),
    ("sh:datatype", "Type van de waarde", "Type of the value"),
    ("sh:class", "Klasse van de waarde", "Class of the value"),
    ("sh:defaultValue", "Standaardwaarde", "Default value"),
    ("sh:IRI", "Een adres (IRI)", "An address (IRI)"),
    ("schema:keywords", "Onderwerp", "Topic"),
    ("schema:target", "Te stellen aan", "To be asked at"),
    ("xsd:string", "Tekst", "Text"),
    ("xsd:language", "Taalcode", "Language code"),
    ("xsd:integer", "Geheel getal", "Whole number"),
    ("xsd:nonNegativeInteger", "Geheel getal vanaf nul", "Whole number from zero"),
    ("xsd:decimal", "Getal", "Number"),
    ("xsd:boolean", "Ja of nee", "Yes or no"),
    ("xsd:date", "Dag", "Day"),
    ("xsd:dateTime", "Tijdstip", "Moment"),
    ("xsd:gYear", "Jaar", "Year"),
    ("xsd:anyURI", "Webadres", "Web address"),
    ("dct:relation", "Verwante term elders", "Related term elsewhere"),
    ("dct:rights", "Rechten", "Rights"),
    ("http://schema.theodi.org/odrs#attributionText", "Naamsvermelding", "Attribution"),
    ("spdx:checksumAlgorithm_sha256", "SHA-256", "SHA-256"),
    ("http://publications.europa.eu/resource/authority/licence/EUPL_1_2", "EUPL 1.2", "EUPL 1.2"),
    ("odrl:use", "Gebruiken", "Use"),
    ("org:Post", "Functie", "Post"),
    ("prov:generatedAtTime", "Gemaakt op", "Made on"),
    ("prov:specializationOf", "Uitgave van", "Edition of"),
    ("prov:wasRevisionOf", "Vorige uitgave", "Previous edition"),
    ("prov:wasDerivedFrom", "Gemaakt uit", "Made from"),
    ("void:Dataset", "Dataset", "Dataset"),
    ("void:triples", "Aantal uitspraken", "Number of statements"),
)  # fmt: skip
"""A CURIE or an IRI, with its name in Dutch and in English."""

NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {expand(term): dict(zip(LANGUAGES, names, strict=True)) for term, *names in _LISTED}
)
"""The names of a term in both languages, by its IRI."""
