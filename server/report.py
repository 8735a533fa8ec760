"""Show what the build of the served generation refused, and what breaks the shapes.

Step on the line: views over the files that the build wrote; no store is asked. Which files
there are, the manifest says, so that no address can name another. Values of registries that
are not public are taken out by :mod:`server.disclosure`.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, request, send_file, url_for
from markupsafe import Markup

from linkml_schemas.report_page import render_report, report_style
from server.disclosure import (
    hidden_names,
    to_public_quarantine,
    to_public_repairs,
    to_public_report,
    to_public_shapes,
)
from server.problems import NotFound
from server.render import render_page, site_language
from server.representations import dataset, keep
from server.saying.message import say
from server.serialization import to_etag

BLUEPRINT = Blueprint("report", __name__)

_TYPES = {"csv": "text/csv", "ttl": "text/turtle"}


@BLUEPRINT.get("/rapport")
def page() -> Response:
    """Show the report as a page for people."""
    report = to_public_report(*_report())
    content = render_report(report, site_language(), link=_address)
    response = render_page("report.html", content=Markup(content))
    address = url_for("report.data")
    response.headers["Link"] = f'<{address}>; rel="alternate"; type="application/json"'
    return keep(response)


@BLUEPRINT.get("/rapport.json")
def data() -> Response:
    """Answer with the report for machines."""
    name = _entry("page")
    report, hidden = _report()
    if not hidden:
        return keep(_send(name, "application/json"))
    text = json.dumps(to_public_report(report, hidden), ensure_ascii=False, indent=1)
    return keep(_answer(name, "application/json", [text, "\n"]))


@BLUEPRINT.get("/rapport/quarantaine.csv")
def quarantine() -> Response:
    """Answer with every row that was refused."""
    name = _entry("quarantine")
    report, hidden = _report()
    if not hidden:
        return _send(name, _TYPES["csv"])
    lines = to_public_quarantine(_lines(_path(name)), report, hidden)
    return _answer(name, _TYPES["csv"], lines)


@BLUEPRINT.get("/rapport/herstellingen.csv")
def repairs() -> Response:
    """Answer with what was repaired, and counts of what was left out."""
    name = _entry("repairs")
    _, hidden = _report()
    if not hidden:
        return _send(name, _TYPES["csv"])
    return _answer(name, _TYPES["csv"], to_public_repairs(_lines(_path(name)), hidden))


@BLUEPRINT.get("/rapport/shacl/<name>.<any(csv, ttl):extension>")
def shapes(name: str, extension: str) -> Response:
    """Answer with everything that breaks the shapes of a registry."""
    _require_open()
    entries = dataset().manifest.get("registries", ())
    found = next((item.get("shapes") for item in entries if item["name"] == name), None)
    if not found:
        raise NotFound(say("report.shapes", name=name))
    path = found["path" if extension == "ttl" else "csv"]
    if name in _report()[1]:
        return _answer(path, _TYPES[extension], [to_public_shapes(found, extension)])
    return _send(path, _TYPES[extension])


@BLUEPRINT.get("/rapport.css")
def style() -> Response:
    """Answer with the style that only a report has."""
    body = report_style().encode()
    response = Response(body, content_type="text/css; charset=utf-8")
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    return keep(response)


def _entry(name: str) -> str:
    """Return the path of a report in the generation.

    Raises:
        NotFound: The generation has none, or the operator shows none (404).
    """
    _require_open()
    found: Any = dataset().manifest.get("reports", {}).get(name)
    if not found:
        raise NotFound(say("report.none"))
    return str(found["path"])


def _require_open() -> None:
    if not current_app.extensions["settings"].report:
        raise NotFound(say("report.hidden"))


def _path(name: str) -> Path:
    folder = dataset().folder
    if folder is None or not (folder / name).is_file():
        raise NotFound(say("report.file", name=name))
    return (folder / name).resolve()


def _report() -> tuple[dict[str, Any], frozenset[str]]:
    """Return the report and the registries of which it may show counts only."""
    report = json.loads(_path(_entry("page")).read_bytes())
    return report, hidden_names(report, dataset().manifest)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from file


def _answer(name: str, content_type: str, parts: Iterable[str]) -> Response:
    """Return what strangers may see of a file of the generation, under a tag of its own."""
    response = Response((part.encode() for part in parts), mimetype=content_type)
    response.set_etag(to_etag(f"{dataset().generation} public {name}".encode()))
    response.make_conditional(request)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _send(name: str, content_type: str) -> Response:
    """Return a file of the generation; what is published never changes, so its name is its tag."""
    etag, path = to_etag(f"{dataset().generation} {name}".encode()), _path(name)
    if request.if_none_match.contains_weak(etag):
        response = Response(status=304)
        response.set_etag(etag)
    else:
        response = send_file(path, mimetype=content_type, etag=etag, conditional=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _address(name: str) -> str:
    """Return the address of a file that the page names as it lies beside ``report.json``."""
    if name == "report.json":
        return url_for("report.data")
    if name == "quarantine.csv":
        return url_for("report.quarantine")
    if name == "repairs.csv":
        return url_for("report.repairs")
    stem, _, extension = name.removeprefix("shacl/").rpartition(".")
    return url_for("report.shapes", name=stem, extension=extension)
