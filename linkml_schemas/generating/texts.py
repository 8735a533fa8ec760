"""Hold what the spreadsheet says to people beside the words of the schema.

Step on the line: beneath :mod:`linkml_schemas.generating.spreadsheet`.
"""

from collections.abc import Mapping
from types import MappingProxyType

SHEET_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "guide": "Uitleg",
            "lists": "Lijsten",
            "sheet": "Blad",
            "column": "Kolom",
            "label": "Naam",
            "description": "Beschrijving",
            "required": "Verplicht",
            "expected": "Verwacht",
            "unit": "Eenheid",
            "yes": "ja",
            "recommended": "aanbevolen",
            "no": "nee",
            "several": "meer waarden met | ertussen",
            "choose": "Kies een waarde uit de lijst",
            "mend": "Deze cel verwacht {}.",
        },
        "en": {
            "guide": "Guide",
            "lists": "Lists",
            "sheet": "Sheet",
            "column": "Column",
            "label": "Name",
            "description": "Description",
            "required": "Required",
            "expected": "Expected",
            "unit": "Unit",
            "yes": "yes",
            "recommended": "recommended",
            "no": "no",
            "several": "several values with | between them",
            "choose": "Choose a value of the list",
            "mend": "This cell expects {}.",
        },
        "fr": {
            "guide": "Guide",
            "lists": "Listes",
            "sheet": "Feuille",
            "column": "Colonne",
            "label": "Nom",
            "description": "Description",
            "required": "Obligatoire",
            "expected": "Attendu",
            "unit": "Unité",
            "yes": "oui",
            "recommended": "recommandé",
            "no": "non",
            "several": "plusieurs valeurs séparées par |",
            "choose": "Choisissez une valeur de la liste",
            "mend": "Cette cellule attend {}.",
        },
        "de": {
            "guide": "Anleitung",
            "lists": "Listen",
            "sheet": "Blatt",
            "column": "Spalte",
            "label": "Name",
            "description": "Beschreibung",
            "required": "Erforderlich",
            "expected": "Erwartet",
            "unit": "Einheit",
            "yes": "ja",
            "recommended": "empfohlen",
            "no": "nein",
            "several": "mehrere Werte mit | dazwischen",
            "choose": "Wählen Sie einen Wert aus der Liste",
            "mend": "Diese Zelle erwartet {}.",
        },
    }
)
"""Headings and hints, by language."""


def sheet_texts(language: str) -> Mapping[str, str]:
    """Return the words of a language, English where we have none in it."""
    return SHEET_TEXTS.get(language, SHEET_TEXTS["en"])
