"""Answer searches: suggestions while somebody types, results by page, and the page for people.

Step on the line: views; each reads the request, asks the dataset and answers.

Source:
    OpenSearch 1.1 (description documents and suggestions).
"""

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request

from server.paging import page_addresses, page_number
from server.problems import NotFound
from server.render import render_page, site_language
from server.representations import dataset, keep
from server.saying.message import say
from server.search.finding import FURTHEST, PAGE_SIZE
from server.search.page import kind_names, to_page
from server.search.requests import (
    LARGEST_PAGE,
    MOST_SUGGESTIONS,
    SUGGESTIONS,
    check_filters,
    page_links,
    read_filters,
    read_languages,
    read_number,
    read_page,
    read_text,
    require_text,
)
from server.serialization import to_etag

BLUEPRINT = Blueprint("search", __name__)

OPENSEARCH = "application/opensearchdescription+xml"
OPENSEARCH_SUGGESTIONS = "application/x-suggestions+json"

FRESH = "max-age=60"
"""How long a browser may use suggestions again without asking."""


@BLUEPRINT.get("/api/suggest")
def suggest() -> Response:
    """Answer the things that somebody who types may mean, as JSON."""
    require_text()
    text, limit = read_text(), read_number("limit", SUGGESTIONS, MOST_SUGGESTIONS)
    filters = read_filters("kind", "scheme")
    found = dataset().find(
        "suggest", text, languages=read_languages(), filters=filters, limit=limit
    )
    names = kind_names(dataset().base, site_language())
    check_filters(filters, names, found.pop("unknown"))
    if request.args.get("format") == "opensearch":
        return _answer(_to_opensearch(text, found), OPENSEARCH_SUGGESTIONS, FRESH)
    for suggestion in found["suggestions"]:
        suggestion["kind_label"] = names.get(suggestion["kind"], suggestion["kind"])
    return _answer({"query": text, **found}, "application/json", FRESH)


@BLUEPRINT.get("/api/search")
def search() -> Response:
    """Answer a page of results, and what they can be narrowed by, as JSON."""
    text, filters = read_text(), read_filters()
    if not filters:
        require_text()
    size = read_number("page_size", PAGE_SIZE, LARGEST_PAGE)
    found = _search(text, read_page(size), size, filters)
    check_filters(filters, kind_names(dataset().base, site_language()), found.pop("unknown"))
    response = _answer({"query": text, "filters": filters, **found}, "application/json")
    response.headers["Link"] = page_links(found["page"], found["pages"])
    return response


@BLUEPRINT.get("/zoeken")
def page() -> Response:
    """Show a page of results for people."""
    text, filters = read_text(), read_filters()
    number = min(page_number(), FURTHEST // PAGE_SIZE)
    found = _search(text, number, PAGE_SIZE, filters)
    if text and number > max(found["pages"], 1):
        raise NotFound(say("page.none", pages=found["pages"], page=number))
    shown = to_page(found, filters, dataset().base)
    addresses = page_addresses(found["page"])
    return keep(render_page("search.html", found=shown, text=text, addresses=addresses))


@BLUEPRINT.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search for browsers, which can then offer it in their address bar."""
    text = render_template("opensearch.xml", base=dataset().base)
    response = Response(text, content_type=f"{OPENSEARCH}; charset=utf-8")
    response.vary.add("Accept-Language")
    response.set_etag(to_etag(text.encode()))
    response.make_conditional(request)
    return keep(response)


def _search(text: str, number: int, size: int, filters: dict[str, str]) -> dict[str, Any]:
    languages = read_languages()
    return dataset().find(
        "search", text, languages=languages, filters=filters, page=number, size=size
    )


def _to_opensearch(text: str, found: dict[str, Any]) -> list[Any]:
    """Return suggestions as browsers read them: what was typed, names, kinds, addresses."""
    base, shown = dataset().base, found["suggestions"]
    names = kind_names(base, site_language())
    return [
        text,
        [each["label"] for each in shown],
        [names.get(each["kind"], "") for each in shown],
        [_whole(base, each["path"]) for each in shown],
    ]


def _whole(base: str, path: str) -> str:
    """Return the whole address of a path of ours, which has the path of the base already."""
    scheme, _, rest = base.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}{path}"


def _answer(value: Any, media_type: str, fresh: str = "no-cache") -> Response:
    body = current_app.json.dumps(value).encode()
    response = Response(body, content_type=media_type)
    response.vary.add("Accept-Language")
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    keep(response).headers["Cache-Control"] = fresh
    return response
