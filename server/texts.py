"""Hold every sentence of the pages in Dutch and English.

Step on the line: beside the templates, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

from server.catalogue.catalogue_texts import CATALOGUE_TEXTS
from server.dereferencing.texts import DEREFERENCING_TEXTS
from server.feed.feed_texts import FEED_TEXTS
from server.limit_texts import EXPLANATION_TEXTS
from server.presenting.texts import PRESENTING_TEXTS
from server.query_texts import QUERY_TEXTS
from server.search.texts import SEARCH_TEXTS
from server.specifying.texts import SPECIFICATION_TEXTS
from server.thesaurus.texts import THESAURUS_TEXTS
from server.validating.texts import VALIDATING_TEXTS
from server.versions.texts import VERSION_TEXTS

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "name": {"nl": "Begrip", "en": "Begrip"},
        "tagline": {
            "nl": "De datastrategie als één graaf",
            "en": "The data strategy as one graph",
        },
        "skip": {"nl": "Naar de inhoud", "en": "Skip to the content"},
        "menu": {"nl": "Hoofdmenu", "en": "Main menu"},
        "menu.lists": {"nl": "Bladeren", "en": "Browse"},
        "menu.vocabulary": {"nl": "Vocabularium", "en": "Vocabulary"},
        "menu.sparql": {"nl": "SPARQL", "en": "SPARQL"},
        "switch": {"nl": "Taal", "en": "Language"},
        "switch.nl": {"nl": "Nederlands", "en": "Nederlands"},
        "switch.en": {"nl": "English", "en": "English"},
        "footer": {
            "nl": "Elk ding antwoordt ook machines op zijn adres: in Turtle, JSON-LD of anders.",
            "en": "Every thing answers machines too, at its address: Turtle, JSON-LD or otherwise.",
        },
        "report.title": {"nl": "Verslag van de registers", "en": "Report on the registries"},
        "home.lead": {
            "nl": "Begrippen, datastandaarden en de registers die ze gebruiken, samen in één open "
            "graaf. Elk ding heeft een blijvend adres, elke uitspraak haar bron.",
            "en": "Concepts, data standards and the registries that use them, together in one open "
            "graph. Every thing has a persistent address, every statement its source.",
        },
        "home.numbers": {"nl": "Wat de graaf bevat", "en": "What the graph holds"},
        "home.triples": {"nl": "Uitspraken", "en": "Statements"},
        "home.start": {"nl": "Waar te beginnen", "en": "Where to start"},
        "home.policy": {"nl": "Beleid en bestuur", "en": "Policy and administration"},
        "home.policy.text": {
            "nl": "Lees wat de strategie zegt, wie wat besliste en welke organisaties ze bindt.",
            "en": "Read what the strategy says, who decided what and which organisations it binds.",
        },
        "home.policy.link": {"nl": "Naar de strategie", "en": "To the strategy"},
        "home.standards": {"nl": "Data en standaarden", "en": "Data and standards"},
        "home.standards.text": {
            "nl": "Zoek een datastandaard, een dataset of een begrip, met status en beheerder.",
            "en": "Find a data standard, a dataset or a concept, with its status and its keeper.",
        },
        "home.standards.link": {"nl": "Naar de datastandaarden", "en": "To the data standards"},
        "home.developers": {"nl": "Ontwikkelaars", "en": "Developers"},
        "home.developers.text": {
            "nl": "Bevraag alles met SPARQL of haal elk ding op als Turtle of JSON-LD.",
            "en": "Query everything with SPARQL, or fetch any thing as Turtle or JSON-LD.",
        },
        "home.developers.link": {"nl": "Naar het SPARQL-eindpunt", "en": "To the SPARQL endpoint"},
        "home.domains": {"nl": "De actiedomeinen", "en": "The action domains"},
        "home.examples": {"nl": "Adressen om te proberen", "en": "Addresses to try"},
        "home.examples.text": {
            "nl": "Dit zijn blijvende IRI's. Open ze in een browser, of vraag ze met "
            "een Accept-kop op als data.",
            "en": "These are persistent IRIs. Open them in a browser, or ask for data with "
            "an Accept header.",
        },
        "home.sources": {"nl": "Waar het vandaan komt", "en": "Where it comes from"},
        "home.sources.text": {
            "nl": "{count} registers, het laatst geladen op {day}. Van elke uitspraak is bekend "
            "uit welk register ze komt.",
            "en": "{count} registries, last loaded on {day}. Of every statement it is known "
            "from which registry it comes.",
        },
        "home.all": {"nl": "Alle soorten", "en": "All kinds"},
        "lists.title": {"nl": "Bladeren", "en": "Browse"},
        "lists.lead": {
            "nl": "Alles in de graaf, per soort.",
            "en": "Everything in the graph, by kind.",
        },
        "list.filter": {"nl": "Naam bevat", "en": "Name contains"},
        "list.apply": {"nl": "Filter", "en": "Filter"},
        "list.clear": {"nl": "Alles tonen", "en": "Show all"},
        "list.count": {"nl": "{count} in totaal", "en": "{count} in total"},
        "list.matching": {
            "nl": "{matching} van {count} hebben “{text}” in hun naam",
            "en": "{matching} of {count} have “{text}” in their name",
        },
        "list.empty": {
            "nl": "Geen enkele naam bevat “{text}”. Probeer een korter woord.",
            "en": "No name contains “{text}”. Try a shorter word.",
        },
        "list.none": {"nl": "Hier is nog niets.", "en": "There is nothing here yet."},
        "pages.previous": {"nl": "Vorige", "en": "Previous"},
        "pages.next": {"nl": "Volgende", "en": "Next"},
        "pages.here": {"nl": "Bladzijde {page} van {pages}", "en": "Page {page} of {pages}"},
        "pages.label": {"nl": "Bladzijden", "en": "Pages"},
        "thing.iri": {"nl": "Blijvend adres", "en": "Persistent address"},
        "thing.kind": {"nl": "Soort", "en": "Kind"},
        "thing.formats": {"nl": "Als data", "en": "As data"},
        "thing.more": {
            "nl": "{shown} van {total} getoond; de andere formaten bevatten alles.",
            "en": "{shown} of {total} shown; the other formats hold everything.",
        },
        "thing.incoming": {"nl": "Wat hiernaar verwijst", "en": "What points here"},
        "thing.incoming.as": {"nl": "als", "en": "as"},
        "thing.translations": {"nl": "In andere talen", "en": "In other languages"},
        "thing.sources": {"nl": "Bronnen", "en": "Sources"},
        "thing.sources.one": {
            "nl": "Alles op deze pagina komt uit dit register.",
            "en": "Everything on this page comes from this registry.",
        },
        "thing.sources.many": {
            "nl": "Het cijfer bij een uitspraak zegt uit welk register ze komt.",
            "en": "The number with a statement says which registry it comes from.",
        },
        "thing.source": {"nl": "bron {number}", "en": "source {number}"},
        "thing.loaded": {"nl": "geladen op", "en": "loaded on"},
        "thing.licence": {"nl": "licentie", "en": "licence"},
        "thing.publisher": {"nl": "van", "en": "by"},
        "thing.page": {"nl": "vindplaats van de bron", "en": "where the source is found"},
        "gone.title": {"nl": "Dit bestaat niet meer", "en": "This no longer exists"},
        "gone.since": {"nl": "Verwijderd op {day}.", "en": "Removed on {day}."},
        "gone.once": {"nl": "Dit heeft ooit bestaan.", "en": "This existed once."},
        "gone.successor": {"nl": "Vervangen door", "en": "Replaced by"},
        "gone.last": {
            "nl": "Hieronder staat wat er het laatst over bekend was.",
            "en": "Below is what was last known of it.",
        },
        "gone.unknown": {
            "nl": "Er is geen beschrijving van bewaard.",
            "en": "No description of it was kept.",
        },
        "described.link": {
            "nl": "Alle grafen, met aantallen en licenties",
            "en": "All graphs, with their numbers and licences",
        },
        "described.triples": {"nl": "Uitspraken", "en": "Statements"},
        "described.entities": {"nl": "Dingen", "en": "Things"},
        "described.predicates": {"nl": "Eigenschappen", "en": "Properties"},
        "described.classes": {"nl": "Klassen", "en": "Classes"},
        "described.graphs": {"nl": "Benoemde grafen", "en": "Named graphs"},
        "described.graph": {"nl": "Graaf", "en": "Graph"},
        "described.licence": {"nl": "Licentie", "en": "Licence"},
        "described.loaded": {"nl": "Geladen op", "en": "Loaded on"},
        "described.contents": {"nl": "Inhoud", "en": "Contents"},
        "described.all": {"nl": "als Turtle", "en": "as Turtle"},
        "true": {"nl": "ja", "en": "yes"},
        "false": {"nl": "nee", "en": "no"},
        "group.identification": {"nl": "Naam en identificatie", "en": "Name and identification"},
        "group.description": {"nl": "Omschrijving", "en": "Description"},
        "group.classification": {"nl": "Indeling", "en": "Classification"},
        "group.relations": {"nl": "Verbanden", "en": "Relations"},
        "group.contact": {"nl": "Contact", "en": "Contact"},
        "group.access": {"nl": "Toegang", "en": "Access"},
        "group.validity": {"nl": "Geldigheid en status", "en": "Validity and status"},
        "group.provenance": {"nl": "Herkomst", "en": "Provenance"},
        "group.only": {"nl": "Wat erover bekend is", "en": "What is known of it"},
        "group.other": {"nl": "Verder", "en": "Further"},
        "predicate.rdfs:subClassOf": {"nl": "Soort van", "en": "Kind of"},
        "predicate.rdfs:subPropertyOf": {"nl": "Verbijzondering van", "en": "Refines"},
        "predicate.rdfs:domain": {"nl": "Eigenschap van", "en": "Property of"},
        "predicate.rdfs:range": {"nl": "Waarde is een", "en": "Value is a"},
        "predicate.rdfs:isDefinedBy": {"nl": "Vastgelegd in", "en": "Defined by"},
        "terms.classes": {"nl": "Klassen", "en": "Classes"},
        "terms.properties": {"nl": "Eigenschappen", "en": "Properties"},
        "terms.others": {"nl": "Andere termen", "en": "Other terms"},
        "vocabulary.shapes": {"nl": "SHACL-vormen", "en": "SHACL shapes"},
        "vocabulary.context": {"nl": "JSON-LD-context", "en": "JSON-LD context"},
        "vocabulary.kind": {"nl": "Vocabularium", "en": "Vocabulary"},
        **DEREFERENCING_TEXTS,
        **EXPLANATION_TEXTS,
        **PRESENTING_TEXTS,
        **CATALOGUE_TEXTS,
        **FEED_TEXTS,
        **QUERY_TEXTS,
        **THESAURUS_TEXTS,
        **VERSION_TEXTS,
        **SPECIFICATION_TEXTS,
        **VALIDATING_TEXTS,
        **SEARCH_TEXTS,
    }
)  # fmt: skip
"""Every text by its key; each in both languages."""

FORMAT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ttl": "Turtle",
        "nt": "N-Triples",
        "jsonld": "JSON-LD",
        "rdf": "RDF/XML",
        "trig": "TriG",
        "nq": "N-Quads",
        "csv": "CSV",
        "tsv": "TSV",
        "json": "JSON",
        "md": "Markdown",
        "srx": "XML",
    }
)
"""Names of the formats, the same in every language."""


def to_text(key: str, language: str, **values: object) -> str:
    """Return a text in a language.

    Raises:
        KeyError: There is no text with this key.

    >>> to_text("pages.here", "en", page=2, pages=9)
    'Page 2 of 9'
    """
    return TEXTS[key][language].format(**values)
