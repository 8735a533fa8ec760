"""Serve the built editor: files that are named by their content and never change.

Step on the line: a view over ``static/editor``, which ``make setup`` builds from
``editor_app``. Without a build the page is a form.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, request

from server.problems import NotFound
from server.saying.message import say

BLUEPRINT = Blueprint("editor_files", __name__)

BUILT = Path(__file__).parent / "static" / "editor"
"""Where the build leaves the files, each beside its compressed forms."""

FOREVER = "public, max-age=31536000, immutable"

CONTENT_TYPES: Mapping[str, str] = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
}

_NAME = re.compile(r"[a-z]+-[A-Z0-9]{8}\.(?P<ending>js|css)")
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def read_bundle() -> Mapping[str, str] | None:
    """Return the file names of the built editor, None if it was not built.

    Shape:
        ``script`` and ``style``.
    """
    try:
        found: dict[str, str] = json.loads((BUILT / "manifest.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


@BLUEPRINT.get("/static/editor/<name>")
def editor_file(name: str) -> Response:
    """Answer a file of the editor, compressed as the client likes.

    Raises:
        NotFound: There is no such file, or no longer (404).
    """
    named = _NAME.fullmatch(name)
    path = BUILT / name
    if named is None or not path.is_file():
        raise NotFound(say("editor.file", name=name))
    encoding, suffix = _choose_encoding()
    response = Response(
        path.with_name(name + suffix).read_bytes(),
        content_type=CONTENT_TYPES[named["ending"]],
    )
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{path.stem}{suffix}")
    response.headers["Cache-Control"] = FOREVER
    response.make_conditional(request)
    return response


def _choose_encoding() -> tuple[str, str]:
    """Return the best encoding that the client takes and the ending of its file."""
    for encoding, suffix in _ENCODINGS:
        if request.accept_encodings[encoding] > 0:
            return encoding, suffix
    return "", ""
