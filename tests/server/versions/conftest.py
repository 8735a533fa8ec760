"""Releases of a small schema, and a client of an application that answers for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from linkml_schemas.commands import COMMANDS
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.linkml_schemas.schema_edits import SMALL_FILE
from tests.server.small_graph import BASE, small_store

(SCHEMA,) = COMMANDS
MANY = "    required: true\n    multivalued: true\n"
ONE = "    required: true\n"
STEPS = (
    ("0.1.0", "", ""),
    ("0.2.0", MANY, ONE),
    ("0.2.1", "title: Klein schema", "title: Klein <script>schema</script>"),
)
"""Each version, and the text that it replaces."""


def release(schema: Path, *options: str) -> None:
    """Run the command on a schema."""
    done = CliRunner().invoke(SCHEMA, ["release", "--schema", str(schema), *options])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions, of which the first is replaced and the second a candidate."""
    schema = tmp_path_factory.mktemp("schema") / "small.yaml"
    text, before = SMALL_FILE.read_text(encoding="utf-8"), "1.2.3"
    for version, old, new in STEPS:
        text = text.replace(f"version: {before}", f"version: {version}").replace(old, new)
        schema.write_text(text, encoding="utf-8")
        release(schema)
        before = version
    release(schema, "--version", "0.1.0", "--status", "withdrawn", "--successor", "0.2.0")
    release(schema, "--version", "0.2.0", "--status", "candidate")
    return schema.parent / "releases"


@pytest.fixture
def small_client(releases: Path) -> Iterator[FlaskClient]:
    """A client of an application that answers for the small releases."""
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), BASE, "0123456789abcdef"))
    app.extensions["releases"] = releases
    with app.test_client() as client:
        yield client
