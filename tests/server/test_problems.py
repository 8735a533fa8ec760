import json
from pathlib import Path

import pytest

from server.app import create_app
from server.board import End
from server.exchange import to_problem
from server.problems import PROBLEMS, MethodRefused, NotAcceptable, restore_problem
from server.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.slug)
def test_a_problem_has_a_type_a_status_and_a_title_in_both_languages(kind):
    problem = restore_problem(kind.slug, "what is wrong", {"limit": 1, "allow": ["GET"]})
    document = problem.to_document()

    assert type(problem) is kind
    assert document["type"] == f"/api/problems/{kind.slug}"
    assert 400 <= document["status"] < 600
    assert set(problem.titles) == set(problem.advice) == {"nl", "en"}
    assert json.loads(json.dumps(document))["detail"] == "what is wrong"
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
        (MethodRefused("no", allow=["GET", "POST"]), "Allow", "GET, POST"),
        (restore_problem("overloaded", "busy", {}), "Retry-After", "2"),
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
