"""Make the page of a problem: what is wrong, and where to go from here.

Step on the line: between ``app``, which decides on a page, and the template. Under load nothing
is asked for it: only where there is nothing at an address a worker is asked what is near.
"""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from flask import Response, current_app, request

from server.problems import NotFound, RequestProblem
from server.render import reader_languages, render_page
from server.validating.form import render_refusal

LOG = structlog.get_logger("problems")

_LONGEST_PATH = 400

_FORMS: Mapping[str, Callable[[RequestProblem], Response]] = {"/valideren": render_refusal}
"""Pages whose form leads to itself: what shows it again with what is wrong."""


def render_problem(problem: RequestProblem) -> Response:
    """Return the page of a problem: its form if it has one, or what may have been meant."""
    if request.method == "POST" and (show_again := _FORMS.get(request.path)):
        try:
            return show_again(problem)
        except RequestProblem as other:
            LOG.info("no form", slug=other.slug)
    return render_page(
        "problem.html", status=int(problem.status), problem=problem, near=_nearest(problem)
    )


def _nearest(problem: RequestProblem) -> dict[str, Any] | None:
    path = request.path
    if not isinstance(problem, NotFound) or request.method not in ("GET", "HEAD"):
        return None
    if len(path) > _LONGEST_PATH or "\N{REPLACEMENT CHARACTER}" in path:
        return None
    try:
        found: dict[str, Any] = current_app.extensions["dataset"].nearest(
            request.args.get("iri", "")[:_LONGEST_PATH] or path, languages=reader_languages()
        )
    except RequestProblem:
        return None
    return found
