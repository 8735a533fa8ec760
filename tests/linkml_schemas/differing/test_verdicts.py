"""What is said not to break keeps valid what was valid: by our own shapes and JSON Schema.

Every slot of a table is compared with every other; the same values, in JSON and in the graph,
are held against the artefacts of each.
"""

import itertools
import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft201909Validator
from pyshacl import validate
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.pairs import to_pairs
from linkml_schemas.differing.slots import compare_slots
from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages
from linkml_schemas.modelling.reading import read_model

pytestmark = pytest.mark.slow

EX = Namespace("https://example.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")

SCHEMA: dict[str, Any] = {
    "id": "https://example.org/schema",
    "name": "verdicts",
    "prefixes": {"ex": str(EX), "linkml": "https://w3id.org/linkml/"},
    "default_prefix": "ex",
    "default_range": "string",
    "imports": ["linkml:types"],
    "types": {
        "Digits": {"typeof": "string", "pattern": "^[0-9]+$"},
        "Small": {"typeof": "integer", "maximum_value": 5},
        "Whole": {"typeof": "integer"},
    },
    "enums": {
        "Plain": {"permissible_values": {"red": {}, "blue": {}}},
        "Few": {"permissible_values": {"red": {}}},
        "Meant": {"permissible_values": {"red": {"meaning": "ex:red"}}},
        "More": {
            "permissible_values": {"red": {"meaning": "ex:red"}, "blue": {"meaning": "ex:blue"}}
        },
        "Mixed": {"permissible_values": {"red": {"meaning": "ex:red"}, "blue": {}}},
    },
}

CLASSES: dict[str, Any] = {
    "Top": {"attributes": {"size": {"range": "integer"}}},
    "Named": {"is_a": "Top", "attributes": {"id": {"identifier": True}}},
    "Below": {"is_a": "Named"},
}

RANGES = (
    "string", "integer", "decimal", "double", "boolean", "date", "datetime", "uri", "uriorcurie",
    "curie", "Digits", "Small", "Whole", "Plain", "Few", "Meant", "More", "Mixed", "Named",
    "Below", "Top",
)  # fmt: skip


def _any_of(*items: str | dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {**facts, "any_of": [{"range": i} if isinstance(i, str) else i for i in items]}


LOW: dict[str, Any] = {"range": "integer", "minimum_value": 5}
HIGH: dict[str, Any] = {"range": "integer", "maximum_value": 2}

RED, BLUE = {"equals_string": "red"}, {"equals_string": "blue"}


def _one_of(*items: dict[str, Any]) -> dict[str, Any]:
    return {"exactly_one_of": list(items)}


SLOTS: tuple[dict[str, Any], ...] = (
    *({"range": name} for name in RANGES),
    *({"range": name, "multivalued": True} for name in ("string", "Meant", "Named")),
    *({"range": name, "inlined": True} for name in ("Named", "Below", "Top")),
    {"range": "Named", "inlined": True, "multivalued": True},
    {"range": "Named", "inlined_as_list": True, "multivalued": True},
    _any_of("Named", range="Named", inlined=True, multivalued=True),
    _any_of("string", "integer"),
    _any_of("string", "decimal"),
    _any_of("integer", "decimal"),
    _any_of("Meant"),
    _any_of("Meant", "integer"),
    _any_of("More", "integer"),
    _any_of("Plain", "integer"),
    _any_of("uri", "string"),
    LOW,
    HIGH,
    _any_of(LOW, HIGH),
    _any_of(LOW, "string"),
    _any_of({"range": "integer", "minimum_value": 4}, HIGH),
    _any_of(LOW, {"range": "integer", "maximum_value": 3}),
    _any_of({"range": "date", "minimum_value": "2020-01-01"}, "boolean"),
    _any_of({"range": "date", "minimum_value": "2022-01-01"}, "boolean"),
    {"range": "date", "minimum_value": "2020-01-01"},
    {"range": "date", "minimum_value": "2022-01-01"},
    {"range": "date", "maximum_value": "2021-06-01"},
    {"range": "integer", "required": True},
    {"range": "string", "pattern": "^r"},
    {"range": "string", "equals_string_in": ["red", "5"]},
    _one_of(RED),
    _one_of(RED, BLUE),
    _one_of(BLUE, RED),
    _one_of(RED, {"pattern": "^[rz]"}),
    _one_of({"equals_string_in": ["blue", "zz"]}, RED),
    {"range": "integer", **_one_of(LOW, HIGH)},
    {"range": "integer", **_one_of({"range": "integer", "minimum_value": 4}, HIGH)},
    {"range": "integer", **_one_of({"range": "integer", "minimum_value": 2}, HIGH)},
)

ONES: tuple[Any, ...] = (
    "red", "blue", "5", "zz", 2, 3, 4, 5, 6, 5.5, True, "2020-06-01", "2023-01-01",
    "2020-06-01T00:00:00Z", "ex:red", "https://example.org/red", {"id": "ex:red"}, {"size": 1},
    {"ex:red": {"size": 1}}, {"ex:red": {}},
)  # fmt: skip
JSON_VALUES = (None, *ONES, *([one] for one in ONES))

TERMS = (
    *(Literal(text) for text in ("red", "blue", "5", "zz", "2020-06-01", "ex:red")),
    *(Literal(str(n), datatype=XSD.integer) for n in (2, 3, 4, 5, 6)),
    *(Literal("5", datatype=each) for each in (XSD.decimal, XSD.double, XSD.float)),
    Literal("true", datatype=XSD.boolean),
    *(Literal(day, datatype=XSD.date) for day in ("2020-06-01", "2023-01-01", "2019-01-01")),
    Literal("2020-06-01T00:00:00Z", datatype=XSD.dateTime),
    *(EX[name] for name in ("red", "blue", "other", "aNamed", "aBelow", "aTop")),
)


def class_name(number: int) -> str:
    return f"C{number:02d}"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    classes = {
        class_name(number): {"attributes": {"slot": {"slot_uri": "ex:slot", **slot}}}
        for number, slot in enumerate(SLOTS)
    }
    file = tmp_path_factory.mktemp("verdicts") / "schema.yaml"
    file.write_text(yaml.safe_dump({**SCHEMA, "classes": {**CLASSES, **classes}}), "utf-8")
    return file


@pytest.fixture(scope="module")
def artefacts(file):
    return render_files(read_subject(file, Languages()), ["json-schema", "shapes"])


@pytest.fixture(scope="module")
def accepted(artefacts):
    """Return, for each slot, the places of the values that its artefacts accept."""
    names = {name.rpartition("/")[2]: body for name, body in artefacts.items()}
    schema = json.loads(names["schema.json"])
    in_json = []
    for number in range(len(SLOTS)):
        one = {**schema, "$ref": f"#/$defs/{class_name(number)}"}
        checker = Draft201909Validator(one)
        documents = ({} if each is None else {"slot": each} for each in JSON_VALUES)
        in_json.append({at for at, each in enumerate(documents) if checker.is_valid(each)})
    in_graph = _in_graph(Graph().parse(data=names["shapes.ttl"], format="turtle"))
    return list(zip(in_json, in_graph, strict=True))


def _in_graph(shapes: Graph) -> list[set[int]]:
    data = Graph()
    for name in CLASSES:
        data.add((EX[f"a{name}"], RDF.type, EX[name]))
    subjects: dict[URIRef, tuple[int, int]] = {}
    for number, (at, term) in itertools.product(range(len(SLOTS)), enumerate(TERMS)):
        subject = EX[f"s-{number}-{at}"]
        subjects[subject] = number, at
        data.add((subject, RDF.type, EX[class_name(number)]))
        data.add((subject, EX.slot, term))
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    refused = {subjects.get(focus) for focus in report.objects(None, SH.focusNode)}
    return [
        {at for at in range(len(TERMS)) if (number, at) not in refused}
        for number in range(len(SLOTS))
    ]


@pytest.fixture(scope="module")
def kept(file):
    """Return the pairs of slots of which the change does not break what is published."""
    model = read_model(file)
    pairs = to_pairs(model, model)
    slots = [model.classes[class_name(number)].slots["slot"] for number in range(len(SLOTS))]

    def is_kept(one: int, other: int) -> bool:
        found = compare_slots(pairs, slots[one], slots[other], frozenset())
        return all(KINDS[each.kind].publishing != "breaking" for each in found)

    numbers = range(len(SLOTS))
    return {pair for pair in itertools.permutations(numbers, 2) if is_kept(*pair)}


def test_what_does_not_break_keeps_all_values_valid(accepted, kept):
    wrong = [
        (
            SLOTS[one],
            SLOTS[other],
            [JSON_VALUES[at] for at in lost[0]],
            [TERMS[at] for at in lost[1]],
        )
        for one, other in sorted(kept)
        if any(lost := [accepted[one][form] - accepted[other][form] for form in (0, 1)])
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"range": "Plain"}, {"range": "string"}),
        ({"range": "Digits"}, {"range": "string"}),
        ({"range": "Small"}, {"range": "integer"}),
        ({"range": "curie"}, {"range": "string"}),
        ({"range": "integer"}, _any_of("integer", "decimal")),
        ({"range": "Meant"}, {"range": "More"}),
        (_any_of("Meant", "integer"), _any_of("More", "integer")),
        (_any_of(LOW, HIGH), _any_of(LOW, {"range": "integer", "maximum_value": 3})),
        (LOW, _any_of(LOW, "string")),
        (_one_of(RED, BLUE), _one_of(BLUE, RED)),
        (_one_of(RED, BLUE), _one_of({"equals_string_in": ["blue", "zz"]}, RED)),
        (
            {"range": "integer", **_one_of(LOW, HIGH)},
            {"range": "integer", **_one_of({"range": "integer", "minimum_value": 4}, HIGH)},
        ),
        ({"range": "date", "minimum_value": "2022-01-01"}, {"range": "date"}),
    ],
)
def test_what_widens_in_every_form_is_not_said_to_break(one, other, kept):
    assert (SLOTS.index(one), SLOTS.index(other)) in kept


def test_the_values_tell_the_slots_apart(accepted):
    assert all(in_json for in_json, _ in accepted)
    assert all(in_graph for _, in_graph in accepted)
