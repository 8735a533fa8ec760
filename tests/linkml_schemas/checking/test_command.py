import json
import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkml_schemas.checking.command import check, rules
from linkml_schemas.checking.rule import whole_example
from linkml_schemas.checking.rules import RULE_NAMES

GOOD = """\
classes:
  Book:
    title: Book
    description: A text that was published.
    class_uri: schema:Book
    attributes:
      issued:
        title: Issued
        description: When it was published.
        slot_uri: dct:issued
        range: date
"""
BAD = GOOD.replace("dct:issued", "dct:isued").replace(
    "published.\n    class", "published\n    class"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a good schema and a bad one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(whole_example(GOOD), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(whole_example(BAD), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, arguments, catch_exceptions=False)


def test_good_schema_ends_with_0_and_counts_its_hints(folder):
    result = run("good.yaml")

    assert result.exit_code == 0
    assert "good.yaml: nothing is wrong" in result.output


def test_fault_is_shown_with_place_line_caret_rule_and_remedy(folder):
    result = run("bad.yaml")

    assert result.exit_code == 3
    lines = result.output.splitlines()
    start = next(i for i, line in enumerate(lines) if "[unknown-term]" in line)
    assert lines[start].startswith("bad.yaml:25:9: error [unknown-term] Book.issued: slot_uri")
    assert lines[start + 1] == "   25 |         slot_uri: dct:isued"
    assert lines[start + 2] == "                ^"
    assert "did you mean http://purl.org/dc/terms/issued?" in lines[start + 3]
    assert "bad.yaml: 1 error, 0 warnings, 1 hint" in result.output


def test_fail_on_decides_what_ends_with_3(folder):
    assert run("bad.yaml", "--fail-on", "hint").exit_code == 3
    (folder / "begrip-schema.toml").write_text(
        '[levels]\nunknown-term = "warning"\n', encoding="utf-8"
    )
    assert run("bad.yaml").exit_code == 0
    assert run("bad.yaml", "--fail-on", "warning").exit_code == 3


def test_suppression_needs_a_reason_and_must_match(folder):
    said = '[[suppress]]\nrule = "unknown-term"\nelement = "Book.issued"\n'
    (folder / "begrip-schema.toml").write_text(said, encoding="utf-8")
    without = run("bad.yaml")
    (folder / "begrip-schema.toml").write_text(
        f'{said}reason = "Is asked for."\n', encoding="utf-8"
    )
    with_reason, other = run("bad.yaml"), run("good.yaml")

    assert "begrip-schema.toml:1:1: error [settings] a suppression without reason" in without.output
    assert with_reason.exit_code == 0
    assert "1 suppressed" in with_reason.output
    assert "nothing is suppressed: no unknown-term at Book.issued" in other.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langages = ["nl"]', "did you mean languages?"),
        ('[levels]\nunknown-trem = "off"', "did you mean unknown-term?"),
        ('[levels]\ntitle = "severe"', "'severe' is no level"),
        ("languages = 3", "languages is of another kind"),
        ('fail_on = "never"', "write error, warning or hint"),
        ('[naming]\nslot = "["', "no regular expression"),
        ('[naming]\nslots = "a"', "did you mean slot?"),
        ('published = "absent.txt"', "is not there"),
        ('vocabularies = ["absent.ttl"]', "cannot be read"),
        ("languages = [", "this is no TOML"),
        (
            '[[suppress]]\nrule = "title"\nelement = "A"\nreason = "b"\nuntil = "2020-01-01"',
            "there is no key of a suppression 'until'",
        ),
    ],
)
def test_fault_in_the_settings_is_said(folder, text, said):
    (folder / "begrip-schema.toml").write_text(text, encoding="utf-8")

    result = run("good.yaml")

    assert result.exit_code == 3
    assert said in result.output


def test_json_holds_every_fault_and_the_counts(folder):
    content = json.loads(run("bad.yaml", "--format", "json").output)

    (schema,) = content["schemas"]
    assert schema["counts"] == {"error": 1, "warning": 0, "hint": 1}
    assert {fault["rule"] for fault in schema["faults"]} == {"unknown-term", "full-stop"}
    assert schema["faults"][-1]["file"] == "bad.yaml"


def test_github_has_one_command_per_fault(folder):
    lines = run("bad.yaml", "--format", "github").output.splitlines()

    assert len(lines) == 2
    assert lines[1].startswith(
        "::error file=bad.yaml,line=25,col=9,title=unknown-term::Book.issued"
    )
    assert lines[0].startswith("::notice file=bad.yaml,line=")


def test_sarif_names_a_file_by_a_uri(folder):
    (folder / "a b#c.yaml").write_bytes((folder / "bad.yaml").read_bytes())

    content = json.loads(run("a b#c.yaml", "--format", "sarif").output)

    (place, *_) = content["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%23c.yaml"


def test_sarif_names_the_rules_that_its_results_use(folder):
    content = json.loads(run("bad.yaml", "--format", "sarif").output)

    (described,) = content["runs"]
    names = {rule["id"] for rule in described["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in described["results"]} == names
    region = described["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 25, "startColumn": 9}


def test_junit_fails_for_errors_only(folder):
    run("bad.yaml", "--format", "junit", "--output", "report.xml")

    (suite,) = ET.parse(folder / "report.xml").getroot()
    failing = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failing == ["unknown-term"]
    assert suite.get("failures") == "1"
    assert {case.get("name") for case in suite} >= set(RULE_NAMES)


def test_folder_means_the_schemas_that_no_other_imports(folder):
    (folder / "bad.yaml").unlink()
    part = whole_example("name: part\nid: https://example.org/part\n")
    (folder / "part.yaml").write_text(part, encoding="utf-8")
    whole = whole_example("imports: [linkml:types, part]\n")
    (folder / "whole.yaml").write_text(whole, encoding="utf-8")

    content = json.loads(run(".", "--format", "json").output)

    assert [each["schema"] for each in content["schemas"]] == ["good.yaml", "whole.yaml"]


def test_folder_without_a_schema_is_used_wrongly(folder):
    (folder / "empty").mkdir()

    result = CliRunner().invoke(check, ["empty"])

    assert result.exit_code == 2
    assert "there is no LinkML schema" in result.output


def git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")}  # fmt: skip
    subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True,
        env={**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull},
    )  # fmt: skip


@pytest.mark.slow
def test_published_iri_is_compared_with_a_revision(folder):
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    text = (folder / "good.yaml").read_text(encoding="utf-8")
    (folder / "good.yaml").write_text(text.replace("dct:issued", "dct:date"), encoding="utf-8")

    changed, unknown = run("good.yaml", "--against", "HEAD"), run("good.yaml", "--against", "v9")

    assert (
        "[changed-iri] Book.issued: its IRI was published as http://purl.org/dc/terms/issued"
        in (changed.output)
    )
    assert changed.exit_code == 3
    assert unknown.exit_code == 2


@pytest.mark.slow
def test_a_fault_of_a_revision_is_told_at_its_place_there(folder):
    git(folder, "init", "-q")
    text = (folder / "good.yaml").read_text(encoding="utf-8")
    (folder / "good.yaml").write_text("name: [good\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    (folder / "good.yaml").write_text(text, encoding="utf-8")

    result = run("good.yaml", "--against", "HEAD")

    assert result.exit_code == 2
    told = "".join(result.output.split("│")).replace("\n", " ")
    assert "the version before, HEAD, cannot be read: HEAD:good.yaml:" in told
    assert "begrip-schema-" not in told


def test_published_iri_is_compared_with_a_file(folder):
    (folder / "old.yaml").write_text(whole_example(GOOD + "  Atlas: {class_uri: schema:Map}\n"))

    result = run("good.yaml", "--against", "old.yaml")

    assert "[gone-iri] Atlas: class Atlas was published as http://schema.org/Map" in result.output


def test_a_code_that_is_gone_is_told_at_its_list(folder):
    codes = "enums:\n  Colour:\n    permissible_values:\n      red: {}\n      blue: {}\n"
    (folder / "old.yaml").write_text(whole_example(codes))
    (folder / "new.yaml").write_text(whole_example(codes.replace("      blue: {}\n", "")))

    result = run("new.yaml", "--against", "old.yaml")

    lines = (folder / "new.yaml").read_text(encoding="utf-8").splitlines()
    place = f"new.yaml:{lines.index('  Colour:') + 1}:3: error [gone-iri] Colour.blue:"
    assert place in result.output


def test_rules_are_listed_and_explained():
    listed = CliRunner().invoke(rules, [])
    one = CliRunner().invoke(rules, ["shared-meaning"])
    none = CliRunner().invoke(rules, ["shared-meening"])

    assert all(name in listed.output for name in RULE_NAMES)
    assert "crimson: {meaning: library:red}" in one.output
    assert none.exit_code == 2
    assert "did you mean shared-meaning" in none.output


def test_page_of_rules_is_current():
    page = Path(__file__).parents[3] / "docs" / "schema-rules.md"

    assert page.read_text(encoding="utf-8") == CliRunner().invoke(rules, ["--markdown"]).output


@pytest.mark.parametrize(
    "options", [["--fast"], pytest.param([], marks=pytest.mark.slow, id="thorough")]
)
def test_our_own_schemas_have_no_error_and_no_warning(options):
    result = run("--quiet", *options)

    assert result.exit_code == 0
    assert ": 0 errors, 0 warnings," in result.output
