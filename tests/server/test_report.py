import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Store

from linkml_schemas.report_texts import TEXTS
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.linkml_schemas.test_report_page import report
from tests.server.small_graph import BASE, small_store

TURTLE = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
FILES = {
    "reports/report.json": json.dumps(report(generation="0" * 16)),
    "reports/quarantine.csv": "registry,row\nmensen,2\n",
    "reports/repairs.csv": "registry,what\nmensen,repaired\n",
    "reports/shacl/mensen.csv": "focus_node\nhttps://e.org/a\n",
    "reports/shacl/mensen.ttl": TURTLE,
}
MANIFEST = {
    "registries": [
        {"name": "mensen", "access": "PUBLIC", "shapes": {"path": "reports/shacl/mensen.ttl",
                                      "csv": "reports/shacl/mensen.csv"}},
        {"name": "goed", "access": "PUBLIC", "shapes": None},
    ],
    "reports": {
        "quarantine": {"path": "reports/quarantine.csv", "faults": 1},
        "repairs": {"path": "reports/repairs.csv"},
        "page": {"path": "reports/report.json", "warnings": 0},
    },
}  # fmt: skip


def client_over(folder: Path | None, manifest: dict, **settings: str) -> FlaskClient:
    store: Store = small_store()
    dataset = Dataset(store, BASE, "0" * 16, manifest, folder)
    return create_app(Settings.from_mapping(settings), dataset).test_client()


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(generation: Path) -> FlaskClient:
    return client_over(generation, MANIFEST)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_is_a_page_in_the_language_of_the_reader(client, language):
    answer = client.get("/rapport", headers={"Accept-Language": language})

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert TEXTS["title"][language] in answer.text
    assert answer.headers["Link"] == '</rapport.json>; rel="alternate"; type="application/json"'


def test_nothing_in_a_report_is_markup(client):
    page = client.get("/rapport").text

    assert re.findall("<script[^>]*>", page) == ['<script src="/static/search.js" defer>']
    assert "style=" not in page


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [
        ("/rapport.json", "application/json", "reports/report.json"),
        ("/rapport/quarantaine.csv", "text/csv; charset=utf-8", "reports/quarantine.csv"),
        ("/rapport/herstellingen.csv", "text/csv; charset=utf-8", "reports/repairs.csv"),
        ("/rapport/shacl/mensen.csv", "text/csv; charset=utf-8", "reports/shacl/mensen.csv"),
        ("/rapport/shacl/mensen.ttl", "text/turtle; charset=utf-8", "reports/shacl/mensen.ttl"),
    ],
)
def test_each_file_is_answered_as_the_build_wrote_it(client, address, content_type, name):
    answer = client.get(address)

    assert (answer.status_code, answer.text) == (200, FILES[name])
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Cache-Control"] == "no-cache"
    answer.close()


@pytest.mark.parametrize(
    "address",
    ["/rapport", "/rapport.json", "/rapport/quarantaine.csv", "/rapport/shacl/mensen.ttl",
     "/rapport.css"],
)  # fmt: skip
def test_what_a_client_has_is_not_sent_again(client, address):
    first = client.get(address)
    etag = first.headers["ETag"]
    first.close()

    again = client.get(address, headers={"If-None-Match": etag})

    assert not etag.startswith("W/")
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "address",
    ["/rapport/shacl/goed.csv", "/rapport/shacl/weg.ttl", "/rapport/shacl/..%2Freport.json",
     "/rapport/shacl/mensen.jsonl"],
)  # fmt: skip
def test_no_other_file_can_be_asked_for(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/rapport", "/rapport.json", "/rapport/quarantaine.csv"])
@pytest.mark.parametrize("case", ["older generation", "no directory", "file gone", "switched off"])
def test_a_report_that_is_not_there_is_not_found(generation, case, address):
    manifest = {} if case == "older generation" else MANIFEST
    folder = None if case == "no directory" else generation
    if case == "file gone":
        for name in FILES:
            (generation / name).unlink()
    settings = {"BEGRIP_REPORT": "off"} if case == "switched off" else {}

    answer = client_over(folder, manifest, **settings).get(address)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("manifest", "settings", "linked"),
    [(MANIFEST, {}, True), ({}, {}, False), (MANIFEST, {"BEGRIP_REPORT": "off"}, False)],
)
def test_pages_link_to_the_report_if_there_is_one(generation, manifest, settings, linked):
    page = client_over(generation, manifest, **settings).get("/?lang=en").text

    assert ('href="/rapport?lang=en"' in page) == linked
