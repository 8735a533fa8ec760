"""Rules about the life of an element and of the schema: status, deprecation, version.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from linkml_schemas.checking.looking import described, own_classes, said_slots
from linkml_schemas.checking.rule import Context, Finding, Rule, find, name_of
from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.reading import SchemaModel

_DAY = re.compile(r"\b\d{4}(-\d{2}(-\d{2})?)?\b")
_VERSION = re.compile(r"\d+\.\d+\.\d+([-+.][0-9A-Za-z.-]+)?")
_END_KEYS = ("deprecated_until", "end_date", "valid_to", "removed_on", "removed_in")
_KEYS = (
    "deprecated_element_has_exact_replacement",
    "deprecated_element_has_possible_replacement",
)


def _successor(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        if element.deprecated and not element.replaced_by:
            message = "it is deprecated and names no successor"
            remedy = "add `deprecated_element_has_exact_replacement` or `…_possible_replacement`"
            yield find(element, "deprecated", message, remedy)


def _end(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        said = [element.deprecated or "", *(element.annotations.get(key, "") for key in _END_KEYS)]
        if element.deprecated and not any(_DAY.search(text) for text in said):
            message = "it is deprecated and nobody knows until when it stays"
            yield find(
                element, "deprecated", message, "say the day, or `deprecated_until: 2030-01-01`"
            )


def _unknown(context: Context) -> Iterator[Finding]:
    known = _names(context.model)
    for element in described(context.model):
        name = element.replaced_by
        is_iri = name is not None and ":" in name and bool(element.expand(name))
        if name and name not in known and not is_iri:
            yield _no_such(element, name, known)


def _no_such(element: ElementModel, name: str, known: dict[str, ElementModel]) -> Finding:
    near = get_close_matches(name, known, n=1)
    remedy = f"did you mean {near[0]}?" if near else "name an element, or an IRI"
    return find(element, _key(element), f"the successor {name!r} does not exist", remedy)


def _key(element: ElementModel) -> str:
    return next((key for key in _KEYS if element.text(key)), "deprecated")


def _names(model: SchemaModel) -> dict[str, ElementModel]:
    found: dict[str, ElementModel] = {}
    for each in described(model):
        found |= {each.name: each, name_of(each): each, each.iri: each}
    return found


def _chain(context: Context) -> Iterator[Finding]:
    known = _names(context.model)
    for element in described(context.model):
        after = known.get(element.replaced_by or "")
        if after is not None and after.deprecated:
            message = f"its successor {after.name} is deprecated too"
            remedy = f"name {after.replaced_by or 'what holds now'} at once"
            yield find(element, _key(element), message, remedy)


def _in_use(context: Context) -> Iterator[Finding]:
    model = context.model
    for slot in said_slots(model):
        target = model.classes.get(slot.range) or model.enums.get(slot.range)
        owner = model.classes.get(slot.owner or "")
        if slot.deprecated or (owner and owner.deprecated):
            continue
        if target and target.deprecated:
            yield find(slot, "range", f"its range {target.name} is deprecated", _after(target))
    for each in own_classes(model):
        for key, names in (("is_a", each.texts("is_a")), ("mixins", each.mixins)):
            for name in names:
                above = model.classes.get(name)
                if above and above.deprecated and not each.deprecated:
                    yield find(each, key, f"{name} above it is deprecated", _after(above))


def _after(element: ElementModel) -> str:
    return f"use {element.replaced_by}" if element.replaced_by else "use what replaces it"


def _version(context: Context) -> Iterator[Finding]:
    if not context.model.version:
        yield find(context.model, "", "the schema has no version", "add `version: 1.0.0`")


def _step(context: Context) -> Iterator[Finding]:
    version = context.model.version
    if version and not _VERSION.fullmatch(version):
        message = f"the version {version!r} has not three numbers"
        yield find(context.model, "version", message, "write major.minor.patch, such as 1.2.0")


def _licence(context: Context) -> Iterator[Finding]:
    if not context.model.text("license"):
        yield find(context.model, "", "the schema has no licence", "add `license: …` with an IRI")


def _deprecated(rest: str) -> str:
    return f"classes:\n  Work: {{}}\n  Book:\n    deprecated: {rest}"


_GOOD = _deprecated("Until 2030-01-01.\n    deprecated_element_has_exact_replacement: Work\n")
_HEAD = "id: https://example.org/ns/library\nname: library\n"

LIFECYCLE_RULES: tuple[Rule, ...] = (
    Rule(
        "deprecated-successor", "warning",
        "Who uses a deprecated element wants to know what to use instead.",
        _deprecated("Until 2030-01-01.\n"), _GOOD, _successor,
    ),
    Rule(
        "deprecated-end", "warning",
        "Nobody plans a change without a day.",
        _deprecated("Is no longer used.\n"), _GOOD, _end,
    ),
    Rule(
        "successor", "error", "A successor that does not exist leads nowhere.",
        _deprecated("Until 2030.\n    deprecated_element_has_exact_replacement: Wrok\n"),
        _GOOD, _unknown,
    ),
    Rule(
        "deprecated-successor-chain", "warning", "Who follows it has to change twice.",
        "classes:\n  Text: {}\n  Work:\n    deprecated: Until 2030.\n"
        "    deprecated_element_has_exact_replacement: Text\n  Book:\n    deprecated: Until 2029.\n"
        "    deprecated_element_has_exact_replacement: Work\n",
        _GOOD, _chain,
    ),
    Rule(
        "deprecated-in-use", "warning", "What is to go cannot go while others rest on it.",
        "classes:\n  Work:\n    deprecated: Until 2030.\n"
        "    deprecated_element_has_possible_replacement: Book\n  Book: {is_a: Work}\n",
        _GOOD, _in_use,
    ),
    Rule(
        "schema-version", "warning", "Without a version nobody can say which one they follow.",
        _HEAD, f"{_HEAD}version: 1.0.0\n", _version,
    ),
    Rule(
        "version-number", "hint", "The step of a version tells whether data break.",
        f"{_HEAD}version: spring\n", f"{_HEAD}version: 1.0.0\n", _step,
    ),
    Rule(
        "schema-licence", "hint", "What has no licence may not be used.",
        _HEAD, f"{_HEAD}license: https://eupl.eu/1.2/en/\n", _licence,
    ),
)  # fmt: skip
"""An element goes with notice, and a schema says which one it is."""
