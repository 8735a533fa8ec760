import json
from pathlib import Path

import pytest

from server.app import create_app
from server.exchange import to_problem
from server.problems import PROBLEMS, MethodRefused, NotAcceptable, restore_problem
from server.saying.message import say
from server.settings import Settings
from server.slots import End

WRONG = say("said", text={"nl": "wat er scheelt", "en": "what is wrong"})
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.slug)
def test_a_problem_has_a_type_a_status_and_a_title_in_both_languages(kind):
    problem = restore_problem(kind.slug, WRONG, {"limit": 1, "allow": ["GET"]})
    document = problem.to_document()

    assert type(problem) is kind
    assert document["type"] == f"/api/problems/{kind.slug}"
    assert 400 <= document["status"] < 600
    assert set(problem.titles) == set(problem.advice) == {"nl", "en"}
    assert json.loads(json.dumps(document))["detail"] == "what is wrong"
    assert problem.to_document("nl")["title"] == problem.titles["nl"]
    assert problem.to_document("nl")["detail"] == "wat er scheelt"
    assert kind.__doc__


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.slug)
def test_a_problem_stands_in_the_documentation_with_its_status(kind):
    page = Path(__file__).parent.parent.parent / "docs" / "serving.md"

    assert f"| `{kind.slug}` | {int(kind.status)} |" in page.read_text(encoding="utf-8")


def test_slugs_are_unique():
    assert len({kind.slug for kind in PROBLEMS}) == len(PROBLEMS)


@pytest.mark.parametrize(
    ("problem", "header", "value"),
    [
        (MethodRefused(WRONG, allow=["GET", "POST"]), "Allow", "GET, POST"),
        (restore_problem("overloaded", WRONG, {}), "Retry-After", "2"),
    ],
)
def test_a_problem_brings_its_headers(problem, header, value):
    assert problem.to_headers()[header] == value


def test_not_acceptable_lists_the_offers():
    problem = NotAcceptable("image/png", ["text/turtle", "text/html"])

    assert problem.to_document()["offers"] == ["text/turtle", "text/html"]
    assert "image/png" in problem.detail


@pytest.mark.parametrize("end", list(End))
def test_every_end_of_a_worker_is_an_honest_problem(end):
    problem = to_problem(end, Settings.from_mapping({}))

    assert problem.status in {503, 504}
    assert problem.detail.endswith((".", "seconds."))


@pytest.mark.parametrize(
    ("method", "path", "status", "slug"),
    [
        ("get", "/nergens", 404, "not-found"),
        ("delete", "/sparql", 405, "method-refused"),
        ("put", "/health/live", 405, "method-refused"),
        ("get", "/sparql?query=SELEC", 400, "bad-query"),
    ],
)
def test_a_client_gets_a_problem_document_and_a_browser_a_page(client, method, path, status, slug):
    document = client.open(path, method=method.upper())
    page = client.open(path, method=method.upper(), headers=BROWSER)

    assert document.status_code == page.status_code == status
    assert document.content_type == "application/problem+json"
    assert document.json["type"] == f"/api/problems/{slug}"
    assert document.json["status"] == status
    assert page.content_type == "text/html; charset=utf-8"
    assert slug in page.text
    for answer in (document, page):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Accept" in answer.headers["Vary"]
        assert "Traceback" not in answer.text


def test_a_page_of_a_problem_speaks_the_language_of_the_reader(client):
    page = client.get("/nergens", headers={**BROWSER, "Accept-Language": "en"})

    assert "Nothing is known here" in page.text
    assert page.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        pytest.param({}, "en", id="a program that asks for no language"),
        pytest.param({"Accept-Language": "*"}, "en", id="any language"),
        pytest.param({"Accept-Language": "fr"}, "en", id="a language that we do not have"),
        pytest.param({"Accept-Language": "nl-BE,en;q=0.5"}, "nl", id="dutch first"),
    ],
)
def test_a_problem_document_speaks_the_language_that_is_asked(client, headers, language):
    answer = client.get("/nergens", headers=headers)

    said = {"en": "There is nothing at /nergens.", "nl": "Er is niets op /nergens."}
    assert answer.json["detail"] == said[language]
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_address_decides_on_the_language_of_a_problem_before_the_header(client):
    answer = client.get("/nergens?lang=nl", headers={"Accept-Language": "en"})

    assert (answer.json["title"], answer.headers["Content-Language"]) == (
        "Hier is niets bekend", "nl",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "headers", "said"),
    [
        ("GET", "/sparql?query=SELEC", {}, "De zoekvraag is niet te lezen op regel 1, kolom 1"),
        ("GET", "/doc?iri=rol", {}, "&#39;rol&#39; is geen absolute IRI"),
        ("GET", "/lijst/niets", {}, "Er is geen lijst &#39;niets&#39;"),
        ("DELETE", "/sparql", {}, "/sparql antwoordt op"),
        ("GET", "/api/search?q=data&page=0", {}, "verwacht: een geheel getal van 1 tot"),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, "Content-Type text/plain wordt hier"),
    ],
)
def test_a_dutch_page_of_a_problem_has_no_english_sentence(client, method, path, headers, said):
    page = client.open(path, method=method, headers={**BROWSER, **headers, "Accept-Language": "nl"})

    assert said in page.text
    assert 'lang="en" dir' not in page.text


def test_a_fault_of_ours_is_a_500_without_a_traceback(dataset):
    app = create_app(Settings.from_mapping({}), dataset)
    app.add_url_rule("/stuk", view_func=lambda: 1 // 0)
    answer = app.test_client().get("/stuk")

    assert answer.status_code == 500
    assert answer.json["type"] == "/api/problems/server-fault"
    assert "ZeroDivision" not in answer.text


def test_an_allowed_method_is_named_when_another_was_used(client):
    answer = client.delete("/sparql")

    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}
