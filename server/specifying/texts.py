"""Hold what pages say of the specification, in Dutch and English.

Step on the line: beside the templates; the specification has its own words in four languages.
"""

from collections.abc import Mapping
from types import MappingProxyType

SPECIFICATION_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "vocabulary.specification": {"nl": "Specificatie", "en": "Specification"},
        "vocabulary.diagram": {"nl": "Klassendiagram", "en": "Class diagram"},
        "shapes.title": {
            "nl": "SHACL-vormen van de registers",
            "en": "SHACL shapes of the registries",
        },
        "shapes.lead": {
            "nl": "Wat van elke klasse gevraagd wordt, zoals het gecontroleerd wordt. Programma's "
            "vragen hetzelfde adres en krijgen de vormen zelf.",
            "en": "What is asked of each class, as it is checked. Programs ask the same address "
            "and get the shapes themselves.",
        },
        "shapes.classes": {"nl": "Klassen", "en": "Classes"},
        "shapes.section": {"nl": "In de specificatie", "en": "In the specification"},
        "shapes.property": {"nl": "Eigenschap", "en": "Property"},
        "shapes.rule": {"nl": "Wat gevraagd wordt", "en": "What is asked"},
        "specification.lead": {
            "nl": "Alle klassen, eigenschappen, codelijsten en voorbeelden om te lezen",
            "en": "All classes, properties, code lists and examples to read",
        },
    }
)

STATUSES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "draft": {"nl": "ontwerp", "en": "draft", "fr": "projet", "de": "Entwurf"},
        "candidate": {"nl": "kandidaat", "en": "candidate", "fr": "candidat", "de": "Kandidat"},
        "recognised": {"nl": "erkend", "en": "recognised", "fr": "reconnu", "de": "anerkannt"},
        "withdrawn": {
            "nl": "ingetrokken", "en": "withdrawn", "fr": "retiré", "de": "zurückgezogen",
        },
    }
)  # fmt: skip
"""The statuses of a release, in the languages of the specification."""
