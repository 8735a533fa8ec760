"""Rules about the values of slots: patterns, bounds, examples and defaults.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from linkml_schemas.checking.looking import DATES, datatype_of, said_slots
from linkml_schemas.checking.patience import ONE_VALUE, TakesForeverError, at_most
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.modelling.bounds import BOUNDED, NUMBERS, to_bound
from linkml_schemas.modelling.elements import ElementModel, SlotModel

_DEFAULT = re.compile(r"(\w+)\((.*)\)")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _patterned(context: Context) -> Iterator[ElementModel]:
    yield from (each for each in said_slots(context.model) if each.pattern)
    for each in context.model.types.values():
        if each.text("pattern") and not each.imported:
            yield each


def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return a regular expression, None if it is none."""
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def _no_pattern(context: Context) -> Iterator[Finding]:
    for element in _patterned(context):
        pattern = element.text("pattern") or element.raw.get("pattern", "")
        try:
            re.compile(str(pattern))
        except (re.error, RecursionError, OverflowError) as error:
            message = f"the pattern {pattern!r} is no regular expression: {error}"
            yield find(element, "pattern", message, "put \\ before a bracket that is meant itself")


def _unanchored(context: Context) -> Iterator[Finding]:
    for element in _patterned(context):
        pattern = str(element.raw.get("pattern", ""))
        if compiled(pattern) and not (pattern.startswith("^") and pattern.endswith("$")):
            message = f"the pattern {pattern!r} also fits a part of a value"
            yield find(element, "pattern", message, "begin it with ^ and end it with $")


def _pattern_on_thing(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.pattern and slot.range_kind == "enum":
            message = f"a pattern on the codes of {slot.range} allows no more than the list"
            yield find(slot, "pattern", message, "drop it, or take codes out of the list")


def _examples(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        pattern = compiled(slot.pattern) if slot.pattern else None
        if pattern is None or (slot.range_kind == "class" and slot.inlined):
            continue  # the example is a record, the pattern is for one of its values
        values = [each for each in slot.examples if each and each[0] not in "{["]
        try:
            with at_most(ONE_VALUE):
                unfit = [each for each in values if not pattern.search(each)]
        except TakesForeverError:
            message = f"the pattern {slot.pattern!r} takes for ever on an example of the slot"
            yield find(slot, "pattern", message, "repeat nothing that ends in a repetition: (a+)+")
            continue
        for value in unfit:
            message = f"the example {value!r} does not fit the pattern {slot.pattern!r}"
            yield find(slot, "examples", message, "mend the example or the pattern")


def _misfits(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.alternatives:
            continue
        for value in slot.examples:
            if value and (reason := _refusal(context, slot, value)):
                yield find(slot, "examples", f"the example {value!r} is {reason}", "mend it")


def _refusal(context: Context, slot: SlotModel, value: str) -> str:
    enum = context.model.enums.get(slot.range)
    if slot.range_kind == "enum" and enum and enum.values and not enum.dynamic:
        return "" if value in enum.values else f"no code of {slot.range}"
    datatype = datatype_of(context.model, slot.range) if slot.range_kind == "type" else ""
    if datatype in NUMBERS:
        return _number_refusal(slot, datatype, value)
    if datatype == f"{_XSD}boolean" and value.lower() not in {"true", "false", "1", "0"}:
        return "neither true nor false"
    try:
        if datatype == f"{_XSD}date":
            date.fromisoformat(value)
        elif datatype == f"{_XSD}dateTime":
            datetime.fromisoformat(value)
    except ValueError:
        return f"no {slot.range}"
    return ""


def _number_refusal(slot: SlotModel, datatype: str, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "no number"
    if datatype.endswith("#integer") and number.is_finite() and number != int(number):
        return "no whole number"
    least, greatest = slot.minimum_value, slot.maximum_value
    if least is not None and number < Decimal(str(least)):
        return f"less than {least}"
    if greatest is not None and number > Decimal(str(greatest)):
        return f"more than {greatest}"
    return ""


def _bounds(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        least, greatest = slot.minimum_value, slot.maximum_value
        if least is not None and greatest is not None and least > greatest:
            message = f"no value is at least {least} and at most {greatest}"
            yield find(slot, "minimum_value", message, "exchange them, or mend one")


def _no_bounds(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        datatype = datatype_of(context.model, slot.range)
        for key in ("minimum_value", "maximum_value"):
            bound = slot.raw.get(key)
            if bound is None or slot.alternatives or datatype not in BOUNDED:
                continue
            if to_bound(bound, datatype) is None:
                message = f"the bound {bound!r} is no value of the range {slot.range}"
                yield find(slot, key, message, f"write a {slot.range}, in quotes if it is a day")


def _unordered(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        bounded = [key for key in ("minimum_value", "maximum_value") if key in slot.raw]
        if not bounded or slot.alternatives or slot.range_kind is None:
            continue
        datatype = datatype_of(context.model, slot.range)
        if datatype not in NUMBERS and datatype not in DATES:
            message = f"values of range {slot.range} have no order, so no {bounded[0]}"
            yield find(slot, bounded[0], message, "give it a range of numbers, or a pattern")


def _defaults(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        match = _DEFAULT.fullmatch(slot.text("ifabsent"))
        enum = context.model.enums.get(slot.range)
        if not match or match[1] != slot.range or not enum or enum.dynamic:
            continue
        if match[2] not in enum.values:
            message = f"the default {match[2]!r} is no code of {slot.range}"
            yield find(slot, "ifabsent", message, f"one of {', '.join(enum.values)}")


def _wrong_defaults(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        match = _DEFAULT.fullmatch(slot.text("ifabsent"))
        if match and slot.range_kind == "type" and not slot.alternatives:
            reason = _refusal(context, slot, match[2])
            if reason:
                message = f"the default {match[2]!r} is {reason}, and the range is {slot.range}"
                yield find(slot, "ifabsent", message, "mend the default or the range")


def _implied(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if "range" not in slot.raw and not slot.alternatives and not slot.owner:
            message = f"the range is not said, so it is {slot.range}"
            yield find(slot, "", message, "say it with `range: …`")


def _slot(bad: str, good: str, rest: str = "") -> tuple[str, str]:
    head = "classes:\n  Book:\n    attributes:\n      code: "
    return f"{head}{bad}\n{rest}", f"{head}{good}\n{rest}"


_COLOURS = "enums:\n  Colour:\n    permissible_values: {red: {}, blue: {}}\n"

VALUE_RULES: tuple[Rule, ...] = (
    Rule(
        "pattern", "error", "A pattern that does not compile is never checked, or stops the tool.",
        *_slot("{pattern: '^(A[0-9]+$'}", "{pattern: '^A[0-9]+$'}"), _no_pattern,
    ),
    Rule(
        "open-pattern", "hint", "JSON Schema and SHACL look for the pattern anywhere in a value.",
        *_slot("{pattern: 'A[0-9]'}", "{pattern: '^A[0-9]$'}"), _unanchored,
    ),
    Rule(
        "pattern-on-codes", "warning", "A list of codes already says which values there are.",
        *_slot("{range: Colour, pattern: '^r'}", "{range: Colour}", _COLOURS), _pattern_on_thing,
    ),
    Rule(
        "example-pattern", "error", "People copy the example, and their data are refused.",
        *_slot(
            "{pattern: '^A[0-9]$', examples: [{value: B1}]}",
            "{pattern: '^A[0-9]$', examples: [{value: A1}]}",
        ), _examples,
    ),
    Rule(
        "example-value", "warning", "People copy the example, and their data are refused.",
        *_slot(
            "{range: integer, examples: [{value: three}]}",
            "{range: integer, examples: [{value: '3'}]}",
        ), _misfits,
    ),
    Rule(
        "value-order", "error", "No value can satisfy it.",
        *_slot(
            "{range: integer, minimum_value: 9, maximum_value: 1}",
            "{range: integer, minimum_value: 1, maximum_value: 9}",
        ), _bounds,
    ),
    Rule(
        "bound-value", "error", "Validators refuse every value, or do not check the bound.",
        *_slot("{range: date, minimum_value: 2020}", "{range: date, minimum_value: '2020-01-01'}"),
        _no_bounds,
    ),
    Rule(
        "bounds-without-order", "warning", "A bound on what has no order is never checked.",
        *_slot("{range: string, minimum_value: 1}", "{range: integer, minimum_value: 1}"),
        _unordered,
    ),
    Rule(
        "default-code", "error", "Every record that leaves it out is invalid.",
        *_slot("{range: Colour, ifabsent: Colour(green)}", "{range: Colour, ifabsent: Colour(red)}",
               _COLOURS), _defaults,
    ),
    Rule(
        "default-value", "error", "Every record that leaves it out is invalid.",
        *_slot("{range: integer, ifabsent: string(red)}", "{range: integer, ifabsent: int(3)}"),
        _wrong_defaults,
    ),
    Rule(
        "implied-range", "hint",
        "What kind of value a slot has is decided elsewhere, by the default of the schema.",
        "slots:\n  code: {}\n", "slots:\n  code: {range: string}\n", _implied, optional=True,
    ),
)  # fmt: skip
"""What nobody's data can satisfy, and what misleads whoever writes data."""
