"""Hold the sentences of the pages about versions, in Dutch and English.

Step on the line: beside the templates, which name a text and never hold one. What the frozen files
say too stands in :mod:`linkml_schemas.releasing.texts`.
"""

from collections.abc import Mapping
from types import MappingProxyType

VERSION_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "vocabulary.versions": {"nl": "Alle versies", "en": "All versions"},
        "versions.title": {"nl": "{title}: versies", "en": "{title}: versions"},
        "versions.lead": {
            "nl": "Elke uitgegeven versie blijft bereikbaar zoals ze was, met haar bestanden en "
            "wat ze wijzigde.",
            "en": "Every released version stays reachable as it was, with its files and what it "
            "changed.",
        },
        "versions.path": {"nl": "Waar u bent", "en": "Where you are"},
        "versions.version": {"nl": "Versie", "en": "Version"},
        "versions.date": {"nl": "Uitgegeven op", "en": "Released on"},
        "versions.status": {"nl": "Status", "en": "Status"},
        "versions.changed": {"nl": "Wijzigingen", "en": "Changes"},
        "versions.newest": {"nl": "laatste", "en": "latest"},
        "versions.first": {"nl": "eerste versie", "en": "first version"},
        "versions.difference": {
            "nl": "Wat {version} wijzigde",
            "en": "What {version} changed",
        },
        "versions.formats": {"nl": "Voor programma's", "en": "For programs"},
        "version.title": {"nl": "{title}, versie {version}", "en": "{title}, version {version}"},
        "version.older": {
            "nl": "Er is een andere, laatste versie: ",
            "en": "There is another version, the latest: ",
        },
        "version.draft": {
            "nl": "Dit is een ontwerp: het kan nog veranderen in een volgende versie.",
            "en": "This is a draft: a next version may still differ.",
        },
        "version.withdrawn": {
            "nl": "Deze versie is ingetrokken. Ze blijft bereikbaar voor data die ernaar "
            "verwijzen.",
            "en": "This version was withdrawn. It stays reachable for data that refer to it.",
        },
        "version.successor": {"nl": "Gebruik in de plaats versie ", "en": "Use instead version "},
        "version.prior": {"nl": "Vorige versie", "en": "Prior version"},
        "version.history": {"nl": "Verloop", "en": "History"},
        "version.terms": {"nl": "Termen van deze versie", "en": "Terms of this version"},
        "version.files": {"nl": "Bestanden van deze versie", "en": "Files of this version"},
        "version.files.text": {
            "nl": "Deze bestanden veranderen nooit.",
            "en": "These files never change.",
        },
        "version.file.shapes": {"nl": "SHACL-vormen", "en": "SHACL shapes"},
        "version.file.context": {"nl": "JSON-LD-context", "en": "JSON-LD context"},
        "version.file.schema": {"nl": "JSON Schema", "en": "JSON Schema"},
        "version.file.codelijsten": {"nl": "Codelijsten", "en": "Code lists"},
        "version.file.specificatie": {
            "nl": "Specificatie om te lezen",
            "en": "Specification to read",
        },
        "version.sources": {"nl": "De LinkML-bestanden", "en": "The LinkML files"},
        "version.iri": {"nl": "IRI van deze versie", "en": "IRI of this version"},
        "version.digest": {"nl": "Controlegetal", "en": "Digest"},
        "version.step": {"nl": "Stap", "en": "Step"},
        "version.data": {"nl": "Als data", "en": "As data"},
        "difference.with": {"nl": "Vergelijk met", "en": "Compare with"},
        "difference.go": {"nl": "Toon", "en": "Show"},
        "difference.in": {"nl": "in", "en": "in"},
    }
)
