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
