import json

import pytest
from click.testing import CliRunner

import begrip
from loaders.errors import DefinitionError
from loaders.operating import build_log
from loaders.operating.build_log import BUILDS_LOG, LARGEST, OLDER, append, logged, read_builds
from loaders.progress import silent
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

ROWS = "id,label_nl,source\nraad,Raad,https://e.org/a\nraad,Raad,https://e.org/a\n"


@pytest.fixture
def run(settings):
    def invoke(*arguments, **environment):
        known = {
            "BEGRIP_DATA": str(settings.data),
            "BEGRIP_REGISTRIES": str(settings.registries),
            "BEGRIP_BASE_IRI": BASE,
        }
        return CliRunner().invoke(begrip.main, arguments, env={**known, **environment})

    return invoke


def test_a_build_that_publishes_says_so_with_its_counts_and_steps(run, write, settings):
    write("raden", ROWS, "Body")
    published = json.loads(run("build", "--json").stdout)["id"]
    (line,) = read_builds(settings.data)

    assert (line["result"], line["id"], line["exit_code"]) == ("published", published, 0)
    raden = next(item for item in line["registries"] if item["name"] == "raden")
    assert raden == {
        "name": "raden", "read": 2, "accepted": 1, "refused": 1, "from_snapshot": False,
    }  # fmt: skip
    assert line["rows"]["refused"] == 1
    assert {"read", "write", "publish"} <= set(line["steps"])
    assert sum(line["steps"].values()) == pytest.approx(line["seconds"], abs=0.1)


def test_a_build_with_nothing_to_do_and_one_that_fails_are_logged_too(run, write, settings):
    write("raden", ROWS, "Body")
    run("build")
    run("build")
    write("raden", ROWS, "Bdy")
    failed = run("build")
    lines = read_builds(settings.data)

    assert [line["result"] for line in lines] == ["published", "unchanged", "failed"]
    assert lines[1]["id"] == lines[0]["id"]
    assert (lines[2]["exit_code"], failed.exit_code) == (3, 3)
    assert "no class 'Bdy'" in lines[2]["reason"]


def test_a_registry_that_falls_back_is_named(run, write, settings):
    write("raden", ROWS, "Body")
    run("build")
    write("raden", "id,label_nl,source\nraad,,x\n", "Body")
    run("build")
    line = read_builds(settings.data)[-1]

    assert (line["result"], line["exit_code"]) == ("published", 4)
    assert line["reason"]
    assert [item["name"] for item in line["registries"] if item["from_snapshot"]] == ["raden"]


def test_an_interrupted_build_and_a_fault_are_logged(tmp_path):
    for error in (KeyboardInterrupt(), ZeroDivisionError("x"), DefinitionError("wrong")):
        with pytest.raises(type(error)), logged(tmp_path, silent):
            raise error
    lines = read_builds(tmp_path)

    assert [(line["result"], line["exit_code"]) for line in lines] == [
        ("interrupted", 130),
        ("failed", 1),
        ("failed", 3),
    ]
    assert "ZeroDivisionError" in lines[1]["reason"]


def test_a_log_that_cannot_be_written_costs_a_warning_and_no_build(run, write, settings):
    write("raden", ROWS, "Body")
    settings.data.mkdir()
    (settings.data / BUILDS_LOG).mkdir()
    result = run("build")

    assert result.exit_code == 0, result.output
    assert "published" in result.stdout
    assert "WARNING" in result.stderr
    assert "builds.log cannot be written" in result.stderr


def test_a_build_that_has_no_data_directory_makes_none(run, settings):
    result = run("build", BEGRIP_REGISTRIES="nowhere")

    assert result.exit_code == 3
    assert not settings.data.exists()


def test_a_full_log_is_put_aside_and_the_one_before_it_is_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(build_log, "LARGEST", 4000)
    for number in range(300):
        line = {"at": f"2026-01-01T00:00:{number:05}Z", "result": "failed", "exit_code": number}
        append(tmp_path, json.dumps(line) + "\n")
    codes = [line["exit_code"] for line in read_builds(tmp_path)]

    assert codes == list(range(codes[0], 300))
    assert len(codes) > 40
    assert {path.name for path in tmp_path.iterdir()} == {BUILDS_LOG, OLDER}
    assert all(path.stat().st_size <= 4000 for path in tmp_path.iterdir())
    assert LARGEST > 4000


def test_a_torn_line_spoils_no_other(tmp_path):
    (tmp_path / BUILDS_LOG).write_text('{"at": "x", "resu')
    append(tmp_path, '{"at": "x", "result": "failed", "exit_code": 3}\n')

    assert [line["exit_code"] for line in read_builds(tmp_path)] == [3]


def test_a_link_in_the_place_of_the_log_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / BUILDS_LOG).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        append(tmp_path, "{}\n")

    assert (tmp_path / "elsewhere").read_text() == "kept"


def test_builds_lists_the_last_ones_as_a_table_and_as_json(run, write):
    write("raden", ROWS, "Body")
    run("build")
    run("build")
    write("raden", ROWS, "Bdy")
    run("build")
    table = run("builds", "-n", "2").stdout.splitlines()
    lines = [json.loads(line) for line in run("builds", "--json").stdout.splitlines()]

    assert [row.split()[1] for row in table] == ["unchanged", "failed"]
    assert table[1].endswith("did you mean 'Body'?") or "no class 'Bdy'" in table[1]
    assert [line["result"] for line in lines] == ["published", "unchanged", "failed"]


def test_builds_of_a_directory_without_any_says_so(run):
    result = run("builds")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "no build was logged" in result.stderr
