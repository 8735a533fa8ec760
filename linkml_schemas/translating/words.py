"""Hold every sentence of the page of translations in Dutch and English.

Step on the line: beside :mod:`linkml_schemas.translating.page`.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType({"nl": "Nederlands", "en": "English"})
"""The languages of the page itself, with their own names."""

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "title": {"nl": "Vertalingen van {name}", "en": "Translations of {name}"},
        "language": {"nl": "Taal van deze pagina", "en": "Language of this page"},
        "lead": {
            "nl": "Elke titel en elke beschrijving van het schema, in al zijn talen naast elkaar.",
            "en": "Every title and description of the schema, in all its languages side by side.",
        },
        "counts": {"nl": "Per taal en bestand", "en": "By language and file"},
        "file": {"nl": "Bestand", "en": "File"},
        "element": {"nl": "Element", "en": "Element"},
        "show": {"nl": "Toon", "en": "Show"},
        "all": {"nl": "alles", "en": "all"},
        "missing": {"nl": "ontbreekt", "en": "missing"},
        "outdated": {"nl": "verouderd", "en": "outdated"},
        "unrecorded": {"nl": "niet vastgelegd", "en": "unrecorded"},
        "current": {"nl": "in orde", "en": "current"},
        "no source": {"nl": "zonder brontekst", "en": "no source"},
        "suspicious": {"nl": "verdacht", "en": "suspicious"},
        "equal to the source": {"nl": "gelijk aan de brontekst", "en": "equal to the source"},
        "other placeholders": {"nl": "andere plaatshouders", "en": "other placeholders"},
        "no full stop": {"nl": "geen punt aan het einde", "en": "no full stop"},
        "source": {"nl": "brontaal", "en": "source language"},
    }
)
