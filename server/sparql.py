"""Answer SPARQL over HTTP.

Step on the line: a view; it parses the request, asks the dataset and answers.

Source:
    SPARQL 1.1 Protocol; RFC 9110, section 13 (conditional requests); The HTTP QUERY Method
    (draft-ietf-httpbis-safe-method-w-body).
"""

import hashlib
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, current_app, g, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import http_date

from server.clients import Clients
from server.conditional import has_answer, names
from server.descriptions import answer_description
from server.editor import render_editor, render_results, to_editor
from server.generations import Generation, choose_store, machine_memory
from server.interface import Answer, DatasetLike
from server.kept import KEEP
from server.negotiation import (
    GRAPH_ALIASES,
    GRAPH_OFFERS,
    PAGE_OFFER,
    RESULT_ALIASES,
    RESULT_OFFERS,
    Offer,
    choose_offer,
)
from server.problems import RequestProblem
from server.protocol import (
    ACCEPT_QUERY,
    ProtocolRequest,
    parse_get,
    parse_post,
    require_plain,
)
from server.query import QueryRequest
from server.query_log import ASKED, AskedQuery
from server.reading import QueryFacts, require_allowed
from server.saying.message import say
from server.settings import Settings

BLUEPRINT = Blueprint("sparql", __name__)


@BLUEPRINT.record_once
def _install(state: BlueprintSetupState) -> None:
    state.app.add_template_global(to_editor, "query_editor")


@BLUEPRINT.route("/sparql", methods=["GET", "POST", "QUERY"])
def sparql() -> Response:
    """Answer a query, or show a page on which to write one."""
    asked = _asked()
    if asked.text is None:
        return _without_query(asked)
    g.query_text = asked.text  # a page that says what is wrong with it shows it
    settings: Settings = current_app.extensions["settings"]
    note = note_query(request.environ, asked.text)
    facts = require_allowed(asked.text, settings)
    note.form = facts.form
    clients: Clients = current_app.extensions["clients"]
    with clients.running(request.remote_addr or ""):
        return _answer(asked, asked.text, facts)


def note_query(environ: dict[str, Any], text: str) -> AskedQuery:
    """Say in the environment of a request which query it asks, for whoever counts and logs."""
    settings: Settings = current_app.extensions["settings"]
    dataset: DatasetLike = current_app.extensions["dataset"]
    note: AskedQuery = environ.setdefault(ASKED, AskedQuery(text, dataset.generation, settings))
    return note


@BLUEPRINT.after_app_request
def say_what_may_be_asked(response: Response) -> Response:
    """Name the media types of a QUERY in every answer of the endpoint, errors too."""
    if request.path == "/sparql":
        response.headers["Accept-Query"] = ACCEPT_QUERY
    return response


def choose_answer(accept: str, facts: QueryFacts) -> Offer:
    """Return in what a query is answered.

    Raises:
        NotAcceptable: No format for this form of query satisfies the client (406).

    >>> choose_answer("text/csv", QueryFacts("SELECT", "", False, 1, False)).format
    'text/csv'
    """
    if not facts.form:
        return RESULT_OFFERS[0]  # the engine will say what is wrong with the text
    return _choose(accept, facts.form in {"CONSTRUCT", "DESCRIBE"})


@lru_cache(maxsize=256)
def _choose(accept: str, graph: bool) -> Offer:
    offers, aliases = (GRAPH_OFFERS, GRAPH_ALIASES) if graph else (RESULT_OFFERS, RESULT_ALIASES)
    return choose_offer(accept, (*offers, PAGE_OFFER), aliases)


def to_etag(generation: str, asked: QueryRequest, media_type: str) -> str:
    """Return the strong entity tag of an answer that is the same in every run.

    Args:
        generation: The id of the generation, and how it is held: memory has another order of
            rows than the disk.
        asked: The query.
        media_type: In what it is answered.
    """
    parts = (generation, asked.text, media_type, *asked.default_graphs, "", *asked.named_graphs)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _asked() -> ProtocolRequest:
    query_string = request.query_string.decode("latin-1")
    if request.method in {"POST", "QUERY"}:
        content_type = request.headers.get("Content-Type", "")
        require_plain(request.headers.get("Content-Encoding", ""))
        return parse_post(content_type, query_string, _body())
    return parse_get(query_string)


def _body() -> bytes:
    """Return the body, whole: one without an announced length would be cut at the limit."""
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if (request.content_length or 0) > limit:
        raise RequestEntityTooLarge
    body = request.get_data(cache=False)
    if len(body) >= limit:
        raise RequestEntityTooLarge
    return body


def _without_query(asked: ProtocolRequest) -> Response:
    """Answer with a page to write a query on, or with the description of the endpoint.

    Raises:
        RequestProblem: The client wants the answer to a query, or names the graphs to ask it of,
            and sent none, or an empty one (400).
        NotAcceptable: No format of ours satisfies the client (406).
    """
    accept = request.headers.get("Accept", "")
    offer = choose_offer(accept, (*GRAPH_OFFERS, PAGE_OFFER), (*GRAPH_ALIASES, *RESULT_OFFERS))
    if offer.kind == "page":
        return render_editor("")
    names_graphs = asked.default_graphs or asked.named_graphs
    if offer.kind == "solutions" or "query" in request.args or names_graphs:
        raise RequestProblem(say("query.missing.page"))
    return answer_description("service", offer)


def _answer(asked: ProtocolRequest, text: str, facts: QueryFacts) -> Response:
    dataset: DatasetLike = current_app.extensions["dataset"]
    offer = choose_answer(request.headers.get("Accept", ""), facts)
    wanted = QueryRequest(text, offer.format, asked.default_graphs, asked.named_graphs)
    if offer.kind == "page":
        return render_results(dataset, wanted, facts)
    return answer_query(dataset, wanted, offer, facts)


def answer_query(
    dataset: DatasetLike, wanted: QueryRequest, offer: Offer, facts: QueryFacts
) -> Response:
    """Return the answer to a query in a format for programs; 304 when the client has it."""
    steady = request.method != "POST" and not facts.volatile and bool(facts.form)
    settings: Settings = current_app.extensions["settings"]
    etag = to_etag(held(settings, dataset, dataset.generation), wanted, offer.media_type)
    if steady and names(request.environ, etag):
        return _finish(Response(status=304), etag)
    answer = dataset.query(wanted)
    if steady and has_etag(etag):
        close(answer)
        return _finish(Response(status=304), etag)
    response = _to_response(answer, offer)
    if not steady:
        response.vary.add("Accept")
        response.headers["Cache-Control"] = "no-store"
        return response
    now_held = held(settings, dataset, answer.generation)
    return _finish(response, to_etag(now_held, wanted, offer.media_type))


def held(settings: Settings, dataset: DatasetLike, generation: str) -> str:
    """Return the id of a generation, how workers hold it, and whether they reword queries.

    Each of them decides in which order an answer has its rows.
    """
    found = Generation(generation, settings.data / "generations" / generation, dataset.manifest)
    count = settings.workers + settings.slow_queries
    kind = choose_store(found, settings.store, workers=count, memory=_memory())
    return f"{generation} {kind} {'reworded' if settings.rewrite else ''}"


_memory = lru_cache(maxsize=1)(machine_memory)


def has_etag(etag: str) -> bool:
    """Return whether the client has what the served generation answers, under this tag."""
    dataset: DatasetLike = current_app.extensions["dataset"]
    return has_answer(request.environ, etag, dataset.since)


def _to_response(answer: Answer, offer: Offer) -> Response:
    response = Response(answer.chunks, content_type=offer.content_type)
    response.headers["Content-Length"] = str(answer.size)
    response.call_on_close(lambda: close(answer))
    return response


def close(answer: Answer) -> None:
    """Let go of an answer that nobody reads to its end."""
    closing = getattr(answer.chunks, "close", None)
    if closing:
        closing()


def _finish(response: Response, etag: str) -> Response:
    response.set_etag(etag)
    dataset: DatasetLike = current_app.extensions["dataset"]
    if dataset.since:
        response.headers["Last-Modified"] = http_date(dataset.since)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    if request.method != "QUERY":  # what is kept is found by its address, which has no body
        response.headers[KEEP] = "1"
    return response
