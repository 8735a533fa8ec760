"""Turn a request into the environment that WSGI applications read.

Step on the line: between the parser and whoever answers. Pure.

Source:
    PEP 3333; RFC 9112, section 3.2 (request target).
"""

import io
import re
import sys
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from server.http.parsing import Request
from server.kept import Environ
from server.saying.message import say

_MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_OWN = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
MALFORMED = say("address.percent")
"""What is wrong with a path that nothing can be read from."""

_UNHEARD = frozenset({"HTTP_TRANSFER_ENCODING", "HTTP_CONNECTION", "HTTP_EXPECT", "HTTP_UPGRADE"})


def to_environ(request: Request, peer: str, address: tuple[str, int]) -> Environ:
    """Return the environment of a request.

    Shape:
        Fields that were sent several times are joined with commas. A name with an underscore
        is left out: it would look like another one.

    Args:
        request: The request.
        peer: The address of the client.
        address: Where the server listens: host and port.
    """
    path, _, query = split_target(request.target)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1") if b"%" in path
        else path.decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{request.version}",
        "SERVER_NAME": address[0],
        "SERVER_PORT": str(address[1]),
        "REMOTE_ADDR": peer,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip
    for name, value in request.fields:
        key = to_key(name)
        if not key:
            continue
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    if request.body:
        environ["CONTENT_LENGTH"] = str(len(request.body))
    return environ


def add_body(environ: Environ, body: bytes) -> None:
    """Give an environment what applications read the body from."""
    environ["wsgi.input"] = io.BytesIO(body)
    environ["wsgi.input_terminated"] = True


def is_malformed(target: bytes) -> bool:
    """Return whether the path of a target holds percent-encoding that is none.

    Source:
        RFC 3986, section 2.1.

    >>> is_malformed(b"/id/rol/%zz"), is_malformed(b"/id/rol/100%25?q=%"), is_malformed(b"/%2")
    (True, False, True)
    """
    path = split_target(target)[0]
    return b"%" in path and _MALFORMED.search(path) is not None


def split_target(target: bytes) -> tuple[bytes, bytes, bytes]:
    """Return path, question mark and query of a target, which may be a whole address.

    >>> split_target(b"http://host:80/doc?iri=x"), split_target(b"*")
    ((b'/doc', b'?', b'iri=x'), (b'/*', b'', b''))
    """
    if not target.startswith(b"/"):
        _, scheme, rest = target.partition(b"://")
        target = rest[len(rest.partition(b"/")[0].partition(b"?")[0]) :] if scheme else target
        if not target.startswith(b"/"):
            target = b"/" + target
    return target.partition(b"?")


@lru_cache(maxsize=512)
def to_key(name: bytes) -> str:
    """Return the name of a field in an environment, empty if applications do not see it.

    >>> to_key(b"accept"), to_key(b"content-type"), to_key(b"x_forwarded_for")
    ('HTTP_ACCEPT', 'CONTENT_TYPE', '')
    """
    text = name.decode("latin-1")
    if "_" in text:
        return ""
    key = _OWN.get(text, "HTTP_" + text.upper().replace("-", "_"))
    return "" if key in _UNHEARD else key
