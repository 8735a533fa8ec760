import json

import pytest

from loaders.check import check_registries
from loaders.checking.faults import REASONS
from tests.loaders.conftest import BASE


@pytest.fixture
def faults_of(settings, world, write):
    """Return what writes one registry of organisations and gives its faults."""

    def check(content, class_name="Organisation", form="csv", **more):
        write("r", content, class_name, form=form, share=1.0, more=more.get("more"))
        checked = check_registries(settings, base=BASE, world=world)
        return [fault for _, fault in checked.faults]

    return check


CASES = [
    ("required", "id,label_nl\na,\n", "label_nl", "", "fill in"),
    ("pattern", "id,label_nl\na b,x\n", "id", "a b", "form"),
    ("pattern", "id,label_nl,kbo\na,x,0316.380.842\n", "kbo", "0316.380.842", "register"),
    (
        "pattern",
        "id,label_nl,kbo\na,x,0316380842\nb,y,0316380841\n",
        "kbo",
        "0316380842",
        "register",
    ),
    ("pattern", "id,label_nl,ovo\na,x,OVO1\n", "ovo", "OVO1", "OVO002949"),
    ("datatype", "id,label_nl,founded\na,x,2023-02-31\n", "founded", "2023-02-31", "right day"),
    ("datatype", "id,label_nl,founded\na,x,31/12/2023\n", "founded", "31/12/2023", "2023-12-31"),
    ("datatype", "id,label_nl,size\na,x,-1\n", "size", "-1", "0 to 1000000"),
    ("datatype", "id,label_nl,size\na,x,veel\n", "size", "veel", "digits"),
    ("enumeration", "id,label_nl,type\na,x,gemeent\n", "type", "gemeent", "gemeente"),
    ("enumeration", "id,label_nl,type\na,x,zzz\n", "type", "zzz", "departement"),
    ("iri", "id,label_nl,homepage\na,x,www.gent.be\n", "homepage", "www.gent.be", "https://www"),
    ("iri", "id,label_nl,source\na,x,https://ok.be|no iri\n", "source", "no iri", "%20"),
    ("iri", "id,label_nl,parent\na,x,org:Role\n", "parent", "org:Role", "http://www.w3.org"),
    ("reference", "id,label_nl,parent\na,x,b\n", "parent", "b", "write the id"),
    ("reference", "id,label_nl,parent\nab,x,\nc,x,abb\n", "parent", "abb", "did you mean ab?"),
    ("reference", f"id,label_nl,parent\na,x,{BASE}/id/orgaan/b\n", "parent", None, "write the id"),
    ("unique", "id,label_nl\na,x\na,y\n", "id", None, "keep one"),
    ("unique", "id,label_nl,kbo\na,x,0316380841\nb,y,0316.380.841\n", "kbo", None, "keep one"),
    ("cardinality", "id,label_nl,homepage\na,x,https://a.b|https://c.d\n", "homepage", None, "one"),
    ("language", 'id,label_nl\na,"""Begrip""@en"\n', "label_nl", '"Begrip"@en', "language en"),
    ("column", "id,label_nl,lable_en\na,x,y\n", "lable_en", "", "ignore:"),
    ("column", "id\na\n", "label_nl", "", "constants:"),
    ("unreadable", "id,label_nl\na,x,y\n", "", "", "double quotes"),
]


@pytest.mark.parametrize(("reason", "content", "column", "value", "remedy"), CASES)
def test_each_reason_is_told_with_column_value_and_remedy(
    faults_of, reason, content, column, value, remedy
):
    faults = [fault for fault in faults_of(content) if fault.reason == reason]

    assert faults, "no such fault"
    assert faults[0].column == column
    assert value is None or faults[0].value == value
    assert remedy in faults[0].remedy
    assert faults[0].message


def test_every_reason_is_reached():
    assert {case[0] for case in CASES} == set(REASONS)


def test_good_rows_go_on_beside_bad_ones(settings, world, write):
    write("r", "id,label_nl,founded\na,x,2020-01-01\nb,y,nooit\nc,z,\n", share=0.5)

    checked = check_registries(settings, base=BASE, world=world)

    assert (checked.summaries[0].read, checked.summaries[0].accepted) == (3, 2)
    assert [(fault.row, fault.value) for _, fault in checked.faults] == [(3, "nooit")]
    assert checked.exit_code == 0


def test_json_names_a_key_that_nobody_knows_for_its_row_only(faults_of):
    rows = [{"id": "a", "label_nl": "x"}, {"id": "b", "label_nl": "y", "lable": "z"}]

    faults = faults_of(json.dumps(rows), form="json")

    assert [(fault.reason, fault.column, fault.value) for fault in faults] == [
        ("column", "lable", "z")
    ]


def test_a_json_list_in_a_column_of_one_value_is_told(faults_of):
    faults = faults_of('[{"id": "a", "label_nl": ["x", "y"]}]', form="json")

    assert [(fault.reason, fault.value) for fault in faults] == [("cardinality", "x|y")]


def test_columns_are_mapped_ignored_and_filled_with_constants(faults_of):
    more = {
        "columns": "{Naam: label_nl}",
        "ignore": "[Telefoon]",
        "constants": "{source: 'https://begrip.example/id/a|https://b.example/'}",
    }

    assert faults_of("id,Naam,Telefoon\na,x,1\n", more=more) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"columns": "{Naam: lable_nl}"}, "did you mean 'label_nl'"),
        ({"columns": "{Naam: label_nl, Name: label_nl}"}, "filled twice"),
        ({"constants": "{nothing: x}"}, "no slot 'nothing'"),
    ],
)
def test_a_definition_that_does_not_fit_the_plan_is_told(faults_of, more, told):
    from loaders.errors import DefinitionError

    with pytest.raises(DefinitionError, match=told):
        faults_of("id,Naam\na,x\n", more=more)


def test_a_class_that_is_not_there_is_told(faults_of):
    from loaders.errors import DefinitionError

    with pytest.raises(DefinitionError, match="did you mean 'Organisation'"):
        faults_of("id\n", "Organization")
