"""Show the page on which people write a query and read its answer.

Step on the line: views' helper for ``sparql``; it renders, the dataset answers.
"""

import json
from dataclasses import replace
from typing import Any

from flask import Response, current_app, url_for
from markupsafe import Markup

from queries.binding import to_example
from server.editor_files import read_bundle
from server.editor_texts import texts_in
from server.interface import DatasetLike
from server.links import base_path
from server.named_queries import queries_at
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS, Offer
from server.problem_texts import PROBLEM_TEXTS
from server.problems import RequestProblem
from server.query import QueryRequest
from server.reading import QueryFacts
from server.render import render_page, site_language
from server.texts import FORMAT_NAMES

EXAMPLES = ("principles", "standards_by_status", "organisations_by_type")
"""The named queries that the page offers to start with."""

ROWS_SHOWN = 1000
LARGEST_PAGE = 4 * 1024 * 1024

LARGEST_ANSWER_IN_PAGE = 256 * 1024
"""Bytes of an answer that the page hands to the editor; the editor asks for a larger one."""


def render_editor(text: str, **result: Any) -> Response:
    """Return the page with a text box, examples and, if there is one, a result."""
    dataset: DatasetLike = current_app.extensions["dataset"]
    named = {query.name: query for query in queries_at(dataset.base)}
    examples = [(named[name].titles, to_example(named[name])) for name in EXAMPLES]
    text = text or examples[0][1]
    page = render_page("sparql.html", query=text, examples=examples, result=result or None)
    page.vary.add("Accept")
    page.headers["Cache-Control"] = "no-cache"
    return page


def to_editor() -> dict[str, Any] | None:
    """Return what a page with a query on it needs to make an editor of its form.

    Shape:
        ``files`` of the editor as ``read_bundle`` names them, and ``knows``: the addresses,
        formats and texts for its script. None if the editor was not built.
    """
    files = read_bundle()
    if files is None:
        return None
    language = site_language()
    dataset: DatasetLike = current_app.extensions["dataset"]
    try:
        base = dataset.base
    except RequestProblem:  # a page that says that nothing is served yet is a form
        return None
    knows = {
        "language": language,
        "base": base,
        "site": url_for("pages.home").rstrip("/"),
        "endpoint": url_for("sparql.sparql"),
        "results": [_to_format(offer) for offer in RESULT_OFFERS],
        "graphs": [_to_format(offer) for offer in GRAPH_OFFERS],
        "texts": texts_in(language),
        "problems": {
            slug: {"title": texts.titles[language], "advice": texts.advice[language]}
            for slug, texts in PROBLEM_TEXTS.items()
        },
    }
    return {"files": files, "knows": knows}


def _to_format(offer: Offer) -> dict[str, str]:
    extension = offer.extension
    return {"type": offer.media_type, "name": FORMAT_NAMES[extension], "extension": extension}


def _to_data(body: str) -> Markup | None:
    """Return an answer in JSON as a page may hold it, None if it is too long for that."""
    if len(body) > LARGEST_ANSWER_IN_PAGE:
        return None
    return Markup(body.replace("<", "\\u003c"))


def render_results(dataset: DatasetLike, asked: QueryRequest, facts: QueryFacts) -> Response:
    """Return the page with the answer to a query, as a table or as text.

    Shape:
        At most ``ROWS_SHOWN`` rows, and the page says how many there are; an answer of more
        than ``LARGEST_PAGE`` bytes is not shown, and the page says so. One that differs by run
        has no entity tag and is not stored.
    """
    page = _render_answer(dataset, asked, facts)
    if facts.volatile:
        del page.headers["ETag"]
        page.headers["Cache-Control"] = "no-store"
    return page


def _render_answer(dataset: DatasetLike, asked: QueryRequest, facts: QueryFacts) -> Response:
    graph = facts.form in {"CONSTRUCT", "DESCRIBE"}
    media_type = "text/turtle" if graph else "application/sparql-results+json"
    answer = dataset.query(replace(asked, media_type=media_type))
    if answer.size > LARGEST_PAGE:
        return render_editor(asked.text, size=answer.size)
    body = b"".join(answer.chunks).decode()
    if graph:
        return render_editor(asked.text, turtle=body)
    found, data = json.loads(body), _to_data(body)
    if "boolean" in found:
        return render_editor(asked.text, boolean=found["boolean"], data=data)
    rows = found["results"]["bindings"]
    columns = found["head"]["vars"]
    table = [
        [_cell(row.get(column), dataset.base) for column in columns] for row in rows[:ROWS_SHOWN]
    ]
    return render_editor(asked.text, columns=columns, rows=table, total=len(rows), data=data)


def _cell(term: dict[str, Any] | None, base: str) -> dict[str, str]:
    """Return a term as the template shows it: text, language or datatype, and where it leads."""
    if term is None:
        return {"text": ""}
    if term["type"] == "uri":
        iri = term["value"]
        ours = iri.startswith(f"{base}/")
        return {"text": iri, "href": base_path(base) + iri[len(base) :] if ours else iri}
    if term["type"] == "literal":
        return {"text": term["value"], "lang": term.get("xml:lang", "")}
    return {
        "text": json.dumps(term, ensure_ascii=False)
        if "triple" in term["type"]
        else "_:" + str(term["value"])
    }
