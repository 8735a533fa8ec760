"""Edits of a schema with the one change that each must be told as, for tables and for random use.

Each edit has an element of its own, so that any set of them can be made at once.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from linkml_schemas.differing.kinds import MIRRORS
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel

Body = dict[str, Any] | None

EX = "https://example.org/"
TEXT = {"title": "Lengte", "description": "Hoe lang het ding is."}

FIXED: dict[str, Any] = {
    "id": "https://example.org/schema",
    "name": "things",
    "version": "1.2.3",
    "title": "Dingen",
    "in_language": "nl",
    "prefixes": {"ex": EX, "linkml": "https://w3id.org/linkml/"},
    "imports": ["linkml:types"],
    "default_prefix": "ex",
    "default_range": "string",
    "classes": {
        "Top": {"abstract": True, "annotations": {"title_en": "Top"}},
        "Other": {"abstract": True},
        "Middle": {"is_a": "Top"},
        "Named": {"is_a": "Top", "attributes": {"id": {"identifier": True}}},
        "Record": {"slots": []},
        "Inheriting": {"is_a": "Record"},
    },
    "slots": {"above": {}},
    "enums": {
        "Few": {"permissible_values": {"a": {}, "b": {}}},
        "Many": {"permissible_values": {"a": {}, "b": {}, "c": {}}},
        "Same": {"permissible_values": {"a": {}, "b": {}}},
        "Meant": {"permissible_values": {"a": {"meaning": "ex:a"}}},
    },
    "types": {
        "Digits": {"typeof": "string", "pattern": "^[0-9]+$"},
        "Whole": {"typeof": "integer"},
    },
}
"""What every schema of these tests has."""


@dataclass(frozen=True)
class Edit:
    """An element before and after, None where there is none, and the kind of change it is.

    Args:
        section: ``slots``, ``classes``, ``enums``, ``types`` or ``values`` (of a list of its own).
        kind: What the change is; empty if there is none.
        before: The element before.
        after: The element after.
        back: The kind of the change in the other direction; by default as ``MIRRORS`` says.
        renamed: The name after, if it is another one.
    """

    section: str
    kind: str
    before: Body
    after: Body
    back: str = ""
    renamed: str = ""
    label: str = field(default="")

    def name(self, number: int) -> str:
        """Return the name of its element, which says nothing to likeness."""
        return f"{self.section[0]}{number:03d}"

    def name_after(self, number: int) -> str:
        return f"{self.renamed}{number:03d}" if self.renamed else self.name(number)

    def expected(self, number: int, *, backwards: bool = False) -> tuple[str, str] | None:
        """Return kind and name of the change that this edit makes."""
        if not self.kind:
            return None
        kind = (self.back or MIRRORS.get(self.kind, self.kind)) if backwards else self.kind
        name = self.name_after(number) if backwards or self.before is None else self.name(number)
        if self.after is None:
            name = self.name(number)
        return kind, f"List{number:03d}.{name}" if self.section == "values" else name


def _slots() -> Iterable[tuple[Any, ...]]:
    any_of = [{"range": "Top"}, {"range": "uri"}]
    yield "slot_added", None, {}
    yield "required_slot_added", None, {"required": True}, "slot_removed"
    yield "slot_removed", {}, None
    yield "slot_iri_changed", {"slot_uri": "ex:one"}, {"slot_uri": "ex:two"}
    yield from _retyped()
    yield "range_widened", {"range": "Middle"}, {"range": "Top"}
    yield "range_widened", {"range": "Few"}, {"range": "Many"}
    yield "range_widened", {"range": "Few"}, {"range": "string"}
    yield "range_widened", {"range": "Digits"}, {"range": "string"}
    yield "range_widened", {"range": "Top"}, {"range": "Any", "any_of": any_of}
    yield "range_narrowed", {"range": "uriorcurie"}, {"range": "uri"}
    yield "range_changed", {"range": "date"}, {"range": "integer"}
    yield "range_changed", {"range": "Top"}, {"range": "Other"}
    yield "range_changed", {"range": "Few"}, {"range": "Top"}
    yield "range_renamed", {"range": "Few"}, {"range": "Same"}
    yield "range_renamed", {"range": "integer"}, {"range": "Whole"}
    yield "required_on", {}, {"required": True}
    yield "required_on", {"required": False}, {"minimum_cardinality": 1}
    yield "required_off", {"required": True}, {}
    yield "recommended_on", {}, {"recommended": True}
    yield "recommended_off", {"recommended": True}, {}
    yield "multivalued_on", {}, {"multivalued": True}
    yield "multivalued_off", {"multivalued": True}, {}
    yield "identifier_on", {"required": True}, {"required": True, "identifier": True}
    yield "identifier_off", {"required": True, "key": True}, {"required": True}
    for kind, low, high in (("least_raised", 2, 3), ("least_lowered", 5, 2)):
        many = {"multivalued": True, "minimum_cardinality": low}
        yield kind, many, {**many, "minimum_cardinality": high}
    for kind, first, then in (("most_lowered", None, 3), ("most_raised", 2, 3)):
        many = {"multivalued": True, "maximum_cardinality": first}
        yield kind, many, {**many, "maximum_cardinality": then}
    yield "pattern_added", {}, {"pattern": "^a$"}
    yield "pattern_removed", {"pattern": "^a$"}, {}
    yield "pattern_narrowed", {"pattern": "[0-9]+"}, {"pattern": "^[0-9]+$"}
    yield "pattern_widened", {"pattern": "^a$"}, {"pattern": "^a?$"}
    yield "pattern_changed", {"pattern": "^a|b$"}, {"pattern": "^a$|^c$"}
    yield "pattern_undecided", {"pattern": "^a$"}, {"pattern": "^(?=a).$"}
    yield "pattern_rewritten", {"pattern": "^[ab]$"}, {"pattern": "^(a|b)$"}
    yield "minimum_raised", {"range": "integer"}, {"range": "integer", "minimum_value": 1}
    yield "minimum_lowered", {"minimum_value": 2}, {"minimum_value": 1}
    yield "minimum_raised", {"minimum_value": "2020-01-01"}, {"minimum_value": "2021-01-01"}
    yield "maximum_lowered", {}, {"maximum_value": "2020-01-01T00:00:00Z"}
    yield "", {"maximum_value": 1}, {"maximum_value": 1.0}
    yield "constraint_changed", {"minimum_value": "2020-01-01"}, {"minimum_value": 2021}
    yield "maximum_lowered", {"maximum_value": 9}, {"maximum_value": 8}
    yield "maximum_raised", {"maximum_value": 9}, {}
    yield "constraint_added", {}, {"equals_string": "a"}
    yield "constraint_removed", {"none_of": [{"pattern": "a"}]}, {}
    yield "constraint_replaced", {"equals_string": "a"}, {"equals_string": "b"}
    several, more = {"equals_string_in": ["a", "b"]}, {"equals_string_in": ["b", "c", "a"]}
    yield "constraint_loosened", several, more
    yield "constraint_tightened", more, several
    yield "constraint_replaced", several, {"equals_string_in": ["b", "c"]}
    yield "", several, {"equals_string_in": ["b", "a"]}
    yield "", {"equals_string": "a"}, {"equals_string_in": ["a"]}
    yield "constraint_loosened", {"equals_string": "a"}, several
    yield "constraint_tightened", several, {"equals_string": "b"}
    yield "constraint_added", {}, several
    yield "constraint_removed", several, {}
    yield "constraint_added", {}, {"equals_number": 0}
    yield "constraint_replaced", {"equals_number": 1}, {"equals_number": 2}
    yield "", {"equals_number": 1}, {"equals_number": 1.0}
    yield "", {"equals_number": "1"}, {"equals_number_in": [1.0]}
    yield "constraint_changed", {"equals_expression": "{a}"}, {"equals_expression": "{b}"}
    turned = {"equals_expression": "{a} + {b}"}, {"equals_expression": "({a}+{b})"}
    yield "constraint_rewritten", *turned
    yield "constraint_added", {}, turned[0]
    yield "constraint_replaced", {"equals_expression": "1"}, {"equals_expression": "2"}
    yield "constraint_loosened", {"equals_number": 1}, {"equals_number_in": [1.0, 2]}
    yield "constraint_tightened", {"equals_number_in": [1, 2, 3]}, {"equals_number_in": [3, 2]}
    yield "constraint_changed", {"equals_number": "a"}, {"equals_number_in": [2]}
    yield from _combinations()
    yield from _alternatives()
    yield "inlined_changed", {"range": "Top"}, {"range": "Top", "inlined": True}
    yield "unit_changed", {"unit": {"ucum_code": "m"}}, {"unit": {"ucum_code": "km"}}
    yield "unit_added", {}, {"unit": {"ucum_code": "m"}}, "unit_changed"
    yield "inlined_changed", {}, {"alias": "a"}
    yield "inlined_changed", {}, {"designates_type": True}
    yield "slot_parent_lost", {"is_a": "above"}, {}
    yield "slot_parent_gained", {}, {"subproperty_of": "ex:above"}
    yield "axiom_changed", {}, {"symmetric": True}
    yield "default_changed", {}, {"ifabsent": "string(a)"}
    for key, old, new in (("via", "", "ex:via"), ("inverse", "", "true"), ("language", "nl", "en")):
        yield "statement_changed", _annotated(key, old), _annotated(key, new)
    for key in ("normalise", "template"):
        yield "form_changed", {}, _annotated(key, "a")
    yield "type_gained", {}, _annotated("adds_type", "ex:Kind")
    yield "", _annotated("inverse", ""), _annotated("inverse", "false")
    yield "annotation_changed", _annotated("group", "a"), _annotated("group", "b")
    yield "text_changed", TEXT, {**TEXT, "title": "Hoogte"}
    yield "text_added", {"title": "Lengte"}, TEXT
    yield "text_removed", {**TEXT, **_annotated("title_en", "Length")}, TEXT
    yield "deprecated_on", {}, {"deprecated": "Gebruik iets anders."}
    yield "deprecated_off", {"deprecated": "Gebruik iets anders."}, {}
    yield "deprecation_changed", {"deprecated": "Zo."}, {"deprecated": "Anders."}
    yield "successor_changed", {}, {"deprecated_element_has_exact_replacement": "Record"}
    yield "status_changed", {}, {"status": "testing"}
    yield "mapping_added", {}, {"exact_mappings": ["ex:alike"]}
    yield "mapping_removed", {"close_mappings": ["ex:alike"]}, {}
    for key in ("aliases", "comments", "notes", "examples", "see_also", "keywords"):
        value = [{"value": "a"}] if key == "examples" else ["a"]
        yield "fact_changed", {}, {key: value}
    yield "slot_renamed", {"slot_uri": "ex:kept"}, {"slot_uri": "ex:kept"}, "", "kept"


def _retyped() -> Iterable[tuple[Any, ...]]:
    """Yield ranges of which the text stays valid and the datatype or kind does not, or does."""
    pairs = (
        ("integer", "decimal"), ("integer", "string"), ("uriorcurie", "string"),
        ("date", "string"), ("datetime", "date_or_datetime"), ("curie", "uriorcurie"),
        ("Meant", "string"), ("ncname", "uri"),
    )  # fmt: skip
    for one, other in pairs[:-1]:
        yield "range_retyped", {"range": one}, {"range": other}, "range_changed"
    yield "range_changed", *({"range": each} for each in pairs[-1])
    yield "range_widened", {"range": "ncname"}, {"range": "string"}
    either = {"any_of": [{"range": "string"}, {"range": "integer"}]}
    yield "range_narrowed", either, {"range": "string"}
    yield "range_narrowed", either, {"range": "integer"}
    turned = {"any_of": [{"range": "string"}, {"range": "decimal"}]}
    yield "range_retyped", either, turned, "range_retyped"
    yield "range_widened", {"range": "Meant"}, {"any_of": [{"range": "Meant"}]}
    yield "", {"range": "Few"}, {"any_of": [{"range": "Few"}]}
    part = {"range": "integer", "any_of": [{"minimum_value": 5}, {"range": "string"}]}
    yield "range_narrowed", part, {"range": "string"}
    yield "range_retyped", {"range": "Named"}, {"range": "Top"}, "range_changed"
    inlined = {"range": "Named", "inlined": True}
    yield "range_widened", inlined, {**inlined, "range": "Top"}
    keyed = {**inlined, "multivalued": True}
    yield "range_retyped", keyed, {**keyed, "any_of": [{"range": "Named"}]}


def _combinations() -> Iterable[tuple[Any, ...]]:
    """Yield what becomes of conditions of which all, one or none must hold."""
    a, b, c = ({"equals_string": each} for each in "abc")
    either = {"equals_string_in": ["a", "b"]}
    for key, more in (("none_of", "tightened"), ("all_of", "tightened")):
        yield f"constraint_{more}", {key: [a]}, {key: [a, b]}
        yield "constraint_rewritten", {key: [a, b]}, {key: [b, {**a, "description": "Een."}]}
        yield "constraint_changed", {key: [a]}, {key: [b]}
        yield "constraint_added", {}, {key: [a]}
    yield "constraint_tightened", {"none_of": [a]}, {"none_of": [either]}
    yield "constraint_loosened", {"all_of": [a]}, {"all_of": [either]}
    yield "constraint_rewritten", {"none_of": [either]}, {"none_of": [either, a]}
    yield "constraint_loosened", {"none_of": [a, b]}, {"none_of": [b]}
    yield "constraint_loosened", {"all_members": a}, {"all_members": either}
    yield "constraint_tightened", {"has_member": either}, {"has_member": b}
    one = "exactly_one_of"
    yield "constraint_rewritten", {one: [a, {"pattern": "a"}]}, {one: [{"pattern": "a"}, a]}
    yield "constraint_loosened", {one: [a, b]}, {one: [b, c, a]}
    yield "constraint_loosened", {one: [a, c]}, {one: [either, c]}
    yield "constraint_changed", {one: [a, b]}, {one: [a, {"pattern": "a"}]}
    nested = {"none_of": [{"all_of": [a]}]}
    yield "constraint_tightened", nested, {"none_of": [{"all_of": [either]}]}


def _alternatives() -> Iterable[tuple[Any, ...]]:
    """Yield what alternatives ask beside their range."""
    yield "constraint_added", {}, {"any_of": [{"pattern": "a"}, {"minimum_value": 2}]}

    def of(*asked: dict[str, Any]) -> dict[str, Any]:
        return {"range": "integer", "any_of": [dict(each) for each in asked]}

    low, high = {"minimum_value": 5}, {"maximum_value": 2}
    yield "constraint_loosened", of(low, high), of(low, {"maximum_value": 3})
    yield "constraint_loosened", of(low), of(low, high)
    yield "constraint_changed", of(low, high), of({"minimum_value": 6}, {"maximum_value": 3})
    yield "", of(low, high), of(high, low)
    whole, text = {"range": "integer"}, {"range": "string"}
    yield "range_widened", of({**whole, **low}), of({**whole, **low}, text)
    twice = {**whole, **low}, {"range": "decimal", "minimum_value": 6}
    turned = {**whole, "minimum_value": 6}, {"range": "decimal", **low}
    yield "constraint_changed", of(*twice), of(*turned)
    days = [{"range": "date", "minimum_value": f"{year}-01-01"} for year in (2020, 2021)]
    yield "constraint_tightened", {"any_of": days[:1]}, {"any_of": days[1:]}


def _annotated(key: str, value: str) -> dict[str, Any]:
    return {"annotations": {key: value}} if value else {}


def _rules(
    conditions: dict[str, Any], bidirectional: bool = False, where: Any = None
) -> dict[str, Any]:
    rule = {
        "preconditions": {"slot_conditions": where or {"s2": {"equals_string": "a"}}},
        "postconditions": {"slot_conditions": conditions},
    }
    return {"rules": [{**rule, "bidirectional": True} if bidirectional else rule]}


def _classes() -> Iterable[tuple[Any, ...]]:
    key = {"k": {"unique_key_slots": ["s1"]}}
    other = {"k": {"unique_key_slots": ["s1", "s2"]}}
    yield "class_added", None, {}
    yield "class_removed", {}, None
    yield "class_iri_changed", {"class_uri": "ex:One"}, {"class_uri": "ex:Two"}
    yield "class_renamed", {"class_uri": "ex:Kept"}, {"class_uri": "ex:Kept"}, "", "Kept"
    yield "class_made_abstract", {}, {"abstract": True}
    yield "class_made_concrete", {"abstract": True}, {}
    yield "class_made_mixin", {}, {"mixin": True}
    yield "class_made_no_mixin", {"mixin": True}, {}
    yield "parent_lost", {"is_a": "Top"}, {}
    yield "parent_gained", {"is_a": "Top"}, {"is_a": "Middle"}
    yield "parents_rearranged", {"is_a": "Top"}, {"mixins": ["Top"]}
    yield "unique_key_added", {}, {"unique_keys": key}
    yield "unique_key_removed", {"unique_keys": key}, {}
    yield "unique_key_changed", {"unique_keys": key}, {"unique_keys": other}
    yield "root_changed", {}, {"tree_root": True}
    yield "record_iri_changed", _annotated("concept", "a"), _annotated("concept", "b")
    yield "type_lost", _annotated("types", "ex:A ex:B"), _annotated("types", "ex:A")
    yield "type_gained", _annotated("types", "ex:A"), _annotated("types", "ex:B ex:A")
    yield "constraint_added", {}, {"rules": [{"description": "a"}]}
    asked, free = (_rules({"s1": {"required": asks, "pattern": "a"}}) for asks in (True, False))
    yield "constraint_loosened", asked, free
    yield "constraint_tightened", _rules({"s1": {"pattern": "a"}}), asked
    yield "constraint_loosened", asked, _rules({})
    yield "constraint_changed", asked, _rules({"s1": {"pattern": "b"}})
    yield "constraint_changed", _rules({"s1": {"required": True}}, True), _rules({"s1": {}}, True)
    yield "constraint_removed", {"rules": [*asked["rules"], *free["rules"]]}, free
    yield "constraint_removed", asked, {"rules": [{**asked["rules"][0], "deactivated": True}]}
    yield from _preconditions()
    yield from _of_records()
    for key, kind in (("a", "constraint_loosened"), ("c", "constraint_changed")):
        before, after = ({"s1": {"equals_string": key}}, {"s1": {"equals_string_in": ["a", "b"]}})
        yield kind, {"slot_conditions": before}, {"slot_conditions": after}
    yield "text_changed", TEXT, {**TEXT, "description": "Hoe hoog het ding is."}


def _preconditions() -> Iterable[tuple[Any, ...]]:
    """Yield rules that come to apply to fewer records, to more, to others, or to the same."""
    asks = {"s1": {"required": True}}
    one, two = {"s2": {"equals_string": "a"}}, {"s2": {"equals_string_in": ["a", "b"]}}
    both = {**one, "s1": {"minimum_value": 2}}
    for narrow, wide in ((one, two), (both, one), (both, {**one, "s1": {"minimum_value": 1}})):
        yield "constraint_loosened", _rules(asks, where=wide), _rules(asks, where=narrow)
        yield "constraint_tightened", _rules(asks, where=narrow), _rules(asks, where=wide)
    yield "constraint_changed", _rules(asks, where=one), _rules(asks, where={"s1": {}})
    yield "constraint_changed", _rules(asks, where=one), _rules({}, where=two)
    yield "constraint_changed", _rules(asks, True, two), _rules(asks, True, one)
    turned = {"s2": {"equals_string_in": ["b", "a"]}}
    yield "constraint_rewritten", _rules(asks, where=two), _rules(asks, where=turned)
    first, then = (_rules(asks, where=where)["rules"] for where in (one, two))
    yield "", {"rules": [*first, *then]}, {"rules": [*then, *first]}
    (always,) = _rules(asks, where=one)["rules"]
    always = {key: value for key, value in always.items() if key != "preconditions"}
    yield "constraint_loosened", {"rules": [always]}, _rules(asks, where=one)
    other = {"elseconditions": {"slot_conditions": {"s1": {"minimum_value": 2}}}}
    less = {"elseconditions": {"slot_conditions": {"s1": {"minimum_value": 1}}}}
    (rule,) = _rules(asks, where=one)["rules"]
    (narrower,) = _rules(asks, where=both)["rules"]
    yield "constraint_loosened", {"rules": [{**rule, **other}]}, {"rules": [{**rule, **less}]}
    yield "constraint_changed", {"rules": [{**rule, **other}]}, {"rules": [{**narrower, **other}]}


def _of_records() -> Iterable[tuple[Any, ...]]:
    """Yield what becomes of conditions on records of which all, some, one or none must hold."""

    def of(**asked: Any) -> dict[str, Any]:
        return {"slot_conditions": {"s1": asked}}

    a, b = (of(equals_string=each, required=True) for each in "ab")
    yield "constraint_loosened", {"any_of": [a]}, {"any_of": [a, b]}
    yield "constraint_rewritten", {"any_of": [a, b]}, {"any_of": [b, {**a, "title": "Een"}]}
    yield "constraint_tightened", {"none_of": [a]}, {"none_of": [a, b]}
    yield "constraint_loosened", {"all_of": [a, b]}, {"all_of": [a]}
    yield "constraint_loosened", {"exactly_one_of": [a]}, {"exactly_one_of": [a, b]}
    free = of(equals_string="a"), of(equals_string="b")
    yield "constraint_changed", {"exactly_one_of": [free[0]]}, {"exactly_one_of": list(free)}
    yield "constraint_changed", {"any_of": [{"is_a": "Top"}]}, {"any_of": [{"is_a": "Other"}]}


def _enums() -> Iterable[tuple[Any, ...]]:
    values = {"permissible_values": {"aa": {}, "bb": {}}, "title": "Kleuren"}
    yield "enum_added", None, {}
    yield "enum_removed", {}, None
    yield "enum_renamed", values, values, "", "Alike"
    yield "enum_iri_changed", {"enum_uri": "ex:a"}, {"enum_uri": "ex:b"}
    yield "enum_iri_changed", _annotated("scheme", "a"), _annotated("scheme", "b")
    elsewhere = {"matches": {"source_ontology": "ex:"}}
    yield "enum_opened", values, {**values, **elsewhere}
    yield "enum_source_changed", elsewhere, {"matches": {"source_ontology": "ex:other"}}
    few = {"permissible_values": {"a": {}, "b": {}}}
    yield "", {"inherits": ["Few"]}, few
    yield "", {"inherits": ["Same", "Few"]}, {"inherits": ["Same"]}
    yield "enum_closed", {**few, "inherits": ["ex:Elsewhere"]}, few
    yield "text_changed", {"title": "Kleur"}, {"title": "Tint"}


def _values() -> Iterable[tuple[Any, ...]]:
    yield "value_added", None, {}
    yield "value_removed", {}, None
    yield "value_renamed", {"meaning": "ex:m"}, {"meaning": "ex:m"}, "", "other"
    yield "value_replaced", {"title": "Rood"}, {"title": "Rood"}, "", "other"
    yield "value_meaning_changed", {"meaning": "ex:m"}, {"meaning": "ex:n"}
    yield "text_changed", {"title": "Rood"}, {"title": "Roder"}
    yield "fact_changed", {}, {"is_a": "always"}


def _types() -> Iterable[tuple[Any, ...]]:
    yield "type_added", None, {"typeof": "string"}
    yield "type_removed", {"typeof": "string"}, None
    named = {"typeof": "string", "title": "Postcode van een plaats"}
    yield "type_renamed", named, named, "", "Alike"
    one, two = ({"typeof": "string", "uri": uri} for uri in ("xsd:token", "xsd:normalizedString"))
    yield "type_iri_changed", one, two
    kept = {"uri": "xsd:string"}
    widened = {"typeof": "integer", **kept}, {"typeof": "decimal", **kept}
    yield "type_base_widened", *widened, "type_base_narrowed"
    yield "type_base_narrowed", *widened[::-1], "type_base_widened"
    yield "type_base_changed", {"typeof": "date", **kept}, {"typeof": "integer", **kept}
    yield "pattern_added", {"typeof": "string"}, {"typeof": "string", "pattern": "a"}
    yield "maximum_lowered", {"typeof": "integer"}, {"typeof": "integer", "maximum_value": 3}


def _made(section: str, rows: Iterable[tuple[Any, ...]]) -> list[Edit]:
    return [Edit(section, *row) for row in rows]


EDITS = (
    *_made("slots", _slots()),
    *_made("classes", _classes()),
    *_made("enums", _enums()),
    *_made("values", _values()),
    *_made("types", _types()),
)
"""Every edit; its number is its place here."""


def to_schema(edited: Iterable[int] = ()) -> dict[str, Any]:
    """Return a schema with an element for each edit, as it is after for those that are made."""
    schema = copy.deepcopy(FIXED)
    schema["classes"]["Any"] = {"class_uri": "linkml:Any"}
    made = frozenset(edited)
    for number, edit in enumerate(EDITS):
        body = edit.after if number in made else edit.before
        name = edit.name_after(number) if number in made else edit.name(number)
        if edit.section == "values":
            values = schema["enums"].setdefault(f"List{number:03d}", {"permissible_values": {}})
            values["permissible_values"]["always"] = {}
        if body is None:
            continue
        body = {key: value for key, value in body.items() if value not in ("", None)}
        if edit.section == "values":
            values["permissible_values"][name] = body
            continue
        schema[edit.section][name] = copy.deepcopy(body)
        if edit.section == "slots":
            schema["classes"]["Record"]["slots"].append(name)
    return schema


def to_model(schema: dict[str, Any], folder: Path) -> SchemaModel:
    """Return the model of a schema that is written to a folder."""
    file = folder / "schema.yaml"
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(schema, Dumper=dumper, sort_keys=False, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    return read_model(file)
