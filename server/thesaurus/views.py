"""Serve the thesaurus: its pages for people, and what they show as JSON and as files.

Step on the line: views; each parses the request, asks the dataset and answers.
"""

from typing import Any

from flask import Blueprint, Response, current_app, request

from server.describe import Document
from server.links import base_path
from server.negotiation import offer_with_extension
from server.paging import page_number, require_page
from server.problems import NotFound, RequestProblem
from server.query import QueryRequest
from server.representations import dataset, keep
from server.saying.message import Message, say
from server.serialization import DOCUMENT_OFFERS, to_etag
from server.sparql import close, has_etag, held
from server.thesaurus import asking
from server.thesaurus.exports import EXPORTS, concepts_query
from server.thesaurus.pages import render_view

BLUEPRINT = Blueprint("thesaurus", __name__)


@BLUEPRINT.get("/begrippen")
def overview() -> Response:
    """Show all concept schemes by what they are for."""
    found = dataset().thesaurus("overview", languages=asking.languages())
    return keep(render_view("schemes.html", page=found, home=_path("/begrippen")))


@BLUEPRINT.get("/api/schemes")
def schemes() -> Response:
    """Answer all concept schemes."""
    found = dataset().thesaurus("schemes", languages=_languages())
    return _json({"schemes": [_with_addresses(row) for row in found]})


@BLUEPRINT.get("/api/schemes/<key>")
def scheme(key: str) -> Response:
    """Answer what a scheme is, its letters and its files."""
    return _json(_with_addresses(_require(key, "scheme")))


@BLUEPRINT.get("/api/schemes/<key>/children")
def children(key: str) -> Response:
    """Answer the concepts right below another, or those at the top."""
    of = request.args.get("of", "")
    found = _ask(key, "children", of=of, page=page_number())
    if found is None:
        raise NotFound(say("scheme.concept", key=key, concept=of) if of else _unknown(key))
    require_page(found["page"])
    return _json(found)


@BLUEPRINT.get("/api/schemes/<key>/letters")
def letters(key: str) -> Response:
    """Answer the labels of a scheme under a letter."""
    letter = request.args.get("letter", "")
    found = _require(key, "letters", letter=letter[:8], page=page_number())
    require_page(found["page"])
    return _json(found)


@BLUEPRINT.get("/api/schemes/<key>/concepts.<extension>")
def concepts(key: str, extension: str) -> Response:
    """Answer a whole scheme in one file."""
    if extension not in EXPORTS:
        known = ", ".join(f"concepts.{name}" for name in EXPORTS)
        raise NotFound(say("scheme.file", extension=extension, known=known))
    if extension == "csv":
        return _file(_require(key, "table"), key)
    return _graph(_require(key, "scheme")["iri"], key, extension)


def _file(document: Document, key: str) -> Response:
    response = Response(document.body, content_type="text/csv; charset=utf-8")
    response.set_etag(document.etag)
    response.headers["Content-Disposition"] = f'attachment; filename="{_ascii(key)}.csv"'
    response.make_conditional(request)
    return keep(response)


def _graph(iri: str, key: str, extension: str) -> Response:
    offer = offer_with_extension(extension, DOCUMENT_OFFERS)
    assert offer is not None, "every file has a format of documents"
    etag = _etag(dataset().generation, iri, extension)
    if has_etag(etag):
        response = Response(status=304)
    else:
        answer = dataset().query(QueryRequest(concepts_query(iri), offer.format))
        etag = _etag(answer.generation, iri, extension)
        response = Response(answer.chunks, content_type=offer.content_type)
        response.headers["Content-Length"] = str(answer.size)
        response.headers["Content-Disposition"] = (
            f'attachment; filename="{_ascii(key)}.{extension}"'
        )
        response.call_on_close(lambda: close(answer))
    response.set_etag(etag)
    return keep(response)


def _etag(generation: str, iri: str, extension: str) -> str:
    found = held(current_app.extensions["settings"], dataset(), generation)
    return to_etag(f"{found}\n{iri}\n{extension}".encode())


def _ascii(key: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in key)


def _ask(key: str, question: str, **arguments: Any) -> Any:
    return dataset().thesaurus(question, languages=_languages(), key=key, **arguments)


def _require(key: str, question: str, **arguments: Any) -> Any:
    found = _ask(key, question, **arguments)
    if found is None:
        raise NotFound(_unknown(key))
    return found


def _unknown(key: str) -> Message:
    return say("scheme.none", key=key, path=_path("/api/schemes"))


def _languages() -> tuple[str, ...]:
    """Return the language of labels for programs, which the address alone decides.

    Raises:
        RequestProblem: It is no language tag (400).
    """
    asked = request.args.get("lang", "nl")
    if not asking.is_tag(asked):
        raise RequestProblem(say("language.tag", asked=asked))
    return (asked.lower(),)


def _with_addresses(row: dict[str, Any]) -> dict[str, Any]:
    base = f"{_path('/api/schemes')}/{row['key']}"
    files = {extension: f"{base}/concepts.{extension}" for extension in EXPORTS}
    return {**row, "links": {"self": base, "children": f"{base}/children",
                             "letters": f"{base}/letters", **files}}  # fmt: skip


def _path(path: str) -> str:
    return base_path(dataset().base) + path


def _json(found: Any) -> Response:
    body = current_app.json.dumps(found).encode()
    response = Response(body, content_type="application/json")
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    return keep(response)
