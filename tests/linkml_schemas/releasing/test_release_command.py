"""``begrip schema release`` freezes a version once, or says why it does not."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner, Result

from linkml_schemas.commands import COMMANDS
from linkml_schemas.releasing import proposing
from linkml_schemas.releasing.artefacts import render_all
from linkml_schemas.releasing.records import find_alterations, read_releases
from tests.linkml_schemas.schema_edits import SMALL_FILE

pytestmark = pytest.mark.slow

(SCHEMA,) = COMMANDS
TODAY = date.today().isoformat()
MANY = "    required: true\n    multivalued: true\n"
ONE = "    required: true\n"
"""Several sources, and then one: data that were valid are so no more."""


@pytest.fixture
def schema(tmp_path):
    """The small schema of version 0.1.0 in a folder of its own."""
    path = tmp_path / "small.yaml"
    text = SMALL_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("version: 1.2.3", "version: 0.1.0"), encoding="utf-8")
    return path


def release(schema, *options: str) -> Result:
    return CliRunner().invoke(SCHEMA, ["release", "--schema", str(schema), *options])


def edit(schema, old: str, new: str) -> None:
    text = schema.read_text(encoding="utf-8")
    assert old in text
    schema.write_text(text.replace(old, new, 1), encoding="utf-8")


def known(schema):
    return {str(each.version): each for each in read_releases(schema.parent / "releases")}


def test_a_version_is_frozen_with_sources_artefacts_and_words(schema):
    done = release(schema)

    assert done.exit_code == 0, done.output
    found = known(schema)["0.1.0"]
    assert found.date == TODAY
    assert found.status.status == "draft"
    assert found.read("source/small.yaml") == schema.read_bytes()
    assert json.loads(found.read("artefacts/schema.json"))["$id"].endswith("/0.1.0/schema.json")
    assert b"versionIRI" in found.read("artefacts/ontology.ttl")
    assert "is the first" in found.read("CHANGES.md").decode()
    assert find_alterations(found) == []
    assert "## 0.1.0" in (schema.parent / "releases" / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_is_written_on_a_dry_run(schema):
    done = release(schema, "--dry-run")

    assert done.exit_code == 0
    assert "would write" in done.output
    assert not (schema.parent / "releases").exists()


def test_a_version_is_never_frozen_twice(schema):
    release(schema)
    before = known(schema)["0.1.0"].record
    edit(schema, "title: ", "title: Nieuw ")

    done = release(schema)

    assert done.exit_code == 15
    assert "small.yaml:" in done.output
    assert "version 0.1.0 is released already" in done.output
    assert known(schema)["0.1.0"].record == before


def test_too_small_a_step_is_refused_with_the_changes_and_the_next_that_fits(schema):
    release(schema)
    edit(schema, "version: 0.1.0", "version: 0.1.1")
    edit(schema, MANY, ONE)

    done = release(schema)

    assert done.exit_code == 15
    assert "too small a step from 0.1.0, for what changed is breaking" in done.output
    assert "the lowest that fits is 0.2.0" in done.output


def test_the_right_step_is_released_with_what_changed(schema):
    release(schema)
    edit(schema, "version: 0.1.0", "version: 0.2.0")
    edit(schema, MANY, ONE)

    done = release(schema)

    assert done.exit_code == 0, done.output
    found = known(schema)["0.2.0"]
    changes = found.read_changes()
    assert str(found.prior) == "0.1.0"
    assert changes["step"] == "major"
    assert changes["counts"]["breaking"] >= 1
    assert b"priorVersion" in found.read("artefacts/ontology.ttl")
    assert set(changes["changes"][0]["says"]) == {"nl", "en"}


def test_a_version_in_which_a_term_is_worded_otherwise_says_so(schema, monkeypatch):
    release(schema)
    edit(schema, "version: 0.1.0", "version: 0.1.1")
    worded = proposing.render_all

    def render(*arguments):
        made = worded(*arguments)
        ontology = made.made["ontology.ttl"]
        label = b'<http://www.w3.org/2004/02/skos/core#note> rdfs:label "Note"@en .\n'
        return replace(made, made={**made.made, "ontology.ttl": ontology + label})

    monkeypatch.setattr(proposing, "render_all", render)

    done = release(schema)

    assert done.exit_code == 0, done.output
    (change,) = known(schema)["0.1.1"].read_changes()["changes"]
    assert (change["kind"], change["element"], change["name"], change["new"]) == (
        "text_added", "term", "skos:note", "Note",
    )  # fmt: skip
    assert change["verdict"] == "editorial"
    assert (
        "Term `skos:note` has a further text" in known(schema)["0.1.1"].read("CHANGES.md").decode()
    )


def test_a_version_without_changes_is_refused(schema):
    release(schema)
    edit(schema, "version: 0.1.0", "version: 0.2.0")

    done = release(schema)

    assert done.exit_code == 15
    assert "nothing changed since 0.1.0" in done.output


def test_all_reasons_are_said_at_once(schema):
    release(schema)
    edit(schema, "version: 0.1.0", "version: 0.1.1")
    edit(schema, MANY, ONE)
    folder = schema.parent / "generated"
    folder.mkdir()
    (folder / "shapes.ttl").write_text("stale", encoding="utf-8")
    (folder / "plan.json").write_bytes(render_all(schema).made["plan.json"])
    frozen = schema.parent / "releases" / "0.1.0" / "artefacts" / "plan.json"
    frozen.write_text("{}", encoding="utf-8")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()

    done = release(schema, "--date", tomorrow)

    assert done.exit_code == 15
    for reason in (
        "0.1.0/artefacts/plan.json: the file was changed",
        "too small a step",
        "is still to come",
        "shapes.ttl is stale; run `begrip schema generate`",
    ):
        assert reason in done.output
    assert done.output.count("Refused: ") == 4


def test_an_extra_file_of_another_version_is_refused(schema, tmp_path):
    vocabulary = tmp_path / "own.ttl"
    vocabulary.write_text(
        "<https://e.org/ns/x> a <http://www.w3.org/2002/07/owl#Ontology> ;\n"
        '  <http://www.w3.org/2002/07/owl#versionInfo> "0.0.9" .\n',
        encoding="utf-8",
    )

    done = release(schema, "--with", str(vocabulary))

    assert done.exit_code == 15
    assert "own.ttl: owl:versionInfo of <https://e.org/ns/x> is 0.0.9; write 0.1.0" in done.output


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(
            {"a/shapes.ttl": ""}, "shapes.ttl is the name of an artefact", id="an artefact"
        ),
        pytest.param({"a/x.ttl": "", "b/x.ttl": ""}, "a/x.ttl has the name x.ttl too", id="twice"),
        pytest.param(
            {"a/x.ttl": "\n1"}, "a/x.ttl:2:1: this is no Turtle: 1 is not a valid", id="no Turtle"
        ),
    ],
)
def test_an_extra_file_that_hides_another_or_is_no_turtle_is_refused(schema, tmp_path, files, said):
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")

    done = release(schema, *(part for name in files for part in ("--with", str(tmp_path / name))))

    assert done.exit_code == 15, done.output
    assert said in done.output
    assert not (schema.parent / "releases").exists()


def test_a_term_that_disappears_from_an_extra_file_is_breaking(schema, tmp_path):
    vocabulary = tmp_path / "own.ttl"
    vocabulary.write_text("<https://e.org/ns/x#a> a <https://e.org/T> .\n", encoding="utf-8")
    release(schema, "--with", str(vocabulary))
    vocabulary.write_text("<https://e.org/ns/x#b> a <https://e.org/T> .\n", encoding="utf-8")
    edit(schema, "version: 0.1.0", "version: 0.1.1")

    done = release(schema, "--with", str(vocabulary))

    assert done.exit_code == 15
    assert "<https://e.org/ns/x#a>" in done.output
    assert "the lowest that fits is 0.2.0" in done.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("version: 1.0", "'1.0' is no version", id="two numbers"),
        pytest.param("version: 0.1.0-rc1", "is no version", id="before a release"),
    ],
)
def test_a_version_is_three_numbers(schema, written, said):
    edit(schema, "version: 0.1.0", written)

    done = release(schema)

    assert done.exit_code == 15
    assert said in done.output


def test_the_version_that_is_meant_must_be_the_one_that_is_written(schema):
    done = release(schema, "--version", "0.9.0")

    assert done.exit_code == 15
    assert "write `version: 0.9.0`" in done.output


def test_an_error_in_the_schema_ends_with_3(schema):
    edit(schema, "slot_uri: dct:source", "slot_uri: foo:source")

    done = release(schema)

    assert done.exit_code == 3
    assert "foo" in done.output
    assert not (schema.parent / "releases").exists()


def test_a_version_is_moved_through_its_statuses_and_stays_as_it_is(schema):
    release(schema, "--date", "2026-01-02")
    frozen = dict(known(schema)["0.1.0"].files)

    candidate = release(schema, "--status", "candidate", "--date", "2026-02-03")
    recognised = release(schema, "--status", "recognised", "--date", "2026-03-04")
    back = release(schema, "--status", "draft", "--date", "2026-04-05")

    assert (candidate.exit_code, recognised.exit_code, back.exit_code) == (0, 0, 15)
    assert "it can become withdrawn" in back.output
    found = known(schema)["0.1.0"]
    assert [(each.status, each.date) for each in found.stages] == [
        ("draft", "2026-01-02"),
        ("candidate", "2026-02-03"),
        ("recognised", "2026-03-04"),
    ]
    assert dict(found.files) == frozen
    assert find_alterations(found) == []
    changelog = (schema.parent / "releases" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "recognised since 2026-03-04" in changelog


def test_a_withdrawn_version_names_a_successor_that_exists(schema):
    release(schema)

    refused = release(schema, "--status", "withdrawn", "--successor", "0.2.0")
    dry = release(schema, "--status", "withdrawn", "--dry-run")
    done = release(schema, "--status", "withdrawn")

    assert refused.exit_code == 15
    assert "there is no other version 0.2.0" in refused.output
    assert "would be withdrawn" in dry.output
    assert done.exit_code == 0
    assert known(schema)["0.1.0"].status.code == "HerroepenStandaard"


def test_a_release_that_fails_leaves_nothing_behind(schema, monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.rename", refuse)

    done = release(schema)

    assert done.exit_code == 15
    assert "cannot be written: No space left on device" in done.stderr
    assert list((schema.parent / "releases").iterdir()) == []


def test_what_a_killed_release_left_is_named_and_does_not_count(schema):
    left = schema.parent / "releases" / ".0.1.0-5951"
    (left / "source").mkdir(parents=True)

    done = release(schema, "--dry-run")

    assert done.exit_code == 0, done.output
    assert f"WARNING {left} is left of a release that was killed; remove it" in done.stderr
    assert known(schema) == {}
    left.joinpath("source").rmdir()
    left.rmdir()
    assert "WARNING" not in release(schema, "--dry-run").stderr


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence(schema):
    (schema.parent / "releases").write_text("no folder", encoding="utf-8")

    done = release(schema)

    assert done.exit_code == 15, done.output
    assert "releases cannot be written" in done.stderr
