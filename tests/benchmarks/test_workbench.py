import pytest

from linkml_schemas.checking.check import Beyond, check_schema
from tests.benchmarks.wide_schema import write_wide_schema
from tests.benchmarks.workbench import WATCH, measure, to_table, watching


def test_wide_schema_has_its_numbers_and_no_fault(tmp_path):
    report = check_schema(write_wide_schema(tmp_path), Beyond(thorough=False))

    assert len([each for each in report.model.classes.values() if not each.imported]) == 60
    assert len(report.model.slots) == 150
    assert len(report.model.enums) == 12
    assert [str(each) for each in report.faults if each.level != "hint"] == []


def test_table_has_a_line_for_each_measurement():
    assert "| a | 2.00 | 1.00 |" in to_table({"a": [1.0, 2.0, 3.0], "b": [1.0]})


@pytest.mark.slow
@pytest.mark.alone
def test_save_is_answered_within_a_second(tmp_path):
    with watching(write_wide_schema(tmp_path)) as watch:
        seconds = [watch.seconds(number) for number in range(5)]

    assert min(seconds) < 1


@pytest.mark.slow
def test_the_whole_measurement_runs(tmp_path):
    found = measure(tmp_path, 1)

    assert found[WATCH]
    assert "gen-shacl" in found
