"""The words of the preview beside those of the specification, in its languages.

Step on the line: beneath :mod:`linkml_schemas.watching.preview`.
"""

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "state": "Bewaard: {number}. Fouten: {error}, waarschuwingen: {warning}, "
        "aanwijzingen: {hint}.",
        "old": "Deze versie kan niet gelezen worden; getoond wordt de laatste die dat wel kon.",
        "none": "Er is nog geen versie die gelezen kan worden.",
        "label": "Toestand van het schema",
        "profile": "Profiel",
        "terms": "Alle termen",
        "translations": "Vertalingen",
        "faults": "Wat er mis is",
        "changes": "Gewijzigd sinds {label}",
        "missing": "Deze bladzijde is er niet (meer).",
        "more": "en {count} meer",
    },
    "en": {
        "state": "Save {number}. Errors: {error}, warnings: {warning}, hints: {hint}.",
        "old": "This version cannot be read; the last one that could is shown.",
        "none": "There is no version yet that can be read.",
        "label": "State of the schema",
        "profile": "Profile",
        "terms": "All terms",
        "translations": "Translations",
        "faults": "What is wrong",
        "changes": "Changed since {label}",
        "missing": "This page is not there (any longer).",
        "more": "and {count} more",
    },
    "fr": {
        "state": "Enregistrement {number}. Erreurs : {error}, avertissements : {warning}, "
        "remarques : {hint}.",
        "old": "Cette version est illisible ; la dernière version lisible est affichée.",
        "none": "Aucune version n'est encore lisible.",
        "label": "État du schéma",
        "profile": "Profil",
        "terms": "Tous les termes",
        "translations": "Traductions",
        "faults": "Ce qui ne va pas",
        "changes": "Modifié depuis {label}",
        "missing": "Cette page n'existe pas ou plus.",
        "more": "et {count} de plus",
    },
    "de": {
        "state": "Gespeichert: {number}. Fehler: {error}, Warnungen: {warning}, Hinweise: {hint}.",
        "old": "Diese Fassung ist nicht lesbar; gezeigt wird die letzte lesbare.",
        "none": "Es gibt noch keine lesbare Fassung.",
        "label": "Zustand des Schemas",
        "profile": "Profil",
        "terms": "Alle Begriffe",
        "translations": "Übersetzungen",
        "faults": "Was nicht stimmt",
        "changes": "Geändert seit {label}",
        "missing": "Diese Seite gibt es nicht (mehr).",
        "more": "und {count} weitere",
    },
}
"""By language; the faults themselves are in English, as in the terminal."""


def to_text(key: str, language: str, **said: object) -> str:
    """Return words in a language."""
    return TEXTS[language][key].format(**said)
