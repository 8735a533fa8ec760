"""Hold the sentences of the pages of the API in Dutch and English.

Step on the line: beside ``texts``, which holds those of all other pages and joins these.
"""

from collections.abc import Mapping
from types import MappingProxyType

QUERY_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "menu.queries": {"nl": "Vragen", "en": "Queries"},
        "queries.title": {"nl": "Vragen aan de graaf", "en": "Queries to the graph"},
        "queries.lead": {
            "nl": "Kant-en-klare vragen, van wat er is tot de kernvragen van de strategie. Elk "
            "heeft een adres dat antwoordt als pagina, CSV, JSON of RDF.",
            "en": "Ready-made queries, from what is there to the key questions of the strategy. "
            "Each has an address that answers as a page, CSV, JSON or RDF.",
        },
        "queries.machines": {"nl": "Voor programma's", "en": "For programs"},
        "queries.api": {"nl": "De API", "en": "The API"},
        "query.parameters": {"nl": "Stel in", "en": "Set"},
        "query.ask": {"nl": "Stel de vraag", "en": "Ask"},
        "query.reset": {"nl": "Herstel het voorbeeld", "en": "Reset to the example"},
        "query.optional": {"nl": "Mag leeg blijven.", "en": "May be left empty."},
        "query.today": {"nl": "Leeg is vandaag.", "en": "Empty is today."},
        "query.such": {"nl": "Bijvoorbeeld", "en": "For instance"},
        "query.wrong": {
            "nl": "“{value}” past hier niet; verwacht is {expected}.",
            "en": "“{value}” does not fit here; expected is {expected}.",
        },
        "query.once": {"nl": "één waarde", "en": "one value"},
        "query.number": {
            "nl": "een geheel getal, voor page_size hoogstens {largest}",
            "en": "a whole number, for page_size {largest} at most",
        },
        "query.none": {"nl": "geen keuze", "en": "no choice"},
        "query.answer": {"nl": "Antwoord", "en": "Answer"},
        "query.rows": {"nl": "Rij {first} tot {last}", "en": "Row {first} to {last}"},
        "query.one": {"nl": "Rij {first}", "en": "Row {first}"},
        "query.empty": {
            "nl": "Niets in de graaf past hierbij.",
            "en": "Nothing in the graph fits this.",
        },
        "query.first": {"nl": "Eerste", "en": "First"},
        "query.large": {
            "nl": "De graaf is te groot voor een pagina ({size} bytes); de formaten hieronder "
            "geven hem helemaal.",
            "en": "The graph is too large for a page ({size} bytes); the formats below give all "
            "of it.",
        },
        "query.formats": {"nl": "Als data", "en": "As data"},
        "query.text": {"nl": "De zoekvraag in SPARQL", "en": "The query in SPARQL"},
        "query.edit": {"nl": "Pas ze aan in de editor", "en": "Change it in the editor"},
        "query.about": {"nl": "Deze vraag als ding in de graaf", "en": "This query as a thing"},
        "query.version": {"nl": "Versie", "en": "Version"},
        "api.title": {"nl": "De API", "en": "The API"},
        "api.lead": {
            "nl": "Alles in de graaf is op te vragen, zonder sleutel of aanmelding. Wat verkeerd "
            "is krijgt een antwoord dat zegt wat juist zou zijn.",
            "en": "Everything in the graph can be asked for, without a key or an account. What is "
            "wrong gets an answer that says what would be right.",
        },
        "api.queries": {"nl": "Benoemde vragen", "en": "Named queries"},
        "api.queries.text": {
            "nl": "{count} vragen met parameters. Zet een formaat achter het adres (.csv), of "
            "vraag het met de Accept-kop.",
            "en": "{count} queries with parameters. Put a format behind the address (.csv), or "
            "ask for it with the Accept header.",
        },
        "api.pages": {"nl": "Bladeren", "en": "Paging"},
        "api.pages.text": {
            "nl": "Een antwoord met rijen komt per {size}; page_size gaat tot {largest}. De "
            "Link-kop leidt naar de eerste, vorige en volgende bladzijde.",
            "en": "An answer with rows comes by {size}; page_size goes up to {largest}. The Link "
            "header leads to the first, previous and next page.",
        },
        "api.openapi": {"nl": "Beschrijving in OpenAPI 3.1", "en": "Description in OpenAPI 3.1"},
        "api.endpoints": {"nl": "Alle adressen", "en": "All addresses"},
        "api.address": {"nl": "Adres", "en": "Address"},
        "api.what": {"nl": "Wat het geeft", "en": "What it gives"},
        "api.parameters": {"nl": "Parameters", "en": "Parameters"},
        "api.formats": {"nl": "Formaten", "en": "Formats"},
        "api.try": {"nl": "Probeer", "en": "Try"},
        "api.required": {"nl": "verplicht", "en": "required"},
    }
)
"""Every text by its key; each in both languages."""
