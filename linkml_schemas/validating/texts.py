"""Hold what a report on data that were handed in says by itself, in Dutch and English.

Step on the line: beside the report; what a shape says stands in the shape.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("nl", "en")

CODES = ("cells", "id", "double", "column", "mapping")
"""What only a row shows, by the word that reports use as component."""

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "row.cells": {
            "nl": "De rij heeft niet zoveel cellen als de kop: {value}.",
            "en": "The row has not as many cells as the header: {value}.",
        },
        "row.id": {
            "nl": "Van deze rij kan geen IRI gemaakt worden: {column} is {value}.",
            "en": "No IRI can be made of this row: {column} is {value}.",
        },
        "row.double": {
            "nl": "Dit ding staat ook op rij {value}.",
            "en": "This thing stands on row {value} too.",
        },
        "row.column": {
            "nl": "De klasse heeft geen kolom {column}, of heeft ze al; ze is niet gelezen.",
            "en": "The class has no column {column}, or has it already; it was not read.",
        },
        "row.mapping": {
            "nl": "De tabel heeft geen kolom {column}, die {value} zou zijn.",
            "en": "The table has no column {column}, which was to be {value}.",
        },
        "row.empty": {"nl": "leeg", "en": "empty"},
        "mend.cells": {
            "nl": "Zet een cel waar het scheidingsteken in staat tussen dubbele aanhalingstekens.",
            "en": "Put a cell that holds the separator between double quotes.",
        },
        "mend.id": {
            "nl": "Schrijf in id een korte verwijzing (letters, cijfers, . _ of -), of vul iri in.",
            "en": "Write in id a short reference of letters, digits, . _ or -, or fill in iri.",
        },
        "mend.double": {
            "nl": "Houd een van de rijen over, of geef deze een eigen id.",
            "en": "Keep one of the rows, or give this one an id of its own.",
        },
        "mend.column": {
            "nl": "Noem de kolom zoals de klasse, of zeg welke kolom ze is.",
            "en": "Name the column as the class does, or say which column it is.",
        },
        "mend.mapping": {
            "nl": "Schrijf de naam van de kolom zoals in de kop van de tabel.",
            "en": "Write the name of the column as the header of the table has it.",
        },
        "note.graphs": {
            "nl": "{count} benoemde graven zijn samengenomen.",
            "en": "{count} named graphs were folded into one.",
        },
        "note.left_out": {
            "nl": "{count} uitspraken over uitspraken zijn weggelaten: SHACL kent ze niet.",
            "en": "{count} statements about statements were left out: SHACL knows none.",
        },
        "note.references": {
            "nl": "Of waar een rij naar verwijst bestaat, is niet nagegaan.",
            "en": "Whether what a row refers to exists was not checked.",
        },
        "note.background": {
            "nl": "{count} uitspraken van codelijsten van het profiel lagen ernaast.",
            "en": "{count} statements of code lists of the profile were at hand.",
        },
        "note.context": {
            "nl": "{count} uitspraken van de graaf over wat de data noemen lagen ernaast.",
            "en": "{count} statements of the graph about what the data name were at hand.",
        },
    }
)


def to_text(key: str, language: str, **values: object) -> str:
    """Return a text.

    >>> to_text("row.double", "en", value=3)
    'This thing stands on row 3 too.'
    """
    return TEXTS[key][language].format(**values)
