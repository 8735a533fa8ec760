"""Whatever becomes of a schema in an editor, it is checked: faults with places, no traceback."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkml_schemas.checking.check import Beyond, check_schema
from tests.linkml_schemas.schema_edits import SMALL_FILE

LINES = SMALL_FILE.read_text(encoding="utf-8").splitlines()
FAST = Beyond(thorough=False)
SCRAPS = st.sampled_from(
    ["", "- ", "  ", "[", "]", "{", "}", ": ", "'", '"', "&a", "*a", "!!set", "|", ">-", "\t", "~",
     "yes", "12", "-1", "1e999", "2020-01-01", "<<: *a", "? x", "%", "@", "name", "range: ", "\x00",
     "is_a: Organisation", "slots:", "classes:", "null", "[[]]", "{a: {b: [c]}}", "é", "\ufeff"]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "twice", "indent", "retype", "insert", "cut", "swap"]),
        st.integers(0, len(LINES) - 1),
        SCRAPS,
    ),
    min_size=1,
    max_size=4,
)


def mutate(lines: list[str], edits: list[tuple[str, int, str]]) -> str:
    found = list(lines)
    for kind, index, scrap in edits:
        if not found:
            break
        index %= len(found)
        line = found[index]
        if kind == "delete":
            del found[index]
        elif kind == "twice":
            found.insert(index, line)
        elif kind == "indent":
            found[index] = f"  {line}" if scrap else line[2:]
        elif kind == "retype":
            found[index] = f"{line.partition(':')[0]}: {scrap}"
        elif kind == "insert":
            found.insert(index, scrap)
        elif kind == "cut":
            found = found[:index]
        else:
            other = random.Random(index).randrange(len(found))
            found[index], found[other] = found[other], found[index]
    return "\n".join(found) + "\n"


@pytest.mark.slow
@settings(max_examples=500)
@given(edits=EDITS)
@example(edits=[("retype", 0, "[[]]")])
@example(edits=[("cut", 1, "")])
def test_any_edit_yields_faults_with_places_or_passes(tmp_path_factory, edits):
    path = tmp_path_factory.getbasetemp() / "mutated.yaml"
    text = mutate(LINES, edits)
    path.write_text(text, encoding="utf-8", newline="\n")

    report = check_schema(path, FAST)

    most = text.count("\n") + 1
    for fault in report.faults:
        assert fault.place.line >= 1
        assert fault.place.column >= 1
        assert fault.place.file != path or fault.place.line <= most + 1
        assert fault.message


@given(content=st.binary(max_size=300))
def test_any_bytes_yield_faults_with_places_or_pass(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)

    for fault in check_schema(path, FAST).faults:
        assert fault.place.line >= 1
