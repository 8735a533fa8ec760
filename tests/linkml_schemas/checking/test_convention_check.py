import pytest

from linkml_schemas.checking.convention_check import check_convention
from tests.linkml_schemas.schema_edits import SMALL_FILE, edit


@pytest.mark.slow
def test_schema_that_keeps_the_convention_has_no_fault():
    assert list(check_convention(SMALL_FILE)) == []


@pytest.mark.slow
def test_predicate_that_only_a_column_turned_round_states_needs_words_of_its_own(tmp_path):
    changed = edit(
        tmp_path,
        "slot_uri: ds:lists\n    range: Decision\n",
        "slot_uri: dct:hasPart\n    range: Decision\n",
    )

    (fault,) = check_convention(changed)

    assert "dct:hasPart has no label" in fault.message
    assert fault.rule == "convention"
