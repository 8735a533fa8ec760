"""The questions that the graph of a data strategy has to answer, on a graph with both outcomes."""

import pyoxigraph as ox
import pytest

from queries.binding import to_example
from queries.reader import read_query
from tests.queries import competency_questions, test_reader


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    for graph in (test_reader.GRAPH, competency_questions.GRAPH):
        store.load(graph.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("name", "variables", "rows"),
    [
        pytest.param("data_owner_on_date", ["title", "holder"], [["Fijn stof", "omgeving"]]),
        pytest.param("actions_carried_over", ["label", "laterLabel"], [["Kader", "Kader verder"]]),
        pytest.param("services_by_magda_category", ["label"], [["MAGDA"], ["Toegangspoort"]]),
        pytest.param("restricted_datasets_without_legal_basis", ["title"], [["Zonder grond"]]),
        pytest.param("agreements_ending_soon", ["title"], [["Op de laatste dag"]]),
        pytest.param("mandatory_unused_standards", ["title"], [["Ongebruikt"]]),
        pytest.param("principles_without_action", ["label"], [["Benutten"]]),
        pytest.param(
            "report_recipients", ["recipient", "recipientLabel"],
            [["stuurorgaan", None], ["cvos", "CVOS"]],
        ),
        pytest.param(
            "concepts_without_definition_or_owner", ["label", "defined", "owned"],
            [["leeg", "false", "true"], ["wees", "true", "false"]],
        ),
    ],
)  # fmt: skip
def test_a_question_finds_what_it_asks_for_and_nothing_else(store, name, variables, rows):
    solutions = store.query(to_example(read_query(name)))

    assert [[_short(each[variable]) for variable in variables] for each in solutions] == rows


def _short(term):
    return term.value.removeprefix("http://example.org/") if term else None
