"""JSON Schema takes the forms that LinkML gives to JSON, and refuses what LinkML refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker
from linkml.generators.jsonschemagen import JsonSchemaGenerator

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages

pytestmark = pytest.mark.slow

SCHEMA = """
id: https://example.org/forms
name: forms
prefixes:
  linkml: https://w3id.org/linkml/
  forms: https://example.org/forms/
default_prefix: forms
default_range: string
imports: [linkml:types]
classes:
  Root:
    tree_root: true
    attributes:
      prices: {range: Price, inlined: true, multivalued: true}
      marked: {range: Marked, inlined: true, multivalued: true}
      needed: {range: Needed, inlined: true, multivalued: true}
      open: {range: Open, inlined: true, multivalued: true}
      page: {range: uri}
      short: {range: uriorcurie}
      prefix: {range: ncname}
      own prefix: {range: ncname, pattern: "^p$"}
      things: {range: Thing, inlined: true, inlined_as_list: true, multivalued: true}
      coded: {range: Coded, inlined: true}
      full: {range: Full, inlined: true}
  Price: {attributes: {name: {key: true}, value: {range: integer}}}
  Marked:
    attributes:
      name: {key: true}
      value: {range: integer, annotations: {simple_dict_value: true}}
      note: {}
  Needed: {attributes: {name: {key: true}, value: {range: integer, required: true}, note: {}}}
  Open: {attributes: {name: {key: true}, value: {range: integer}, note: {}}}
  Thing: {attributes: {kind: {designates_type: true}, size: {range: integer}}}
  Small Thing: {is_a: Thing, slot_usage: {size: {required: true}}}
  Coded: {attributes: {kind: {designates_type: true, range: uriorcurie}}}
  Full: {attributes: {kind: {designates_type: true, range: uri}}}
"""

CASES: list[tuple[str, Any, bool]] = [
    ("prices", {"a": 1, "b": {"value": 2}}, True),
    ("prices", {"a": "one"}, False),
    ("marked", {"a": 1, "b": {"note": "n"}}, True),
    ("needed", {"a": 1, "b": {"value": 2, "note": "n"}}, True),
    ("needed", {"a": {"note": "n"}}, False),
    ("open", {"a": {"value": 1}}, True),
    ("open", {"a": 1}, False),
    ("page", "https://example.org/a", True),
    ("page", "not a uri", False),
    ("short", "forms:a", True),
    ("prefix", "a.b-c", True),
    ("prefix", "a b", False),
    ("prefix", "1a", False),
    ("own_prefix", "p", True),
    ("own_prefix", "q", False),
    ("things", [{"kind": "Thing"}, {"kind": "Small Thing", "size": 1}], True),
    ("things", [{"kind": "Zzz"}], False),
    ("things", [{"kind": "Small Thing"}], False),
    ("coded", {"kind": "forms:Coded"}, True),
    ("coded", {"kind": "https://example.org/forms/Coded"}, True),
    ("coded", {"kind": "forms:Full"}, False),
    ("full", {"kind": "https://example.org/forms/Full"}, True),
    ("full", {"kind": "forms:Full"}, False),
]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return our JSON Schema, and LinkML's."""
    path: Path = tmp_path_factory.mktemp("forms") / "forms.yaml"
    path.write_text(SCHEMA, encoding="utf-8")
    files = render_files(read_subject(path, Languages()), ["json-schema"])
    theirs = JsonSchemaGenerator(str(path), metadata=False).serialize()
    return json.loads(files["schema.json"]), json.loads(theirs)


@pytest.mark.parametrize(("slot", "value", "accepted"), CASES)
def test_form_is_judged_as_linkml_judges_it(schemas, slot, value, accepted):
    def accepts(schema: dict[str, Any]) -> bool:
        checker = Draft201909Validator(schema, format_checker=FormatChecker())
        return bool(checker.is_valid({slot: value}))

    assert [accepts(each) for each in schemas] == [accepted, accepted]
