"""Explain what a client meets: the limits in force, and every kind of problem.

Step on the line: views; what they show stands in ``limits`` and ``problems``. The type of a
problem document leads here.

Source:
    RFC 9457, section 3.1.1 (a type that can be looked up explains the problem).
"""

from typing import Any

from flask import Blueprint, Response, current_app, request

from server.limits import LIMITS, limits_in_force
from server.negotiation import choose_media_type
from server.problems import PROBLEM_PATH, PROBLEMS, NotFound, RequestProblem, restore_problem
from server.render import render_page
from server.saying.message import SILENT, say
from server.settings import Settings

BLUEPRINT = Blueprint("explanations", __name__)

_OFFERS = ("application/json", "text/html")


@BLUEPRINT.get("/api/limits")
def limits() -> Response:
    """Show every limit in force."""
    settings: Settings = current_app.extensions["settings"]
    found = limits_in_force(settings)
    return _answer(
        {"limits": [limit.to_document() for limit in found]}, "limits.html", limits=found
    )


@BLUEPRINT.get(PROBLEM_PATH.rstrip("/"))
def problems() -> Response:
    """Show every kind of problem."""
    return _answer(
        {"problems": [_to_document(kind) for kind in PROBLEMS]},
        "problems.html",
        kinds=[_about(kind) for kind in PROBLEMS],
    )


@BLUEPRINT.get(f"{PROBLEM_PATH}<slug>")
def problem(slug: str) -> Response:
    """Explain one kind of problem."""
    kind = next((kind for kind in PROBLEMS if kind.slug == slug), None)
    if kind is None:
        raise NotFound(say("problem.none", slug=slug, path=PROBLEM_PATH[:-1]))
    return _answer(
        _to_document(kind), "problem_kind.html", kind=kind, about=_about(kind), limits=_limits(kind)
    )


def _about(kind: type[RequestProblem]) -> RequestProblem:
    return restore_problem(kind.slug, SILENT, {})


def _limits(kind: type[RequestProblem]) -> list[str]:
    return [f"BEGRIP_{name}" for name, found in LIMITS if found is kind]


def _to_document(kind: type[RequestProblem]) -> dict[str, Any]:
    about = _about(kind)
    return {
        "type": PROBLEM_PATH + kind.slug,
        "status": int(kind.status),
        "title": dict(about.titles),
        "advice": dict(about.advice),
        "retry_after": kind.retry_after,
        "limits": _limits(kind),
    }


def _answer(document: dict[str, Any], template: str, **values: Any) -> Response:
    chosen = choose_media_type(request.headers.get("Accept", ""), _OFFERS)
    if chosen == "text/html":
        response = render_page(template, **values)
    else:
        body = current_app.json.dumps(document)
        response = Response(f"{body}\n", content_type=chosen)
        response.add_etag()
        response.make_conditional(request)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    return response
