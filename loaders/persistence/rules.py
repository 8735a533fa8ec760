"""Name the rules that IRIs keep, with what each asks.

Step on the line: none of its own; the check applies them and the reports say them.

Source:
    Belgian ICEG URI standard, version 1.00, which is that of Flanders (OSLO) too.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        key: Its name here.
        number: Its number in the standard, empty if it is ours.
        advice: Whether it is advice: what breaks it is told and stops nothing.
        asks: What it asks, in Dutch and English.
    """

    key: str
    number: str
    advice: bool
    asks: Mapping[str, str]


SECURE = Rule(
    "secure", "1.1", True,
    {
        "nl": "Het domein van een uitgave heeft een naam en antwoordt over https.",
        "en": "The domain of a release has a name and answers over https.",
    },
)  # fmt: skip
PATTERN = Rule(
    "pattern", "2.1, 2.2", False,
    {
        "nl": "Elke IRI heeft een domein, een type, een concept en eventueel referenties.",
        "en": "Every IRI has a domain, a type, a concept and perhaps references.",
    },
)  # fmt: skip
SPELLING = Rule(
    "spelling", "2.3", False,
    {
        "nl": "Elke zaak heeft één IRI, die op één manier geschreven wordt.",
        "en": "Every thing has one IRI, which is written in one way.",
    },
)  # fmt: skip
CASE = Rule(
    "case", "2.3", True,
    {
        "nl": "Geen twee IRI's verschillen enkel in hoofdletters, behalve achter een #.",
        "en": "No two IRIs differ only in capitals, but behind a #.",
    },
)  # fmt: skip
KEPT = Rule(
    "kept", "2.4", False,
    {
        "nl": "Wat ooit beloofd werd, staat er nog, of er is onthouden dat het verwijderd is.",
        "en": "What was ever promised is there still, or it is remembered that it was removed.",
    },
)  # fmt: skip
SHIPPED = Rule(
    "shipped", "2.4", False,
    {
        "nl": "De termen en codelijsten van het programma staan op de lijst die enkel groeit.",
        "en": "The terms and code lists of the program are on the list that only grows.",
    },
)  # fmt: skip
DOMAIN = Rule(
    "domain", "3", True,
    {
        "nl": "Het domein noemt geen organisatie, product, merk of datum.",
        "en": "The domain names no organisation, product, brand or date.",
    },
)  # fmt: skip
TYPE = Rule(
    "type", "4", False,
    {
        "nl": "Het type is id, doc of ns.",
        "en": "The type is id, doc or ns.",
    },
)  # fmt: skip
RESOLVES = Rule(
    "resolves", "5", False,
    {
        "nl": "Een IRI leidt in één stap (303) naar haar document, die van een graaf naar haar "
        "triples, in elk formaat.",
        "en": "An IRI leads in one step (303) to its document, that of a graph to its triples, in "
        "every format.",
    },
)  # fmt: skip
CONCEPT = Rule(
    "concept", "6", False,
    {
        "nl": "Het concept staat op de gesloten lijst, en is geen type en geen woord uit het "
        "domein.",
        "en": "The concept is on the closed list, and is no type and no word of the domain.",
    },
)  # fmt: skip
REFERENCE = Rule(
    "reference", "7, 8", True,
    {
        "nl": "Een referentie eindigt niet op de extensie van een formaat.",
        "en": "A reference does not end in the extension of a format.",
    },
)  # fmt: skip
FRAGMENT = Rule(
    "fragment", "", False,
    {
        "nl": "Enkel termen van een vocabularium staan achter een #.",
        "en": "Only terms of a vocabulary stand behind a #.",
    },
)  # fmt: skip

RULES = (
    SECURE, PATTERN, SPELLING, CASE, KEPT, SHIPPED, DOMAIN, TYPE, RESOLVES, CONCEPT, REFERENCE,
    FRAGMENT,
)  # fmt: skip
"""All rules, in the order of the standard."""
