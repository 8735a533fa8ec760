from pathlib import Path

import pytest

from linkml_schemas.compiler import compile_schema
from linkml_schemas.convention import SchemaError
from linkml_schemas.plan import Schema
from tests.linkml_schemas.schema_edits import edit

CONCEPT = "      concept: beslissing\n"
KBO = "      normalise: kbo\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(CONCEPT, f"{CONCEPT}      family: blue\n", "family must be", id="family"),
        pytest.param(CONCEPT, f"{CONCEPT}      glance: colour\n", "glance names", id="glance"),
        pytest.param(CONCEPT, f"{CONCEPT}      glance: id\n", "glance names 'id'", id="steers"),
        pytest.param(CONCEPT, f"{CONCEPT}      plural_nl: A\n", "plural_en is", id="plural"),
        pytest.param(KBO, f"{KBO}      show: dance\n", "cannot show 'dance'", id="show"),
        pytest.param(KBO, f"{KBO}      show: event\n", "needs a date", id="show of a text"),
        pytest.param(KBO, f"{KBO}      show: size\n", "needs a whole number", id="size of a text"),
        pytest.param(KBO, f"{KBO}      back: list\n", "back must be one of", id="back"),
        pytest.param(KBO, f"{KBO}      back: table\n", "needs a class", id="back of a text"),
        pytest.param(KBO, f"{KBO}      back_nl: A\n", "back_nl needs back", id="heading alone"),
        pytest.param(
            "      scheme: gezag\n", "      scheme: gezag\n      steps: a b\n",
            "steps names 'a'", id="steps",
        ),
    ],
)  # fmt: skip
def test_arrangement_that_cannot_be_shown_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(SchemaError, match=said):
        compile_schema(edit(tmp_path, old, new))


def test_every_class_of_ours_has_a_family_plurals_and_a_glance(real: Schema) -> None:
    for record_class in real.classes:
        assert record_class.family, record_class.name
        assert set(record_class.plurals) == {"nl", "en"}, record_class.name
        assert record_class.glance, record_class.name


def test_every_date_of_ours_is_on_the_line_of_time(real: Schema) -> None:
    dates = {
        (record_class.name, column.name)
        for record_class in real.classes
        for column in record_class.columns
        if (column.datatype or "").endswith(("#date", "#dateTime")) and not column.show
    }

    assert dates == set()
