"""``begrip schema diff`` says what differs, writes it, and ends with the code of its gate."""

import json
import subprocess

import pytest
import yaml
from click.testing import CliRunner

from begrip import main
from linkml_schemas.differing.command import REFUSED
from loaders.errors import EXIT_CODES
from tests.linkml_schemas.differing.edits import EDITS, to_model, to_schema


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two files: one with every second edit made, and one with none."""
    paths = []
    for numbers in ((), range(0, len(EDITS), 2)):
        folder = tmp_path_factory.mktemp("version")
        to_model(to_schema(numbers), folder)
        paths.append(str(folder / "schema.yaml"))
    return paths


def run(*arguments: str):
    return CliRunner().invoke(main, ["schema", "diff", *arguments])


def test_the_two_are_compared_in_words(versions):
    done = run(*versions, "--no-uses")

    assert done.exit_code == 0, done.output
    assert done.output.startswith("things: from schema.yaml (1.2.3) to schema.yaml (1.2.3)\n")
    assert "The version is still 1.2.3: raise it." in done.output


def test_the_same_input_gives_the_same_bytes_in_a_file(versions, tmp_path):
    written = []
    for name in ("one.html", "two.html"):
        path = tmp_path / name
        assert run(*versions, "--format", "html", "--output", str(path)).exit_code == 0
        written.append(path.read_bytes())

    assert written[0] == written[1]
    assert b"\r" not in written[0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "breaking"], REFUSED),
        (["--fail-on", "version", "--summary"], REFUSED),
        ([], 0),
    ],
)
def test_a_gate_ends_with_its_code(versions, arguments, code):
    assert run(*versions, "--no-uses", *arguments).exit_code == code
    assert code in EXIT_CODES


def test_no_difference_passes_every_gate(versions):
    gates = [word for gate in ("breaking", "additive", "editorial", "version")
             for word in ("--fail-on", gate)]  # fmt: skip

    done = run(versions[0], versions[0], *gates)

    assert done.exit_code == 0
    assert "There is no difference." in done.output


def test_json_is_json_in_dutch(versions):
    done = run(*versions, "--format", "json", "--language", "nl", "--no-uses")

    whole = json.loads(done.output)
    assert "werd verplicht" in " ".join(each["headline"] for each in whole["changes"])


def test_what_does_not_exist_is_said_with_what_does(versions, tmp_path):
    done = run("9.9.9", versions[0], "--releases", str(tmp_path))

    assert done.exit_code == 2
    assert "no file, folder, released version or git revision '9.9.9'" in done.output


def test_a_schema_with_an_error_ends_with_three(versions, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: https://example.org/b\nname: b\nclasses: [1\n", encoding="utf-8")

    done = run(versions[0], str(broken))

    assert done.exit_code == 3
    assert "broken.yaml:" in done.output


def test_a_newer_schema_that_refers_to_nothing_is_compared_and_ends_with_three(versions, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(yaml.safe_dump({"id": "https://example.org/b", "name": "b", "classes": {
        "A": {"is_a": "Nowhere"}}}), encoding="utf-8")  # fmt: skip

    done = run(versions[0], str(broken), "--no-uses", "--fail-on", "breaking")
    tolerated = run(versions[0], str(broken), "--no-uses", "--tolerate")
    older = run(str(broken), versions[0], "--no-uses")

    assert (done.exit_code, tolerated.exit_code, older.exit_code) == (3, 0, 0)
    for each in (done, tolerated, older):
        assert "broken.yaml:3:5: A: is_a names 'Nowhere'" in each.stderr
        assert "breaking" in each.stdout


def test_a_generation_without_a_data_directory_is_refused(versions):
    done = run(*versions, "--generation", "abc")

    assert done.exit_code == 2
    assert "--generation goes with --data" in done.output


def test_a_file_gets_utf_8_whatever_the_code_page(versions, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    done = CliRunner(charset="cp1252").invoke(main, ["schema", "diff", *versions, "--no-uses"])

    assert done.exit_code == 0
    assert "→".encode() in done.stdout_bytes


def test_a_data_directory_that_is_none_ends_with_its_own_code(versions, tmp_path):
    done = run(*versions, "--data", str(tmp_path / "none"))

    assert done.exit_code == 8
    assert done.output.startswith("Error:")


def test_a_fault_in_a_revision_is_at_its_place_there(tmp_path, monkeypatch):
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    folder = tmp_path / "sub"
    folder.mkdir()
    to_model(to_schema(), folder)
    file = folder / "schema.yaml"
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("- linkml:types", "- linkml:types\n- nowhere"), "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "First")
    file.write_text(sound, "utf-8")
    monkeypatch.chdir(tmp_path)

    for words in ("HEAD", "HEAD:sub/schema.yaml", "HEAD:sub"):
        done = run(words, "sub/schema.yaml", "--no-uses")
        assert "HEAD:sub/schema.yaml:" in done.stderr, done.output
        assert "begrip-schema-" not in done.output
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(f"id: ex:{name}\nname: {name}\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "Second")

    done = run("HEAD:sub", "sub/schema.yaml", "--no-uses")

    assert "HEAD:sub: one schema that no other imports is expected" in done.output
