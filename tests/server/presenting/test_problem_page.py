from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.app import create_app
from server.problems import NotReady, Overloaded
from server.saying.message import Message, say
from server.settings import Settings
from tests.server.small_graph import BASE
from tests.server.test_documents import client_at

BROWSER = {"Accept": "text/html"}


class NoWorkers:
    """A dataset of which no worker answers: whatever is asked fails."""

    def __init__(self, problem: Exception) -> None:
        self._problem = problem

    def __getattr__(self, name: str) -> object:
        raise self._problem


def answer_without_workers(path: str, problem: Exception) -> TestResponse:
    app: Flask = create_app(Settings.from_mapping({}), NoWorkers(problem))
    return app.test_client().get(path, headers=BROWSER)


@pytest.mark.parametrize("path", ["/", "/lijst?lang=en", "/id/rol/cdo", "/doc/rol/cdo?page=2"])
@pytest.mark.parametrize("problem", [Overloaded, NotReady])
def test_page_of_overload_says_when_to_come_back_and_asks_nobody(
    path: str, problem: Callable[[Message], Exception]
) -> None:
    answer = answer_without_workers(path, problem(say("busy.worker")))

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert f'data-retry-after="{answer.headers["Retry-After"]}"' in answer.text
    assert f'href="?{path.partition("?")[2]}"' in answer.text


def test_wrong_address_offers_what_is_near() -> None:
    answer = client_at(BASE).get("/id/strategie/vlaamse-datastrateg?lang=en", headers=BROWSER)

    assert answer.status_code == 404
    assert "/doc/strategie/vlaamse-datastrategie?lang=en" in answer.text
    assert "/lijst/strategie?lang=en" in answer.text
    assert "/zoeken?q=vlaamse+datastrateg&amp;lang=en" in answer.text


def test_what_is_wrong_is_said_in_the_language_of_the_page() -> None:
    client = client_at(BASE)
    dutch = client.get("/id/rol/onbekend?lang=nl", headers=BROWSER).text
    english = client.get("/id/rol/onbekend?lang=en", headers=BROWSER).text

    assert "De graaf zegt niets over https://" in dutch
    assert "The graph says nothing of https://" not in dutch
    assert "The graph says nothing of https://" in english


def test_what_may_have_been_meant_comes_before_what_was_wrong() -> None:
    page = client_at(BASE).get("/id/strategie/vlaamse-datastrateg?lang=nl", headers=BROWSER).text

    assert page.index("Bedoelde u dit?") < page.index("De graaf zegt niets over https://")


def test_wrong_address_never_becomes_a_fault() -> None:
    client = client_at(BASE)

    for path in ("/%00", "/id/rol/%ff", "/doc/" + "a" * 3000, "/id/rol/..%2f..%2fetc", "/id/x/<b>"):
        answer = client.get(path, headers=BROWSER)
        assert 400 <= answer.status_code < 500, path
        assert "<b>" not in answer.text


def test_program_that_asks_for_a_wrong_address_costs_no_search() -> None:
    class Counting:
        base = BASE
        manifest: Mapping[str, object] = {}

        def resolve(self, iri: str) -> None:
            return None

        def gone(self, iri: str) -> None:
            return None

    app = create_app(Settings.from_mapping({}), Counting())
    answer = app.test_client().get("/id/rol/onbekend", headers={"Accept": "text/turtle"})

    assert answer.status_code == 404
