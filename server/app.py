"""Make the Flask application: which addresses there are, and how a problem is answered.

Step on the line: the frame around the views; everything it needs is passed to it.
"""

from urllib.parse import quote

import structlog
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from server import (
    api,
    completion,
    descriptions,
    documents,
    editor_files,
    explanations,
    graph_store,
    health,
    metrics,
    pages,
    report,
    sparql,
)
from server.catalogue import dumps, sitemap
from server.catalogue import views as catalogue
from server.clients import Clients
from server.conditional import is_unwanted
from server.dereferencing import persistence
from server.dereferencing.elsewhere import add_alternatives, to_links
from server.feed import views as feed
from server.headers import allow_other_origins, secure
from server.interface import DatasetLike
from server.languages import choose_problem_language
from server.lists import views as lists
from server.negotiation import choose_media_type
from server.problem_page import render_problem
from server.problems import (
    FOUND,
    PROBLEM,
    MethodRefused,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    QueryTooLarge,
    RequestProblem,
    ServerFault,
)
from server.saying.message import say
from server.search import views as search
from server.settings import Settings
from server.specifying import views as specifying
from server.thesaurus import views as thesaurus
from server.validating import profile_views
from server.validating import views as validating
from server.validating.asking import Checks, NearChecks
from server.validating.problems import TooManyClientChecks

LOG = structlog.get_logger("app")

BLUEPRINTS = (
    sparql.BLUEPRINT,
    descriptions.BLUEPRINT,
    graph_store.BLUEPRINT,
    health.BLUEPRINT,
    metrics.BLUEPRINT,
    documents.BLUEPRINT,
    pages.BLUEPRINT,
    lists.BLUEPRINT,
    report.BLUEPRINT,
    persistence.BLUEPRINT,
    explanations.BLUEPRINT,
    api.BLUEPRINT,
    completion.BLUEPRINT,
    search.BLUEPRINT,
    editor_files.BLUEPRINT,
    thesaurus.BLUEPRINT,
    feed.BLUEPRINT,
    catalogue.BLUEPRINT,
    dumps.BLUEPRINT,
    sitemap.BLUEPRINT,
    validating.BLUEPRINT,
    profile_views.BLUEPRINT,
    specifying.BLUEPRINT,
)

PROBLEM_JSON = "application/problem+json"

_CONDITIONAL = frozenset({"GET", "HEAD", "QUERY"})
_REPRESENTED = frozenset({200, 206, 304, 412})
_BODY_BEYOND_QUERY = 64 * 1024
"""Bytes of a form beside its query; percent-encoding makes a query three times as long."""


def create_app(settings: Settings, dataset: DatasetLike, checks: Checks | None = None) -> Flask:
    """Return the application that answers from a dataset.

    Args:
        settings: The settings in force.
        dataset: A ``Dataset`` in this process, or a ``RemoteDataset``.
        checks: Who checks data that are handed in; in this process if nobody is given.
    """
    app = Flask("server")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["settings"] = settings
    app.extensions["dataset"] = dataset
    app.extensions["checks"] = checks or NearChecks(settings)
    app.extensions["clients"] = Clients(settings.client_queries)
    app.extensions["check_clients"] = Clients(
        settings.client_checks, TooManyClientChecks, "busy.yours.checks"
    )
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = 3 * settings.query_size + _BODY_BEYOND_QUERY
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_error_handler(RequestProblem, answer_problem)
    app.register_error_handler(HTTPException, _answer_http_exception)
    app.register_error_handler(Exception, _answer_fault)
    app.before_request(_require_right)
    app.after_request(secure)
    app.after_request(_stay_here)
    app.after_request(allow_other_origins)
    app.after_request(_hear_conditions)  # the last that is added is asked first
    return app


def _require_right() -> None:
    """Stop where something was found wrong before a view was asked."""
    if found := request.environ.get(FOUND):
        raise found


def answer_problem(problem: RequestProblem) -> Response:
    """Return a problem as a document for programs, or as a page for a browser."""
    if isinstance(problem, NotAcceptable):
        add_alternatives(problem)
    try:
        accept = request.headers.get("Accept", "")
        chosen = choose_media_type(accept, (PROBLEM_JSON, "application/json", "text/html"))
    except NotAcceptable:
        chosen = PROBLEM_JSON
    if chosen == "text/html":
        response = render_problem(problem)
    else:
        asked, accepted = request.args.get("lang", ""), request.headers.get("Accept-Language", "")
        language = choose_problem_language(asked, accepted)
        body = current_app.json.dumps(problem.to_document(language))
        response = Response(f"{body}\n", int(problem.status), content_type=chosen)
        response.content_language.add(language)
        response.vary.add("Accept-Language")
    request.environ[PROBLEM] = problem.slug
    response.vary.add("Accept")
    response.headers.update(problem.to_headers())
    if found := problem.fields.get("alternatives"):
        response.headers["Link"] = to_links(found)
    response.headers["Cache-Control"] = "no-store"
    return response


def _hear_conditions(response: Response) -> Response:
    """Refuse an answer that the client wants only if it is another one."""
    etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    heard = request.method in _CONDITIONAL and response.status_code in _REPRESENTED
    if not heard or not is_unwanted(request.environ, etag, modified):
        return response
    response.close()
    said = say("precondition.failed")
    return answer_problem(PreconditionFailed(said, etag=etag, modified=modified))


def _stay_here(response: Response) -> Response:
    """Keep the Host header out of a redirect: the router makes its own of it."""
    location = response.headers.get("Location", "")
    if location.startswith(request.host_url):
        response.headers["Location"] = "/" + location[len(request.host_url) :].lstrip("/")
        response.set_data(b"")
    return response


def _answer_http_exception(error: HTTPException) -> Response:
    if error.code == 404 and _is_of_server():
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS, POST, QUERY"})
    if error.code == 404 and _is_preflight():
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    if error.code == 404 and (place := _without_slash()):
        return Response(status=301, headers={"Location": place})
    return answer_problem(_to_problem(error))


def _without_slash() -> str:
    """Return where a page is whose address was asked with a final slash, empty if none is."""
    path, router = request.path.removesuffix("/"), current_app.create_url_adapter(request)
    if path == request.path or router is None or not router.test(path):
        return ""
    query = request.query_string.decode("ascii", "ignore")
    return quote(request.root_path + path) + (f"?{query}" if query else "")


def _is_preflight() -> bool:
    """Return whether a browser asks if a page of another origin may ask."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _is_of_server() -> bool:
    """Return whether a client asks what the server itself can, by the target ``*``.

    Source:
        RFC 9110, section 9.3.7.
    """
    return request.method == "OPTIONS" and request.path == "/*"


def _to_problem(error: HTTPException) -> RequestProblem:
    where = request.path
    if error.code == 404:
        return NotFound(say("path.none", where=where))
    if error.code == 405:
        allow = sorted(getattr(error, "valid_methods", None) or ())
        said = say("method.refused", where=where, allowed=", ".join(allow))
        return MethodRefused(said, allow=allow)
    if error.code == 413:
        limit = current_app.config["MAX_CONTENT_LENGTH"]
        return QueryTooLarge(say("body.long", limit=limit), limit=limit)
    if error.code is not None and error.code < 500:
        return RequestProblem(
            say("http.other", status=error.code, reason=error.description or error.name)
        )
    return ServerFault(say("fault.logged"))


def _answer_fault(error: Exception) -> Response:
    LOG.error("fault", method=request.method, path=request.path, exc_info=error)
    return answer_problem(ServerFault(say("fault.logged")))
