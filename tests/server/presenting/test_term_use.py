import pytest

from linkml_schemas.plan import read_plan_at
from server.app import create_app
from server.dataset import Dataset
from server.presenting.term_use import to_term_use
from server.settings import Settings
from server.statements import Reader
from tests.server.small_graph import BASE, small_store, to_store

DCAT = "http://www.w3.org/ns/dcat#"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(small_store(), BASE, read_plan_at(BASE), ("nl",))


def test_class_has_a_row_for_each_property(reader: Reader) -> None:
    found = to_term_use(reader, f"{DCAT}Dataset")

    assert found is not None
    rows = {row["column"]["text"]: row for row in found["rows"]}
    assert len(rows) == len(found["rows"])
    assert rows["Titel"]["required"]
    assert rows["Titel"]["languages"][:2] == ["nl", "en"]
    assert rows["Uitgever"]["values"][0]["href"] == "/lijst/organisatie"
    assert found["list"]["href"] == "/lijst/dataset"


def test_property_of_a_column_that_points_back_is_of_what_it_points_at(reader: Reader) -> None:
    found = to_term_use(reader, f"{DCAT}distribution")

    assert found is not None
    assert [(row["class"]["text"], row["values"][0]["text"]) for row in found["rows"]] == [
        ("Dataset", "Distributie")
    ]


def test_what_no_schema_uses_has_none(reader: Reader) -> None:
    assert to_term_use(reader, f"{BASE}/id/rol/cdo") is None


def test_page_of_a_term_shows_where_it_is_used_and_that_of_a_graph_its_files() -> None:
    graph = f"{BASE}/id/graaf/termen"
    store = small_store()
    store.extend(
        to_store(
            f'<{graph}> {{ <{DCAT}Dataset> a rdfs:Class ; rdfs:label "Dataset"@nl . '
            f'<{graph}> a sd:NamedGraph ; dct:title "Termen"@nl . }}'
        )
    )
    entry = {"name": "termen", "graph": graph, "quads": 12345, "dump": {"path": "x"}}
    client = create_app(
        Settings.from_mapping({}), Dataset(store, BASE, "g1", {"registries": [entry]})
    ).test_client()

    term = client.get(f"/doc.html?iri={DCAT}Dataset".replace("#", "%23")).text
    page = client.get("/doc/graaf/termen.html?lang=nl").text

    assert "Eigenschappen van deze soort" in term
    assert "12.345" in page
    assert 'href="/dumps/termen.nq.gz"' in page
    assert 'href="/ldes/termen?lang=nl"' in page
