"""Name another address of this site, with the query that a client came with.

Step on the line: used by the views that redirect or negotiate; no Host header is ever part of
an address.
"""

from collections.abc import Collection
from urllib.parse import urlencode

from flask import Response, redirect, request


def redirect_within(path: str, status: int, *, without: Collection[str] = ()) -> Response:
    """Return a redirect within the site that keeps the query of the request.

    Args:
        path: A path, which may have a query and a fragment.
        status: 301, 303 or 307.
        without: Parameters that are not kept.
    """
    response = redirect(with_query(path, without=without), status)
    assert isinstance(response, Response), "an application of Flask redirects with its own class"
    return response


def with_query(path: str, *, without: Collection[str] = ()) -> str:
    """Return an address of the site with the query of the request added to it.

    So a Content-Location names the very answer that it stands on (RFC 9110, section 8.7).

    Args:
        path: A path, which may have a query and a fragment.
        without: Parameters that are not kept.
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in without]
    address, mark, fragment = path.partition("#")
    if kept:
        address += ("&" if "?" in address else "?") + urlencode(kept)
    return address + mark + fragment
