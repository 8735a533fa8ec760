"""Every kind of change is told as itself, once, in both directions, and nothing else is."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.kinds import KINDS, LANGUAGES, MIRRORS
from linkml_schemas.differing.values import Difference
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.source import SCHEMA_FILE
from tests.linkml_schemas.differing.edits import EDITS, FIXED, to_model, to_schema

NUMBERS = range(len(EDITS))


def compare(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        return difference(to_model(old, Path(one)), to_model(new, Path(other)))


def told(found: Difference) -> Counter[tuple[str, str]]:
    return Counter((change.kind, change.name) for change in found.changes)


def expected(numbers: frozenset[int], *, backwards: bool = False) -> Counter[tuple[str, str]]:
    found = (EDITS[number].expected(number, backwards=backwards) for number in numbers)
    return Counter(each for each in found if each)


@pytest.fixture(scope="module")
def unedited(tmp_path_factory):
    return to_model(to_schema(), tmp_path_factory.mktemp("unedited"))


@pytest.mark.parametrize(
    "number", NUMBERS, ids=lambda n: f"{EDITS[n].section}-{EDITS[n].kind or 'nothing'}-{n}"
)
def test_an_edit_is_told_as_the_one_change_that_it_is(unedited, number, tmp_path):
    edited = to_model(to_schema([number]), tmp_path)
    one = frozenset({number})

    assert told(difference(unedited, edited)) == expected(one)
    assert told(difference(edited, unedited)) == expected(one, backwards=True)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.frozensets(st.sampled_from(NUMBERS), max_size=25))
def test_any_edits_together_are_told_as_just_those_changes(numbers):
    old, new = to_schema(), to_schema(numbers)

    assert told(compare(old, new)) == expected(numbers)
    assert told(compare(new, old)) == expected(numbers, backwards=True)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.frozensets(st.sampled_from(NUMBERS)))
def test_a_schema_does_not_differ_from_itself(numbers):
    schema = to_schema(numbers)

    assert compare(schema, schema).changes == ()


def test_our_own_schema_does_not_differ_from_itself():
    assert difference(read_model(SCHEMA_FILE), read_model(SCHEMA_FILE)).step == "none"


WHOLE = (
    ("schema_iri_changed", {"id": "https://example.org/other"}, "schema_iri_changed"),
    ("schema_name_changed", {"name": "others"}, "schema_name_changed"),
    ("version_changed", {"version": "2.0.0"}, "version_changed"),
    ("schema_language_changed", {"in_language": "fr"}, None),
    ("default_range_changed", {"default_range": "integer"}, "default_range_changed"),
    ("prefix_added", {"prefixes": {**FIXED["prefixes"], "a": "ex://a/"}}, "prefix_removed"),
    ("prefix_redefined",
     {"prefixes": {**FIXED["prefixes"], "linkml": "https://example.org/else/"}, "imports": []},
     None),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "edit", "back"), WHOLE, ids=[row[0] for row in WHOLE])
def test_the_schema_as_a_whole_is_compared(kind, edit, back):
    sections = {"classes", "slots", "enums", "types"}
    plain = {key: value for key, value in FIXED.items() if key not in {*sections, "title"}}

    forward, backward = compare(plain, {**plain, **edit}), compare({**plain, **edit}, plain)

    assert kind in {change.kind for change in forward.changes}
    if back:
        assert {change.kind for change in backward.changes} == {back}


def test_a_language_that_comes_or_goes_is_told_once_for_the_whole_schema():
    old = to_schema()
    new = to_schema()
    for name in ("Top", "Other", "Middle"):
        new["classes"][name].setdefault("annotations", {})["title_fr"] = "Chose"

    assert told(compare(old, new)) == Counter([("language_added", "things")])
    assert told(compare(new, old)) == Counter([("language_removed", "things")])


def test_every_kind_is_reached_by_an_edit():
    whole = {kind for row in WHOLE for kind in (row[0], row[2])}
    languages = {"language_added", "language_removed", "prefix_removed"}
    reached = {edit.kind for edit in EDITS} | whole | languages

    assert set(KINDS) <= reached | {MIRRORS.get(kind or "", "") for kind in reached}


def test_a_kind_and_its_mirror_turn_publishing_and_reading_round():
    for kind, mirror in MIRRORS.items():
        one, other = KINDS[kind], KINDS[mirror]
        if one.publishing != one.consuming and "editorial" not in {
            one.publishing,
            other.publishing,
        }:
            assert one.publishing != "breaking" or other.consuming == "breaking", kind
            assert one.consuming != "breaking" or other.publishing == "breaking", kind


def test_every_kind_has_its_words_in_both_languages():
    for kind in KINDS.values():
        assert set(kind.says) == set(kind.why) == set(LANGUAGES)
        assert all(text.endswith(".") for text in kind.why.values())
        assert not any(text.endswith(".") for text in kind.says.values())


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_other_texts_only_are_only_editorial(data):
    old, new = to_schema(), to_schema()
    titled = [
        (section, name)
        for section in ("slots", "classes", "types", "enums")
        for name, body in new[section].items()
        if "title" in body
    ]
    chosen = data.draw(st.lists(st.sampled_from(titled), min_size=1, unique=True))
    for section, name in chosen:
        text = data.draw(st.text("abcdefghij ", min_size=1).map(str.strip).filter(bool))
        new[section][name]["title"] = f"{text}!"

    found = compare(old, new)

    assert {change.verdict for change in found.changes} == {"editorial"}
    assert {change.kind for change in found.changes} == {"text_changed"}
    assert len(found.changes) == len(chosen)
    assert found.step == "patch"


def test_a_changed_mixin_is_told_once_with_every_class_that_inherits_it():
    old = {**FIXED, "classes": {
        "Named": {"mixin": True, "attributes": {"label": {"slot_uri": "ex:label"}}},
        "Body": {"mixins": ["Named"]}, "Post": {"is_a": "Body"}, "Apart": {},
    }, "slots": {}}  # fmt: skip
    label = {"slot_uri": "ex:label", "required": True}
    named = {"mixin": True, "attributes": {"label": label}}
    new = {**old, "classes": {**old["classes"], "Named": named}}

    (change,) = compare(old, new).changes

    assert change.kind == "required_on"
    assert change.classes == ("Body", "Named", "Post")
    assert change.columns == ("Body.label", "Named.label", "Post.label")
    assert change.iris == ("https://example.org/label",)
    assert change.old_place == "schema.yaml:17:7"
    assert (change.publishing, change.consuming, change.verdict) == (
        "breaking", "additive", "breaking",
    )  # fmt: skip


def test_a_class_that_moves_to_another_file_is_no_change(tmp_path):
    one = model_of_files(tmp_path, moved=False)
    other = model_of_files(tmp_path, moved=True)

    assert difference(one, other).changes == ()


def model_of_files(folder: Path, *, moved: bool) -> SchemaModel:
    target = folder / str(moved)
    target.mkdir()
    classes = FIXED["classes"]
    parts = {name: classes[name] for name in ("Top", "Middle")}
    rest = {name: body for name, body in classes.items() if name not in parts}
    head = {key: FIXED[key] for key in ("in_language", "prefixes", "default_prefix")}
    part = {**head, "id": "https://example.org/part", "name": "part", "imports": ["linkml:types"]}
    whole = {**FIXED, "imports": ["linkml:types", "part"]}
    part["classes"] = parts if moved else {}
    whole["classes"] = rest if moved else classes
    (target / "part.yaml").write_text(yaml.safe_dump(part), encoding="utf-8")
    return to_model(whole, target)


def test_what_a_successor_or_alias_says_is_a_rename():
    old, new = to_schema(), to_schema()
    successor = {"deprecated_element_has_exact_replacement": "size"}
    old["slots"]["length"] = successor
    old["classes"]["Record"]["slots"].append("length")
    new["slots"]["size"] = {}
    new["classes"]["Record"]["slots"].append("size")

    kinds = told(compare(old, new))

    assert kinds["slot_renamed", "length"] == 1
    assert kinds["slot_iri_changed", "length"] == 1
    assert not {"slot_removed", "slot_added"} & {kind for kind, _ in kinds}


def test_a_slot_that_is_alike_is_a_rename_with_another_iri():
    old, new = to_schema(), to_schema()
    alike = {"range": "integer", "title": "Omtrek", "description": "Hoe groot het rondom is."}
    for schema, name in ((old, "girth"), (new, "circumference")):
        schema["slots"][name] = alike
        schema["classes"]["Record"]["slots"].append(name)

    assert told(compare(old, new)) == Counter(
        [("slot_renamed", "girth"), ("slot_iri_changed", "girth")]
    )


def test_where_two_are_alike_none_is_a_rename():
    old, new = to_schema(), to_schema()
    alike = {"slot_uri": "ex:twin"}
    for schema, names in ((old, ("girth",)), (new, ("width", "height"))):
        for name in names:
            schema["slots"][name] = alike
            schema["classes"]["Record"]["slots"].append(name)

    assert {kind for kind, _ in told(compare(old, new))} == {"slot_removed", "slot_added"}


def test_a_renamed_list_is_told_once_and_not_for_every_slot_that_uses_it():
    old, new = to_schema(), to_schema()
    for schema, name in ((old, "colour_enum"), (new, "ColourEnum")):
        schema["enums"][name] = {"permissible_values": {"red": {}, "blue": {}, "green": {}}}
        schema["slots"]["colour"] = {"range": name}
        schema["classes"]["Record"]["slots"].append("colour")

    assert told(compare(old, new)) == Counter([("enum_renamed", "colour_enum")])


def test_two_languages_of_one_property_are_no_rename():
    old, new = to_schema(), to_schema()
    for schema, tag in ((old, "fr"), (new, "de")):
        schema["slots"][f"label_{tag}"] = {
            "slot_uri": "ex:label",
            "annotations": {"language": tag},
        }
        schema["classes"]["Record"]["slots"].append(f"label_{tag}")

    assert told(compare(old, new)) == Counter(
        [("slot_removed", "label_fr"), ("slot_added", "label_de")]
    )


def test_changes_go_gravest_first_and_always_in_the_same_order():
    numbers = frozenset(NUMBERS)
    one = compare(to_schema(), to_schema(numbers))
    other = compare(to_schema(), to_schema(numbers))

    assert one == other
    ranks = [("breaking", "additive", "editorial").index(each.verdict) for each in one.changes]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("section", "before", "after", "kind"),
    [("slot", {"size": {"title": "Size"}},
      {"grootte": {"slot_uri": "ex:size", "title": "Hoe groot"}}, "slot_renamed"),
     ("slot", {"size": {"slot_uri": "ex:grootte"}}, {"grootte": {}}, "slot_renamed"),
     ("class", {"Green": {"title": "Park"}},
      {"Groen": {"class_uri": "ex:Green", "title": "Een groene plek"}}, "class_renamed"),
     ("enum", {"Kind": {"title": "Kind", "permissible_values": {"a": {}}}},
      {"Soort": {"enum_uri": "ex:Kind", "permissible_values": {"b": {}}}}, "enum_renamed")],
)  # fmt: skip
def test_what_keeps_the_iri_that_its_name_implied_is_known_under_its_new_name(
    section, before, after, kind
):
    key = {"slot": "slots", "class": "classes", "enum": "enums"}[section]
    old, new = ({**FIXED, key: {**FIXED[key], **each}} for each in (before, after))

    kinds = {change.kind for change in compare(old, new).changes}

    assert kind in kinds
    assert not {f"{section}_{end}" for end in ("removed", "added", "iri_changed")} & kinds


def test_a_slot_without_texts_is_known_by_what_marks_it_and_not_by_its_range():
    def of(*names: str, **facts: Any) -> dict[str, Any]:
        return {**FIXED, "slots": {**FIXED["slots"], **dict.fromkeys(names, facts)}}

    def kinds(old: dict[str, Any], new: dict[str, Any]) -> set[str]:
        return {change.kind for change in compare(old, new).changes}

    renamed = {"slot_renamed", "slot_iri_changed"}
    assert kinds(of("pat", pattern="^a$"), of("vorm", pattern="^a$")) == renamed
    assert kinds(of("pat", range="integer"), of("vorm", range="integer")) == {
        "slot_removed", "slot_added",
    }  # fmt: skip
    assert "slot_renamed" not in kinds(of("pat", pattern="^a$"), of("vorm", "maat", pattern="^a$"))


def test_empty_classes_with_names_that_are_near_are_not_one():
    old, new = ({**FIXED, "classes": {**FIXED["classes"], name: {}}} for name in ("c078", "c079"))

    assert {change.kind for change in compare(old, new).changes} == {
        "class_removed", "class_added",
    }  # fmt: skip


def test_of_a_rule_only_the_part_that_differs_is_shown():
    def of(*, required: bool) -> dict[str, Any]:
        kept = {"preconditions": {"slot_conditions": {"a": {"equals_string": "x"}}}}
        asked = {"postconditions": {"slot_conditions": {"b": {"required": required}}}}
        record = {"slots": [], "rules": [kept, {**kept, **asked}]}
        return {**FIXED, "classes": {**FIXED["classes"], "Record": record}}

    (change,) = compare(of(required=True), of(required=False)).changes

    assert (change.kind, change.verdict) == ("constraint_loosened", "additive")
    assert change.old == '[{"postconditions": {"slot_conditions": {"b": {"required": true}}}}]'
    assert change.new == '[{"postconditions": {"slot_conditions": {"b": {"required": false}}}}]'


def test_what_a_list_inherits_is_of_its_codes():
    def of(few: dict[str, Any], **heir: Any) -> dict[str, Any]:
        lists = {"Few": {"permissible_values": few}, "Heir": heir}
        return {**FIXED, "enums": {**FIXED["enums"], **lists}}

    few = {"a": {"title": "Eerste"}, "b": {}}
    own = {"c": {}}
    heir = of(few, inherits=["Few"], permissible_values=own)
    written = of(few, permissible_values={**few, **own})
    titled = of({**few, "a": {"title": "Begin"}}, inherits=["Few"], permissible_values=own)
    less = of({"a": few["a"]}, inherits=["Few"], permissible_values=own)

    assert told(compare(heir, written)) == told(compare(written, heir)) == Counter()
    assert told(compare(heir, titled)) == Counter([("text_changed", "Few.a")])
    assert told(compare(heir, of(few, permissible_values=own))) == Counter(
        [("value_removed", "Heir.a"), ("value_removed", "Heir.b")]
    )
    assert told(compare(heir, less)) == Counter(
        [("value_removed", "Few.b"), ("value_removed", "Heir.b")]
    )


def test_the_first_code_of_a_list_closes_it():
    codes = ({}, {"a": {}})
    old, new = (
        {**FIXED, "enums": {**FIXED["enums"], "Open": {"permissible_values": each}}}
        for each in codes
    )

    assert told(compare(old, new)) == Counter([("enum_closed", "Open"), ("value_added", "Open.a")])
