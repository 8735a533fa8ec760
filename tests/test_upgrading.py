"""Data directories of a newer and of an older Begrip."""

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

import begrip
import loaders.generations.data_directory
import server.generations
from tests.running import copy_checkout
from tests.server.generation import publish, write_generation
from tests.server.serving import await_equal, serving
from tests.test_backup import BASE, write_registry

pytestmark = pytest.mark.slow  # builds a dozen generations

NEWER = 99


@pytest.fixture
def run(tmp_path):
    def invoke(*arguments):
        environment = {
            "BEGRIP_DATA": str(tmp_path / "var"),
            "BEGRIP_REGISTRIES": str(tmp_path / "registries"),
            "BEGRIP_BASE_IRI": BASE,
        }
        return CliRunner().invoke(begrip.main, arguments, env=environment)

    return invoke


@pytest.fixture
def built(run, tmp_path):
    """A data directory with one generation."""
    write_registry(tmp_path / "registries", 3)
    assert run("build").exit_code == 0
    return tmp_path / "var"


def edit(path, **changes):
    found = json.loads(path.read_text()) | changes
    text = json.dumps({key: value for key, value in found.items() if value is not None})
    path.write_text(text)


def test_loaders_and_server_know_the_same_layout():
    assert loaders.generations.data_directory.LAYOUT == server.generations.LAYOUT


def test_a_build_writes_the_number_of_the_layout(built):
    layout = loaders.generations.data_directory.LAYOUT

    assert json.loads((built / "base.json").read_text()) == {"base": BASE, "layout": layout}
    assert json.loads((built / "current" / "manifest.json").read_text())["layout"] == layout


@pytest.mark.parametrize("command", ["build", "check", "generations", "rollback", "export"])
@pytest.mark.parametrize("where", ["base.json", "current/manifest.json"])
def test_every_command_refuses_what_a_newer_begrip_laid_out(run, built, command, where):
    edit(built / where, layout=NEWER)
    before = sorted(built.rglob("*"))
    result = run(command, "--force") if command == "build" else run(command)

    assert result.exit_code == 12, result.output
    assert "has layout 99, and this Begrip knows 1 at most" in result.stderr
    assert [path for path in sorted(built.rglob("*")) if path not in before] in (
        [],
        [built / "builds.log"],
    )


def test_a_backup_of_a_newer_directory_is_refused_too(run, built, tmp_path):
    edit(built / "base.json", layout=NEWER)

    assert run("backup", str(tmp_path / "kept.tar")).exit_code == 12


def test_a_directory_of_before_the_numbers_is_used_and_numbered(run, built, tmp_path):
    edit(built / "base.json", layout=None)
    edit(built / "current" / "manifest.json", layout=None)

    assert run("build").stdout.startswith("nothing to do")
    write_registry(tmp_path / "registries", 4)
    assert run("build").exit_code == 0
    assert json.loads((built / "base.json").read_text())["layout"] == 1
    assert run("rollback").exit_code == 0


def test_a_layout_that_is_no_number_is_of_a_newer_one(run, built):
    edit(built / "current" / "manifest.json", layout="two")

    assert run("generations").exit_code == 12
    with pytest.raises(server.generations.GenerationError, match="has layout 'two'"):
        server.generations.require_current(built)


@pytest.mark.slow
def test_a_server_refuses_a_newer_generation_and_keeps_the_one_it_has(tmp_path):
    first = write_generation(tmp_path, count=100)
    with serving(tmp_path, tmp_path / "log") as server:
        newer = write_generation(tmp_path, count=102)
        publish(tmp_path, first)
        edit(tmp_path / "generations" / newer / "manifest.json", layout=NEWER)
        publish(tmp_path, newer)
        await_equal(lambda: len(server.events("generation refused")), 1)
        (refused, *_) = server.events("generation refused")

        assert "has layout 99, and this Begrip knows 1 at most" in str(refused["why"])
        assert refused["still_serving"] == first
        assert server.query("ASK {}").status_code == 200
    shutil.rmtree(tmp_path / "generations" / first)
    ended = subprocess.run(
        [sys.executable, "-m", "begrip", "serve", "--data", str(tmp_path), "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 8
    assert "serve it with the newer version" in ended.stderr


@pytest.mark.slow
def test_a_newer_program_makes_its_own_generation_and_goes_back_to_the_older(run, built, tmp_path):
    newer = copy_checkout(tmp_path / "newer")
    with (newer.path / "loaders" / "rows.py").open("a") as module:
        module.write("\n# changed\n")
    settings = {
        "BEGRIP_DATA": str(built),
        "BEGRIP_REGISTRIES": str(tmp_path / "registries"),
    }
    older = (built / "current").readlink().name
    done = newer.run("begrip build", **settings)
    assert done.stdout.startswith("published"), done.stderr
    made = (built / "current").readlink().name

    assert made != older
    assert run("generations").exit_code == 0
    with serving(built, tmp_path / "log") as server:
        assert newer.run("begrip rollback", **settings).returncode == 0
        await_equal(lambda: server.events("serving")[-1]["generation"], older)
        assert server.events("serving")[-1]["generation"] == older
        assert run("build", "--force").exit_code == 0
        assert newer.run(f"begrip rollback {made}", **settings).returncode == 0
    write_registry(tmp_path / "registries", 2)
    dropped = newer.run("begrip build", **settings)
    assert dropped.returncode == 5, "what the older program promised, the newer one keeps"
