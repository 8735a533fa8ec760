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

ABSENT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "version": {
            "nl": "Het profiel heeft geen versie {version}, dus ook geen specificatie ervan; er "
            "zijn {known}, en wat er nu geldt.",
            "en": "There is no version {version} of the profile, so no specification of it; there "
            "are {known}, and the one that holds now.",
        },
        "source": {
            "nl": "Versie {version} is uitgegeven zonder het schema waarvan een specificatie "
            "gemaakt wordt; wat er nu geldt, heeft er een.",
            "en": "Version {version} was released without the schema that a specification is made "
            "of; the one that holds now has a specification.",
        },
        "unread": {
            "nl": "De bestanden van versie {version} zijn niet meer als schema te lezen, dus is er "
            "geen specificatie van; haar pagina heeft de bestanden zoals ze uitgegeven zijn.",
            "en": "The files of version {version} can no longer be read as a schema, so there is "
            "no specification of it; its page has its files as they were released.",
        },
    }
)
"""Why a version has no specification."""
