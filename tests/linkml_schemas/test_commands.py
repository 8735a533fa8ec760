import pytest
from click.testing import CliRunner

from linkml_schemas.artefacts import write_artefacts
from linkml_schemas.commands import COMMANDS
from tests.linkml_schemas.schema_edits import SMALL_FILE, edit

(SCHEMA,) = COMMANDS


@pytest.mark.slow
def test_check_succeeds_when_all_files_are_current():
    result = CliRunner().invoke(SCHEMA, ["generate", "--check"])

    assert result.exit_code == 0
    assert result.output == "6 files are current\n"


def test_check_names_stale_files_and_writes_nothing(tmp_path):
    folder = tmp_path / "generated"
    write_artefacts(SMALL_FILE, folder)
    (folder / "shapes.ttl").write_text("changed by hand", encoding="utf-8")

    result = CliRunner().invoke(
        SCHEMA,
        ["generate", "--check", "--schema", str(SMALL_FILE), "--output", str(folder),
         "--only", "plan,shapes"],
    )  # fmt: skip

    assert result.exit_code == 1
    assert "Stale: shapes.ttl. Run the same without --check" in result.output
    assert (folder / "shapes.ttl").read_text(encoding="utf-8") == "changed by hand"


def test_generate_writes_what_changed(tmp_path):
    folder = tmp_path / "generated"

    result = CliRunner().invoke(
        SCHEMA, ["generate", "--schema", str(SMALL_FILE), "--output", str(folder)]
    )

    assert result.exit_code == 0
    assert (folder / "plan.json").is_file()
    assert f"wrote {folder / 'plan.json'}" in result.output


def test_error_in_a_schema_is_shown_and_ends_with_3(tmp_path):
    path = edit(tmp_path, "slot_uri: dct:source", "slot_uri: foo:source")

    result = CliRunner().invoke(
        SCHEMA, ["generate", "--schema", str(path), "--output", str(tmp_path / "generated")]
    )

    assert result.exit_code == 3
    assert "prefix 'foo'" in result.output
    assert "Traceback" not in result.output
