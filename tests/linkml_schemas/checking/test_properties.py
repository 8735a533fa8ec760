"""Two slots of a class with one IRI are told once, and only where their values are mixed."""

import pytest

from linkml_schemas.checking.check import check_schema
from linkml_schemas.checking.rule import whole_example

TWO = "{{made: {{slot_uri: dct:date{first}}}, bought: {{slot_uri: dct:date{second}}}}}"


def found(folder, classes):
    file = folder / "library.yaml"
    file.write_text(whole_example(classes), encoding="utf-8")
    faults = check_schema(file).faults
    return [fault.element for fault in faults if fault.rule == "shared-slot-iri"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        pytest.param("", "", True, id="the same"),
        pytest.param("", ", annotations: {via: dct:isPartOf}", False, id="on a node between"),
        pytest.param(", annotations: {inverse: true}", "", False, id="turned round"),
        pytest.param(
            ", annotations: {language: nl}", ", annotations: {language: en}", False, id="languages"
        ),
        pytest.param("", ", is_a: made", False, id="one refines the other"),
    ],
)
def test_slots_that_state_one_property_are_told(tmp_path, first, second, told):
    attributes = TWO.format(first=first, second=second)

    faults = found(tmp_path, f"classes:\n  Book:\n    attributes: {attributes}\n")

    assert faults == (["Book.bought"] if told else [])


def test_what_a_class_inherits_is_told_of_the_class_that_has_it(tmp_path):
    attributes = TWO.format(first="", second="")
    below = "  Atlas: {is_a: Book}\n"

    faults = found(tmp_path, f"classes:\n  Book:\n    attributes: {attributes}\n{below}")

    assert faults == ["Book.bought"]
