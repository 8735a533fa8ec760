"""The composition root: what `begrip` joins, and what it does not import to do so."""

import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

import begrip
from tests.running import CHECKOUT

HEAVY = {
    "altair", "flask", "httptools", "linkml", "linkml_runtime", "polars", "pyoxigraph", "rdflib",
}  # fmt: skip


def imported_by(code: str) -> set[str]:
    """Return which heavy libraries a fresh interpreter has after some code."""
    show = f"{code}\nimport sys\nprint(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_imports_no_library_that_is_slow():
    code = "from click.testing import CliRunner; import begrip\n"
    code += "assert CliRunner().invoke(begrip.main, ['--help']).exit_code == 0"

    assert imported_by(code) == set()


@pytest.mark.parametrize("module", ["loaders.commands", "server.commands"])
def test_commands_do_not_import_the_schema_compiler(module):
    assert not {"linkml", "linkml_runtime", "rdflib"} & imported_by(f"import {module}")


@pytest.mark.parametrize("name", begrip.COMMANDS)
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(begrip.main, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert result.output.startswith("Usage: ")


def test_every_command_that_a_package_brings_is_joined():
    modules = {module for module, _ in begrip.COMMANDS.values() if module}
    brought = {command.name for module in modules for command in import_module(module).COMMANDS}

    assert brought == set(begrip.COMMANDS) - {"up", "settings"}


def test_the_help_lists_commands_and_exit_codes():
    output = CliRunner().invoke(begrip.main, ["--help"]).output

    assert all(f"  {name} " in output for name in begrip.COMMANDS)
    assert "Exit codes:" in output


def test_an_unknown_command_is_a_usage_error():
    result = CliRunner().invoke(begrip.main, ["frobnicate"])

    assert result.exit_code == 2
    assert "No such command 'frobnicate'" in result.output


@pytest.mark.parametrize(
    ("variable", "value", "code", "reason"),
    [
        pytest.param("BEGRIP_PORT", "web", 2, "BEGRIP_PORT=web", id="setting"),
        pytest.param("BEGRIP_REGISTRIES", "nowhere", 3, "nowhere", id="no registries"),
        pytest.param("BEGRIP_BASE_IRI", "data.example.org", 7, "cannot be a base", id="base"),
    ],
)
def test_up_ends_with_the_reason_if_nothing_can_be_served(tmp_path, variable, value, code, reason):
    environment = {"BEGRIP_DATA": str(tmp_path), variable: value}

    result = CliRunner().invoke(begrip.main, ["up"], env=environment)

    assert result.exit_code == code, result.output
    assert reason in result.output


def test_up_ends_with_the_code_of_the_build_if_all_of_it_is_refused(tmp_path):
    (tmp_path / "rollen.yaml").write_text(
        "name: rollen\ntitle: {nl: Rollen, en: Roles}\ndescription: {nl: Rollen., en: Roles.}\n"
        "source: rollen.csv\nformat: csv\nclass: Role\npublisher: https://example.org/wie\n"
        "licence: https://example.org/licentie\naccess: PUBLIC\n"
    )
    (tmp_path / "rollen.csv").write_text("id,label_nl,source\nx,,https://example.org/\n")
    environment = {"BEGRIP_DATA": str(tmp_path / "var"), "BEGRIP_REGISTRIES": str(tmp_path)}

    result = CliRunner().invoke(begrip.main, ["up"], env=environment)

    assert result.exit_code == 5, result.output


def test_settings_says_where_each_comes_from():
    result = CliRunner().invoke(begrip.main, ["settings"], env={"BEGRIP_PORT": "8123"})

    lines = {line.split()[0]: line.split()[1:] for line in result.output.splitlines()}
    assert result.exit_code == 0, result.output
    assert lines["BEGRIP_PORT"] == ["8123", "environment"]
    assert lines["BEGRIP_HOST"] == ["127.0.0.1", "default"]
    assert set(lines) == {item.variable for item in begrip.known_settings()}


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        pytest.param("BEGRIP_QUERY_DEADLIN", "3", "did you mean BEGRIP_QUERY_DEADLINE?", id="near"),
        pytest.param("BEGRIP_ZZZ", "3", "begrip settings lists them", id="far"),
        pytest.param("BEGRIP_PORT", "web", "expected a whole number", id="value"),
        pytest.param("BEGRIP_BASE_IRI", "nowhere", "cannot be a base", id="value for loading"),
    ],
)
def test_settings_refuses_what_is_no_setting_or_has_a_wrong_value(variable, value, reason):
    result = CliRunner().invoke(begrip.main, ["settings"], env={variable: value})

    assert result.exit_code == 2
    assert variable.removeprefix("BEGRIP_BASE_") in result.output
    assert reason in result.output


def test_every_command_warns_of_a_variable_that_is_no_setting(tmp_path):
    environment = {"BEGRIP_DATA": str(tmp_path), "BEGRIP_PROT": "8001"}
    result = CliRunner().invoke(begrip.main, ["generations"], env=environment)

    assert result.exit_code == 0
    assert "WARNING BEGRIP_PROT is no setting; did you mean BEGRIP_PORT?" in result.stderr


def test_the_settings_page_has_the_table_that_the_program_writes():
    table = CliRunner().invoke(begrip.main, ["settings", "--markdown"]).output

    assert all(f"| `{item.variable}` |" in table for item in begrip.known_settings())
    assert table in (CHECKOUT / "docs" / "settings.md").read_text(encoding="utf-8")
