import json

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from loaders import commands, generation_commands
from loaders.emitting.export import EXPORT_FORMATS
from loaders.errors import EXIT_CODES, LoaderError
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

SHIPPED_ROWS = "id,label_nl,source\nraad,Raad,https://e.org/a\n"


@pytest.fixture
def run(settings):
    found = (*commands.COMMANDS, *generation_commands.COMMANDS)
    group = click.Group(commands={command.name or "": command for command in found})

    def invoke(*arguments, **environment):
        known = {
            "BEGRIP_DATA": str(settings.data),
            "BEGRIP_REGISTRIES": str(settings.registries),
            "BEGRIP_BASE_IRI": BASE,
        }
        return CliRunner().invoke(group, arguments, env={**known, **environment})

    return invoke


@pytest.fixture
def registry(write):
    write("raden", SHIPPED_ROWS, "Body")


def test_build_publishes_and_then_has_nothing_to_do(run, registry):
    first, second = run("build", "--json"), run("build")

    answer = json.loads(first.stdout)
    assert (first.exit_code, answer["published"]) == (0, True)
    assert second.stdout == f"nothing to do: {answer['id']}\n"


def test_generations_and_rollback_move_the_pointer(run, registry, write):
    run("build")
    write("raden", SHIPPED_ROWS + "hof,Hof,https://e.org/b\n", "Body")
    run("build")

    before = json.loads(run("generations", "--json").stdout)
    rolled = run("rollback")
    after = json.loads(run("generations", "--json").stdout)

    assert [row["served"] for row in before] != [row["served"] for row in after]
    assert rolled.exit_code == 0
    assert "*" in run("generations").stdout


@pytest.mark.parametrize("form", list(EXPORT_FORMATS))
def test_export_gives_every_format(run, registry, tmp_path, form):
    run("build")
    everything, one = tmp_path / "all", tmp_path / "one"

    codes = [
        run("export", "--format", form, "-o", str(everything)).exit_code,
        run("export", "--format", form, "--graph", "raden", "-o", str(one)).exit_code,
    ]

    assert codes == [0, 0]
    triples = {quad.triple for quad in ox.parse(path=everything, format=EXPORT_FORMATS[form])}
    part = {quad.triple for quad in ox.parse(path=one, format=EXPORT_FORMATS[form])}
    assert part < triples
    assert any(triple.subject == ox.NamedNode(f"{BASE}/id/orgaan/raad") for triple in part)


def test_export_goes_to_standard_output(run, registry):
    run("build")

    assert b"/id/orgaan/raad> " in run("export").stdout_bytes


def test_check_publishes_nothing_and_writes_its_report(run, write, settings, tmp_path):
    write("raden", SHIPPED_ROWS + "hof,,https://e.org/b\n", "Body")

    answer = run("check", "--reports", str(tmp_path / "reports"))

    assert answer.exit_code == 0
    assert "raden:3 label_nl: required: " in answer.stdout
    assert (tmp_path / "reports/quarantine.csv").is_file()
    assert not settings.data.exists()
    assert json.loads(run("check", "--json").stdout)["faults"][0]["reason"] == "required"


def test_check_names_the_file_that_cannot_be_read(run, write, settings):
    definition = write("lijsten", "", None, form="ttl")
    text = definition.read_text().replace("format: ttl", "format: auto")
    definition.write_text(text.replace("source: lijsten.ttl", "source: lijsten"))
    (settings.registries / "lijsten").mkdir()
    (settings.registries / "lijsten/a.ttl").write_text("<https://e.org/a> a <https://e.org/A> .\n")
    (settings.registries / "lijsten/b.ttl").write_text("\n<https://e.org/b> x:p 1 .\n")

    assert "lijsten/b.ttl:2: unreadable: " in run("check").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("build", "--nope"), 2, "No such option", id="usage"),
        pytest.param(("build", "--registries", "/nowhere"), 3, "no such folder", id="definition"),
        pytest.param(("build", "--base", "https://e.org/"), 7, "cannot be a base", id="base"),
        pytest.param(("rollback",), 8, "no earlier generation", id="rollback"),
        pytest.param(("export",), 8, "run begrip build", id="nothing"),
        pytest.param(("export", "--generation", "ff"), 8, "no generation begins", id="unknown"),
    ],
)
def test_each_mistake_has_its_exit_code(run, registry, arguments, code, told):
    answer = run(*arguments)

    assert answer.exit_code == code
    assert told in answer.stderr
    assert code in EXIT_CODES


def test_an_unknown_graph_is_told(run, registry):
    run("build")

    answer = run("export", "--graph", "rade")

    assert answer.exit_code == 8
    assert "did you mean 'raden'" in answer.stderr


def test_a_refused_registry_ends_the_command_with_its_code(run, registry, write):
    run("build")
    write("raden", "id,label_nl,source\nraad,,\n", "Body")

    answer = run("build")

    assert answer.exit_code == 4
    assert "WARNING raden" in answer.stderr
    assert run("build").exit_code == 4


def test_every_error_has_a_documented_exit_code():
    def children(kind):
        return [kind, *(item for child in kind.__subclasses__() for item in children(child))]

    assert {kind.exit_code for kind in children(LoaderError)} <= set(EXIT_CODES)
