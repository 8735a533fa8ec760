"""What is damaged on disk is told or read again; it never ends in a traceback."""

import gzip
import json

import click
import pytest
from click.testing import CliRunner

from loaders import commands, generation_commands
from loaders.build import ensure_built
from loaders.errors import BaseError, DiskError, PromiseError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.generations.snapshots import find_damage, read_snapshot
from loaders.generations.verification import verify
from tests.loaders.conftest import BASE
from tests.survival.whole import find_litter

pytestmark = pytest.mark.slow

ROWS = "id,label_nl\nraad,Raad\n"


@pytest.fixture
def told():
    return []


@pytest.fixture
def build(settings, world, told):
    def run(**more):
        return ensure_built(settings, base=BASE, world=world, report=told.append, **more)

    return run


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


@pytest.fixture
def run(settings):
    found = (*commands.COMMANDS, *generation_commands.COMMANDS)
    group = click.Group(commands={command.name or "": command for command in found})
    known = {
        "BEGRIP_DATA": str(settings.data),
        "BEGRIP_REGISTRIES": str(settings.registries),
        "BEGRIP_BASE_IRI": BASE,
    }
    return lambda *arguments: CliRunner().invoke(group, arguments, env=known)


@pytest.fixture
def two(write, build):
    """Return two generations; the second is served."""
    write("raden", ROWS, "Body")
    write("doelen", "id,label_nl\ndoel,Doel\n", "Goal")
    first = build()
    write("raden", ROWS + "hof,Hof\n", "Body")
    return first, build()


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "pattern", ["*.keys.parquet", "*.known.parquet", "*.nq.gz", "snapshot.json"]
)
def test_a_damaged_snapshot_is_told_and_its_registry_is_read_again(
    build, data, write, two, told, pattern
):
    for path in data.snapshot("doelen").glob(pattern):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[: len(content) // 2])
    write("raden", ROWS + "hof,Hof\nkamer,Kamer\n", "Body")

    built = build()

    assert built.published
    assert any("snapshot of doelen is damaged" in item.text for item in told)
    assert not find_damage(data.snapshot("doelen"))
    assert read_snapshot(data.snapshot("doelen")) is not None


def test_a_snapshot_leaves_no_unfinished_file(data, two):
    assert not list((data.path / "registries").rglob("*.new"))


def test_damaged_promises_are_told_with_a_remedy(build, data, write, two):
    cut(data.generation(two[1].id) / "promises.txt.gz")
    write("raden", ROWS + "hof,Hof\nkamer,Kamer\n", "Body")

    with pytest.raises(DiskError, match=r"promises.txt.gz.*remove the folder"):
        build()

    assert data.current_id() == two[1].id


@pytest.mark.parametrize("manifest", ["{}", "{", "[]", '{"made": "2026-01-01"}', None])
def test_a_damaged_served_generation_is_told_and_built_anew(build, data, two, told, manifest):
    path = data.generation(two[1].id) / "manifest.json"
    if manifest is None:
        path.unlink()
    else:
        path.write_text(manifest)

    built = build()

    assert (built.published, built.id) == (True, two[1].id)
    assert verify(data, two[1].id).problems == ()
    assert find_litter(data.path) == []


def test_what_is_damaged_is_not_called_never_built(build, data, run, write):
    write("raden", ROWS, "Body")
    built = build()
    (data.generation(built.id) / "manifest.json").write_text("{}")

    answer = run("generations")

    assert f"generation {built.id} is damaged" in answer.stderr
    assert "nothing was built" not in answer.stderr


def test_a_damaged_served_generation_still_promises_what_it_promised(build, data, two, write):
    (data.generation(two[1].id) / "manifest.json").write_text("{")
    write("raden", ROWS, "Body")

    with pytest.raises(PromiseError, match="/id/orgaan/hof"):
        build()


def test_from_a_damaged_served_generation_a_rollback_leads_back(data, two):
    (data.generation(two[1].id) / "manifest.json").write_text("{")

    roll_back(data, two[0].id)

    assert data.current_id() == two[0].id


@pytest.mark.parametrize("manifest", ["{", "{}"])
def test_a_damaged_generation_that_is_not_served_is_passed_over(
    build, data, write, two, told, run, manifest
):
    (data.generation(two[0].id) / "manifest.json").write_text(manifest)
    write("raden", ROWS + "hof,Hof\nkamer,Kamer\n", "Body")

    assert build().published
    assert f"generation {two[0].id} is damaged: remove it" in [item.text for item in told]
    listed = run("generations")
    assert listed.exit_code == 0
    assert two[1].id in listed.stdout
    assert f"{two[0].id} is damaged: remove it" in listed.stderr
    assert run("rollback").exit_code == 0
    refused = run("rollback", two[0].id)
    assert refused.exit_code == 8
    assert "is damaged: remove it" in refused.stderr


def test_snapshots_are_there_before_the_pointer_moves(build, data, write):
    write("raden", ROWS, "Body")
    data.path.mkdir()
    data.current.mkdir()  # the swap fails here, as if the build were killed before it

    with pytest.raises(DiskError):
        build()

    assert read_snapshot(data.snapshot("raden")) is not None


def test_a_refused_first_build_does_not_fix_the_base(build, data, write, settings, world):
    write("raden", "id,label_nl\nraad,\n", "Body", share=0.0)
    with pytest.raises(Exception, match="refused"):
        build()

    assert data.read_base() is None


def test_the_file_that_the_disk_refuses_is_named(settings, build, write):
    write("raden", ROWS, "Body")
    settings.data.mkdir()
    (settings.data / "generations").write_text("no folder")

    with pytest.raises(DiskError, match="generations: File exists"):
        build()


def test_a_data_directory_that_is_a_file_is_told(settings, build, write, run):
    write("raden", ROWS, "Body")
    settings.data.write_text("")

    with pytest.raises(DiskError, match="is a file"):
        build()
    for name in ("build", "check", "generations", "rollback", "export"):
        answer = run(name)
        assert answer.exit_code == 9
        assert "is a file" in answer.stderr


def test_check_makes_the_promise_check(settings, world, two, write):
    from loaders.check import check_registries

    write("raden", "id,label_nl\nhof,Hof\n", "Body")

    checked = check_registries(settings, base=BASE, world=world)

    assert checked.exit_code == PromiseError.exit_code
    assert "/id/orgaan/raad" in checked.problem


def test_check_makes_the_empty_graph_check(settings, world, write):
    from loaders.check import check_registries

    write("raden", "", None, form="ntriples")

    checked = check_registries(settings, base=BASE, world=world)

    assert checked.exit_code == 5
    assert "not" in checked.problem or "nothing" in checked.problem
    assert not settings.data.exists()


def test_check_refuses_another_base_than_that_of_the_data_directory(settings, world, two):
    import dataclasses

    from loaders.check import check_registries

    other = dataclasses.replace(settings, base="https://other.example")
    with pytest.raises(BaseError, match="belongs to base"):
        check_registries(other, base=BASE, world=world)


def test_check_shows_the_problem(run, settings, write):
    write("raden", ROWS + "hof,Hof\n".replace("\n", ",\n"), "Body")
    write("raden", "id,label_nl,source\nraad,Raad,https://e.org/a\n", "Body")
    assert run("build").exit_code == 0
    write("raden", "id,label_nl,source\nhof,Hof,https://e.org/a\n", "Body")

    answer = run("check", "--json")

    assert answer.exit_code == 5
    assert "/id/orgaan/raad" in json.loads(answer.stdout)["problem"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda packed: packed[:-9], id="cut"),
        pytest.param(lambda packed: packed[:12] + b"\xff\xff" + packed[14:], id="garbled"),
        pytest.param(lambda packed: b"id,label_nl\n", id="not packed"),
    ],
)
@pytest.mark.parametrize(("form", "kind"), [("csv", "Body"), ("json", "Body"), ("turtle", None)])
def test_a_damaged_packed_source_is_unreadable(write, settings, world, form, kind, damage):
    from loaders.check import check_registries

    path = write("raden", ROWS, kind, form=form)
    (settings.registries / f"raden.{form}.gz").write_bytes(damage(gzip.compress(ROWS.encode())))
    path.write_text(path.read_text().replace(f"raden.{form}", f"raden.{form}.gz"))

    checked = check_registries(settings, base=BASE, world=world)

    assert "raden" in checked.summaries[0].reason
    assert "pack it again" in checked.summaries[0].reason
