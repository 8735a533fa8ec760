"""Make the page of a problem: what is wrong, and where to go from here.

Step on the line: between ``app``, which decides on a page, and the template. Under load nothing
is asked for it: only where there is nothing at an address a worker is asked what is near.
"""

from typing import Any

from flask import Response, current_app, request

from server.problems import NotFound, RequestProblem
from server.render import reader_languages, render_page

_LONGEST_PATH = 400

_FORMS = {"/valideren": "problem.validate"}
"""Pages whose form leads to itself: the key of the text that leads back to it."""


def render_problem(problem: RequestProblem) -> Response:
    """Return the page of a problem, with what may have been meant where there is nothing."""
    return render_page(
        "problem.html",
        status=int(problem.status),
        problem=problem,
        near=_nearest(problem),
        form=_FORMS.get(request.path) if request.method == "POST" else None,
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
