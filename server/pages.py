"""Serve the pages that are about the graph as a whole: home and the lists.

Step on the line: views; each parses the request, asks the dataset and renders.
"""

from flask import Blueprint, Response, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as BaseResponse

from server.paging import page_addresses, page_number, require_page
from server.presenting.latest import latest_changes
from server.problems import NotFound
from server.render import install, reader_languages, render_page
from server.representations import dataset, keep
from server.saying.message import say

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


@BLUEPRINT.get("/lijst")
def lists() -> Response:
    """Show the kinds of things, each with its number."""
    overview = dataset().overview(languages=reader_languages())
    return keep(render_page("lists.html", overview=overview))


@BLUEPRINT.get("/lijst/<key>")
def listing(key: str) -> Response:
    """Show the things of one kind by name, a page at a time."""
    text, page = request.args.get("q", "").strip(), page_number()
    found = dataset().listing(key, languages=reader_languages(), page=page, text=text)
    if found is None:
        raise NotFound(say("list.none", key=key))
    require_page(found["page"])
    addresses = page_addresses(found["page"])
    return keep(render_page("list.html", listing=found, text=text, addresses=addresses))
