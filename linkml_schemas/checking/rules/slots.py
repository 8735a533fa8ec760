"""Rules about slots: how many values, which name a record, and what refinements may do.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

from collections.abc import Iterator

from linkml_schemas.checking.looking import datatype_of, own_classes, said_slots, usages, within
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.modelling.elements import SlotModel


def _reversed(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        least, greatest = slot.minimum_cardinality, slot.maximum_cardinality
        if least is not None and greatest is not None and least > greatest:
            message = f"at least {least} and at most {greatest} values cannot both be"
            yield find(slot, "minimum_cardinality", message, "exchange them, or mend one")


def _never(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.maximum_cardinality == 0 and slot.is_true("required"):
            message = "a value is required and at most 0 are allowed"
            yield find(slot, "maximum_cardinality", message, "drop one of the two")


def _single(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        for key in ("minimum_cardinality", "maximum_cardinality"):
            count = getattr(slot, key)
            if count is not None and count > 1 and not slot.multivalued:
                message = f"{key} is {count}, but the slot has one value"
                yield find(slot, key, message, "add `multivalued: true`")


def _once(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.multivalued and slot.maximum_cardinality == 1:
            message = "the slot is multivalued and has at most one value"
            yield find(slot, "maximum_cardinality", message, "drop `multivalued`, or the bound")


def _negative(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        for key in ("minimum_cardinality", "maximum_cardinality", "exact_cardinality"):
            if (slot.number(key) or 0) < 0:
                yield find(slot, key, f"{key} is below zero", "count from 0")


def _many_identifiers(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.identifier and slot.multivalued:
            message = "an identifier with several values names nothing"
            yield find(slot, "multivalued", message, "drop `multivalued`")


def _two_identifiers(context: Context) -> Iterator[Finding]:
    for each in own_classes(context.model):
        names = [slot.name for slot in each.slots.values() if slot.is_true("identifier")]
        if len(names) > 1:
            message = f"{' and '.join(names)} are both the identifier"
            yield find(each, "", message, "keep one; the other may be in unique_keys")


def _optional_identifier(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.identifier and slot.raw.get("required") is False:
            yield find(slot, "required", "an identifier is always required", "drop `required`")


def _relaxed(context: Context) -> Iterator[Finding]:
    for usage in usages(context.model):
        owner, slot, body = usage.owner, usage.slot, usage.body
        for above in _above(context, owner.name, slot.name):
            if above.is_true("required") and body.get("required") is False:
                message = f"required in {_owner_of(above)}, optional in {owner.name}"
                yield find(slot, "required", message, "a narrower class promises no less")
            if not above.multivalued and body.get("multivalued") is True and above.owner:
                message = f"one value in {_owner_of(above)}, several in {owner.name}"
                yield find(slot, "multivalued", message, "a narrower class promises no less")


def _widened(context: Context) -> Iterator[Finding]:
    for usage in usages(context.model):
        owner, slot, body = usage.owner, usage.slot, usage.body
        named = body.get("range")
        for above in _above(context, owner.name, slot.name):
            if not named or above.alternatives or above.range_kind is None or not above.owner:
                continue
            if slot.range_kind and not within(context.model, str(named), above.range):
                message = f"the range {named} is not within {above.range}, that of {above.owner}"
                remedy = "name a narrower range, or widen that of the class above"
                yield find(slot, "range", message, remedy)


def _above(context: Context, owner: str, name: str) -> Iterator[SlotModel]:
    """Yield a slot as the nearest class above has it, else as it is defined."""
    classes = context.model.classes
    for each in classes[owner].ancestors:
        if each in classes and name in classes[each].slots:
            yield classes[each].slots[name]
            return
    if name in context.model.slots and name not in _own_attributes(context, owner):
        yield context.model.slots[name]


def _own_attributes(context: Context, owner: str) -> set[str]:
    each = context.model.classes[owner]
    return {name for name, _, _ in each.source.entries((*each.path, "attributes"))}


def _owner_of(slot: SlotModel) -> str:
    return slot.owner or "the slot itself"


def _keys(context: Context) -> Iterator[Finding]:
    for each in own_classes(context.model):
        for key, names in each.unique_keys.items():
            for name in names:
                if name not in each.slots:
                    place = each.source.document.place((*each.path, "unique_keys", key))
                    message = f"the unique key {key} names {name!r}, which {each.name} has not"
                    remedy = f"slots here: {', '.join(each.slots) or 'none'}"
                    yield Finding(place, each.name, message, remedy)


def _inverse(context: Context) -> Iterator[Finding]:
    known: dict[str, list[SlotModel]] = {}
    for name, slot in context.model.slots.items():
        known.setdefault(name, []).append(slot)
    for each in context.model.classes.values():
        for name, slot in each.slots.items():
            known.setdefault(name, []).append(slot)
    for slot in said_slots(context.model):
        name = slot.text("inverse")
        if name and name not in known:
            yield find(slot, "inverse", f"inverse names {name!r}, which is no slot", "define it")
        elif name and all(_is_literal(context, other) for other in known[name]):
            message = f"inverse names {name!r}, whose values are {known[name][0].range}: no records"
            yield find(slot, "inverse", message, "name a slot whose range is a class")


def _is_literal(context: Context, slot: SlotModel) -> bool:
    """Tell whether a slot says itself that its values are literals; an IRI names a record."""
    datatype = datatype_of(context.model, slot.range) if "range" in slot.raw else ""
    return bool(datatype) and not slot.alternatives and not datatype.endswith("#anyURI")


def _inlined(context: Context) -> Iterator[Finding]:
    for slot in said_slots(context.model):
        if slot.inlined and slot.range_kind in {"enum", "type"} and not slot.alternatives:
            key = "inlined" if slot.is_true("inlined") else "inlined_as_list"
            message = f"{slot.range} has nothing to inline"
            yield find(slot, key, message, "drop it; only records of a class are inlined")


def _example(slot: str, good: str) -> tuple[str, str]:
    head = "classes:\n  Book:\n    attributes:\n      author: "
    return head + slot + "\n", head + good + "\n"


_REFINED = (
    "slots:\n  name: {{required: true}}\n  by: {{range: Agent}}\nclasses:\n  Agent: {{}}\n"
    "  Person: {{is_a: Agent}}\n  Work: {{slots: [name, by]}}\n  Book:\n    is_a: Work\n"
    "    slot_usage:\n      name: {}\n      by: {}\n"
)

SLOT_RULES: tuple[Rule, ...] = (
    Rule(
        "cardinality-order", "error", "No record can satisfy it.",
        *_example(
            "{multivalued: true, minimum_cardinality: 3, maximum_cardinality: 2}",
            "{multivalued: true, minimum_cardinality: 2, maximum_cardinality: 3}",
        ), _reversed,
    ),
    Rule(
        "required-never", "error", "No record can satisfy it.",
        *_example("{required: true, maximum_cardinality: 0}", "{required: true}"), _never,
    ),
    Rule(
        "single-with-many", "error",
        "A slot that is not multivalued has one value, whatever the bound says.",
        *_example("{minimum_cardinality: 2}", "{minimum_cardinality: 2, multivalued: true}"),
        _single,
    ),
    Rule(
        "multivalued-once", "warning",
        "Data are written as lists that never hold more than one value.",
        *_example("{multivalued: true, maximum_cardinality: 1}", "{multivalued: true}"), _once,
    ),
    Rule(
        "negative-cardinality", "error", "There are never fewer than no values.",
        *_example("{minimum_cardinality: -1}", "{minimum_cardinality: 0}"), _negative,
    ),
    Rule(
        "multivalued-identifier", "error", "A record has one name of its own.",
        *_example("{identifier: true, multivalued: true}", "{identifier: true}"),
        _many_identifiers,
    ),
    Rule(
        "two-identifiers", "error", "Generators take one of them and drop the other.",
        "classes:\n  Book:\n    attributes:\n      isbn: {identifier: true}\n"
        "      doi: {identifier: true}\n",
        "classes:\n  Book:\n    attributes:\n      isbn: {identifier: true}\n      doi: {}\n",
        _two_identifiers,
    ),
    Rule(
        "optional-identifier", "warning", "A record without a name cannot be referred to.",
        *_example("{identifier: true, required: false}", "{identifier: true}"),
        _optional_identifier,
    ),
    Rule(
        "relaxed-refinement", "warning",
        "Every record of a narrower class is one of the wider class, whose promise it breaks.",
        _REFINED.format("{required: false}", "{range: Person}"),
        _REFINED.format("{required: true}", "{range: Person}"), _relaxed,
    ),
    Rule(
        "widened-range", "warning",
        "Whoever reads records of the wider class meets values that it does not allow.",
        _REFINED.format("{required: true}", "{range: string}"),
        _REFINED.format("{required: true}", "{range: Person}"), _widened,
    ),
    Rule(
        "unique-key-slot", "error", "A key of a slot that is not there is never checked.",
        "classes:\n  Book:\n    attributes: {isbn: {}}\n"
        "    unique_keys: {code: {unique_key_slots: [isnb]}}\n",
        "classes:\n  Book:\n    attributes: {isbn: {}}\n"
        "    unique_keys: {code: {unique_key_slots: [isbn]}}\n",
        _keys,
    ),
    Rule(
        "inverse-slot", "error", "An inverse that is not there is published as a dead end.",
        "slots:\n  wrote: {inverse: written_by}\n",
        "slots:\n  wrote: {inverse: written_by}\n  written_by: {}\n", _inverse,
    ),
    Rule(
        "inlined-literal", "hint", "It has no effect, and the next reader looks for one.",
        *_example("{inlined: true}", "{range: Book, inlined: true}"), _inlined,
    ),
)  # fmt: skip
"""Contradictions are errors; what only misleads is not."""
