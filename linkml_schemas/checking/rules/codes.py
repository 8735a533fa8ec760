"""Rules about enumerations and their codes.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

from collections.abc import Iterator

from linkml_schemas.checking.looking import first_of_each, own_enums
from linkml_schemas.checking.rule import Context, Finding, Rule, find


def _empty(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        if not enum.values and not enum.dynamic:
            message = "the enumeration has no codes"
            yield find(enum, "", message, "list permissible_values, or say where they come from")


def _one_code(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        if len(enum.values) == 1 and not enum.dynamic:
            message = "the enumeration has one code, so there is nothing to choose"
            yield find(enum, "permissible_values", message, "add the other codes, or drop it")


def _meanings(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        pairs = [(each.meaning, each) for each in enum.values.values() if each.meaning]
        for first, later in first_of_each(pairs):
            message = f"the codes {first.name} and {later.name} have the same meaning {later.iri}"
            yield find(later, "meaning", message, "keep one; the other may be an alias of it")


def _titles(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        for language in context.languages:
            pairs = [
                (each.titles[language].casefold(), each)
                for each in enum.values.values()
                if language in each.titles
            ]
            for first, later in first_of_each(pairs):
                message = f"{first.name} and {later.name} have the same title in {language!r}"
                yield find(later, "title", message, "say in the title how they differ")


def _twins(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        pairs = [(code.casefold(), each) for code, each in enum.values.items()]
        for first, later in first_of_each(pairs):
            message = f"the codes {first.name!r} and {later.name!r} differ only in their capitals"
            yield find(later, "", message, "give one of them another code, or drop it")


def _some_meanings(context: Context) -> Iterator[Finding]:
    for enum in own_enums(context.model):
        without = [each for each in enum.values.values() if not each.meaning]
        if without and len(without) < len(enum.values):
            for each in without:
                message = f"other codes of {enum.name} have a meaning, this one has none"
                yield find(each, "", message, "add `meaning: …`")


def _enum(values: str) -> str:
    return f"enums:\n  Colour:\n    permissible_values:{values}"


_GOOD = _enum(
    "\n      red: {title: red, meaning: library:red}\n"
    "      blue: {title: blue, meaning: library:blue}\n"
)

CODE_RULES: tuple[Rule, ...] = (
    Rule("no-codes", "error", "No value is allowed.", _enum(" {}\n"), _GOOD, _empty),
    Rule(
        "one-code", "hint", "A choice of one says nothing about a record.",
        _enum(" {red: {}}\n"), _GOOD, _one_code,
    ),
    Rule(
        "shared-meaning", "error", "In the graph both are one concept, so one code is lost.",
        _enum(
            "\n      red: {meaning: library:red}\n      crimson: {meaning: library:red}\n"
        ), _GOOD, _meanings,
    ),
    Rule(
        "shared-title", "warning", "Who has to choose sees two equal choices.",
        _enum("\n      red: {title: red}\n      crimson: {title: Red}\n"), _GOOD, _titles,
    ),
    Rule(
        "code-capitals", "warning", "Data have the one where the other is meant.",
        _enum(" {red: {}, Red: {}}\n"), _GOOD, _twins,
    ),
    Rule(
        "missing-meaning", "hint", "The concept of this code is minted, those beside it are not.",
        _enum("\n      red: {meaning: library:red}\n      blue: {}\n"), _GOOD, _some_meanings,
    ),
)  # fmt: skip
"""A code stands for one concept, and a concept has one code."""
