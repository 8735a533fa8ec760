"""Generate a made-up schema: so many classes, slots and code lists, with texts twice."""

from collections.abc import Iterator
from pathlib import Path

CLASSES, SLOTS, ENUMS, CODES = 60, 150, 12, 8
NAME = "wide"

_RANGES = ("string", "integer", "date", "boolean", "uri", "decimal")

_HEAD = """\
id: https://example.org/ns/wide
name: wide
version: 1.0.0
title: Wide schema
description: A made-up schema to measure with.
license: https://creativecommons.org/publicdomain/zero/1.0/
in_language: en
prefixes:
  linkml: https://w3id.org/linkml/
  wide: https://example.org/ns/wide#
default_prefix: wide
default_range: string
imports: [linkml:types]
annotations: {title_nl: Breed schema, description_nl: Een bedacht schema om mee te meten.}
"""


def write_wide_schema(
    folder: Path, *, classes: int = CLASSES, slots: int = SLOTS, enums: int = ENUMS
) -> Path:
    """Write a schema of so many elements; return its path. The same numbers give the same bytes."""
    path = folder / f"{NAME}.yaml"
    parts = [
        _HEAD,
        "classes:\n",
        *_classes(classes, slots),
        "slots:\n",
        *_slots(classes, slots, enums),
    ]
    parts += ["enums:\n", *(_enum(number) for number in range(enums))] if enums else []
    path.write_text("".join(parts), encoding="utf-8", newline="\n")
    return path


def _texts(indent: str, english: str, dutch: str) -> str:
    return (
        f"{indent}title: {english}\n{indent}description: What is meant by {english}.\n"
        f"{indent}annotations:\n{indent}  title_nl: {dutch}\n"
        f"{indent}  description_nl: Wat met {dutch} wordt bedoeld.\n"
    )


def _classes(classes: int, slots: int) -> Iterator[str]:
    """Yield the classes: a tree of three below each, each with slots of its own."""
    for number in range(classes):
        own = [f"slot_{each:03}" for each in range(slots) if each % classes == number]
        shared = [f"slot_{(number * 7 + step) % slots:03}" for step in (3, 11)] if slots else []
        yield f"  Class{number:03}:\n" + _texts("    ", f"thing {number}", f"zaak {number}")
        yield f"    class_uri: wide:Thing{number:03}\n"
        if number:
            yield f"    is_a: Class{(number - 1) // 3:03}\n"
        yield f"    slots: [{', '.join(dict.fromkeys((*own, *shared)))}]\n"


def _slots(classes: int, slots: int, enums: int) -> Iterator[str]:
    for number in range(slots):
        range_ = _RANGES[number % len(_RANGES)]
        if classes and number % 5 == 1:
            range_ = f"Class{number % classes:03}"
        elif enums and number % 5 == 3:
            range_ = f"List{number % enums:02}"
        yield f"  slot_{number:03}:\n" + _texts("    ", f"value {number}", f"waarde {number}")
        yield f"    slot_uri: wide:value{number:03}\n    range: {range_}\n"
        yield f"    required: {str(number % 4 == 0).lower()}\n"
        yield f"    multivalued: {str(number % 3 == 0).lower()}\n"


def _enum(number: int) -> str:
    values = "".join(
        f"      code{code}:\n        title: code {code}\n"
        f"        annotations: {{title_nl: code nummer {code}}}\n"
        f"        meaning: wide:list{number:02}-code{code}\n"
        for code in range(CODES)
    )
    head = f"  List{number:02}:\n" + _texts("    ", f"list {number}", f"lijst {number}")
    return f"{head}    permissible_values:\n{values}"
