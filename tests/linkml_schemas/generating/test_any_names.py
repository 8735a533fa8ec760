"""Whatever elements are called and whatever is said of them, what is made can be read."""

import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator
from openpyxl import load_workbook
from pyld import jsonld

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages

NAMES = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF),
    min_size=1,
    max_size=12,
).filter(lambda name: name.strip() == name)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30)
RANGES = st.sampled_from(["string", "integer", "date", "uri", "boolean", "decimal"])


@st.composite
def schemas(draw):
    """Return a schema with a class, some slots of it and an enumeration."""
    codes = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    return {
        "id": "https://example.org/any",
        "name": "any",
        "prefixes": {"linkml": "https://w3id.org/linkml/", "x": "https://example.org/any#"},
        "default_prefix": "x",
        "imports": ["linkml:types"],
        "classes": {
            draw(NAMES): {
                "title": draw(TEXTS),
                "description": draw(TEXTS),
                "attributes": {
                    name: {"description": draw(TEXTS), "range": draw(RANGES)}
                    for name in draw(st.lists(NAMES, max_size=4, unique=True))
                }
                | {"coded value": {"range": "the list"}},
            }
        },
        "enums": {
            "the list": {
                "permissible_values": {
                    code: {"description": draw(TEXTS), "meaning": f"x:{number}"}
                    for number, code in enumerate(codes)
                }
            }
        },
    }


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(schemas())
def test_every_reader_reads_what_is_made(schema):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_text(yaml.safe_dump(schema, allow_unicode=True), encoding="utf-8")
        subject = read_subject(path, Languages())
    files = render_files(
        subject, ["shapes", "ontology", "concept-schemes", "context", "json-schema", "spreadsheet"]
    )

    for name in ("shapes.ttl", "ontology.ttl", "concept_schemes.ttl"):
        assert list(ox.parse(files[name], format=ox.RdfFormat.TURTLE))
    Draft201909Validator.check_schema(json.loads(files["schema.json"]))
    context = json.loads(files["context.jsonld"])["@context"]
    assert jsonld.expand({"@context": context, "coded_value": "x:0"}) is not None
    (only,) = subject.plan.classes
    (sheet,) = load_workbook(BytesIO(files["template.en.xlsx"])).worksheets[1:-1]
    assert [cell.value for cell in sheet[1]] == [column.name for column in only.columns]
