import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from linkml_schemas.checking.check import Beyond, check_schema
from linkml_schemas.checking.metamodel import definitions
from tests.linkml_schemas.schema_edits import SMALL_FILE, edit

FAST = Beyond(thorough=False)

FAULTS = [
    pytest.param("    mixin: true\n", "    mixxin: true\n", "unknown-key", "mean mixin?", id="key"),
    pytest.param("slots:\n  id:", "slotss:\n  id:", "unknown-key", "mean slots?", id="section"),
    pytest.param(
        "    multivalued: true\n", "    multivalued: maybe\n", "wrong-kind", "true or false",
        id="boolean",
    ),
    pytest.param(
        "    slot_uri: dct:source\n", "    slot_uri: [dct:source]\n", "wrong-kind", "a text",
        id="list-for-text",
    ),
    pytest.param(
        "    slots: [id, iri, same_as]\n", "    slots: {id: 1}\n", "wrong-kind", "a list",
        id="mapping-for-list",
    ),
    pytest.param(
        "  Labelled:\n    title: Benoemd\n", "  Labelled:\n  title: Benoemd\n", "yaml",
        "it is indented by 4 spaces: make that 2", id="indentation",
    ),
    pytest.param(
        "    mixin: true\n", "    permissible_values: {}\n", "unknown-key", "key of an enum",
        id="key-of-another-part",
    ),
    pytest.param(
        "    range: Decision\n", "    range: Decisions\n", "reference", "Decision", id="range"
    ),
    pytest.param("    is_a: Agent\n", "    is_a: Agnet\n", "reference", "Agent", id="is-a"),
    pytest.param(
        "slots: [body_kind]", "slots: [body_knd]", "reference", "body_kind", id="slot"
    ),
    pytest.param(
        "mixins: [Temporal]", "mixins: [Temporary]", "reference", "Temporal", id="mixin"
    ),
    pytest.param(
        "  - linkml:types\n", "  - linkml:types\n  - small2\n", "import", "small", id="import"
    ),
    pytest.param("slot_uri: dct:source", "slot_uri: dcx:source", "prefix", "dct", id="prefix"),
    pytest.param(
        "    slot_uri: dct:source\n", "    slot_uri: dct:source\n    slot_uri: dct:title\n",
        "duplicate-key", "keep one", id="twice",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule", "remedy"), FAULTS)
def test_fault_has_its_line_column_rule_and_remedy(tmp_path, old, new, rule, remedy):
    path = edit(tmp_path, old, new)

    report = check_schema(path, FAST)

    found = [fault for fault in report.faults if fault.rule == rule]
    assert found, [str(fault) for fault in report.faults]
    assert any(remedy in f"{fault.message} {fault.remedy}" for fault in found)
    if rule == "yaml":
        return
    changed = path.read_text(encoding="utf-8").splitlines()
    before = SMALL_FILE.read_text(encoding="utf-8").splitlines()
    place = found[0].place
    assert changed[place.line - 1] not in before or rule == "duplicate-key" or "title" in old
    assert changed[place.line - 1][: place.column - 1].strip() in {"", "-", "mixins: [", "slots: ["}


def test_all_faults_of_a_file_are_reported_at_once(tmp_path):
    path = edit(tmp_path, "    mixin: true\n", "    mixxin: true\n")
    text = path.read_text(encoding="utf-8")
    text = text.replace("    multivalued: true\n", "    multivalued: maybe\n", 1)
    text = text.replace("    range: Decision\n", "    range: Besluit\n", 1)
    text = text.replace("slot_uri: dct:source", "slot_uri: dcx:source", 1)
    path.write_text(text, encoding="utf-8")

    rules = {fault.rule for fault in check_schema(path, FAST).faults if fault.level == "error"}

    assert {"unknown-key", "wrong-kind", "reference", "prefix"} <= rules


def test_keys_are_those_of_the_installed_metamodel():
    (folder,) = find_spec("linkml_runtime").submodule_search_locations
    text = (Path(folder) / "linkml_model/jsonschema/meta.schema.json").read_text(encoding="utf-8")
    parts = json.loads(text)["$defs"]

    for part in ("ClassDefinition", "SlotDefinition", "EnumDefinition", "PermissibleValue"):
        assert definitions()[part].keys() == parts[part]["properties"].keys()


def test_what_is_not_far_enough_indented_is_said_to_belong_below(tmp_path):
    path = tmp_path / "schema.yaml"
    path.write_text(
        "id: https://example.org/s\nname: s\nclasses:\n  Book:\n  description: A text.\n",
        encoding="utf-8",
    )

    (fault,) = [each for each in check_schema(path, FAST).faults if each.rule == "wrong-kind"]

    assert (fault.place.line, fault.place.column) == (5, 3)
    assert fault.remedy == "description is a key of a class: indent it below the name of one"


def test_titles_per_language_are_accepted_as_linkml_will_have_them(tmp_path):
    path = edit(tmp_path, "    title: Benoemd\n", "    title: {nl: Benoemd, en: Labelled}\n")

    assert [fault for fault in check_schema(path, FAST).faults if fault.level == "error"] == []
