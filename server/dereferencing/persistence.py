"""Show what is promised of IRIs, and whether they keep the rules of the URI standard.

Step on the line: a view over a file that the build wrote; no store is asked.

Source:
    Belgian ICEG URI standard, version 1.00; EU guidance on persistent URIs.
"""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from server.dereferencing.texts import DEREFERENCING_TEXTS, POLICY
from server.negotiation import PAGE_OFFER, Offer, choose_offer
from server.remains import WITHDRAWN
from server.render import render_page
from server.representations import dataset
from server.serialization import to_etag
from server.settings import Settings

BLUEPRINT = Blueprint("persistence", __name__)

_JSON = Offer("application/json", "json", "triples", "application/json")


@BLUEPRINT.get("/persistentie")
def policy() -> Response:
    """Show the policy and the result of the rules, to people or to programs."""
    offer = choose_offer(request.headers.get("Accept", ""), (PAGE_OFFER, _JSON))
    response = data() if offer is _JSON else _page()
    response.vary.add("Accept")
    return response


@BLUEPRINT.get("/persistentie.json")
def data() -> Response:
    """Answer with the policy and the result of the rules for programs."""
    found = {
        "responsible": _responsible(),
        "policy": [dict(DEREFERENCING_TEXTS[f"persistence.{key}"]) for key in POLICY],
        "proposal": dict(DEREFERENCING_TEXTS["persistence.proposal"]),
        "promised": _promised(),
        "report": _report(),
    }
    body = json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
    response = Response(body, content_type="application/json")
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    return _unkept(response)


def _page() -> Response:
    response = render_page(
        "persistence.html",
        policy=POLICY,
        responsible=_responsible(),
        promised=_promised(),
        report=_report(),
    )
    address = url_for("persistence.data")
    response.headers["Link"] = f'<{address}>; rel="alternate"; type="application/json"'
    return _unkept(response)


def _unkept(response: Response) -> Response:
    """Return an answer that no front keeps, for a rollback writes its report after the swap."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def _responsible() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.responsible


def _promised() -> int:
    return int(dataset().manifest.get("counts", {}).get("promises", 0))


def _report() -> dict[str, Any] | None:
    """Return what came of the rules, None if nobody wrote it.

    Shape:
        What the rollback wrote that led to what is served, for it knows what was published
        since; else what the build wrote.
    """
    served = dataset()
    entry, folder = served.manifest.get("reports", {}).get("iris"), served.folder
    if folder is None:
        return None
    again = _read(folder.absolute().parent.parent / WITHDRAWN / "iris.json")
    if again is not None and again.pop("generation", "") == served.generation:
        return again
    return _read(folder / entry["path"]) if entry else None


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found
