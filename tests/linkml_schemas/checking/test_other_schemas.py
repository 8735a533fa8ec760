"""Large schemas of others: those that LinkML itself brings, and real ones beside the checkout."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from linkml_schemas.checking.check import Beyond, check_schema

(PACKAGE,) = find_spec("linkml_runtime").submodule_search_locations
BROUGHT = sorted((Path(PACKAGE) / "linkml_model" / "model" / "schema").glob("*.yaml"))


@pytest.mark.parametrize("path", BROUGHT, ids=lambda path: path.stem)
def test_schema_that_linkml_brings_is_checked_to_its_end(path):
    report = check_schema(path, Beyond(thorough=False))

    assert report.model is not None
    assert [str(each) for each in report.faults if each.rule in {"yaml", "unknown-key"}] == []
