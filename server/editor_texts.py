"""Hold every sentence of the query editor in Dutch and English.

Step on the line: beside ``texts``; the page passes them to the editor's script as JSON.
"""

from collections.abc import Mapping
from types import MappingProxyType

EDITOR_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "query": {"nl": "Zoekvraag", "en": "Query"},
        "keys": {
            "nl": "Ctrl-Enter stelt de vraag. Escape en dan Tab verlaat het tekstvak.",
            "en": "Ctrl-Enter asks. Escape and then Tab leaves the text box.",
        },
        "run": {"nl": "Stel de vraag", "en": "Ask"},
        "cancel": {"nl": "Stop", "en": "Stop"},
        "share": {"nl": "Link kopiëren", "en": "Copy link"},
        "share.done": {"nl": "De link staat op het klembord.", "en": "The link is copied."},
        "share.here": {
            "nl": "De link staat in de adresbalk.",
            "en": "The link is in the address bar.",
        },
        "share.long": {
            "nl": "Deze zoekvraag is te lang voor een link.",
            "en": "This query is too long for a link.",
        },
        "tabs": {"nl": "Zoekvragen", "en": "Queries"},
        "tab": {"nl": "Zoekvraag {number}", "en": "Query {number}"},
        "tab.new": {"nl": "Nieuwe zoekvraag", "en": "New query"},
        "tab.close": {"nl": "Sluit deze zoekvraag", "en": "Close this query"},
        "tab.closed": {"nl": "“{name}” is gesloten.", "en": "“{name}” is closed."},
        "tab.undo": {"nl": "Toch houden", "en": "Keep it"},
        "examples": {"nl": "Voorbeelden", "en": "Examples"},
        "examples.find": {"nl": "Zoek een voorbeeld", "en": "Find an example"},
        "examples.none": {"nl": "Geen voorbeeld past.", "en": "No example fits."},
        "examples.other": {"nl": "Verder", "en": "Other"},
        "result": {"nl": "Antwoord", "en": "Answer"},
        "asking": {"nl": "Bezig met vragen…", "en": "Asking…"},
        "cancelled": {"nl": "Gestopt.", "en": "Stopped."},
        "rows.one": {"nl": "1 rij", "en": "1 row"},
        "rows": {"nl": "{count} rijen", "en": "{count} rows"},
        "triples.one": {"nl": "1 triple", "en": "1 triple"},
        "triples": {"nl": "{count} triples", "en": "{count} triples"},
        "took": {"nl": "in {time}", "en": "in {time}"},
        "none": {
            "nl": "Niets gevonden: de vraag is juist, maar niets in de graaf voldoet eraan.",
            "en": "Nothing found: the query is right, but nothing in the graph fits it.",
        },
        "yes": {"nl": "Ja", "en": "Yes"},
        "no": {"nl": "Nee", "en": "No"},
        "shown": {
            "nl": "Rij {first} tot {last} van {count}",
            "en": "Rows {first} to {last} of {count}",
        },
        "previous": {"nl": "Vorige", "en": "Previous"},
        "next": {"nl": "Volgende", "en": "Next"},
        "pages": {"nl": "Bladzijden van het antwoord", "en": "Pages of the answer"},
        "sort": {"nl": "Sorteer op {column}", "en": "Sort by {column}"},
        "labels": {"nl": "Namen in plaats van IRI's", "en": "Names instead of IRIs"},
        "view": {"nl": "Weergave", "en": "View"},
        "view.table": {"nl": "Tabel", "en": "Table"},
        "view.raw": {"nl": "Ruw", "en": "Raw"},
        "format": {"nl": "Formaat", "en": "Format"},
        "download": {"nl": "Download", "en": "Download"},
        "raw.cut": {
            "nl": "Dit zijn de eerste {shown} van {size}; de download bevat alles.",
            "en": "These are the first {shown} of {size}; the download holds everything.",
        },
        "large": {
            "nl": "Het antwoord is groter dan {limit} en wordt hier niet getoond. "
            "Download het, of zet er een LIMIT bij.",
            "en": "The answer is larger than {limit} and is not shown here. "
            "Download it, or add a LIMIT.",
        },
        "sources": {"nl": "Bronnen en licenties", "en": "Sources and licences"},
        "sources.shown": {
            "nl": "Deze registers zeggen iets over de dingen die hier getoond worden.",
            "en": "These registries say something about the things shown here.",
        },
        "sources.named": {
            "nl": "De zoekvraag noemt deze grafen.",
            "en": "The query names these graphs.",
        },
        "sources.all": {
            "nl": "De zoekvraag gaat over alle registers.",
            "en": "The query is about all registries.",
        },
        "sources.none": {
            "nl": "Van de grafen in deze zoekvraag is geen herkomst bekend.",
            "en": "No provenance is known of the graphs in this query.",
        },
        "licence": {"nl": "licentie", "en": "licence"},
        "by": {"nl": "van", "en": "by"},
        "place": {"nl": "Regel {line}, kolom {column}.", "en": "Line {line}, column {column}."},
        "place.go": {"nl": "Ga naar deze plaats", "en": "Go to this place"},
        "again": {
            "nl": "Probeer opnieuw over {seconds} s.",
            "en": "Try again in {seconds} s.",
        },
        "offline": {
            "nl": "De server antwoordt niet. Is er nog verbinding?",
            "en": "The server does not answer. Is there still a connection?",
        },
        "broken": {
            "nl": "Het antwoord brak af voor het einde. Stel de vraag opnieuw.",
            "en": "The answer broke off before its end. Ask again.",
        },
        "check.expected": {
            "nl": "{found} hoort hier niet; verwacht: {expected}.",
            "en": "{found} does not belong here; expected: {expected}.",
        },
        "check.unexpected": {
            "nl": "{found} hoort hier niet.",
            "en": "{found} does not belong here.",
        },
        "check.end": {
            "nl": "De zoekvraag is niet af; verwacht: {expected}.",
            "en": "The query is not finished; expected: {expected}.",
        },
        "check.prefix": {
            "nl": "De prefix {prefix}: is niet verklaard.",
            "en": "The prefix {prefix}: is not declared.",
        },
        "check.add": {"nl": "Voeg PREFIX {prefix}: toe", "en": "Add PREFIX {prefix}:"},
        "check.variable": {"nl": "een variabele", "en": "a variable"},
        "check.iri": {"nl": "een IRI", "en": "an IRI"},
        "check.number": {"nl": "een getal", "en": "a number"},
        "check.text": {"nl": "een tekst", "en": "a text"},
        "check.finish": {"nl": "het einde", "en": "the end"},
        "check.more": {"nl": "of iets anders", "en": "or something else"},
        "phrase.completions": {"nl": "Wat kan volgen", "en": "Completions"},
        "phrase.control": {"nl": "Stuurteken", "en": "Control character"},
        "phrase.close": {"nl": "sluit", "en": "close"},
        "phrase.diagnostics": {"nl": "Wat niet klopt", "en": "Diagnostics"},
        "phrase.nothing": {"nl": "Niets is fout", "en": "No diagnostics"},
        "phrase.deleted": {"nl": "Selectie gewist", "en": "Selection deleted"},
        "uses": {"nl": "{count} keer", "en": "{count} times"},
        "things": {"nl": "{count} dingen", "en": "{count} things"},
    }
)  # fmt: skip
"""Every text by its key; each in both languages."""


def texts_in(language: str) -> dict[str, str]:
    """Return the texts of the editor in a language.

    >>> texts_in("en")["run"]
    'Ask'
    """
    return {key: texts[language] for key, texts in EDITOR_TEXTS.items()}
