"""Who uses what changed is named, and who does not is left out."""

import pytest

from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.demand import Demand
from linkml_schemas.differing.demands import to_demands
from linkml_schemas.differing.uses import Consumer, Uses, with_uses
from linkml_schemas.differing.values import Count, Touch
from tests.linkml_schemas.differing.edits import FIXED, to_model

EX = "https://example.org/"
BODY = {"class_uri": "ex:Body", "slots": ["code", "size"]}
SLOTS = {
    "code": {"slot_uri": "ex:code"},
    "size": {"slot_uri": "ex:size", "range": "integer"},
}
OLD = {**FIXED, "slots": SLOTS, "classes": {"Body": BODY, "Post": {"class_uri": "ex:Post"}}}


def changed(**slots):
    return {**OLD, "slots": {**SLOTS, **slots}}


@pytest.fixture
def compare(tmp_path):
    def compared(new, uses):
        models = []
        for number, schema in enumerate((OLD, new)):
            folder = tmp_path / str(number)
            folder.mkdir()
            models.append(to_model(schema, folder))
        return with_uses(difference(*models), *models, uses), models

    return compared


REQUIRED = changed(code={"slot_uri": "ex:code", "required": True})
NARROWED = changed(size={"slot_uri": "ex:size", "range": "integer", "maximum_value": 9})


@pytest.mark.parametrize(
    ("consumer", "new", "expected"),
    [
        (Consumer("registry", "r", "Body", EX + "Body", frozenset({"size"})), NARROWED, True),
        (Consumer("registry", "r", "Body", EX + "Body", frozenset({"code"})), NARROWED, False),
        (Consumer("registry", "r", "Body", EX + "Body", frozenset()), REQUIRED, True),
        (Consumer("registry", "r", "Body", EX + "Body", None), NARROWED, True),
        (Consumer("registry", "r", "Post", EX + "Post", frozenset({"code"})), REQUIRED, False),
        (Consumer("registry", "r", "Body", EX + "Namesake", None), NARROWED, False),
        (Consumer("query", "q", iris=frozenset({EX + "code"})), REQUIRED, True),
        (Consumer("query", "q", iris=frozenset({EX + "code", EX + "Body"})), REQUIRED, True),
        (Consumer("query", "q", iris=frozenset({EX + "code", EX + "Post"})), REQUIRED, False),
        (Consumer("shapes", "s", iris=frozenset({EX + "size"})), REQUIRED, False),
    ],
)
def test_a_consumer_is_touched_by_what_it_uses(compare, consumer, new, expected):
    found, _ = compare(new, Uses((consumer,)))

    (change,) = found.changes
    assert change.touched == ((Touch(consumer.kind, consumer.name),) if expected else ())


def test_an_editorial_change_touches_nobody(compare):
    titled = changed(code={"slot_uri": "ex:code", "title": "Code"})
    found, _ = compare(titled, Uses((Consumer("registry", "r", "Body", EX + "Body", None),)))

    assert [change.touched for change in found.changes] == [()]


def test_records_are_counted_for_what_breaks(compare):
    asked = []

    def count(demands):
        asked.extend(demands)
        return Count(1, 2)

    found, _ = compare(REQUIRED, Uses((), count))

    assert found.changes[0].count == Count(1, 2)
    path = ((EX + "code", False),)
    assert asked == [Demand("Body", EX + "Body", "at least", path, number=1)]


@pytest.mark.parametrize(
    ("size", "asks", "terms", "number"),
    [
        (None, "at most", set(), 0),
        ({"maximum_value": 9, "range": "integer"}, "highest", set(), 9),
        ({"minimum_value": 2, "range": "integer"}, "lowest", set(), 2),
        ({"pattern": "^a$", "range": "integer"}, "pattern", {"^a$"}, 0),
        ({"range": "date"}, "datatype", {"http://www.w3.org/2001/XMLSchema#date"}, 0),
        ({"range": "Few"}, "among", {EX + "Few#a", EX + "Few#b"}, 0),
        ({"range": "Post"}, "iri", set(), 0),
    ],
)
def test_what_is_asked_of_records_follows_from_the_change(compare, size, asks, terms, number):
    new = changed()
    if size is None:
        new = {**OLD, "classes": {**OLD["classes"], "Body": {**BODY, "slots": ["code"]}}}
        new["slots"] = {"code": SLOTS["code"]}
    else:
        new["slots"]["size"] = {"slot_uri": "ex:size", **size}
    found, models = compare(new, Uses())

    (demand,) = (each for change in found.changes for each in to_demands(change, *models))
    assert (demand.asks, set(demand.terms), demand.number) == (asks, terms, number)
    assert demand.path == ((EX + "size", False),)


@pytest.mark.parametrize(
    ("size", "asks", "terms", "number"),
    [
        ({"range": "integer", "equals_number": 3}, "equal", set(), 3),
        ({"range": "integer", "equals_string": "3"}, "among", {"3"}, 0),
        ({"range": "integer", "equals_string_in": ["3", "4"]}, "among", {"3", "4"}, 0),
    ],
)
def test_the_only_values_that_a_slot_may_have_are_asked_for(compare, size, asks, terms, number):
    found, models = compare(changed(size={"slot_uri": "ex:size", **size}), Uses())

    (demand,) = (each for change in found.changes for each in to_demands(change, *models))
    assert (demand.asks, set(demand.terms), demand.number) == (asks, terms, number)


def test_codes_that_alone_are_allowed_are_asked_for_as_concepts(tmp_path):
    models = []
    for number, fixed in enumerate(({}, {"equals_string_in": ["a", "z"]})):
        (tmp_path / str(number)).mkdir()
        size = {"slot_uri": "ex:size", "range": "Few", **fixed}
        models.append(to_model(changed(size=size), tmp_path / str(number)))

    (change,) = difference(*models).changes

    (demand,) = to_demands(change, *models)
    assert (demand.asks, set(demand.terms)) == ("among", {EX + "Few#a"})


def test_of_several_ranges_a_value_is_asked_to_fit_one(compare):
    several = {"any_of": [{"range": "date"}, {"range": "Post"}, {"range": "Few"}]}
    found, models = compare(changed(size={"slot_uri": "ex:size", **several}), Uses())

    (demand,) = (each for change in found.changes for each in to_demands(change, *models))
    assert demand.asks == "one of"
    assert [each.asks for each in demand.choices] == ["datatype", "iri", "among"]
    assert {each.path for each in (demand, *demand.choices)} == {((EX + "size", False),)}


def test_nothing_is_asked_where_one_of_several_ranges_cannot_be_counted(compare):
    several = {"any_of": [{"range": "date"}, {"range": "Open"}]}
    new = changed(size={"slot_uri": "ex:size", **several})
    new["enums"] = {**new["enums"], "Open": {"matches": {"source_ontology": "ex:"}}}
    found, models = compare(new, Uses())

    kinds = {change.kind for change in found.changes}
    assert "range_changed" in kinds
    assert [each for change in found.changes for each in to_demands(change, *models)] == []


def test_records_of_a_class_that_is_gone_are_asked_for(compare):
    found, models = compare({**OLD, "classes": {"Body": BODY}}, Uses())

    (demand,) = (each for change in found.changes for each in to_demands(change, *models))
    assert demand == Demand("Post", EX + "Post", "no record")


CODE_PATH, SIZE_PATH = (((EX + name, False),) for name in ("code", "size"))


def ruled(*rules, **parts):
    """Return a version with rules of the class, and with a class below it."""
    below = {"is_a": "Body", "class_uri": "ex:Office"}
    body = {**BODY, "rules": list(rules)}
    return {**OLD, "classes": {**OLD["classes"], "Body": body, "Office": below}}


def rule(where, then, **more):
    return {
        "preconditions": {"slot_conditions": where},
        "postconditions": {"slot_conditions": then},
        **more,
    }


def demands_of(tmp_path, old, new):
    models = []
    for number, schema in enumerate((old, new)):
        (tmp_path / str(number)).mkdir()
        models.append(to_model(schema, tmp_path / str(number)))
    return [each for change in difference(*models).changes for each in to_demands(change, *models)]


def asked_in(part):
    return [(each.asks, each.path, set(each.terms), each.number) for each in part.choices]


REQUIRED_CODE = rule({"size": {"minimum_value": 0}}, {"code": {"required": True}})


def test_a_new_rule_is_asked_of_the_records_of_a_class_and_those_below_it(tmp_path):
    found = demands_of(tmp_path, ruled(), ruled(REQUIRED_CODE))

    assert [(each.class_name, each.asks) for each in found] == [
        ("Body", "rule"),
        ("Office", "rule"),
    ]
    where, then, other = found[0].choices
    assert asked_in(where) == [("lowest", SIZE_PATH, set(), 0), ("at least", SIZE_PATH, set(), 1)]
    assert asked_in(then) == [("at least", CODE_PATH, set(), 1)]
    assert asked_in(other) == []


def test_only_rules_that_differ_are_asked(tmp_path):
    pattern = rule({}, {"code": {"pattern": "a"}})
    found = demands_of(tmp_path, ruled(REQUIRED_CODE), ruled(pattern, REQUIRED_CODE))

    assert {asked_in(each.choices[1])[0][0] for each in found} == {"pattern"}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"code": {"value_presence": "ABSENT"}}, [("at most", CODE_PATH, set(), 0)]),
        ({"code": {"value_presence": "PRESENT"}}, [("at least", CODE_PATH, set(), 1)]),
        (
            {"code": {"exact_cardinality": 2}},
            [("at least", CODE_PATH, set(), 2), ("at most", CODE_PATH, set(), 2)],
        ),
        ({"code": {"equals_string": "a", "description": "A."}}, [("among", CODE_PATH, {"a"}, 0)]),
        ({"size": {"equals_number": 0}}, [("equal", SIZE_PATH, set(), 0)]),
        ({"size": {"equals_number_in": [1, 2]}}, [("one of", SIZE_PATH, set(), 0)]),
        ({"size": {"minimum_value": 1, "maximum_value": 2}}, [("all of", SIZE_PATH, set(), 0)]),
        ({"code": {"none_of": [{"equals_string": "a"}]}}, [("none of", CODE_PATH, set(), 0)]),
        ({"code": {"range": "Few"}}, [("among", CODE_PATH, {EX + "Few#a", EX + "Few#b"}, 0)]),
        ({"code": None}, []),
    ],
)
def test_a_rule_asks_what_its_conditions_say(tmp_path, conditions, expected):
    found = demands_of(tmp_path, ruled(), ruled(rule({}, conditions)))

    assert asked_in(found[0].choices[1]) == expected


@pytest.mark.parametrize(
    "unclear",
    [
        rule({}, {"code": {"equals_expression": "{size}"}}),
        rule({}, {"code": {"any_of": "a"}}),
        rule({}, {"nothing": {"required": True}}),
        rule({}, {"code": ["required"]}),
        rule({}, {"size": {"minimum_value": "2020-01-01"}}),
        rule({}, {"code": {"required": True}}, bidirectional=True),
        {"postconditions": {"is_a": "Body"}},
        {"postconditions": ["code"]},
        "a rule",
    ],
)
def test_a_rule_that_is_not_understood_counts_nothing(tmp_path, unclear):
    assert demands_of(tmp_path, ruled(), ruled(unclear)) == []


def test_alternatives_of_a_rule_are_asked_together(tmp_path):
    either = [{"slot_conditions": {"code": {"pattern": "a"}}}]
    conditions = {"any_of": either, "none_of": either}
    (found, _) = demands_of(tmp_path, ruled(), ruled({"postconditions": conditions}))

    one, none = found.choices[1].choices
    assert (one.asks, asked_in(one.choices[0])) == (
        "holds one of",
        [("pattern", CODE_PATH, {"a"}, 0)],
    )
    assert none.asks == "holds none of"
    assert [each.asks for each in none.choices[0].choices] == ["pattern", "at least"]


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ({"none_of": [{"equals_string": "a"}]}, "none of"),
        ({"all_of": [{"pattern": "a"}, {"pattern": "b"}]}, "all of"),
        ({"exactly_one_of": [{"pattern": "a"}, {"pattern": "b"}]}, "just one of"),
        ({"any_of": [{"pattern": "a"}, {"pattern": "b"}]}, "one of"),
        ({"equals_number_in": [1, 2]}, "one of"),
    ],
)
def test_combined_conditions_of_a_slot_are_asked_of_each_value(tmp_path, code, asks):
    stated = {"slot_uri": "ex:code", **code}
    (found,) = {
        each.asks: each for each in demands_of(tmp_path, OLD, changed(code=stated))
    }.values()

    assert (found.asks, len(found.choices) or 1, found.path) == (
        asks,
        1 if asks == "none of" else 2,
        CODE_PATH,
    )
