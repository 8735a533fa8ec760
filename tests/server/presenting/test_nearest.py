import pytest
from pyoxigraph import Store

from linkml_schemas.plan import read_plan_at
from server.presenting.nearest import nearest
from tests.server.small_graph import BASE, small_store

PLAN = read_plan_at(BASE)


@pytest.fixture(scope="module")
def store() -> Store:
    return small_store()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/id/strategie/vlaamse-datastrategei", "Vlaamse datastrategie", id="a typo"),
        pytest.param("/doc/strategie/datastrategie", "Vlaamse datastrategie", id="a part"),
        pytest.param("/id/organisatie/OVO002948", "Digitaal Vlaanderen", id="a digit"),
        pytest.param("/id/rol/cafe.html", "Café", id="an accent and a suffix"),
    ],
)
def test_near_spelling_is_offered(store: Store, path: str, expected: str) -> None:
    found = nearest(store, BASE, PLAN, path, languages=("nl",))

    assert expected in [thing["text"] for thing in found["things"]]
    assert all(thing["href"].startswith("/doc") for thing in found["things"])


def test_list_of_the_kind_and_words_to_search_for_are_offered(store: Store) -> None:
    found = nearest(store, BASE, PLAN, "/id/organisatie/agentschap-digitaal", languages=("nl",))

    assert found["term"] == "agentschap digitaal"
    assert found["kind"]["href"] == "/lijst/organisatie"


@pytest.mark.parametrize("path", ["/", "", "/niets", "/id", "/id/rol/", "/%ff/%00", "/a" * 200])
def test_any_path_is_looked_at(store: Store, path: str) -> None:
    assert nearest(store, BASE, PLAN, path, languages=("en",))["things"] == []
