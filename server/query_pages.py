"""Show a named query to people: a form of its parameters, its answer and its text.

Step on the line: beside ``query_answers``, for a browser. The page works without a script.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from queries.binding import to_example
from queries.parameters import Parameter, expected_value
from queries.reader import Query
from queries.topics import TAGS
from server.links import base_path
from server.named_queries import LARGEST_PAGE_SIZE, ONCE, Asked, find_query, page_links, parse_asked
from server.negotiation import PAGE_OFFER
from server.presenting.topics import topics_address
from server.problems import PROBLEM, BadParameter
from server.query import QueryRequest
from server.query_answers import find_about, has_more, offers_of, require_facts, running
from server.query_listing import to_entry
from server.render import reader_languages, render_page, site_language
from server.representations import dataset, keep
from server.solutions import ask_json, to_table
from server.texts import to_text

SUGGESTIONS = 200
"""Things of a class that a form proposes; of a class with more it proposes none."""

LARGEST_SHOWN = 256 * 1024
"""Bytes of a graph that a page shows."""


def show_named(query: Query, query_string: str) -> Response:
    """Return the page with the form of a named query, its text and its answer.

    Shape:
        A value that does not fit is named beside the form, with status 400; where a required
        one is not given yet there is only the form.

    Raises:
        RequestProblem: As ``/sparql`` would.
    """
    problem, shown = None, None
    asked = Asked(query, {})
    try:
        asked = _in_language(parse_asked(query, query_string))
        asked.bound()
    except BadParameter as found:
        problem = found
    with running():
        if problem is None:
            shown = _show(asked)
        fields = [_field(parameter, asked) for parameter in query.parameters]
    wrong = problem is not None and problem.fields["value"] is not None
    response = render_page(
        "named_query.html",
        status=400 if wrong else 200,
        query=to_entry(dataset().base, query),
        fields=fields,
        topics=[
            (TAGS.get(tag) or {"nl": tag}, topics_address(dataset().base, tag))
            for tag in query.tags
        ],
        wrong=_complaint(query, problem) if wrong and problem else None,
        shown=shown,
        **_addresses(asked, problem),
    )
    response.vary.add("Accept")
    if wrong and problem:
        request.environ[PROBLEM] = problem.slug
    response.headers["Query-Version"] = query.version
    if wrong or (shown and shown["volatile"]):
        response.headers["Cache-Control"] = "no-cache"
        return response
    return keep(response)


def _complaint(query: Query, problem: BadParameter) -> Mapping[str, str]:
    """Return which parameter is wrong, and what would be right in the language of the page."""
    name, value, expected = (problem.fields[key] for key in ("parameter", "value", "expected"))
    language = site_language()
    known = {parameter.name: parameter for parameter in query.parameters}
    if expected == ONCE:
        expected = to_text("query.once", language)
    elif name in known:
        expected = expected_value(known[name], language)
    else:
        expected = to_text("query.number", language, largest=LARGEST_PAGE_SIZE)
    return {"name": name, "text": to_text("query.wrong", language, value=value, expected=expected)}


def _show(asked: Asked) -> dict[str, Any]:
    """Return the answer as the page shows it."""
    text = asked.text()
    facts = require_facts(text)
    found: dict[str, Any] = {"volatile": facts.volatile}
    if asked.query.form == "CONSTRUCT":
        answer = dataset().query(QueryRequest(text, "text/turtle"))
        if answer.size > LARGEST_SHOWN:
            return {**found, "size": answer.size}
        return {**found, "turtle": b"".join(answer.chunks).decode()}
    solutions = ask_json(dataset(), text)
    if asked.query.form == "ASK":
        return {**found, "boolean": solutions["boolean"]}
    links = page_links(asked, more=has_more(asked))
    first = asked.size * (asked.number - 1) + 1
    return {
        **found,
        "table": to_table(dataset(), solutions, reader_languages(), site=site_language()),
        "pages": links,
        "first": first,
    }


def _in_language(asked: Asked) -> Asked:
    """Return what is asked, with names in the language of the page where no other is asked."""
    for parameter in asked.query.parameters:
        known = site_language() in (choice.value for choice in parameter.choices)
        if parameter.type == "language" and known and parameter.name not in asked.given:
            given = {**asked.given, parameter.name: site_language()}
            return Asked(asked.query, given, asked.number, asked.size)
    return asked


def _field(parameter: Parameter, asked: Asked) -> dict[str, Any]:
    """Return one field of the form, filled with what is asked."""
    default = None if parameter.is_today else parameter.default
    return {
        "name": parameter.name,
        "label": parameter.labels,
        "description": parameter.descriptions,
        "type": parameter.type,
        "value": asked.given.get(parameter.name, default) or "",
        "example": parameter.example or "",
        "required": parameter.required,
        "today": parameter.is_today,
        "choices": parameter.choices,
        "suggestions": _suggestions(parameter.class_iri),
    }


def _suggestions(class_iri: str) -> Sequence[Mapping[str, str]]:
    """Return the things of a class by name, if they are few."""
    if not class_iri:
        return ()
    things = find_query(dataset().base, "things_by_class")
    given = {"class": class_iri, "language": site_language()}
    found = ask_json(dataset(), Asked(things, given, size=SUGGESTIONS + 1).text())
    rows = found["results"]["bindings"]
    if len(rows) > SUGGESTIONS:
        return ()
    return [
        {"value": row["thing"]["value"], "label": row.get("label", {}).get("value", "")}
        for row in rows
    ]


def _addresses(asked: Asked, problem: BadParameter | None) -> dict[str, Any]:
    """Return where the page leads: to each format, to the editor, to the query as a thing."""
    base, query = dataset().base, asked.query
    here = f"{base_path(base)}/api/queries/{query.name}"
    given = f"?{urlencode(asked.given)}" if asked.given else ""
    text = to_example(query) if problem else asked.bound()
    return {
        "here": here,
        "text": text.strip("\n"),
        "formats": [
            (offer.extension, offer.media_type, f"{here}.{offer.extension}{given}")
            for offer in offers_of(query)[0]
            if offer is not PAGE_OFFER
        ],
        "about": find_about(query),
    }
