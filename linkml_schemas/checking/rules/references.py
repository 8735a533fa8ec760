"""Rules about names that stand for nothing, beyond those that reading a schema needs.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`. Ranges, parents, mixins
and slots are looked at while the schema is read.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from linkml_schemas.checking.looking import described, own_classes, said_slots
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.generating.curi_maps import find_unread_maps
from linkml_schemas.modelling.elements import ClassModel
from linkml_schemas.modelling.schema import SchemaModel

KEYS: Mapping[str, Mapping[str, str]] = {
    "class": {"union_of": "classes", "apply_to": "classes", "disjoint_with": "classes"},
    "slot": {
        "domain": "classes", "subproperty_of": "slots", "apply_to": "slots",
        "disjoint_with": "slots",
    },
    "enum": {"inherits": "enums"},
}  # fmt: skip
"""The keys of each kind of element that name others, and where those stand."""

CONDITIONS = ("preconditions", "postconditions", "elseconditions")


def _named(context: Context) -> Iterator[Finding]:
    model = context.model
    groups = {"classes": model.classes, "slots": _all_slots(model), "enums": model.enums}
    for element in dict.fromkeys((*described(model), *said_slots(model))):
        for key, group in KEYS.get(element.kind, {}).items():
            for name in element.texts(key):
                if name not in groups[group] and ":" not in name:
                    message = f"{key} names {name!r}, which is not in {group}"
                    yield find(element, key, message, _meant(name, groups[group]))


def _subsets(context: Context) -> Iterator[Finding]:
    model = context.model
    known = {name: None for file in model.files for name, _, _ in file.entries(("subsets",))}
    for element in described(model):
        for name in element.texts("in_subset"):
            if name not in known:
                message = f"in_subset names {name!r}, which is not in subsets"
                yield find(element, "in_subset", message, _meant(name, known))


def _conditions(context: Context) -> Iterator[Finding]:
    for each in own_classes(context.model):
        rules = each.raw.get("rules")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            for part in CONDITIONS if isinstance(rule, dict) else ():
                yield from _unknown_slots(each, index, part, rule.get(part))


def _unknown_slots(each: ClassModel, index: int, part: str, body: Any) -> Iterator[Finding]:
    said = body.get("slot_conditions") if isinstance(body, dict) else None
    for name in said if isinstance(said, dict) else ():
        if name not in each.slots:
            place = each.place_of("rules", index, part, "slot_conditions", name)
            message = f"the {part} of a rule name {name!r}, which {each.name} has not"
            yield Finding(place, each.name, message, _meant(name, each.slots))


def _all_slots(model: SchemaModel) -> dict[str, None]:
    return dict.fromkeys(
        (*model.slots, *(name for each in model.classes.values() for name in each.slots))
    )


def _meant(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else "define it, or remove the name"


def _defaults(context: Context) -> Iterator[Finding]:
    for file in context.model.files:
        prefix = file.document.data.get("default_prefix")
        if file.foreign or not isinstance(prefix, str) or prefix in file.prefixes:
            continue
        if "://" not in prefix and not file.document.data.get("default_curi_maps"):
            place = file.document.place(("default_prefix",))
            message = f"default_prefix {prefix!r} is not declared"
            yield Finding(place, file.name, message, "declare it under prefixes, or give an IRI")


def _maps(context: Context) -> Iterator[Finding]:
    for each in find_unread_maps(context.model):
        message = f"default_curi_maps: {each}"
        yield Finding(each.place, each.file.name, message, "declare them under prefixes")


def _rule(name: str) -> str:
    return (
        "classes:\n  Book:\n    attributes: {pages: {}, weight: {}}\n    rules:\n"
        f"      - preconditions: {{slot_conditions: {{{name}: {{value_presence: PRESENT}}}}}}\n"
        "        postconditions: {slot_conditions: {weight: {required: true}}}\n"
    )


REFERENCE_RULES: tuple[Rule, ...] = (
    Rule(
        "named-element", "error", "A name that stands for nothing is published as a dead end.",
        "slots:\n  isbn: {domain: Boook}\nclasses:\n  Book: {slots: [isbn]}\n",
        "slots:\n  isbn: {domain: Book}\nclasses:\n  Book: {slots: [isbn]}\n", _named,
    ),
    Rule(
        "subset", "error", "LinkML refuses an element that is in a subset nobody declared.",
        "subsets:\n  basic: {}\nclasses:\n  Book: {in_subset: [basics]}\n",
        "subsets:\n  basic: {}\nclasses:\n  Book: {in_subset: [basic]}\n", _subsets,
    ),
    Rule(
        "rule-slot", "error", "A condition on a slot that the class has not is never met.",
        _rule("page"), _rule("pages"), _conditions,
    ),
    Rule(
        "default-prefix", "error",
        "Every IRI that is made of a name begins with the default prefix.",
        "default_prefix: libary\n", "default_prefix: library\n", _defaults,
    ),
    Rule(
        "curi-maps", "warning", "What the prefixes stand for is kept elsewhere, and not published.",
        "default_curi_maps: [obo_context]\nclasses:\n  Book: {class_uri: 'UO:1'}\n",
        "default_curi_maps: [semweb_context]\nclasses:\n  Book: {class_uri: 'skos:Concept'}\n",
        _maps,
    ),
)  # fmt: skip
"""What LinkML itself says late, or not at all."""
