import json

import pytest
from click.testing import CliRunner

from linkml_schemas.validating.command import EXIT_FAULTS, validate_command
from tests.linkml_schemas.validating.test_profiles import DATA, write_folder

DATASET = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<http://x.example/a> a dcat:Dataset ; dct:title "A"@nl .
"""
GOOD = "<http://x.example/a> a <http://xmlns.com/foaf/0.1/Document> ."


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr("logging.disable", lambda *_: None)
    (tmp_path / "data.ttl").write_text(DATASET, encoding="utf-8")
    (tmp_path / "good.ttl").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **environment: str):
        return CliRunner().invoke(validate_command, arguments, env=environment)

    return run


def test_what_breaks_a_profile_is_said_and_fails(run):
    done = run("data.ttl", "--profile", "dcat-ap-3.0.1")

    assert done.exit_code == EXIT_FAULTS
    assert "Violation dct:description MinCount (1)" in done.output
    assert "    http://x.example/a" in done.output
    assert "checked 1 of dcat:Dataset" in done.output
    assert done.output.endswith("does not conform: 1 Violation, 7 Warning, 0 Info\n")


def test_the_words_are_dutch_for_who_asks(run):
    done = run("data.ttl", "--profile", "dcat-ap-3.0.1", "--language", "nl")

    assert "Voeg waarden toe: minstens 1 is nodig." in done.output


def test_data_that_conform_end_with_0(run):
    assert run("good.ttl", "--profile", "dcat-ap-3.0.1").exit_code == 0


def test_nothing_checked_is_said_loudly_and_fails(run):
    done = run("good.ttl")

    assert done.exit_code == EXIT_FAULTS
    assert "NOTHING WAS CHECKED" in done.output


@pytest.mark.parametrize(
    ("fail", "code"), [("violation", EXIT_FAULTS), ("warning", EXIT_FAULTS), ("never", 0)]
)
def test_who_wants_no_failure_gets_none(run, fail, code):
    assert run("data.ttl", "--profile", "dcat-ap-3.0.1", "--fail", fail).exit_code == code


def test_the_report_comes_as_json_csv_and_turtle(run):
    outputs = {
        kind: run("data.ttl", "--profile", "dcat-ap-3.0.1", "--format", kind).output
        for kind in ("json", "csv", "ttl")
    }

    assert json.loads(outputs["json"])["conforms"] is False
    assert outputs["csv"].lstrip("\ufeff").startswith("severity,row")
    assert "sh:ValidationReport" in outputs["ttl"]


def test_data_that_cannot_be_read_are_named_by_line_and_column(run, tmp_path):
    (tmp_path / "cut.ttl").write_text("\n<a> <b", encoding="utf-8")

    done = run("cut.ttl")

    assert done.exit_code == EXIT_FAULTS
    assert "cut.ttl:2:" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("data.ttl", "--profile", "nonsense"), "There is no profile"),
        ((), "Missing argument 'FILE'"),
        (("data.ttl", "--column", "x"), "must be NAME=SLOT"),
    ],
)
def test_wrong_use_ends_with_2(run, arguments, said):
    done = run(*arguments)

    assert (done.exit_code, said in done.output) == (2, True)


def test_shapes_of_ones_own_take_the_place_of_a_profile(run, tmp_path):
    write_folder(tmp_path)
    (tmp_path / "c.ttl").write_bytes(DATA)

    done = run("c.ttl", "--shapes", "shapes.ttl")

    assert (done.exit_code, "http://x.example/p Class (1)" in done.output) == (EXIT_FAULTS, True)


def test_a_folder_of_profiles_is_listed_and_used(run, tmp_path):
    folder = write_folder(tmp_path)
    (tmp_path / "c.ttl").write_bytes(DATA)

    assert "official" in run("--list", BEGRIP_PROFILES=folder).output
    assert run("c.ttl", "--profile", "official", BEGRIP_PROFILES=folder).exit_code == 0


def test_a_list_that_is_wrong_ends_with_3(run, tmp_path):
    folder = write_folder(tmp_path, sha="0" * 64)

    done = run("good.ttl", "--profile", "official", BEGRIP_PROFILES=folder)

    assert (done.exit_code, "is not the file" in done.output) == (3, True)
