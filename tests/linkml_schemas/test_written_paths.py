"""What a schema command cannot write is said before the work: exit code 2 and no traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from linkml_schemas.commands import schema
from linkml_schemas.written_paths import write_text, writing

SMALL = "id: https://example.org/s\nname: s\nclasses:\n  A: {title: A}\n"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a schema, that is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "check s.yaml --output none/x.txt",
        "check s.yaml --output s.yaml/x.txt --format json",
        "diff s.yaml s.yaml --output none/x.txt",
        "generate --schema s.yaml --output s.yaml/x",
        "generate --schema s.yaml --report none/x.json",
        "translate --schema s.yaml --html none/x.html",
        "translate --schema s.yaml export --language fr --output none/x.csv",
        "translate --schema s.yaml --to-language-maps s.yaml/x",
        "translate --schema s.yaml --from-language-maps s.yaml/x",
        "translate --schema s.yaml --accept --record none/x.json",
        "coverage --schema s.yaml --output none/x.txt",
        "watch s.yaml --annotations none/x.json",
        "terms s.yaml --prefix a --output s.yaml/x",
        "profile s.yaml --name a --output s.yaml/x",
    ],
)
def test_an_output_that_cannot_be_is_refused_before_the_work(small, arguments):
    done = CliRunner().invoke(schema, arguments.split())

    assert done.exit_code == 2, done.output
    assert "cannot be" in done.stderr
    assert done.stdout == ""
    assert sorted(path.name for path in small.iterdir()) == ["s.yaml"]


def test_what_the_disk_refuses_is_said_in_a_sentence(small):
    (small / "generated").write_text("no folder", encoding="utf-8")

    done = CliRunner().invoke(schema, ["generate", "--schema", "s.yaml", "--only", "context"])

    assert done.exit_code == 2, done.output
    assert "generated cannot be written" in done.stderr


def test_a_text_is_written_with_the_same_bytes_everywhere(tmp_path):
    write_text(tmp_path / "a.txt", "é\n")
    with writing(tmp_path):
        pass

    assert (tmp_path / "a.txt").read_bytes() == "é\n".encode()
