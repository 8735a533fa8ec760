from pathlib import Path

import pytest

from linkml_schemas.checking.check import Beyond, Report, check_schema
from linkml_schemas.checking.rule import Rule, whole_example
from linkml_schemas.checking.rules import RULE_NAMES, RULES
from linkml_schemas.checking.settings import FILE_NAME
from linkml_schemas.modelling.reading import read_leniently


def check_example(folder: Path, rule: Rule, *, good: bool) -> Report:
    """Check one example of a rule as its documentation shows it."""
    settings = rule.settings if not good or rule.good_settings is None else rule.good_settings
    level = f'[levels]\n{rule.name} = "{rule.level}"\n' if rule.optional else ""
    (folder / FILE_NAME).write_text(settings + level, encoding="utf-8")
    for name, text in rule.good_beside if good else rule.beside:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    before = None
    if rule.before:
        (folder / "before.yaml").write_text(whole_example(rule.before), encoding="utf-8")
        before, _ = read_leniently(folder / "before.yaml")
    path = folder / "library.yaml"
    path.write_text(whole_example(rule.good if good else rule.bad), encoding="utf-8")
    return check_schema(path, Beyond(before, thorough=bool(rule.beside or rule.settings)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_reports_its_bad_example_with_a_place(tmp_path, rule):
    report = check_example(tmp_path, rule, good=False)

    found = [fault for fault in report.faults if fault.rule == rule.name]
    assert found, [str(fault) for fault in report.faults]
    assert {fault.level for fault in found} == {rule.level}
    for fault in found:
        lines = fault.place.file.read_text(encoding="utf-8").splitlines()
        assert 1 <= fault.place.line <= max(1, len(lines))
        assert fault.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_silent_on_its_good_example(tmp_path, rule):
    report = check_example(tmp_path, rule, good=True)

    assert [str(fault) for fault in report.faults if fault.rule == rule.name] == []
    errors = [str(fault) for fault in report.faults if fault.level == "error"]
    assert errors == []


def test_every_rule_has_a_name_of_its_own_and_a_reason():
    assert len(set(RULE_NAMES)) == len(RULES) >= 30
    for rule in RULES:
        assert rule.reason.endswith(".")
        assert rule.bad != rule.good or rule.settings or rule.beside
