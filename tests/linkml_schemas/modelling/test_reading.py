"""The model of a schema: the same as linkml's, with positions, and all faults at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkml_runtime.utils.schemaview import SchemaView

from linkml_schemas.modelling.documents import parse_document
from linkml_schemas.modelling.faults import SchemaFaults
from linkml_schemas.modelling.reading import read_leniently, read_model
from linkml_schemas.source import SCHEMA_FILE

LAYERED = """
id: https://example.org/layered
name: layered
prefixes:
  ex: https://example.org/
  linkml: https://w3id.org/linkml/
imports: [linkml:types]
default_prefix: ex
default_range: string
types:
  Share:
    typeof: decimal
    minimum_value: 0
slots:
  name: {required: true, pattern: "^[a-z]+$"}
  nick name: {is_a: name, description: Another.}
  size: {range: integer, maximum_value: 10}
  part: {range: Thing, multivalued: true}
enums:
  Colour:
    permissible_values:
      red: {meaning: "ex:red"}
      deep blue:
classes:
  Thing:
    abstract: true
    slots: [name, size]
    slot_usage:
      size: {maximum_value: 20, minimum_value: 2}
  Coloured:
    mixin: true
    attributes:
      colour: {range: Colour}
      size: {range: decimal}
  Box:
    is_a: Thing
    mixins: [Coloured]
    slots: [part, nick name]
    slot_usage:
      colour: {required: true}
      size: {maximum_value: 5}
"""

COMPARED = (
    "range", "required", "multivalued", "pattern", "identifier", "slot_uri",
    "minimum_value", "maximum_value", "title", "description",
)  # fmt: skip


def save(folder: Path, text: str, name: str = "schema.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def compare(path: Path) -> int:
    """Hold each induced slot against the one of linkml's own view; return how many there are."""
    model, view = read_model(path), SchemaView(str(path))
    assert set(model.classes) == {str(name) for name in view.all_classes()}
    assert set(model.enums) == {str(name) for name in view.all_enums()}
    assert set(model.types) == {str(name) for name in view.all_types()}
    compared = 0
    for name, found in model.classes.items():
        assert list(found.ancestors) == [str(each) for each in view.class_ancestors(name)][1:]
        assert set(found.slots) == {str(slot) for slot in view.class_slots(name)}
        for slot_name, slot in found.slots.items():
            theirs = view.induced_slot(slot_name, name)
            assert slot.range == str(theirs.range), (name, slot_name)
            for key in COMPARED[1:]:
                ours, expected = slot.raw.get(key), getattr(theirs, key)
                if key == "slot_uri" and ours is None:
                    continue
                assert (ours or None) == (expected or None), (name, slot_name, key)
            compared += 1
    return compared


def test_our_schema_reads_as_linkml_reads_it() -> None:
    assert compare(SCHEMA_FILE) > 800


def test_mixins_attributes_and_refinements_read_as_linkml_reads_them(tmp_path: Path) -> None:
    assert compare(save(tmp_path, LAYERED)) == 9


def test_every_place_is_where_the_key_is_written(tmp_path: Path) -> None:
    model = read_model(save(tmp_path, LAYERED))
    lines = LAYERED.splitlines()
    size = model.classes["Box"].slots["size"]
    assert "maximum_value: 5" in lines[size.place_of("maximum_value").line - 1]
    assert "minimum_value: 2" in lines[size.place_of("minimum_value").line - 1]
    assert size.place_of("maximum_value").column == 14
    assert lines[model.enums["Colour"].values["deep blue"].place.line - 1].strip() == "deep blue:"


def test_iris_are_declared_or_minted_as_linkml_mints_them(tmp_path: Path) -> None:
    model = read_model(save(tmp_path, LAYERED))
    assert model.classes["Box"].slots["nick name"].iri == "https://example.org/nick_name"
    assert model.enums["Colour"].values["red"].iri == "https://example.org/red"
    assert model.enums["Colour"].values["deep blue"].iri == "https://example.org/Colour#deep%20blue"
    assert model.types["Share"].iri == "http://www.w3.org/2001/XMLSchema#decimal"


def test_language_maps_and_annotations_give_the_same_texts(tmp_path: Path) -> None:
    text = "id: https://e.org/s\nname: s\nin_language: nl\n"
    text += "classes:\n  A: {title: {nl: Naam, en: Name}}\n"
    text += "  B:\n    title: Naam\n    annotations: {title_en: {tag: title_en, value: Name}}\n"
    model = read_model(save(tmp_path, text))
    assert model.classes["A"].titles == model.classes["B"].titles == {"nl": "Naam", "en": "Name"}


def test_a_version_stays_as_it_is_written(tmp_path: Path) -> None:
    assert (
        read_model(save(tmp_path, "id: https://e.org/s\nname: s\nversion: 1.10\n")).version
        == "1.10"
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("name: s\nclasses:\n  A:\n    is_a: Bc\n  B:\n", 4, 5, "reference"),
        ("name: s\nclasses:\n  A: {slots: [a, b]}\nslots:\n  a:\n", 3, 18, "reference"),
        ("name: s\nslots:\n  a: {range: nothing}\n", 3, 7, "reference"),
        ("name: s\nclasses:\n  A: {is_a: B}\n  B: {is_a: A}\n", 3, 7, "loop"),
        ("name: s\nname: t\n", 2, 1, "duplicate-key"),
        ("name: s\nclasses:\n  A:\n   b: 1\n  c: [\n", 6, 1, "yaml"),
        ("name: s\nclasses:\n  A: text\n", 3, 3, "shape"),
        ("name: s\nclasses: 7\n", 2, 1, "shape"),
        ("name: s\nimports:\n  - other\n", 3, 5, "import"),
        ("name: s\nimports: ['https://example.org/x']\n", 2, 11, "import"),
        ("name: s\nenums:\n  E:\n    permissible_values:\n      no:\n", 5, 7, "yaml-boolean-key"),
        ("- a\n", 1, 1, "schema"),
        ("name: s\ntitle: !foo Park\n", 2, 8, "yaml"),
        ("name: s\ntitle: !!binary aGk=\n", 2, 8, "yaml"),
        ("name: s\nversion: !!python/object:os.system 1\n", 2, 10, "yaml"),
        ("name: s\nclasses: !!set\n  ? A\n", 2, 10, "yaml"),
        ("name: s\n!foo title: t\n", 2, 1, "yaml"),
        ("name: s\nversion: !!int one\n", 2, 10, "yaml"),
        ("name: s\nversion: !!bool maybe\n", 2, 10, "yaml"),
        ("name: s\ntitle: =\n", 2, 8, "yaml"),
        ("name: é\ntitle: P\aark\n", 2, 9, "yaml"),
    ],
)
def test_a_fault_has_its_position(
    tmp_path: Path, text: str, line: int, column: int, rule: str
) -> None:
    _, faults = read_leniently(save(tmp_path, text))
    assert (line, column, rule) in [(f.place.line, f.place.column, f.rule) for f in faults]
    with pytest.raises(SchemaFaults) as refused:
        read_model(tmp_path / "schema.yaml")
    assert str(refused.value).startswith(str(tmp_path))


def test_a_tag_that_says_what_yaml_sees_is_no_fault(tmp_path: Path) -> None:
    text = (
        "name: !!str s\nversion: !!float 1.10\ntitle: ! t\nimports: !!seq []\nclasses: !!map {}\n"
    )
    model, faults = read_leniently(save(tmp_path, f"id: https://e.org/s\n{text}"))
    assert faults == ()
    assert model is not None
    assert model.version == "1.10"


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = "name: s\nclasses:\n  A: {is_a: X, slots: [y], mixins: [Z]}\n"
    _, faults = read_leniently(save(tmp_path, text))
    assert {fault.message.split("'")[1] for fault in faults} == {"X", "y", "Z"}


def test_a_file_that_is_gone_or_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"name: \xff\xfe")
    for name in ("gone.yaml", "binary.yaml"):
        model, faults = read_leniently(tmp_path / name)
        assert model is None
        assert len(faults) == 1


def test_an_alias_that_holds_itself_ends() -> None:
    document = parse_document(Path("s.yaml"), b"a: &a\n  b: *a\n")
    assert [fault.rule for fault in document.faults] == ["yaml"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    document = parse_document(Path("s.yaml"), content)
    assert document.data is None or not document.faults or document.marks is not None


@given(st.data())
def test_any_line_may_be_lost_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = LAYERED.splitlines()
    lost = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=4))
    text = "\n".join(line for number, line in enumerate(lines) if number not in lost)
    path = save(tmp_path_factory.mktemp("lost"), text)
    model, faults = read_leniently(path)
    assert model is not None or faults
