"""Answer with the dumps: a list for people and programs, and the files themselves.

Step on the line: views over the files of the generations; no store is asked.

Source:
    RFC 9110, section 14 (range requests); RFC 8246 (immutable).
"""

import base64
import re
from collections.abc import Sequence
from typing import IO, Any, cast

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import wrap_file

from server.catalogue.catalogue_texts import DESCRIBED
from server.catalogue.dump_files import Dump, JoinedFiles, find_dump, list_dumps
from server.links import base_path
from server.negotiation import PAGE_OFFER, choose_media_type
from server.problems import NotFound, RangeRefused
from server.redirecting import redirect_within
from server.render import render_page, sort_by_title
from server.representations import dataset, keep
from server.saying.message import say
from server.serialization import to_etag

BLUEPRINT = Blueprint("dumps", __name__)

PIECE = 256 * 1024
"""Bytes of a dump that are read at once."""

FOREVER = "public, max-age=31536000, immutable"
_JSON = "application/json"


@BLUEPRINT.get("/dumps/")
def index() -> Response:
    """Answer with the list of the dumps that are served now, as a page or as JSON."""
    chosen = choose_media_type(request.headers.get("Accept", ""), (_JSON, PAGE_OFFER.media_type))
    response = _list() if chosen == _JSON else _page()
    response.vary.add("Accept")
    return response


@BLUEPRINT.get("/dumps/index.json")
def listing() -> Response:
    """Answer with the list of the dumps as JSON."""
    return _list()


@BLUEPRINT.get("/dumps/SHA256SUMS")
def checksums() -> Response:
    """Answer with the checksums in the form of sha256sum."""
    lines = "".join(f"{dump.sha256}  {dump.name}.nq.gz\n" for dump in _dumps())
    return _answer(lines.encode(), "text/plain; charset=utf-8")


@BLUEPRINT.get("/dumps/<name>.nq.gz")
def current(name: str) -> Response:
    """Send the client to a dump of the generation that is served now."""
    if all(dump.name != name for dump in _dumps()):
        raise _not_found(name)
    response = redirect_within(dump_path(dataset().generation, name), 307)
    response.headers["Cache-Control"] = "no-cache"
    return response


@BLUEPRINT.get("/dumps/<generation>/<name>.nq.gz")
def file(generation: str, name: str) -> Response:
    """Answer with a dump of a generation, or with a part of it."""
    dump = find_dump(current_app.extensions["settings"].data, generation, name)
    if dump is None:
        raise _not_found(f"{generation}/{name}")
    joined = cast("IO[bytes]", JoinedFiles(dump.paths))
    response = Response(wrap_file(request.environ, joined, PIECE), direct_passthrough=True)
    response.headers["Content-Type"] = "application/gzip"
    response.content_length = dump.size
    response.set_etag(dump.sha256)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Repr-Digest"] = f"sha-256=:{_to_base64(dump.sha256)}:"
    if not _is_one_range(request.headers.get("Range", "")):
        request.environ.pop("HTTP_RANGE", None)
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=dump.size)
    except RequestedRangeNotSatisfiable as error:
        response.close()
        raise RangeRefused(dump.size) from error
    return response


def _is_one_range(header: str) -> bool:
    """Return whether a Range asks for one range of bytes; anything else is answered whole.

    Source:
        RFC 9110, section 14.2 (an unknown unit must be ignored, several ranges may be).
    """
    match = re.fullmatch(r"\s*bytes\s*=\s*(?:(\d+)-(\d*)|-\d+)\s*", header, re.IGNORECASE)
    if match is None:
        return False
    return not match[2] or int(match[1]) <= int(match[2])


def dump_path(generation: str, name: str) -> str:
    """Return the path of a dump that never changes."""
    return f"{base_path(dataset().base)}/dumps/{generation}/{name}.nq.gz"


def _to_base64(digest: str) -> str:
    return base64.b64encode(bytes.fromhex(digest)).decode()


def _not_found(name: str) -> NotFound:
    return NotFound(say("dump.none", name=name, site=base_path(dataset().base)))


def _dumps() -> Sequence[Dump]:
    folder = dataset().folder
    if folder is None:
        raise NotFound(say("dumps.none"))
    return list_dumps(folder, dataset().manifest)


def _list() -> Response:
    rows = [_row(dump) for dump in _dumps()]
    body = current_app.json.dumps({"generation": dataset().generation, "dumps": rows})
    return _answer(f"{body}\n".encode(), _JSON)


def _answer(body: bytes, content_type: str) -> Response:
    response = Response(body, content_type=content_type)
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    return keep(response)


def _page() -> Response:
    whole, *rows = sorted((_row(dump) for dump in _dumps()), key=lambda row: bool(row["graph"]))
    page = {"dumps": [whole, *sort_by_title(rows)], "generation": dataset().generation}
    return keep(render_page("dumps.html", dumps=page, described=DESCRIBED))


def _row(dump: Dump) -> dict[str, Any]:
    base = dataset().base
    origin = base[: len(base) - len(base_path(base))]
    return {
        "name": dump.name,
        "title": dict(dump.title) or dict(DESCRIBED["whole"]),
        "graph": dump.graph or None,
        "address": origin + dump_path(dataset().generation, dump.name),
        "latest": f"{base}/dumps/{dump.name}.nq.gz",
        "media_type": "application/n-quads",
        "compress_format": "application/gzip",
        "bytes": dump.size,
        "sha256": dump.sha256,
        "quads": dump.quads,
        "modified": dump.modified or None,
    }
