import io
import threading
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from linkml_schemas.checking.settings import FILE_NAME
from linkml_schemas.checking.targets import TargetError
from linkml_schemas.modelling.documents import parse_document
from linkml_schemas.watching.annotations import write_annotations
from linkml_schemas.watching.files import await_change, look_at
from linkml_schemas.watching.loop import Watch
from linkml_schemas.watching.telling import print_answer
from linkml_schemas.watching.workbench import Workbench, find_baseline
from tests.linkml_schemas.watching.schemas import LIBRARY, edit, write_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path)


def kinds(found) -> list[tuple[str, str]]:
    return [(change.verdict, change.name) for change in found.changes]


def test_first_answer_has_nothing_to_compare_with(library):
    answer = Workbench(library).answer()

    assert answer.is_readable
    assert answer.since_save is None
    assert answer.report.counts()["error"] == 0


def test_change_in_an_imported_file_is_told(library):
    bench = Workbench(library)
    bench.answer()
    edit(
        library.with_name("works.yaml"),
        "    range: date",
        "    range: date\n        required: true",
    )

    answer = bench.answer()

    assert ("breaking", "made") in [
        (v, name.rpartition(".")[2]) for v, name in kinds(answer.since_save)
    ]


def test_broken_file_leaves_the_last_good_state_and_its_place_is_said(library):
    bench = Workbench(library)
    good = bench.answer().good
    edit(library, "classes:", "classes: [")

    broken = bench.answer()
    edit(library, "classes: [", "classes:")
    mended = bench.answer()

    assert not broken.is_readable
    assert broken.good is good
    assert [fault.rule for fault in broken.report.faults if fault.level == "error"] == ["yaml"]
    assert mended.is_readable
    assert mended.since_save is not None
    assert kinds(mended.since_save) == []


def test_what_a_broken_file_would_have_is_not_said_to_be_missing(library):
    bench = Workbench(library)
    bench.answer()
    edit(library.with_name("works.yaml"), "classes:", "classes: [")

    answer = bench.answer()

    assert {fault.rule for fault in answer.report.faults if fault.level == "error"} == {"yaml"}
    assert library.with_name("works.yaml") in bench.read


def test_import_that_comes_later_is_watched(library):
    edit(library, "works]", "works, people]")
    bench = Workbench(library)
    bench.answer()

    assert library.with_name("people.yaml") in bench.read


def test_settings_that_come_later_are_noticed_and_followed(library):
    (library.parent / ".git").mkdir()
    bench = Workbench(library)
    bench.answer()
    look = look_at(bench.read)
    settings = library.with_name(FILE_NAME)
    settings.write_text('levels = "none"\n', encoding="utf-8")

    noticed = await_change(look, bench.read, stopped=lambda: True, sleep=lambda _: None)

    assert noticed
    assert "settings" in {fault.rule for fault in bench.answer().report.faults}
    assert library.parents[1] / FILE_NAME not in bench.read


def test_file_that_did_not_change_is_not_parsed_again(library):
    bench = Workbench(library)
    bench.answer()
    before = parse_document.cache_info().misses
    edit(library, "Pages\n", "Leaves\n")

    bench.answer()

    assert parse_document.cache_info().misses == before + 1


def test_baseline_is_what_was_asked_for_or_none(library, tmp_path):
    old = tmp_path / "old.yaml"
    old.write_text(LIBRARY.replace("range: integer", "range: string"), encoding="utf-8")

    bench = Workbench(library, find_baseline(library, str(old)))

    assert "pages" in {name.rpartition(".")[2] for _, name in kinds(bench.answer().since_baseline)}
    assert find_baseline(library, None) is None
    with pytest.raises(TargetError):
        find_baseline(library, "v99")


def test_annotations_that_cannot_be_written_do_not_end_the_watch(library):
    said = io.StringIO()
    target = library.parent / "absent" / "faults.json"

    Watch(Workbench(library), Console(file=said, width=300), None, target).tell()

    assert "cannot be written: No such file or directory" in said.getvalue()
    assert "answered in" in said.getvalue()


def test_save_is_noticed_once_it_is_finished(library):
    look = look_at([library])
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            library.write_text("id: a", encoding="utf-8")
        elif len(slept) == 2:
            library.write_text(LIBRARY, encoding="utf-8")

    stop = threading.Event()
    noticed = await_change(look, [library], stopped=stop.is_set, sleep=sleep)
    stop.set()

    assert noticed
    assert len(slept) >= 3
    assert not await_change(look_at([library]), [library], stopped=stop.is_set)


def test_removed_file_is_a_change(library):
    look = look_at([library])
    library.unlink()

    assert await_change(look, [library], stopped=lambda: False)
    assert Workbench(library).answer().report.faults[0].rule == "yaml"


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.json", "{"), ("a.sarif", "{"), ("a.xml", "<?xml"), ("a.github", "::error file="),
     ("a.txt", "")],
)  # fmt: skip
def test_annotations_are_written_whole_in_the_form_of_their_ending(library, name, begins):
    edit(library, "range: integer", "range: intger")
    target = library.with_name(name)

    write_annotations(Workbench(library).answer().report, target)

    text = target.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "did you mean integer?" in text
    assert [path.name for path in library.parent.iterdir() if path.name.startswith(".")] == []
    if name == "a.txt":
        assert text.splitlines()[0].endswith("[reference]")
        assert "library.yaml:21:9: error: " in text


def test_a_file_that_is_gone_is_said_to_be_and_waited_for(library):
    bench, said = Workbench(library), io.StringIO()
    content = library.read_bytes()
    good = bench.answer().good
    library.unlink()

    gone = bench.answer()
    print_answer(Console(file=said, width=200), gone, datetime(2026, 11, 26))
    library.write_bytes(content)
    back = bench.answer()

    assert gone.is_gone
    assert gone.good is good
    assert "The file is gone; this waits for it; save 1 is shown." in said.getvalue()
    assert "the file is not there" in said.getvalue()
    assert "look at this line" not in said.getvalue()
    assert library in bench.read
    assert back.is_readable
    assert not back.is_gone
