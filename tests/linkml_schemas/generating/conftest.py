"""The library: a schema outside our convention, and what is made of it."""

from pathlib import Path

import pytest

from linkml_schemas.generating.artefacts import Subject, read_subject, render_files
from linkml_schemas.generating.naming import Languages
from tests.linkml_schemas.generating.library import LIBRARY


@pytest.fixture(scope="package")
def library() -> Subject:
    return read_subject(LIBRARY, Languages())


@pytest.fixture(scope="package")
def files(library: Subject) -> dict[str, bytes]:
    return render_files(library)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return where another version of the library may be written."""
    return tmp_path / "library.yaml"
