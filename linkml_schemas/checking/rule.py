"""Hold what a rule is: a small function with a name, a level, a reason and an example.

Step on the line: beneath :mod:`linkml_schemas.checking.rules`, which has one module per
subject. The documentation is generated of what stands here, and the tests run it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from linkml_schemas.checking.settings import CheckSettings
from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.faults import Level, Place
from linkml_schemas.modelling.reading import SchemaModel

LEVELS: tuple[Level, ...] = ("error", "warning", "hint")
"""From what must be mended to what may be thought over."""

RuleLevel = Literal["error", "warning", "hint", "off"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule has against one place."""

    place: Place
    element: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CheckedExample:
    """An example record that was held to the schema.

    Shape:
        ``refusals`` say what the record breaks; ``as_stated`` tells whether that is what a
        counter-example says of itself, and ``decidable`` whether it can be seen in one record.
    """

    file: Path
    class_name: str
    valid: bool
    refusals: tuple[str, ...] = ()
    as_stated: bool = True
    decidable: bool = True


@dataclass(frozen=True)
class Context:
    """What rules look at: the schema, how it is to be checked, and what was published before.

    Shape:
        ``before`` is the schema as it was released; ``promised`` are IRIs that must be stated
        for ever, each with the successor of one that was withdrawn; ``stated`` are the IRIs
        that the schema and its vocabularies state. ``local_terms`` are the terms of those
        vocabularies by namespace. ``examples`` is None where there is no folder of them.
    """

    model: SchemaModel
    settings: CheckSettings = field(default_factory=CheckSettings)
    before: SchemaModel | None = None
    promised: Mapping[str, str] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    local_terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    examples: tuple[CheckedExample, ...] | None = None

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that every published text must have.

        Shape:
            Those of the configuration, else those in which the schema itself has a title.
        """
        own = dict.fromkeys((self.model.language, *self.model.titles))
        return self.settings.languages or tuple(own)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Shape:
        ``bad`` and ``good`` are YAML under :data:`HEAD`, of which they may say any key anew;
        ``before`` is what was published before them, ``settings`` the TOML beside them and
        ``beside`` other files, by path; those beside the good one are its own.
        ``check`` is None where reading the files says it already.
    """

    name: str
    level: Level
    reason: str
    bad: str
    good: str
    check: Callable[[Context], Iterable[Finding]] | None = None
    before: str = ""
    settings: str = ""
    good_settings: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    good_beside: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    """Off until the configuration gives it a level: not every team wants it."""


HEAD = """\
id: https://example.org/ns/library
name: library
version: 1.0.0
title: Library
description: Books and who wrote them.
license: https://creativecommons.org/publicdomain/zero/1.0/
in_language: en
prefixes:
  dct: http://purl.org/dc/terms/
  library: https://example.org/ns/library#
  linkml: https://w3id.org/linkml/
  schema: http://schema.org/
default_prefix: library
default_range: string
imports: [linkml:types]
"""
"""What the examples of rules have in common."""


def whole_example(text: str) -> str:
    """Return the example of a rule as a schema: under the head, whose keys it may say anew."""
    said = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    if "id" in said:
        return text
    kept: list[str] = []
    keep = True
    for line in HEAD.splitlines(keepends=True):
        if not line.startswith(" "):
            keep = line.partition(":")[0] not in said
        kept += [line] if keep else []
    return "".join(kept) + text


def find(element: ElementModel, key: str, message: str, remedy: str = "") -> Finding:
    """Return a finding at a key of an element, or at the element where it has no such key."""
    place = element.place_of(key) if key else element.place
    return Finding(place, name_of(element), message, remedy)


def name_of(element: ElementModel) -> str:
    """Return how people call an element: ``Book``, ``Book.title``, ``Colour.red``."""
    owner = getattr(element, "owner", None)
    if element.kind == "value":
        owner = str(element.path[-3]) if len(element.path) > 2 else None
    return f"{owner}.{element.name}" if owner else element.name
