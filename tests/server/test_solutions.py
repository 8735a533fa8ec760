import pyoxigraph as ox
import pytest

from server.dataset import Dataset
from server.labels import Text
from server.solutions import BATCH, ask_json, find_names, to_table
from server.terms import to_term
from tests.server.small_graph import BASE, small_store


@pytest.fixture(scope="module")
def dataset():
    return Dataset(small_store(), BASE, "0123456789abcdef")


def cells(dataset, pattern):
    text = f"SELECT ?x {{ {pattern} }}"
    return [row[0] for row in to_table(dataset, ask_json(dataset, text), ["en"], site="en").rows]


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (
            f"<{BASE}/id/rol/caf%C3%A9>",
            {
                "text": "Café",
                "lang": "nl",
                "title": f"{BASE}/id/rol/caf%C3%A9",
                "href": "/doc/rol/caf%C3%A9",
            },
        ),
        (
            "<https://example.org/elders>",
            {
                "text": "elders",
                "title": "https://example.org/elders",
                "href": "https://example.org/elders",
            },
        ),
        ('"tekst"@nl', {"text": "tekst", "lang": "nl", "datatype": ""}),
        ("5", {"text": "5", "lang": "", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}),
        ("UNDEF", {"text": ""}),
    ],
)
def test_a_term_is_a_cell_that_leads_where_it_can(dataset, term, cell):
    assert cells(dataset, f"VALUES ?x {{ {term} }}") == [cell]


def test_a_blank_node_and_a_triple_are_shown_as_text(dataset):
    (blank,) = cells(dataset, "BIND (BNODE() AS ?x)")
    (triple,) = cells(dataset, "BIND (<<( <http://a/b> <http://a/c> 1 )>> AS ?x)")

    assert blank["text"].startswith("_:")
    assert "http://a/c" in triple["text"]


def test_many_iris_are_asked_after_in_batches(dataset):
    others = [f"https://example.org/{number}" for number in range(BATCH + 10)]
    ours = f"{BASE}/id/rol/caf%C3%A9"

    assert find_names(dataset, [*others, ours], ["nl"]) == {ours: Text("Café", "nl")}
    assert find_names(dataset, [], ["nl"]) == {}


def test_a_name_is_in_the_language_of_the_reader_or_the_next_best(dataset):
    iri = "https://data.vlaanderen.be/id/organisatie/OVO000001"

    assert find_names(dataset, [iri], ["en"])[iri].value == "Flemish public administration"
    assert find_names(dataset, [iri], ["fr", "nl"])[iri].value == "Vlaamse overheid"


def test_what_has_no_name_has_a_stand_in(dataset):
    period = f"{BASE}/.well-known/genid/0a"

    assert find_names(dataset, [period], ["nl"]) == {period: Text("0a", "")}


def test_a_name_that_stands_in_a_link_stands_there_once(dataset):
    rol = f"<{BASE}/id/rol/caf%C3%A9>"
    variables = "?role ?roleLabel ?otherLabel"
    values = f'VALUES ({variables}) {{ ({rol} "Coffee"@en "Bar") }}'
    text = f"SELECT {variables} {{ {values} }}"

    table = to_table(dataset, ask_json(dataset, text), ["nl"], site="nl")

    assert table.columns == ["rol", "begrip elders"]
    assert [[cell["text"] for cell in row] for row in table.rows] == [["Café", "Bar"]]


def test_a_thing_is_called_by_its_preferred_name(dataset):
    store = small_store()
    thing = ox.NamedNode(f"{BASE}/id/rol/twee-namen")
    for predicate, name in (("rdfs:label", "Aaa"), ("skos:prefLabel", "Zzz")):
        store.add(ox.Quad(thing, to_term(predicate), ox.Literal(name, language="nl")))
    named = Dataset(store, BASE, "0123456789abcdef")

    assert find_names(named, [thing.value], ["nl"])[thing.value] == Text("Zzz", "nl")
    assert find_names(named, [thing.value], ["en"])[thing.value] == Text("Zzz", "nl")
