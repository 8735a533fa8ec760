"""A pattern that backtracks is a fault, and does not hold the check."""

import re
import signal
import threading

import pytest

from linkml_schemas.checking import example_records
from linkml_schemas.checking.check import check_schema
from linkml_schemas.checking.patience import TakesForeverError, at_most
from linkml_schemas.checking.rule import whole_example

pytestmark = pytest.mark.slow

BACKTRACKING = "^(a+)+$"
ENDLESS = "a" * 60 + "!"


def test_what_backtracks_is_stopped_and_leaves_no_timer():
    with pytest.raises(TakesForeverError), at_most(0.1):
        re.search(BACKTRACKING, ENDLESS)

    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


def test_what_ends_in_time_is_left_alone_in_any_thread():
    found = []

    def search() -> None:
        with at_most(5):
            found.append(re.search(BACKTRACKING, "aaa"))

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    search()

    assert [match is not None for match in found] == [True, True]


def test_pattern_that_backtracks_on_an_example_is_a_fault_at_the_pattern(tmp_path):
    path = tmp_path / "library.yaml"
    path.write_text(
        whole_example(
            "classes:\n  Book:\n    attributes:\n      code:\n"
            f"        pattern: '{BACKTRACKING}'\n        examples: [{{value: '{ENDLESS}'}}]\n"
        ),
        encoding="utf-8",
    )

    (found,) = [each for each in check_schema(path).faults if each.rule == "example-pattern"]

    assert "takes for ever" in found.message
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[found.place.line - 1].strip().startswith("pattern:")


def test_example_record_on_which_a_pattern_backtracks_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(example_records, "ONE_RECORD", 0.5)
    path = tmp_path / "library.yaml"
    path.write_text(
        whole_example(
            f"classes:\n  Book:\n    attributes:\n      code:\n        pattern: '{BACKTRACKING}'\n"
        ),
        encoding="utf-8",
    )
    folder = tmp_path / "examples" / "valid"
    folder.mkdir(parents=True)
    (folder / "Book-endless.yaml").write_text(f"code: '{ENDLESS}'\n", encoding="utf-8")

    (found,) = [each for each in check_schema(path).faults if each.rule == "example-refused"]

    assert "takes for ever" in found.message
