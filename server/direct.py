"""Prepare a query that is plainly right, so that a front asks it without Flask.

Step on the line: in a front's loop, between what is kept and the workers. What is wrong, or
wants a page, goes on to Flask; an answer from here is the same to the byte. Small queries take
less time than Flask would.

Source:
    SPARQL 1.1 Protocol, section 2.1.
"""

from dataclasses import dataclass

from flask import Flask, Response
from werkzeug.http import http_date
from werkzeug.wrappers import Response as BareResponse

from server.conditional import CONDITIONS, asks_beyond_tags, names
from server.http.heads import add_vary, render_head
from server.interface import DatasetLike
from server.kept import KEEP, Environ, Headers
from server.negotiation import Offer
from server.problems import RequestProblem
from server.protocol import ProtocolRequest, parse_get, parse_post, require_plain
from server.query import QueryRequest
from server.query_log import ASKED, AskedQuery
from server.reading import QueryFacts, require_allowed
from server.settings import Settings
from server.sparql import choose_answer, held, to_etag

PATH = "/sparql"

_APART = frozenset({"ETag", KEEP})
_RENDERED = 100
"""Heads that are remembered; each format of each generation has one."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that is ready to be asked.

    Args:
        wanted: What is asked.
        offer: In what it is answered.
        facts: What its text says of itself.
        steady: Whether two runs over one generation answer the same, and by an address.
    """

    wanted: QueryRequest
    offer: Offer
    facts: QueryFacts
    steady: bool


@dataclass(frozen=True, slots=True)
class PlainHead:
    """The head of an answer to a query, but for what depends on its bytes.

    Args:
        headers: All but entity tag, length and coding.
        rendered: The same as bytes, with the status line of 200.
        etag: The entity tag without quotation marks, empty if the answer has none.
    """

    headers: Headers
    rendered: bytes
    etag: str

    def to_headers(self) -> Headers:
        """Return all headers but the length."""
        if not self.etag:
            return self.headers
        return [*self.headers, ("ETag", f'"{self.etag}"'), (KEEP, "1")]


class DirectQueries:
    """The queries that are asked without Flask, and the headers that their answers have.

    Args:
        app: The Flask application, which answers the same to the byte.
    """

    def __init__(self, app: Flask) -> None:
        self._settings: Settings = app.extensions["settings"]
        self._dataset: DatasetLike = app.extensions["dataset"]
        self._held = "", ""
        self._rendered: dict[tuple[str, bool, int], tuple[Headers, bytes]] = {}
        self._always = _added_to_every_answer(app)

    def read(self, environ: Environ, body: bytes) -> Prepared | RequestProblem | None:
        """Return what to ask, None if Flask is to answer, or what is wrong."""
        try:
            return self.prepare(environ, body)
        except RequestProblem as problem:
            return problem

    def prepare(self, environ: Environ, body: bytes) -> Prepared | None:
        """Return what to ask, None if Flask is to answer.

        Raises:
            RequestProblem: The request is wrong; Flask says it as the client wants it.
        """
        if environ["PATH_INFO"] != PATH or not CONDITIONS.isdisjoint(environ):
            return None
        if asks_beyond_tags(environ):
            return None
        asked = _parse(environ, body)
        if asked is None or asked.text is None:
            return None
        settings = self._settings
        note = AskedQuery(asked.text, self._dataset.generation, settings)
        environ[ASKED] = note  # before it is read: what is refused is counted too
        facts = require_allowed(asked.text, settings)
        note.form = facts.form
        offer = choose_answer(environ.get("HTTP_ACCEPT", ""), facts)
        if offer.kind == "page" or not facts.form:
            return None
        wanted = QueryRequest(asked.text, offer.format, asked.default_graphs, asked.named_graphs)
        steady = environ["REQUEST_METHOD"] != "POST" and not facts.volatile
        return Prepared(wanted, offer, facts, steady)

    def is_known(self, environ: Environ, prepared: Prepared, generation: str) -> bool:
        """Return whether a client names the answer as one that it has already."""
        if "HTTP_IF_NONE_MATCH" not in environ or not prepared.steady:
            return False
        return names(environ, self._etag(prepared, generation))

    def head(self, prepared: Prepared, generation: str) -> PlainHead:
        """Return the head of an answer, but for what depends on its bytes."""
        key = prepared.offer.media_type, prepared.steady, self._dataset.since
        rendered = self._rendered.get(key)
        if rendered is None:
            headers = [(n, v) for n, v in self.headers(prepared, generation) if n not in _APART]
            headers = add_vary(headers, "Accept-Encoding")
            if len(self._rendered) > _RENDERED:
                self._rendered.clear()
            rendered = self._rendered[key] = headers, render_head("200 OK", headers)
        etag = self._etag(prepared, generation) if prepared.steady else ""
        return PlainHead(*rendered, etag)

    def headers(self, prepared: Prepared, generation: str) -> Headers:
        """Return the headers of an answer; its length is added when it is known."""
        headers = [("Content-Type", prepared.offer.content_type), ("Vary", "Accept")]
        if prepared.steady:
            etag = self._etag(prepared, generation)
            headers += [("ETag", f'"{etag}"'), ("Cache-Control", "no-cache"), (KEEP, "1")]
            if since := self._dataset.since:
                headers.append(("Last-Modified", http_date(since)))
        else:
            headers.append(("Cache-Control", "no-store"))
        return headers + self._always

    def _etag(self, prepared: Prepared, generation: str) -> str:
        if self._held[0] != generation:
            self._held = generation, held(self._settings, self._dataset, generation)
        return to_etag(self._held[1], prepared.wanted, prepared.offer.media_type)


def _parse(environ: Environ, body: bytes) -> ProtocolRequest | None:
    method = environ["REQUEST_METHOD"]
    if method == "GET":
        return parse_get(environ["QUERY_STRING"])
    if method not in {"POST", "QUERY"}:
        return None
    require_plain(environ.get("HTTP_CONTENT_ENCODING", ""))
    return parse_post(environ.get("CONTENT_TYPE", ""), environ["QUERY_STRING"], body)


def _added_to_every_answer(app: Flask) -> Headers:
    """Return the headers that the application gives to every answer of the endpoint."""
    with app.test_request_context(PATH):
        bare = Response(status=200)
        had = {name for name, _ in bare.headers}
        processed: BareResponse = app.process_response(bare)
        return [(name, value) for name, value in processed.headers if name not in had]
