import pytest

from loaders.check import check_registries
from tests.loaders.conftest import BASE


@pytest.fixture
def check(settings, world):
    def run():
        return check_registries(settings, base=BASE, world=world)

    return run


def told(checked):
    return [(name, fault.row, fault.reason, fault.message) for name, fault in checked.faults]


def test_ids_codes_and_iris_arrive_over_registries(write, check):
    write("orgs", "id,label_nl,ovo\na,x,OVO000001\nb,y,\n")
    variants = "a|ovo 000001|http://data.vlaanderen.be/doc/organisatie/ovo000001|b"
    own = "https://begrip.example/id/organisatie/b|https://elders.example/x"
    write("goals", f"id,label_nl,about\ng,x,{variants}|{own}|g\n", "Goal")

    assert told(check()) == []


def test_a_row_that_refers_to_a_refused_row_is_refused_too(write, check):
    rows = "id,label_nl,parent,founded\na,x,,nooit\nb,y,a,\nc,z,b,\nd,w,,\n"
    write("orgs", rows, share=1.0)

    checked = check()

    assert [(row, reason) for _, row, reason, _ in told(checked)] == [
        (2, "datatype"),
        (3, "reference"),
        (4, "reference"),
    ]
    assert "a (orgs:2) was refused itself" in told(checked)[1][3]
    assert checked.summaries[0].accepted == 1


def test_a_cycle_of_good_rows_is_accepted(write, check):
    write("orgs", "id,label_nl,parent\na,x,b\nb,y,c\nc,z,a\nd,w,d\n")

    assert told(check()) == []


def test_a_cycle_that_hangs_on_a_refused_row_is_refused_whole(write, check):
    write("goals", "id,label_nl,parent,about\na,x,b,\nb,y,a,weg\nc,z,,\n", "Goal", share=1.0)

    assert check().summaries[0].accepted == 1


def test_a_record_is_unique_over_registries_and_the_first_one_stays(write, check):
    write("a-orgs", "id,label_nl,ovo\na,x,OVO000001\n")
    write("b-orgs", "id,label_nl,ovo\nb,x,ovo000001\nc,y,\n")

    checked = check()

    assert [(name, row, reason) for name, row, reason, _ in told(checked)] == [
        ("b-orgs", 2, "unique")
    ]
    assert "a-orgs:2" in told(checked)[0][3]


def test_one_id_in_two_classes_is_ambiguous(write, check):
    write("bodies", "id,label_nl\nx,Orgaan\n", "Body")
    write("orgs", "id,label_nl,parent\nx,Organisatie,\ny,z,x\n")

    assert "may mean any of" in told(check())[0][3]


def test_a_record_of_another_class_is_no_target(write, check):
    write("goals", "id,label_nl,parent\ng,x,\n", "Goal")
    write("orgs", "id,label_nl,parent\na,x,g\nb,y,\n")

    assert "there is a Goal of that name" in told(check())[0][3]


def test_concepts_are_told_apart_by_their_scheme(write, check):
    rows = "id,label_nl,scheme,broader\n1,x,a,\n1,y,b,\n2,z,b,b/1\n3,w,b,1\n4,v,begrippenkader,\n"
    write("begrippen", rows, "Concept")
    write("schemes", "id,label_nl\na,A\nb,B\n", "ConceptScheme")

    checked = check()

    assert [(row, reason) for _, row, reason, _ in told(checked)] == [(5, "reference")]


def test_a_scheme_of_the_vocabulary_is_there(write, check):
    write("begrippen", "id,label_nl,scheme\na,x,begrippenkader\nb,y,nergens\n", "Concept")

    assert [(row, reason) for _, row, reason, _ in told(check())] == [(3, "reference")]


def test_what_passed_through_rdf_describes_is_there(write, check):
    turtle = "<https://begrip.example/id/orgaan/raad> a <x:Body> ."
    write("los", turtle, None, form="turtle")
    write("orgs", "id,label_nl,parent\na,x,raad\nb,y,https://begrip.example/id/orgaan/raad\n")

    assert told(check()) == []


def test_records_of_a_registry_that_was_refused_whole_are_called_refused(write, check):
    write("bodies", "id,label_nl\nraad,Raad\nb,\n", "Body", share=0.1)
    write("orgs", "id,label_nl,parent\na,x,raad\nb,y,\n")

    checked = check()

    assert checked.exit_code == 5
    assert "raad (bodies:2) was refused itself" in told(checked)[-1][3]


OVO = "https://data.vlaanderen.be/id/organisatie/OVO000001"


def test_a_reference_by_the_iri_of_others_means_the_record_that_is_here(write, check):
    write("orgs", "id,label_nl,ovo,iri\na,x,OVO000001,\nc,y,,https://elders.example/c\n")
    rows = f"id,label_nl,parent,about\ng,x,{OVO},\nh,x,,{OVO}|https://elders.example/c\n"
    write("goals", rows + "i,x,https://elders.example/niemand,\n", "Goal")

    found = told(check())

    assert [(row, reason) for _, row, reason, _ in found] == [(2, "reference")]
    assert f"there is no Goal {OVO}; there is a Organisation" in found[0][3]


@pytest.mark.parametrize("cells", ["ovo 000001,,nooit", ",https://elders.example/a,nooit"])
def test_a_reference_by_the_iri_of_others_to_a_refused_record_is_refused(write, check, cells):
    write("orgs", f"id,label_nl,ovo,iri,founded\na,x,{cells}\nb,y,,,\n")
    iri = OVO if "ovo" in cells else "https://elders.example/a"
    write("goals", f"id,label_nl,about\ng,x,{iri}\nh,y,\n", "Goal")

    assert [(row, reason) for _, row, reason, _ in told(check())] == [
        (2, "reference"),
        (2, "datatype"),
    ]


def test_our_base_over_http_is_ours_too(write, check):
    write("goals", f"id,label_nl,about\ng,x,http{BASE[5:]}/id/rol/geen\nh,y,\n", "Goal")

    assert [reason for _, _, reason, _ in told(check())] == ["reference"]


def test_one_iri_is_that_of_one_record_over_all_classes(write, check):
    write("bodies", "id,label_nl,iri\nx,Orgaan,https://elders.example/x\n", "Body")
    write("orgs", "id,label_nl,iri\ny,Organisatie,https://elders.example/x\nz,z,\n")

    checked = check()

    assert [(name, row, reason) for name, row, reason, _ in told(checked)] == [
        ("orgs", 2, "unique")
    ]
    assert checked.faults[0][1].column == "iri"


def test_an_id_that_is_there_twice_is_told_once(write, check):
    write("orgs", "id,label_nl\na,x\na,y\n")

    faults = check().faults

    assert [(fault.row, fault.column, fault.value) for _, fault in faults] == [(3, "id", "a")]


def test_who_is_like_a_refused_record_takes_its_place(write, check):
    write("goals", "id,label_nl,parent\na,x,weg\na,y,\nb,z,a\nc,z,b\n", "Goal", share=1.0)

    checked = check()

    assert [(row, reason) for _, row, reason, _ in told(checked)] == [(2, "reference")]


def test_doubles_that_only_are_there_without_each_other_come_to_an_end(write, check):
    rows = "id,label_nl,iri,parent\nr,x,https://e.org/1,s\ns,y,https://e.org/1,\nt,z,,s\n"
    write("goals", rows + "u,u,,\n", "Goal", share=1.0)

    checked = check()

    refused = {fault.row for _, fault in checked.faults}
    assert {2, 3} & refused
    assert checked.summaries[0].accepted == 4 - len(refused)


def test_a_long_chain_that_ends_in_a_refused_row_is_refused_in_one_go(write, check):
    length = 3_000
    rows = "".join(f"r{number},x,r{number + 1}\n" for number in range(length))
    write("goals", f"id,label_nl,parent\n{rows}r{length},x,weg\na,y,\n", "Goal", share=1.0)

    assert check().summaries[0].accepted == 1
