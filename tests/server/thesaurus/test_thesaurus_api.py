import csv
import io

import pytest

from server.dataset import Dataset
from server.problems import AnswerTooLarge
from server.thesaurus import table
from tests.server.small_graph import BASE
from tests.server.thesaurus.graph import KADER, OTHER, SCHEME, client_over, thesaurus_store

STORE = thesaurus_store()
API = "/api/schemes"


@pytest.fixture(scope="module")
def client():
    return client_over(STORE)


def test_every_scheme_with_concepts_is_listed_with_its_addresses(client):
    found = {row["key"]: row for row in client.get(API).json["schemes"]}

    assert set(found) == {"kader", "actiedomein", "water", "lastig"}
    assert found["water"]["iri"] == OTHER
    assert found["kader"]["titles"] == {"en": "Concept framework", "nl": "Begrippenkader"}
    assert found["kader"]["concepts"] == 10
    for address in found["kader"]["links"].values():
        assert not address.endswith(".csv") or client.get(address).status_code == 200


def test_children_are_those_right_below(client):
    top = client.get(f"{API}/kader/children").json
    below = client.get(f"{API}/kader/children", query_string={"of": f"{KADER}/data"}).json

    assert [row["text"] for row in top["rows"]] == ["data", "Élan", "Kring een"]
    assert [row["text"] for row in below["rows"]] == [
        "…", "3D", "Open data", "Oud woord", "zonder", "Zorgdata",
    ]  # fmt: skip
    assert below["rows"][2]["narrower"] == 1
    assert below["rows"][3]["deprecated"]


def test_labels_come_in_the_language_that_is_asked_for_and_no_header_decides(client):
    address = f"{API}/kader/children?lang=fr"
    answer = client.get(address, headers={"Accept-Language": "en"})

    assert answer.json["rows"][0]["text"] == "données"
    assert client.get(f"{API}?lang=<b>").status_code == 400


def test_letters_have_their_counts(client):
    found = client.get(f"{API}/kader/letters?letter=O").json

    assert ["O", 2] in found["letters"]
    assert [row["text"] for row in found["rows"]] == ["Open data", "Oud woord"]


@pytest.mark.parametrize(
    "path",
    ["niets", "niets/children", "niets/letters", "niets/concepts.csv", "kader/concepts.doc",
     "kader/children?of=https://example.org/niets", "..", "%2e%2e/concepts.csv"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"{API}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/kader", "/kader/children", "/kader/letters", "/kader/concepts.csv"]
)
def test_answers_are_confirmed_to_who_has_them(client, path):
    first = client.get(API + path)
    again = client.get(API + path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_a_table_has_a_row_for_each_concept_and_a_column_for_each_language(client):
    rows = {
        row["iri"]: row
        for row in csv.DictReader(io.StringIO(client.get(f"{API}/kader/concepts.csv").text))
    }

    data = rows[f"{KADER}/data"]
    assert len(rows) == 10
    assert (data["prefLabel@fr"], data["notation"], data["hiddenLabel@nl"]) == (
        "données",
        "D1",
        "dta",
    )
    assert data["altLabel@nl"] == "Feiten|gegevens"
    assert rows[f"{KADER}/zorg"]["broader"] == f"{KADER}/data|{KADER}/open"
    assert rows[f"{KADER}/oud"]["deprecated"] == "true"


def test_a_table_that_is_too_large_is_an_error_and_not_shorter(monkeypatch):
    monkeypatch.setattr(table, "LARGEST", 1_000)

    with pytest.raises(AnswerTooLarge):
        table.scheme_table(STORE, BASE, SCHEME)


def test_the_dataset_answers_the_same_as_the_addresses(client):
    dataset = Dataset(STORE, BASE, "g1")

    found = dataset.thesaurus("children", languages=("nl",), key="kader")
    assert found == client.get(f"{API}/kader/children").json
