import re
from pathlib import Path

from loaders.checking.faults import REASONS
from loaders.errors import EXIT_CODES
from loaders.groups import MOST, SHOWN
from loaders.reading.definition_values import CONFORMANCE, OWN_SHAPES, SHAPES_SUFFIXES
from loaders.reading.definitions import _KEYS
from loaders.reading.source_files import SUFFIXES
from loaders.repairing.drop_rules import DROPS
from loaders.repairing.repair_rules import RULES
from loaders.settings import SETTINGS
from loaders.shapes.shapes_reports import COLUMNS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "loading.md").read_text(encoding="utf-8")
SOURCES = (DOCS / "sources.md").read_text(encoding="utf-8")


def test_the_exit_codes_in_the_documentation_are_those_of_the_program():
    documented = re.findall(r"^\| (\d+) \| (.+) \|$", TEXT, re.MULTILINE)

    assert {int(code): text for code, text in documented} == EXIT_CODES


def test_every_reason_and_every_key_is_documented():
    for word in (*REASONS, *_KEYS):
        assert f"`{word}" in TEXT


def test_the_example_in_the_documentation_is_accepted(tmp_path):
    from loaders.check import check_registries
    from loaders.settings import LoaderSettings

    definition, rows = re.findall(r"```(?:yaml|csv)\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "organen-voorbeeld.yaml").write_text(definition)
    (tmp_path / "organen-voorbeeld.csv").write_text(rows)

    checked = check_registries(LoaderSettings(tmp_path / "var", tmp_path), base="http://x.y")

    assert checked.faults == ()
    assert checked.summaries[0].accepted == 1


def test_the_rules_in_the_documentation_are_those_of_the_program():
    documented = re.findall(
        r"^\| `(\w+)` \| (`.*`) \| (yes|no) \| (yes|no) \| (.+) \|$", SOURCES, re.MULTILINE
    )

    word = {True: "yes", False: "no"}
    assert documented == [
        (rule.name, rule.given, word[rule.rows], word[rule.rdf], rule.meaning) for rule in RULES
    ]


def test_what_can_be_dropped_is_documented():
    documented = re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", SOURCES, re.MULTILINE)

    assert dict(documented) == dict(DROPS)


def test_every_suffix_is_documented():
    rdf = [suffix for name in list(SUFFIXES)[2:] for suffix in SUFFIXES[name]]

    assert all(f"`{suffix}`" in SOURCES for suffix in rdf)


def test_the_page_on_checking_has_every_key_variable_and_column():
    text = (Path(__file__).parents[2] / "docs" / "checking.md").read_text(encoding="utf-8")
    variables = [item for item in SETTINGS if item.variable.startswith("BEGRIP_SHAPES_")]

    for item in variables:
        assert f"| `{item.variable}` | `{item.default}` | {item.meaning} |" in text
    assert all(f"`{word}`" in text for word in (*COLUMNS, *SHAPES_SUFFIXES, *OWN_SHAPES))
    assert all(f"`conformance: {word}`" in text for word in CONFORMANCE)
    assert f"first {SHOWN} of each group and {MOST} groups" in text
