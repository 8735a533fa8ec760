"""A file that is no YAML is told with what would be right on that line."""

import pytest

from linkml_schemas.checking.yaml_remedies import add_remedy
from linkml_schemas.modelling.documents import read_document
from linkml_schemas.modelling.faults import Fault, Place


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        pytest.param(
            "a:\n  b: 1\n\tc: 2\n", 3, "indent with spaces; YAML allows no tabs", id="a tab"
        ),
        pytest.param(
            "a:\n  b:\n    c: 1\n    d: 2\n   e: 3\n", 5,
            "it is indented by 3 spaces: make that 4, as line 4 or 2, as line 2", id="too little",
        ),
        pytest.param(
            "a:\n  b: text\n   c: 1\n", 3, "it is indented by 3 spaces: make that 2, as line 2",
            id="too much",
        ),
        pytest.param(
            "a:\n  - b: text\n     c: 1\n", 3,
            "it is indented by 5 spaces: make that 4, as line 2", id="in an item",
        ),
        pytest.param(
            "a:\n  b: one: two\n", 2,
            "put quotes around a text that holds `: `, or mind how far the line is indented",
            id="a text with a colon",
        ),
        pytest.param(
            "a:\n  - b: 1\n    c: one: two\n", 3,
            "put quotes around a text that holds `: `, or mind how far the line is indented",
            id="a text with a colon in an item",
        ),
        pytest.param(
            "a: [1\nb: 2\n", 2, "close the [ that was opened, with commas between", id="bracket"
        ),
    ],
)  # fmt: skip
def test_what_would_be_right_is_said_of_the_line(tmp_path, text, line, remedy):
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")

    (fault,) = read_document(file).faults

    told = add_remedy(fault)
    assert (told.place.line, told.remedy) == (line, remedy)


def test_a_file_that_has_gone_is_told_as_before(tmp_path):
    fault = Fault(Place(tmp_path / "gone.yaml"), "yaml", "did not find expected key")

    assert add_remedy(fault).remedy == "indent this line as far as those that belong with it"
