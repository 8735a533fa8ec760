import pytest

from linkml_schemas.modelling.reading import read_model
from tests.benchmarks.large_schema import large_schema, write_large_schema
from tests.benchmarks.workbench import OURS, Command, count_changed, measure


def test_the_schema_that_is_measured_on_has_its_size(tmp_path):
    model = read_model(write_large_schema(tmp_path / "large.yaml"))

    own = [slot for slot in model.slots.values() if not slot.imported]
    assert (len(model.classes), len(own), len(model.enums)) == (60, 150, 12)
    assert large_schema() == large_schema()


@pytest.mark.slow
def test_command_is_timed_and_its_changed_lines_are_counted(tmp_path):
    schema = write_large_schema(tmp_path / "large.yaml", classes=10, slots=30, enums=3)
    shapes = Command(OURS[1].name, OURS[1].program, OURS[1].arguments)

    best = measure([shapes], schema, tmp_path)
    changed = count_changed([shapes], schema, tmp_path)

    assert best[shapes.name].seconds > 0
    assert 0 < changed[shapes.name] <= 10
