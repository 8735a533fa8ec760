"""The page about persistent addresses: the policy, who answers for it, what the build found."""

import json

import pytest

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

REPORT = {
    "format": 1,
    "base": BASE,
    "faults": 1,
    "advice": 0,
    "rules": [
        {
            "rule": "spelling",
            "number": "2.3",
            "advice": False,
            "asks": {"nl": "Eén IRI per zaak.", "en": "One IRI per thing."},
            "checked": 12,
            "count": 1,
            "faults": [{"iri": f"{BASE}/id/rol/<script>", "found": "<b>", "right": "/id/rol/x"}],
        }
    ],
}


def client_of(tmp_path, **settings):
    (tmp_path / "iris.json").write_text(json.dumps(REPORT), encoding="utf-8")
    manifest = {"counts": {"promises": 12}, "reports": {"iris": {"path": "iris.json"}}}
    dataset = Dataset(small_store(), BASE, "g", manifest, folder=tmp_path)
    return create_app(Settings.from_mapping(settings), dataset).test_client()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Blijvende adressen", "is een voorstel", "Eén IRI per zaak", "1 fouten")),
        ("en", ("Persistent addresses", "is a proposal", "One IRI per thing", "1 faults")),
    ],
)
def test_it_shows_the_policy_and_the_rules_in_both_languages(tmp_path, language, words):
    with client_of(tmp_path) as client:
        page = client.get(f"/persistentie?lang={language}", headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert all(word in page.text for word in words)
    assert "<script>" not in page.text


def test_it_names_who_answers_or_says_that_nobody_is_named(tmp_path):
    with client_of(tmp_path) as client:
        assert "has named nobody yet" in client.get("/persistentie?lang=en").text
    with client_of(tmp_path, BEGRIP_RESPONSIBLE="Digitale <Dienst>") as client:
        assert "Digitale &lt;Dienst&gt;" in client.get("/persistentie?lang=en").text


@pytest.mark.parametrize(
    ("path", "accept"), [("/persistentie.json", "*/*"), ("/persistentie", "application/json")]
)
def test_programs_get_the_same_as_json(tmp_path, path, accept):
    with client_of(tmp_path) as client:
        answer = client.get(path, headers={"Accept": accept})
        again = client.get(
            path, headers={"If-None-Match": answer.headers["ETag"], "Accept": accept}
        )

    assert answer.json["report"] == REPORT
    assert (answer.json["promised"], answer.json["responsible"]) == (12, "")
    assert again.status_code == 304


@pytest.mark.parametrize(("of", "faults"), [("g", 5), ("other", 1)])
def test_after_a_rollback_to_what_is_served_its_report_is_shown(tmp_path, of, faults):
    folder = tmp_path / "generations" / "g"
    folder.mkdir(parents=True)
    (tmp_path / "withdrawn").mkdir()
    report = {**REPORT, "faults": 5, "generation": of}
    (tmp_path / "withdrawn" / "iris.json").write_text(json.dumps(report))
    with client_of(folder) as client:
        answer = client.get("/persistentie.json")

    assert answer.json["report"] == {**REPORT, "faults": faults}


def test_a_generation_without_the_report_says_so(client):
    page = client.get("/persistentie?lang=en", headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert "The next publication checks the rules" in page.text


def test_a_fault_is_said_in_the_language_of_the_reader(tmp_path):
    texts = {
        "nl": {"found": "het schema is http", "right": "https"},
        "en": {"found": "the scheme is http", "right": "https"},
    }
    fault = {"iri": BASE, "found": "the scheme is http", "right": "https", "texts": texts}
    report = {**REPORT, "rules": [{**REPORT["rules"][0], "faults": [fault]}]}

    with client_of(tmp_path) as client:
        (tmp_path / "iris.json").write_text(json.dumps(report), encoding="utf-8")
        dutch, english = (client.get(f"/persistentie?lang={tag}").text for tag in ("nl", "en"))

    assert "het schema is http" in dutch
    assert "the scheme is http" not in dutch
    assert "the scheme is http" in english
