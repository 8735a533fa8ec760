"""Rules about names: how elements are called in the files.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`. ``[naming]`` of the
configuration says how; the defaults are those that LinkML recommends.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from linkml_schemas.checking.looking import attributes, first_of_each
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.values import camel_case, underscore


def _named(kind: str) -> Callable[[Context], Iterable[Finding]]:
    def check(context: Context) -> Iterator[Finding]:
        pattern = context.settings.naming[kind]
        for element in (*context.model.elements(), *attributes(context.model)):
            if element.kind == kind and not re.fullmatch(pattern, element.name):
                message = f"the {kind} {element.name!r} is not named as {pattern}"
                yield find(element, "", message, _remedy(kind, element, pattern))

    return check


def _remedy(kind: str, element: ElementModel, pattern: str) -> str:
    if kind == "slot":
        spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", element.name)
        name = re.sub(r"\W+", "_", underscore(spaced)).lower().strip("_")
    else:
        name = re.sub(r"\W", "", camel_case(element.name.replace("-", " ")))
    fits = re.fullmatch(pattern, name)
    return f"call it {name}; a title is for people" if fits else "see [naming]"


def _twins(context: Context) -> Iterator[Finding]:
    groups = (context.model.classes, context.model.slots, context.model.enums)
    pairs = [
        (re.sub(r"[\W_]", "", name).casefold() + each.kind, each)
        for group in groups
        for name, each in group.items()
        if not each.imported
    ]
    for first, later in first_of_each(pairs):
        message = (
            f"the {later.kind} {later.name!r} differs from {first.name!r} only in its spelling"
        )
        yield find(later, "", message, "rename one, or remove it")


def _across(context: Context) -> Iterator[Finding]:
    model = context.model
    pairs = [
        (name, each)
        for group in (model.classes, model.enums, model.types)
        for name, each in group.items()
    ]
    for first, later in first_of_each(pairs):
        if not later.imported:
            message = f"{later.name!r} is both a {first.kind} and a {later.kind}"
            yield find(later, "", message, "rename one: a range must name a single thing")


NAMING_RULES: tuple[Rule, ...] = (
    Rule(
        "class-name", "warning", "Code is generated of names; one form for all reads best.",
        "classes:\n  printed_book: {}\n", "classes:\n  PrintedBook: {}\n", _named("class"),
    ),
    Rule(
        "slot-name", "warning", "Columns and properties are generated of names.",
        "slots:\n  pageCount: {}\n", "slots:\n  page_count: {}\n", _named("slot"),
    ),
    Rule(
        "enum-name", "warning", "Code is generated of names; one form for all reads best.",
        "enums:\n  colour codes: {permissible_values: {red: {}}}\n",
        "enums:\n  ColourCode: {permissible_values: {red: {}}}\n", _named("enum"),
    ),
    Rule(
        "type-name", "warning", "Code is generated of names; one form for all reads best.",
        "types:\n  page-number: {typeof: integer}\n",
        "types:\n  PageNumber: {typeof: integer}\n", _named("type"),
    ),
    Rule(
        "code-name", "warning", "A space before or after a code is not seen, and never matches.",
        "enums:\n  Colour:\n    permissible_values: {'red ': {}}\n",
        "enums:\n  Colour:\n    permissible_values: {red: {}}\n", _named("value"),
    ),
    Rule(
        "twin-name", "warning", "Two names that differ in a capital are taken for each other.",
        "slots:\n  page_count: {}\n  pagecount: {}\n", "slots:\n  page_count: {}\n", _twins,
    ),
    Rule(
        "name-of-two", "error", "A range that names a class and an enumeration means either.",
        "classes:\n  Colour: {}\nenums:\n  Colour: {permissible_values: {red: {}}}\n",
        "classes:\n  Paint: {}\nenums:\n  Colour: {permissible_values: {red: {}}}\n", _across,
    ),
)  # fmt: skip
"""Names for machines; titles are for people."""
