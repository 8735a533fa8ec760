"""Answer a plain GET of a query without Flask, which takes longer than a small query does.

Step on the line: between what is kept and Flask. What is not plain, or wrong, or wants a page,
goes on to Flask; an answer from here is the same to the byte.

Source:
    PEP 3333; SPARQL 1.1 Protocol, section 2.1.1.
"""

from collections.abc import Iterable

from flask import Flask, Response
from werkzeug.wrappers import Response as BareResponse

from server.clients import Clients
from server.dataset import Answer, DatasetLike
from server.kept import KEEP, Environ, StartResponse
from server.negotiation import Offer
from server.problems import RequestProblem
from server.protocol import parse_get
from server.query import QueryRequest
from server.query_log import ASKED, AskedQuery
from server.reading import require_allowed
from server.settings import Settings
from server.sparql import FOUND, choose_answer, held, to_etag

PATH = "/sparql"

Headers = list[tuple[str, str]]


class DirectQueries:
    """A WSGI application that answers plain queries, and lets Flask answer the rest.

    Args:
        app: The Flask application; its settings and its dataset are used.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._settings: Settings = app.extensions["settings"]
        self._dataset: DatasetLike = app.extensions["dataset"]
        self._clients: Clients = app.extensions["clients"]
        self._held = "", ""
        self._always = _added_to_every_answer(app)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or pass the request on."""
        if not _is_plain(environ):
            return self._app.wsgi_app(environ, start_response)
        try:
            prepared = self._prepare(environ)
        except RequestProblem:
            prepared = None  # Flask finds it too, and says it as the client wants it
        if prepared is None:
            return self._app.wsgi_app(environ, start_response)
        wanted, offer = prepared
        try:
            with self._clients.running(environ.get("REMOTE_ADDR", "")):
                answer = self._dataset.query(wanted)
        except RequestProblem as problem:
            environ[FOUND] = problem
            return self._app.wsgi_app(environ, start_response)
        start_response("200 OK", self._headers(wanted, offer, answer))
        return answer.chunks

    def _prepare(self, environ: Environ) -> tuple[QueryRequest, Offer] | None:
        """Return what to ask, None if it is not for here.

        Raises:
            RequestProblem: The request is wrong.
        """
        asked = parse_get(environ.get("QUERY_STRING", ""))
        if asked.text is None:
            return None
        settings = self._settings
        facts = require_allowed(asked.text, settings)
        note = AskedQuery(asked.text, self._dataset.generation, settings, facts.form)
        environ[ASKED] = note
        offer = choose_answer(environ.get("HTTP_ACCEPT", ""), facts)
        if offer.kind == "page" or facts.volatile or not facts.form:
            return None
        graphs = asked.default_graphs, asked.named_graphs
        return QueryRequest(asked.text, offer.format, *graphs), offer

    def _headers(self, wanted: QueryRequest, offer: Offer, answer: Answer) -> Headers:
        if self._held[0] != answer.generation:
            found = held(self._settings, self._dataset, answer.generation)
            self._held = answer.generation, found
        now_held = self._held[1]
        return [
            ("Content-Type", offer.content_type),
            ("Content-Length", str(answer.size)),
            ("ETag", f'"{to_etag(now_held, wanted, offer.media_type)}"'),
            ("Vary", "Accept"),
            ("Cache-Control", "no-cache"),
            (KEEP, "1"),
            *self._always,
        ]


def _is_plain(environ: Environ) -> bool:
    """Tell whether a request is a GET of a query that no condition comes with."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ["PATH_INFO"] == PATH
        and "HTTP_IF_NONE_MATCH" not in environ
        and "HTTP_IF_MATCH" not in environ
    )


def _added_to_every_answer(app: Flask) -> Headers:
    """Return the headers that the application gives to every answer of the endpoint."""
    with app.test_request_context(PATH):
        bare = Response(status=200)
        had = {name for name, _ in bare.headers}
        processed: BareResponse = app.process_response(bare)
        return [(name, value) for name, value in processed.headers if name not in had]
