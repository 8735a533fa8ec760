import difflib
import subprocess
import sys

import pytest

from linkml_schemas.artefacts import check_artefacts, render_artefacts, write_artefacts
from linkml_schemas.convention import SchemaError
from linkml_schemas.generated_files import GENERATED
from linkml_schemas.source import SCHEMA_FILE
from ontology.namespaces import PLACEHOLDER_BASE
from tests.linkml_schemas.schema_edits import SMALL_FILE, edit

HANDFUL = 3
TEN = 10
NAMES = [
    "plan.json", "shapes.ttl", "ontology.ttl", "concept_schemes.ttl", "context.jsonld",
    "schema.json",
]  # fmt: skip


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    return render_artefacts(SMALL_FILE)


def test_committed_artefacts_are_current():
    assert check_artefacts() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("De dag van oprichting.", "De dag waarop het begon.", id="slot, Dutch"),
        pytest.param("The day of foundation.", "The day it began.", id="slot, English"),
        pytest.param("Een organisatie van een overheid.", "Een dienst.", id="class"),
        pytest.param("Welk gezag een gegeven heeft.", "Hoe zeker dit is.", id="enumeration"),
        pytest.param("Een instantie stelde dit vast.", "Dit staat vast.", id="value"),
    ],
)
def test_changed_description_changes_a_handful_of_lines(tmp_path, before, old, new):
    after = render_artefacts(edit(tmp_path, old, new))

    changed = {name: count_changed(before[name], after[name]) for name in NAMES}

    assert max(changed.values()) <= HANDFUL, changed
    assert sum(changed.values()) > 0


@pytest.mark.slow
def test_changed_description_of_the_real_schema_changes_a_handful_of_lines(tmp_path):
    for path in SCHEMA_FILE.parent.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "organisations.yaml":
            assert "De dag waarop" in text
            text = text.replace("De dag waarop", "De datum waarop", 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")

    write_artefacts(tmp_path / SCHEMA_FILE.name, tmp_path / "generated")

    for name in NAMES:
        committed = SCHEMA_FILE.parent / "generated" / name
        made = tmp_path / "generated" / name
        changed = count_changed(
            committed.read_text(encoding="utf-8"), made.read_text(encoding="utf-8")
        )
        assert changed <= HANDFUL, name


@pytest.mark.slow
@pytest.mark.parametrize("slot", ["same_as", "label_nl", "status", "replaces"])
def test_changed_description_of_a_shared_slot_changes_ten_lines_at_most(tmp_path, slot):
    for path in SCHEMA_FILE.parent.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "core.yaml":
            start = text.index("description: ", text.index(f"\n  {slot}:\n"))
            text = f"{text[:start]}description: Anders. {text[start + len('description: ') :]}"
        (tmp_path / path.name).write_text(text, encoding="utf-8")

    made = render_artefacts(tmp_path / SCHEMA_FILE.name)

    changed = {
        name: count_changed((GENERATED / name).read_text(encoding="utf-8"), text)
        for name, text in made.items()
    }
    assert 0 < sum(changed.values()) <= TEN, changed


def test_a_new_value_changes_a_handful_of_lines(tmp_path, before):
    value = (
        "      vereniging:\n        title: vereniging\n"
        "        annotations:\n          title_en: association\n"
    )
    after = render_artefacts(edit(tmp_path, "      agentschap:\n", f"{value}      agentschap:\n"))

    changed = {name: count_changed(before[name], after[name]) for name in NAMES}

    assert max(changed.values()) <= 6 * HANDFUL, changed


@pytest.mark.parametrize("name", NAMES)
def test_every_artefact_says_that_it_is_generated(before, name):
    assert "do not edit" in "".join(before[name].splitlines()[:2])


def test_artefacts_are_the_same_every_time(before):
    assert render_artefacts(SMALL_FILE) == before


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".ttl")])
def test_turtle_has_no_labelled_blank_nodes(before, name):
    assert "_:" not in before[name]


def test_own_iris_hold_the_placeholder_base(before):
    for name in ("plan.json", "shapes.ttl", "concept_schemes.ttl", "context.jsonld"):
        assert PLACEHOLDER_BASE in before[name]


@pytest.mark.slow
def test_artefacts_do_not_depend_on_the_order_of_sets(tmp_path):
    script = (
        "import sys; from pathlib import Path; "
        "from linkml_schemas.artefacts import write_artefacts; "
        "write_artefacts(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(SMALL_FILE), str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(SCHEMA_FILE.parents[1])},
            check=True,
        )

    for name in NAMES:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_only_stale_files_are_written(tmp_path):
    assert write_artefacts(SMALL_FILE, tmp_path) == NAMES
    assert write_artefacts(SMALL_FILE, tmp_path) == []

    (tmp_path / "shapes.ttl").write_text("changed by hand", encoding="utf-8")

    assert check_artefacts(SMALL_FILE, tmp_path) == ["shapes.ttl"]
    assert write_artefacts(SMALL_FILE, tmp_path) == ["shapes.ttl"]


def test_missing_file_is_stale(tmp_path):
    assert check_artefacts(SMALL_FILE, tmp_path / "nowhere") == NAMES


def test_schema_with_an_error_writes_nothing(tmp_path):
    path = edit(tmp_path, "slot_uri: dct:source", "slot_uri: foo:source")

    with pytest.raises(SchemaError):
        write_artefacts(path, tmp_path / "generated")

    assert not (tmp_path / "generated").exists()


def test_readers_and_commands_do_not_import_linkml():
    script = (
        "import sys, linkml_schemas.generated_files, linkml_schemas.plan, linkml_schemas.commands,"
        " linkml_schemas.examples; "
        "assert not {'linkml', 'linkml_runtime'} & set(sys.modules)"
    )

    subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(SCHEMA_FILE.parents[1])},
        check=True,
    )


def count_changed(old: str, new: str) -> int:
    """Return how many lines differ: a line with another text counts once."""
    diff = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))
    changed = [line[:1] for line in diff if line[:3] not in {"+++", "---"}]
    return max(changed.count("+"), changed.count("-"))
