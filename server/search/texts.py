"""Hold the sentences of the search in Dutch and English.

Step on the line: beside :mod:`server.texts`, which holds those of all other pages and joins these.
"""

from collections.abc import Mapping
from types import MappingProxyType

SEARCH_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "search.title": {"nl": "Zoeken", "en": "Search"},
        "search.field": {
            "nl": "Zoek op naam, afkorting of code",
            "en": "Search by name, abbreviation or code",
        },
        "search.short": {"nl": "Naam of code", "en": "Name or code"},
        "search.submit": {"nl": "Zoek", "en": "Search"},
        "search.lead": {
            "nl": "Zoek in de namen, andere namen, codes en omschrijvingen van alles wat hier "
            "beschreven is. Een deel van een woord of een tikfout mag.",
            "en": "Search the names, other names, codes and descriptions of everything that is "
            "described here. Part of a word, or a typing error, will do.",
        },
        "search.suggestions": {"nl": "Suggesties", "en": "Suggestions"},
        "search.count.none": {"nl": "Geen suggesties.", "en": "No suggestions."},
        "search.count.one": {"nl": "1 suggestie.", "en": "1 suggestion."},
        "search.count.more": {
            "nl": "{count} suggesties; de pijltjes kiezen.",
            "en": "{count} suggestions; choose with the arrows.",
        },
        "search.within": {"nl": "in", "en": "in"},
        "search.one": {"nl": "1 resultaat", "en": "1 result"},
        "search.total": {"nl": "{count} resultaten", "en": "{count} results"},
        "search.results": {"nl": "Resultaten", "en": "Results"},
        "search.for": {"nl": "voor “{text}”", "en": "for “{text}”"},
        "search.forgiven": {
            "nl": "Niets heet precies zo; dit wordt bijna zo geschreven.",
            "en": "Nothing is called exactly so; these are spelled nearly so.",
        },
        "search.fewer": {
            "nl": "Niets heeft al deze woorden; dit heeft er een deel van.",
            "en": "Nothing has all of these words; these have some.",
        },
        "search.more": {"nl": "Nog {count}", "en": "{count} more"},
        "search.nearest": {"nl": "Bedoelde u", "en": "Did you mean"},
        "search.left": {
            "nl": "Alleen de eerste {count} woorden zijn gezocht.",
            "en": "Only the first {count} words were sought.",
        },
        "search.scanned": {
            "nl": "Er is geen zoekindex; alleen een deel van de namen is bekeken.",
            "en": "There is no search index; only some of the names were looked at.",
        },
        "search.none": {"nl": "Niets gevonden", "en": "Nothing found"},
        "search.none.text": {
            "nl": "Niets past bij “{text}”. Probeer een ander of korter woord, of blader.",
            "en": "Nothing fits “{text}”. Try another or a shorter word, or browse.",
        },
        "search.none.filtered": {
            "nl": "Niets van deze keuze past bij “{text}”. Laat een keuze weg, of kies een andere.",
            "en": "Nothing of this choice fits “{text}”. Drop a choice, or make another one.",
        },
        "search.browse": {"nl": "Blader door alle soorten", "en": "Browse all kinds"},
        "search.ask": {"nl": "Stel een vraag met voorbeelden", "en": "Ask a question, by example"},
        "search.narrow": {"nl": "Verfijn", "en": "Narrow down"},
        "search.chosen": {"nl": "Gekozen", "en": "Chosen"},
        "search.drop": {"nl": "Laat {name} weg", "en": "Drop {name}"},
        "search.dropall": {"nl": "Laat alle keuzes weg", "en": "Drop all choices"},
        "search.past": {"nl": "niet meer van kracht", "en": "no longer current"},
        "search.why.alternative": {"nl": "ook genoemd", "en": "also called"},
        "search.why.label": {"nl": "in een andere taal", "en": "in another language"},
        "search.deep": {
            "nl": "Hier staan er hoogstens {count}. Verfijn om de andere te zien.",
            "en": "Here are {count} of them at most. Narrow down to see others.",
        },
        "search.description": {
            "nl": "Zoek in begrippen, standaarden en registers.",
            "en": "Search concepts, standards and registries.",
        },
        "facet.kind": {"nl": "Soort", "en": "Kind"},
        "facet.scheme": {"nl": "Begrippenlijst", "en": "Concept scheme"},
        "facet.status": {"nl": "Status", "en": "Status"},
        "facet.publisher": {"nl": "Uitgever", "en": "Publisher"},
        "kind.klasse": {"nl": "Klasse", "en": "Class"},
        "kind.eigenschap": {"nl": "Eigenschap", "en": "Property"},
        "kind.vorm": {"nl": "SHACL-vorm", "en": "SHACL shape"},
        "kind.zoekvraag": {"nl": "Benoemde vraag", "en": "Named query"},
        "kind.graaf": {"nl": "Register", "en": "Registry"},
        "kind.conceptscheme": {"nl": "Begrippenlijst", "en": "Concept scheme"},
        "kind.concept": {"nl": "Begrip", "en": "Concept"},
        "kind.ander": {"nl": "Ander", "en": "Other"},
    }
)
"""Every text by its key; each in both languages."""
