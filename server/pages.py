"""Serve the page that is about the graph as a whole: home.

Step on the line: views; each parses the request, asks the dataset and renders.
"""

from flask import Blueprint, Response, redirect, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as BaseResponse

from server.presenting.latest import latest_changes
from server.render import install, reader_languages, render_page
from server.representations import dataset, keep

BLUEPRINT = Blueprint("pages", __name__)


@BLUEPRINT.record_once
def _install(state: BlueprintSetupState) -> None:
    install(state.app)


@BLUEPRINT.get("/")
def home() -> Response:
    """Show what the graph holds and where to start."""
    overview = dataset().overview(languages=reader_languages())
    found = dataset()
    latest = latest_changes(found.manifest, found.since, found.base)
    return keep(render_page("home.html", overview=overview, latest=latest))


@BLUEPRINT.get("/favicon.ico")
def favicon() -> BaseResponse:
    """Lead a client that reads no page to the icon that every page names."""
    return redirect(url_for("static", filename="begrip.svg"), 301)
