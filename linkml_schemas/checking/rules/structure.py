"""Rules about the structure: what nothing uses, what nothing reaches, what is said twice.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

from collections import defaultdict
from collections.abc import Iterator

from linkml_schemas.checking.looking import (
    attributes,
    defined_slots,
    own_classes,
    own_enums,
    usages,
)
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.modelling.elements import SlotModel
from linkml_schemas.modelling.reading import SchemaModel


def _all_slots(model: SchemaModel) -> Iterator[SlotModel]:
    yield from model.slots.values()
    for each in model.classes.values():
        yield from each.slots.values()


def _ranges(model: SchemaModel) -> set[str]:
    named: set[str] = set()
    for slot in _all_slots(model):
        named |= {slot.range, *slot.alternatives, *_deep_ranges(slot.raw)}
    return named


def _deep_ranges(raw: object) -> Iterator[str]:
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in {"range", "domain", "typeof"} and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _deep_ranges(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _deep_ranges(value)


def _unused_slots(context: Context) -> Iterator[Finding]:
    model = context.model
    used = {name for each in model.classes.values() for name in each.slots}
    for slot in model.slots.values():
        used |= {*slot.texts("is_a"), *slot.texts("mixins"), *slot.texts("subproperty_of")}
    for slot in defined_slots(model):
        if slot.name not in used and not slot.deprecated and not slot.is_true("abstract"):
            yield find(slot, "", "no class has the slot", "add it to a class, or remove it")


def _unused_enums(context: Context) -> Iterator[Finding]:
    used = _ranges(context.model)
    for enum in context.model.enums.values():
        used |= set(enum.texts("inherits"))
    for enum in own_enums(context.model):
        if enum.name not in used and not enum.deprecated:
            yield find(enum, "", "no slot has the enumeration as its range", "use or remove it")


def _unused_types(context: Context) -> Iterator[Finding]:
    used = _ranges(context.model)
    used |= {each.text("typeof") for each in context.model.types.values()}
    for each in context.model.types.values():
        if each.name not in used and not each.imported:
            yield find(each, "", "no slot has the type as its range", "use or remove it")


def _unused_mixins(context: Context) -> Iterator[Finding]:
    used = {name for each in context.model.classes.values() for name in each.ancestors}
    for each in own_classes(context.model):
        if (each.mixin or each.abstract) and each.name not in used:
            kind = "mixin" if each.mixin else "abstract class"
            yield find(each, "", f"the {kind} is above no class", "use it, or remove it")


def _unreachable(context: Context) -> Iterator[Finding]:
    model = context.model
    roots = [each.name for each in model.classes.values() if each.tree_root]
    if not roots:
        return
    below: dict[str, list[str]] = defaultdict(list)
    for each in model.classes.values():
        for name in each.ancestors:
            below[name].append(each.name)
    reached: set[str] = set()
    pending = list(roots)
    while pending:
        name = pending.pop()
        if name in reached or name not in model.classes:
            continue
        reached.add(name)
        pending += model.classes[name].ancestors
        for slot in model.classes[name].slots.values():
            pending += [slot.range, *slot.alternatives, *below[slot.range]]
    for each in own_classes(model):
        if each.name not in reached and not each.mixin and not each.abstract:
            message = f"no document with root {' or '.join(roots)} can hold it"
            yield find(each, "", message, "give a slot that range, or remove the class")


def _empty(context: Context) -> Iterator[Finding]:
    for each in own_classes(context.model):
        if not each.slots and not each.mixin and not each.abstract:
            yield find(each, "", "the class has no slots", "say what is known of its records")


def _covered(context: Context) -> Iterator[Finding]:
    for slot in attributes(context.model):
        if slot.name in context.model.slots:
            message = f"there is a slot {slot.name} too, which this attribute leaves aside"
            yield find(slot, "", message, "list it under slots and refine it, or rename one")


def _idle(context: Context) -> Iterator[Finding]:
    for usage in usages(context.model):
        owner, slot, body = usage.owner, usage.slot, usage.body
        above = next(
            (
                context.model.classes[name].slots[slot.name]
                for name in owner.ancestors
                if name in context.model.classes and slot.name in context.model.classes[name].slots
            ),
            context.model.slots.get(slot.name),
        )
        same = above is not None and all(above.raw.get(key) == value for key, value in body.items())
        if same:
            message = f"the refinement of {slot.name} in {owner.name} says what holds already"
            yield find(slot, next(iter(body), ""), message, "remove it")


def _mixed_up(context: Context) -> Iterator[Finding]:
    for each in own_classes(context.model):
        above = context.model.classes.get(each.is_a or "")
        if above and above.mixin and not each.mixin:
            message = f"{above.name} is a mixin and stands under is_a"
            yield find(each, "is_a", message, "list it under mixins")
        for name in each.mixins:
            mixed = context.model.classes.get(name)
            if mixed and not mixed.mixin:
                message = f"{name} stands under mixins and is no mixin"
                yield find(each, "mixins", message, f"add `mixin: true` to {name}, or use is_a")


def _class(text: str) -> str:
    return f"classes:\n  Book: {text}\n"


STRUCTURE_RULES: tuple[Rule, ...] = (
    Rule(
        "unused-slot", "warning", "It is published, documented and translated for nobody.",
        "slots:\n  isbn: {}\n", "slots:\n  isbn: {}\n" + _class("{slots: [isbn]}"), _unused_slots,
    ),
    Rule(
        "unused-enum", "warning", "It is published, documented and translated for nobody.",
        "enums:\n  Colour: {permissible_values: {red: {}}}\n",
        "enums:\n  Colour: {permissible_values: {red: {}}}\n"
        + _class("{attributes: {colour: {range: Colour}}}"),
        _unused_enums,
    ),
    Rule(
        "unused-type", "hint", "It is published and used by nobody.",
        "types:\n  Isbn: {typeof: string}\n",
        "types:\n  Isbn: {typeof: string}\n" + _class("{attributes: {code: {range: Isbn}}}"),
        _unused_types,
    ),
    Rule(
        "unused-mixin", "hint", "No record is ever of it.",
        "classes:\n  Named: {mixin: true}\n",
        "classes:\n  Named: {mixin: true}\n  Book: {mixins: [Named]}\n", _unused_mixins,
    ),
    Rule(
        "unreachable-class", "hint", "No document can hold a record of it.",
        "classes:\n  Catalogue: {tree_root: true, attributes: {title: {}}}\n"
        "  Book: {attributes: {isbn: {}}}\n",
        "classes:\n  Catalogue: {tree_root: true, attributes: {books: {range: Book}}}\n"
        "  Book: {attributes: {isbn: {}}}\n",
        _unreachable,
    ),
    Rule(
        "empty-class", "hint", "A record of it says nothing but that it exists.",
        _class("{title: Book}"), _class("{attributes: {isbn: {}}}"), _empty,
    ),
    Rule(
        "covered-slot", "warning",
        "Two slots of one name differ in class and schema, and nobody sees which is meant.",
        "slots:\n  isbn: {}\n" + _class("{attributes: {isbn: {}}}"),
        "slots:\n  isbn: {}\n" + _class("{slots: [isbn]}"), _covered,
    ),
    Rule(
        "idle-refinement", "hint", "What is said twice is changed once.",
        "slots:\n  isbn: {required: true}\n"
        + _class("{slots: [isbn], slot_usage: {isbn: {required: true}}}"),
        "slots:\n  isbn: {}\n" + _class("{slots: [isbn], slot_usage: {isbn: {required: true}}}"),
        _idle,
    ),
    Rule(
        "mixin-place", "warning", "Generators treat mixins and parents differently.",
        "classes:\n  Named: {mixin: true}\n  Book: {is_a: Named}\n",
        "classes:\n  Named: {mixin: true}\n  Book: {mixins: [Named]}\n", _mixed_up,
    ),
)  # fmt: skip
"""Nothing of this is wrong data; it is work for whoever reads the schema."""
