"""Write a schema of the size that the workbench is measured on: nothing in it is random.

The tests of the workbench and its benchmark take it; it follows no convention of ours.
"""

from pathlib import Path
from typing import Any

import yaml

CLASSES, SLOTS, ENUMS, CODES = 60, 150, 12, 10
SLOTS_OF_A_CLASS = 8

RANGES = ("string", "date", "integer", "uri", "decimal", "boolean")
"""The types of every second slot, in turn; others have an enumeration or a class."""


def large_schema(classes: int = CLASSES, slots: int = SLOTS, enums: int = ENUMS) -> dict[str, Any]:
    """Return a schema of some classes, slots and enumerations as YAML would read it."""
    return {
        "id": "https://example.org/large",
        "name": "large",
        "version": "1.0.0",
        "title": "Large",
        "description": "A schema to measure with.",
        "in_language": "en",
        "prefixes": {
            "linkml": "https://w3id.org/linkml/",
            "big": "https://example.org/large/",
        },
        "default_prefix": "big",
        "default_range": "string",
        "imports": ["linkml:types"],
        "enums": {f"List{n:02}": _enum(n) for n in range(enums)},
        "slots": {
            "id": {**_words("identifier", "naam"), "identifier": True, "range": "uriorcurie"},
            **{f"slot_{n:03}": _slot(n, classes, enums) for n in range(slots - 1)},
        },
        "classes": {f"Class{n:02}": _class(n, slots - 1) for n in range(classes)},
    }


def write_large_schema(path: Path, **size: int) -> Path:
    """Write the schema to a file."""
    text = yaml.safe_dump(large_schema(**size), sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _words(en: str, nl: str) -> dict[str, Any]:
    return {
        "title": en,
        "description": f"What the {en} is.",
        "annotations": {"title_nl": nl, "description_nl": f"Wat de {nl} is."},
    }


def _enum(number: int) -> dict[str, Any]:
    values = {
        f"code-{code}": {
            **_words(f"code {code} of {number}", f"code {code} van {number}"),
            "meaning": f"big:lists/{number}/{code}",
        }
        for code in range(CODES)
    }
    return {**_words(f"list {number}", f"lijst {number}"), "permissible_values": values}


def _slot(number: int, classes: int, enums: int) -> dict[str, Any]:
    slot = _words(f"property {number}", f"eigenschap {number}")
    if number % 2 == 0:
        slot["range"] = RANGES[number // 2 % len(RANGES)]
    elif number % 4 == 1:
        slot["range"] = f"List{number % enums:02}"
    else:
        slot["range"] = f"Class{number % classes:02}"
    return {**slot, "multivalued": number % 3 == 0, "required": number % 10 == 0}


def _class(number: int, slots: int) -> dict[str, Any]:
    first = number * SLOTS_OF_A_CLASS
    found: dict[str, Any] = {
        **_words(f"thing {number}", f"zaak {number}"),
        "class_uri": f"big:Class{number:02}",
        "slots": [f"slot_{(first + n * 7) % slots:03}" for n in range(SLOTS_OF_A_CLASS)],
    }
    if number % 5:
        found["is_a"] = f"Class{number - number % 5:02}"
    else:
        found["slots"].insert(0, "id")
    return found
