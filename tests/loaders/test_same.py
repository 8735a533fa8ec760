"""The same input is the same generation, and only what changed is read."""

import dataclasses
import gzip
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from loaders.build import ensure_built
from loaders.errors import SourceError
from loaders.generations.data_directory import DataDirectory
from loaders.settings import LoaderSettings
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

ROWS = "id,label_nl,parent,valid_from\n" + "".join(
    f"o{n},Naam {n},,2020-01-01\n" for n in range(50)
)
BODIES = "id,label_nl\nraad,Raad\nhof,Hof\n"
TURTLE = "<https://begrip.example/id/orgaan/x> <https://e.org/p> [ <https://e.org/q> 1 ] ."
MOMENTS = ("prov#endedAtTime", "prov#wasGeneratedBy", ".well-known/genid/")
"""What differs between two builds of the same: when it was."""

OPENED: list[str] = []
LISTENING: list[bool] = []


def hear(event: str, arguments: tuple[object, ...]) -> None:
    if LISTENING and event == "open" and isinstance(arguments[0], str | os.PathLike):
        OPENED.append(Path(arguments[0]).name)


sys.addaudithook(hear)


@contextmanager
def listening():
    """Give the names of the files that are opened."""
    OPENED.clear()
    LISTENING.append(True)
    try:
        yield OPENED
    finally:
        LISTENING.clear()


@pytest.fixture
def registries(write):
    write("orgs", ROWS)
    write("bodies", BODIES, "Body")
    write("los", TURTLE, None, form="turtle")


@pytest.fixture
def build(settings, world):
    def run(**more):
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


def dumps(data, name):
    """Return the dumps of a generation, without what says when it was made."""
    found = {}
    for path in sorted((data.generation(name) / "dumps").iterdir()):
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        if path.name == "herkomst.nq.gz":
            lines = [line for line in lines if not any(word in line for word in MOMENTS)]
        found[path.name] = lines
    return found


def test_another_folder_order_and_time_give_the_same_bytes(
    build, data, settings, world, registries, tmp_path
):
    first = build()
    moved = tmp_path / "elders" / "registries"
    moved.mkdir(parents=True)
    for number, path in enumerate(sorted(settings.registries.iterdir(), reverse=True)):
        shutil.copyfile(path, moved / path.name)
        os.utime(moved / path.name, (number * 1_000, number * 1_000))
    other = LoaderSettings(tmp_path / "elders" / "var", moved, BASE)
    second = ensure_built(other, base=BASE, world=world)

    assert second.id == first.id
    assert dumps(DataDirectory(other.data), second.id) == dumps(data, first.id)


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "umask": "077"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "umask": "022"},
]


@pytest.mark.slow
def test_surroundings_do_not_matter_and_builds_may_run_beside_each_other(tmp_path):
    running = []
    for number, surroundings in enumerate(SURROUNDINGS):
        umask = int(surroundings["umask"], 8)
        arguments = ["--base", BASE, "--json"]
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "begrip", "build", *arguments, "--data", f"var{number}"],
                cwd=tmp_path,
                env={**os.environ, **surroundings},
                umask=umask,
                stdout=subprocess.PIPE,
            )
        )
    answers = [process.communicate(timeout=120)[0] for process in running]

    assert [process.returncode for process in running] == [0, 0]
    assert answers[0] == answers[1]
    made = [DataDirectory(tmp_path / f"var{number}") for number in range(2)]
    assert dumps(made[0], made[0].ids()[0]) == dumps(made[1], made[1].ids()[0])


def test_touching_a_file_builds_nothing(build, data, settings, registries):
    first = build()
    for path in settings.registries.iterdir():
        os.utime(path, (1, 1))
    second = build()

    assert (second.id, second.published) == (first.id, False)
    assert data.ids() == (first.id,)


def test_an_unchanged_registry_is_opened_for_its_checksum_only(build, write, registries):
    build()
    write("bodies", BODIES + "nieuw,Nieuw\n", "Body")
    with listening() as opened:
        build()

    changed, unchanged = opened.count("bodies.csv"), opened.count("orgs.csv")
    assert unchanged == opened.count("los.turtle") == 2
    assert changed > unchanged


def test_a_start_with_nothing_to_do_opens_each_source_once(build, registries):
    build()
    with listening() as opened:
        build()

    assert [opened.count(name) for name in ("orgs.csv", "bodies.csv", "los.turtle")] == [1, 1, 1]


def test_an_edit_that_keeps_size_and_time_is_seen(build, settings, write, registries):
    first = build()
    path = settings.registries / "bodies.csv"
    before = path.stat()
    path.write_text(BODIES.replace("Raad", "Daar"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert build().id != first.id


def test_the_dumps_of_what_did_not_change_are_linked(build, data, write, registries):
    first = build()
    write("bodies", BODIES + "nieuw,Nieuw\n", "Body")
    second = build()

    inodes = [
        {path.name: path.stat().st_ino for path in (data.generation(item.id) / "dumps").iterdir()}
        for item in (first, second)
    ]
    shared = {name for name, number in inodes[0].items() if inodes[1][name] == number}
    assert shared == {"los.nq.gz", "orgs.nq.gz", "vocabularium.nq.gz"}


def test_a_registry_that_says_the_same_in_another_file_is_linked(build, data, write, registries):
    first = build()
    write("bodies", BODIES.replace("\n", "\r\n"), "Body")
    second = build()

    paths = [data.generation(item.id) / "dumps/bodies.nq.gz" for item in (first, second)]
    assert first.id != second.id
    assert paths[0].stat().st_ino == paths[1].stat().st_ino


def test_the_provenance_of_what_did_not_change_stays(build, data, write, registries):
    first = build()
    write("bodies", BODIES + "nieuw,Nieuw\n", "Body")
    second = build()

    made = [
        {entry["name"]: entry for entry in data.read_manifest(item.id)["registries"]}
        for item in (first, second)
    ]
    for name in ("orgs", "los", "vocabularium"):
        assert made[0][name] == made[1][name]


def test_a_source_that_changes_while_it_is_read_stops_the_build(build, data, settings, registries):
    def report(progress):
        if progress.stage == "compare":
            (settings.registries / "bodies.csv").write_text(BODIES + "later,Later\n")

    with pytest.raises(SourceError, match=r"^bodies: changed while it was read"):
        build(report=report)

    assert data.current_id() is None
    assert build().published


def test_a_definition_decides_too(build, settings, registries):
    first = build()
    path = settings.registries / "bodies.yaml"
    path.write_text(path.read_text() + "# later\n")

    assert build().id != first.id


def test_the_same_inputs_in_a_directory_with_a_past_have_the_same_id(
    build, settings, world, write, registries, tmp_path
):
    build()
    write("bodies", BODIES + "nieuw,Nieuw\n", "Body")
    second = build()
    fresh = dataclasses.replace(settings, data=tmp_path / "fresh")

    assert ensure_built(fresh, base=BASE, world=world).id == second.id
