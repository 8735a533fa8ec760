"""One document is accepted or refused alike by JSON Schema and, through the context, by shapes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker
from pyshacl import validate
from rdflib import Graph

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages
from tests.linkml_schemas.generating.library import to_lines

SCHEMA = """
id: https://example.org/shop
name: shop
in_language: nl
prefixes:
  linkml: https://w3id.org/linkml/
  rdf: http://www.w3.org/1999/02/22-rdf-syntax-ns#
  shop: https://example.org/shop/
default_prefix: shop
imports:
  - linkml:types
types:
  tagged:
    uri: rdf:langString
    base: str
  late day:
    typeof: date
    minimum_value: "2000-01-01"
enums:
  Meant:
    permissible_values:
      red: {meaning: shop:colours/red}
      blue: {meaning: shop:colours/blue}
  Other:
    permissible_values:
      green: {meaning: shop:colours/green}
  Plain:
    permissible_values: {small: {}, large: {}}
classes:
  Thing:
    attributes:
      id: {identifier: true, range: uriorcurie}
      %s
  Named:
    attributes:
      id: {identifier: true, range: uriorcurie}
      size: {range: integer}
  Part:
    attributes:
      size: {range: integer, required: true}
      within: {range: Inner, inlined: true}
  Inner:
    attributes:
      size: {range: integer, required: true}
  Wheel:
    is_a: Part
    attributes:
      spokes: {range: integer}
  Tree:
    attributes:
      size: {range: integer}
      branches: {range: Tree, inlined_as_list: true, multivalued: true}
"""


def _of(key: str, *ranges: str) -> str:
    return f"slot: {{{key}: [{', '.join(f'{{range: {each}}}' for each in ranges)}]}}"


TABLE: dict[str, tuple[list[Any], list[Any]]] = {
    "slot: {range: Meant}": (["red"], ["pink", 3, "small"]),
    "slot: {range: Plain}": (["small"], ["red", 3]),
    "slot: {range: Meant, multivalued: true}": ([["red", "blue"], []], [["red", "pink"]]),
    _of("any_of", "Meant", "Plain"): (["red", "small"], ["pink", 3]),
    _of("any_of", "Meant", "Other"): (["red", "green"], ["pink", "small"]),
    _of("any_of", "Meant", "integer"): (["red", 3], ["pink", 3.5, True]),
    _of("any_of", "Plain", "integer"): (["small", 3], ["red", 3.5]),
    _of("any_of", "Meant", "boolean"): (["red", True], ["pink", 3]),
    _of("any_of", "Meant", "string"): (["red", "anything"], [3, True]),
    _of("any_of", "Meant", "Named"): (["red", "shop:pink"], [3, True]),
    _of("any_of", "Plain", "Named"): (["small", "shop:pink"], [3, True]),
    _of("any_of", "Named", "integer"): (["shop:pink", 3], [3.5, True]),
    _of("any_of", "Named", "string"): (["shop:pink", "anything"], [3, True]),
    _of("any_of", "Meant", "Part"): (["red", {"size": 3}], ["pink", {"size": "big"}, {}]),
    _of("any_of", "Plain", "Part"): (["small", {"size": 3}], ["pink", {"size": "big"}, {}]),
    _of("any_of", "tagged", "integer"): (["tekst", 3], [True]),
    _of("exactly_one_of", "Meant", "Plain"): (["red", "small"], ["pink", 3]),
    _of("exactly_one_of", "Meant", "integer"): (["red", 3], ["pink", 3.5]),
    _of("exactly_one_of", "Meant", "string"): (["anything"], ["red", 3]),
    "slot: {exactly_one_of: [{range: integer, minimum_value: 3},"
    " {range: integer, maximum_value: 5}]}": ([1, 9], [3, 4, 5, "x"]),
    "slot: {any_of: [{range: integer, minimum_value: 5}, {range: integer, maximum_value: 3}]}":
        ([1, 9], [4, "x"]),
    "slot: {range: Part, inlined: true}": (
        [{"size": 3}, {"size": 3, "within": {"size": 1}}, {"size": 3, "spokes": 2}],
        [{"size": "big"}, {}, {"size": 3, "within": {}}, "red"],
    ),
    "slot: {range: Part, inlined_as_list: true, multivalued: true}": (
        [[{"size": 3}, {"size": 4}]], [[{"size": 3}, {"size": "big"}], [{}]],
    ),
    "slot: {range: Named, inlined_as_list: true, multivalued: true}": (
        [[{"id": "shop:1", "size": 3}]], [[{"id": "shop:1", "size": "big"}], [{"size": 3}]],
    ),
    "slot: {range: Named, inlined: true, multivalued: true}": (
        [{"shop:1": {"size": 3}}], [{"shop:1": {"size": "big"}}],
    ),
    "slot: {range: Tree, inlined: true}": (
        [{"size": 3, "branches": [{"size": 3}, {"branches": []}]}], [3],
    ),
    "slot: {range: tagged}": (["tekst"], [3, {"size": 3}]),
    "slot: {range: tagged, multivalued: true}": ([["een", "twee"]], [["een", 2]]),
    "slot: {range: tagged, annotations: {language: en}}": (["text"], [3]),
    "slot: {range: date}": (["2020-02-29"], ["2021-02-29", 2020]),
    "slot: {range: date, minimum_value: '2020-01-01'}": (["2020-02-29"], ["soon"]),
    "slot: {range: late day, maximum_value: '2020-01-01'}": (["2019-02-28"], ["soon"]),
    "slot: {range: date, minimum_value: 2020}": (["2020-02-29"], ["soon"]),
    "slot: {range: integer, minimum_value: 3, maximum_value: 5}": ([3, 5], [2, 6, "x"]),
    "slot: {range: string, minimum_value: 3}": (["x"], [3]),
    "slot: {range: Meant, minimum_value: 3}": (["red"], ["pink"]),
    "slot: {range: uriorcurie, equals_string: 'shop:one'}": (["shop:one"], ["shop:two", 3]),
    "slot: {range: uriorcurie, equals_string_in: ['shop:one', 'https://example.org/2']}": (
        ["shop:one", "https://example.org/2"], ["shop:two"],
    ),
    "slot: {any_of: [{range: uriorcurie, equals_string: 'shop:one'},"
    " {range: uri, equals_string: 'linkml:two'}]}":
        (["shop:one", "linkml:two"], ["shop:two", "linkml:one"]),
    "slot: {range: string, value_presence: PRESENT}": (["a"], [None]),
    "slot: {range: string, value_presence: ABSENT}": ([None], ["a"]),
    "slot: {range: string, multivalued: true, value_presence: ABSENT}": ([None, []], [["a"]]),
    "slot: {range: string, value_presence: UNCOMMITTED}": ([None, "a"], [["a", "b"]]),
    "slot: {range: Named, equals_string: 'shop:one'}": (["shop:one"], ["shop:two", 3]),
    "slot: {range: Meant, equals_string_in: [red]}": (["red"], ["blue", "pink"]),
    "slot: {any_of: [{range: Meant, equals_string: red}, {range: integer}]}":
        (["red", 3], ["blue", 3.5]),
}  # fmt: skip
"""A slot to values that both accept, and values that both refuse."""

CASES = [
    pytest.param(slot, value, accepted, id=f"{slot}-{json.dumps(value)}")
    for slot, both in TABLE.items()
    for values, accepted in zip(both, (True, False), strict=True)
    for value in values
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return what makes, once for each slot, the artefacts of a schema that has it."""
    kept: dict[str, dict[str, bytes]] = {}
    folder: Path = tmp_path_factory.mktemp("shops")

    def make(slot: str) -> dict[str, bytes]:
        if slot not in kept:
            path = folder / "shop.yaml"
            path.write_text(SCHEMA % slot, encoding="utf-8")
            subject = read_subject(path, Languages())
            kept[slot] = render_files(subject, ["shapes", "context", "json-schema"])
        return kept[slot]

    return make


@pytest.mark.parametrize(("slot", "value", "accepted"), CASES)
def test_document_is_judged_alike_as_json_and_as_rdf(made, slot, value, accepted):
    files = made(slot)
    document = {"id": "shop:thing", "slot": value}

    assert is_valid(files, document) is accepted, "JSON Schema"
    assert conforms(files, document) is accepted, "shapes"


def is_valid(files: dict[str, bytes], document: dict[str, Any]) -> bool:
    schema = json.loads(files["schema.json"])
    schema["$ref"] = "#/$defs/Thing"
    checker = Draft201909Validator(schema, format_checker=FormatChecker())
    return bool(checker.is_valid(document))


def conforms(files: dict[str, bytes], document: dict[str, Any]) -> bool:
    lines = to_lines(files["context.jsonld"], {"@type": "Thing", **document})
    shapes = Graph().parse(data=files["shapes.ttl"], format="turtle")
    return bool(validate(Graph().parse(data=lines, format="nt"), shacl_graph=shapes)[0])


@pytest.mark.parametrize(("day", "accepted"), [("2019-12-31", False), ("2020-01-01", True)])
def test_bound_on_a_day_is_in_the_shapes(made, day, accepted):
    files = made("slot: {range: date, minimum_value: '2020-01-01'}")

    assert conforms(files, {"id": "shop:thing", "slot": day}) is accepted
