"""Say whether a client has what it asks for already.

Step on the line: beside the views; the loop of a front asks the same of the same headers.

Source:
    RFC 9110, section 13.2.2: If-Modified-Since is heard only where there is no If-None-Match.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.http import parse_date, parse_etags, unquote_etag

CONDITIONS = frozenset({"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"})
"""Fields with which a client says what must be here, as the environment names them."""


def names(environ: Mapping[str, Any], etag: str) -> bool:
    """Return whether a request names a representation by its entity tag.

    It was given that tag with an answer, so that there is one; ``*`` and a moment do not say
    so, and are heard only when the answer is there (RFC 9110, section 13.2.1).

    >>> names({"HTTP_IF_NONE_MATCH": '"b"'}, "b"), names({"HTTP_IF_NONE_MATCH": "*"}, "b")
    (True, False)
    """
    tags = parse_etags(environ.get("HTTP_IF_NONE_MATCH"))
    return not tags.star_tag and tags.contains_weak(etag)


def asks_beyond_tags(environ: Mapping[str, Any]) -> bool:
    """Return whether a condition can be heard only when the answer is there."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    return known.strip() == "*" if known else "HTTP_IF_MODIFIED_SINCE" in environ


def has_answer(environ: Mapping[str, Any], etag: str, modified: int) -> bool:
    """Return whether a request says that the client has a representation.

    Args:
        environ: The WSGI environment of the request.
        etag: The entity tag of the representation, without quotes.
        modified: When it changed last, as Unix time; 0 if that is not known.

    >>> has_answer({"HTTP_IF_NONE_MATCH": '"a", W/"b"'}, "b", 0)
    True
    >>> has_answer({"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:10 GMT"}, "b", 11)
    False
    """
    if known := environ.get("HTTP_IF_NONE_MATCH"):
        return parse_etags(known).contains_weak(etag)
    since = parse_date(environ.get("HTTP_IF_MODIFIED_SINCE"))
    return bool(modified and since and modified <= since.timestamp())


def is_unwanted(environ: Mapping[str, Any], etag: str | None, modified: str | None) -> bool:
    """Return whether a request wants nothing if what is here is not what the client knows.

    Args:
        environ: The WSGI environment of the request.
        etag: The ``ETag`` of the representation that is here.
        modified: Its ``Last-Modified``.

    Source:
        RFC 9110, section 13.2.2: If-Unmodified-Since is heard only where there is no If-Match.

    >>> is_unwanted({"HTTP_IF_MATCH": '"a"'}, '"b"', None)
    True
    >>> is_unwanted({"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:10 GMT"}, None, None)
    False
    """
    if known := environ.get("HTTP_IF_MATCH"):
        tag, weak = unquote_etag(etag)
        tags = parse_etags(known)
        return not (tags.star_tag or (tag is not None and not weak and tags.is_strong(tag)))
    since = parse_date(environ.get("HTTP_IF_UNMODIFIED_SINCE"))
    changed = parse_date(modified)
    return since is not None and changed is not None and changed > since
