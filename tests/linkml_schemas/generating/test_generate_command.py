import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkml_schemas.commands import COMMANDS
from linkml_schemas.generated_files import GENERATED
from tests.linkml_schemas.generating.library import LIBRARY
from tests.linkml_schemas.schema_edits import SMALL_FILE
from tests.running import CHECKOUT

(SCHEMA,) = COMMANDS
FILES = [
    "shapes.ttl", "ontology.ttl", "concept_schemes.ttl", "context.jsonld", "schema.json",
    "template.en.xlsx", "template.nl.xlsx",
]  # fmt: skip


def generate(*arguments: object) -> Result:
    return CliRunner().invoke(SCHEMA, ["generate", *map(str, arguments)])


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_everything_is_made_of_a_schema_of_others(tmp_path):
    result = generate("--schema", LIBRARY, "--output", tmp_path)

    assert result.exit_code == 0
    assert names(tmp_path) >= set(FILES)
    assert f"wrote {tmp_path / 'shapes.ttl'}" in result.output


def test_second_run_writes_nothing(tmp_path):
    generate("--schema", LIBRARY, "--output", tmp_path)
    before = {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()}

    result = generate("--schema", LIBRARY, "--output", tmp_path)

    assert "files are current" in result.output
    assert {each.name: each.stat().st_mtime_ns for each in tmp_path.iterdir()} == before


def test_only_what_is_asked_for_is_made(tmp_path):
    result = generate("--schema", LIBRARY, "--output", tmp_path, "--only", "shapes,context")

    assert result.exit_code == 0
    assert names(tmp_path) == {"shapes.ttl", "context.jsonld"}


def test_unknown_artefact_is_refused_with_those_there_are(tmp_path):
    result = generate("--schema", LIBRARY, "--output", tmp_path, "--only", "shapes,owl")

    assert result.exit_code == 2
    assert "no artefact 'owl'" in result.output
    assert "shapes, ontology, concept-schemes, context, json-schema, spreadsheet" in result.output
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--only", "", "there is no word in it"),
        ("--language", " , ", "there is no word in it"),
        ("--language", "nl,xx", "no text of the schema is in 'xx'; there are: en, nl"),
    ],
)
def test_choice_of_nothing_or_of_a_language_without_texts_is_refused(tmp_path, option, value, said):
    result = generate("--schema", LIBRARY, "--output", tmp_path, option, value)

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert names(tmp_path) == set()


def test_only_the_chosen_language_is_written(tmp_path):
    generate("--schema", LIBRARY, "--output", tmp_path, "--language", "nl")

    assert "template.en.xlsx" not in names(tmp_path)
    ontology = (tmp_path / "ontology.ttl").read_text(encoding="utf-8")
    assert '"Wie kan bezitten of schrijven."@nl' in ontology
    assert "Who can own or write." not in ontology
    shapes = (tmp_path / "shapes.ttl").read_text(encoding="utf-8")
    assert '"Volledige naam"@nl' in shapes
    assert '"Full name"@en' not in shapes
    assert '"One exemplar of a book."@en' in shapes, "what is not translated stays"
    assert '"Column' not in shapes


@pytest.mark.slow
def test_chosen_language_holds_for_our_own_schema_too(tmp_path):
    generate("--output", tmp_path, "--language", "en", "--only", "shapes,ontology,concept-schemes")

    for path in tmp_path.iterdir():
        assert "@nl" not in path.read_text(encoding="utf-8"), path.name


def test_check_writes_nothing_and_names_what_is_stale(tmp_path):
    generate("--schema", LIBRARY, "--output", tmp_path)
    (tmp_path / "template.en.xlsx").write_bytes(b"changed by hand")

    result = generate("--schema", LIBRARY, "--output", tmp_path, "--check")

    assert result.exit_code == 1
    assert "Stale: template.en.xlsx." in result.output
    assert (tmp_path / "template.en.xlsx").read_bytes() == b"changed by hand"


def test_what_is_left_out_is_named_with_its_place(tmp_path):
    report = tmp_path / "report.json"

    result = generate("--schema", LIBRARY, "--output", tmp_path / "made", "--report", report)

    found = json.loads(report.read_text(encoding="utf-8"))
    features = {(each["element"], each["feature"]) for each in found["left_out"]}
    assert features == {
        ("value tape", "meaning"),
        ("enum Language Code", "reachable_from"),
        ("class Book", "rules"),
        ("slot people", "inlined"),
    }
    (rules,) = [each for each in found["left_out"] if each["feature"] == "rules"]
    line = LIBRARY.read_text(encoding="utf-8").splitlines()[rules["line"] - 1]
    assert (line.strip(), rules["file"]) == ("rules:", "library.yaml")
    assert f"library.yaml:{rules['line']}:{rules['column']}: class Book: rules" in result.output
    assert found["files"] == sorted(names(tmp_path / "made"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("range: Genre", "range: Gender", "'Gender', which is no", id="range"),
        pytest.param("is_a: Work", "is_a: Werk", "'Werk', which is no class", id="ancestor"),
        pytest.param("slots:\n  id:", "slots: [\n  id:", "library.yaml:", id="no YAML"),
        pytest.param("- linkml:types", "- nowhere", "the import 'nowhere'", id="import"),
    ],
)
def test_faulty_schema_is_refused_with_its_position(other, tmp_path, old, new, said):
    text = LIBRARY.read_text(encoding="utf-8")
    assert old in text
    other.write_text(text.replace(old, new, 1), encoding="utf-8")

    result = generate("--schema", other, "--output", tmp_path / "made")

    assert result.exit_code == 3
    assert said in result.output
    assert "library.yaml:" in result.output
    assert not (tmp_path / "made").exists()


@pytest.mark.slow
def test_our_own_folder_holds_what_is_committed_and_no_more():
    result = generate("--check")

    assert (result.exit_code, result.output) == (0, "6 files are current\n")
    assert len(names(GENERATED)) == 6


def test_our_own_schema_has_all_artefacts_elsewhere(tmp_path):
    result = generate("--schema", SMALL_FILE, "--output", tmp_path)

    assert result.exit_code == 0, result.output
    assert names(tmp_path) >= {"plan.json", *FILES}


@pytest.mark.slow
def test_everything_is_made_in_a_process_of_its_own(tmp_path):
    script = (
        "import sys, time; began = time.perf_counter(); from begrip import main; "
        "sys.argv[0] = 'begrip'\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert time.perf_counter() - began < 30\n"
        "assert 'linkml_runtime' not in sys.modules"
    )
    arguments = ["schema", "generate", "--schema", str(LIBRARY), "--output", str(tmp_path)]

    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
