"""Fixtures: the small schema that shows every convention, and the real one."""

import pytest

from linkml_schemas.compiler import compile_schema
from linkml_schemas.plan import Schema, read_plan
from tests.linkml_schemas.schema_edits import SMALL_FILE


@pytest.fixture(scope="session")
def small() -> Schema:
    return compile_schema(SMALL_FILE)


@pytest.fixture(scope="session")
def real() -> Schema:
    return read_plan()
