"""Read a request for /sparql as the protocol says.

Step on the line: between HTTP and the dataset. Pure: it takes texts and bytes, not a request
of a framework.

Source:
    SPARQL 1.1 Protocol, section 2.1; RFC 9110, section 8.3; URL Standard, section 5; The HTTP
    QUERY Method (draft-ietf-httpbis-safe-method-w-body).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from server import quick
from server.problems import RequestProblem, UnsupportedMediaType, UpdateRefused
from server.saying.message import Message, say

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

ACCEPT_QUERY = f'"{DIRECT}", "{FORM}"'
"""What a QUERY may have as its body, as the header Accept-Query says it."""

_MARK = "\N{BYTE ORDER MARK}"
"""What some editors write before a text; it is no part of a query."""

_FIELDS = 1000
"""Parameters that are read at most."""

_RIGHT = say("query.right", form=FORM, direct=DIRECT)
_ADDRESS, _BODY = say("query.where.address"), say("query.where.body")


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """What a client asks.

    Shape:
        ``text`` is None where a GET has no query at all.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def parse_get(query_string: str) -> ProtocolRequest:
    """Return what a GET asks.

    Raises:
        RequestProblem: A parameter is repeated or no UTF-8 (400).
        UpdateRefused: The address has an ``update`` (400).

    >>> parse_get("query=ASK%20%7B%7D&default-graph-uri=http://a/g").default_graphs
    ('http://a/g',)
    """
    text = quick.text_of_plain(query_string).removeprefix(_MARK)
    if text.strip():
        return ProtocolRequest(text)
    return _to_request(list(_parameters(query_string.encode("latin-1", "replace"), _ADDRESS)))


def parse_post(content_type: str, query_string: str, body: bytes) -> ProtocolRequest:
    """Return what a POST asks, or a QUERY, whose body means the same.

    Args:
        content_type: The header, empty if absent.
        query_string: What stands after the question mark of the address.
        body: The body, within the limit of size.

    Raises:
        RequestProblem: The query is missing or repeated, or something is no UTF-8 (400).
        UnsupportedMediaType: The Content-Type is missing or another one (415).
        UpdateRefused: The request is an update (400).
    """
    media_type, charset = _split(content_type)
    in_address = list(_parameters(query_string.encode("latin-1", "replace"), _ADDRESS))
    if media_type == UPDATE:
        raise UpdateRefused(say("query.update.body", media_type=UPDATE, right=_RIGHT))
    if media_type not in {FORM, DIRECT}:
        if not media_type:
            raise UnsupportedMediaType(say("query.media-type.missing", right=_RIGHT))
        raise UnsupportedMediaType(say("query.media-type", media_type=media_type, right=_RIGHT))
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType(say("query.charset", charset=charset))
    if media_type == FORM:
        asked = _to_request([*in_address, *_parameters(body, _BODY)])
    else:
        asked = _to_request([*in_address, ("query", _decode(body, _BODY))])
    if asked.text is None:
        raise RequestProblem(say("query.missing", right=_RIGHT))
    return asked


def require_plain(content_encoding: str) -> None:
    """Return if a body is sent as it is.

    Args:
        content_encoding: The header, empty if absent.

    Raises:
        UnsupportedMediaType: The body is compressed (415).

    Source:
        RFC 9110, section 8.4.
    """
    if content_encoding.strip().lower() not in {"", "identity"}:
        said = say("body.coded", coding=content_encoding)
        raise UnsupportedMediaType(said, accept_encoding=["identity"])


def _to_request(parameters: list[tuple[str, str]]) -> ProtocolRequest:
    values: dict[str, list[str]] = {}
    for name, value in parameters:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise UpdateRefused(say("query.update.parameter", right=_RIGHT))
    texts = values.get("query", [])
    if len(texts) > 1:
        raise RequestProblem(say("query.count", count=len(texts)))
    text = texts[0].removeprefix(_MARK) if texts else ""
    return ProtocolRequest(
        text if text.strip() else None,
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
    )


def _parameters(encoded: bytes, where: Message) -> Iterator[tuple[str, str]]:
    text = _decode(encoded, where)
    try:
        yield from parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise RequestProblem(say("query.percent", where=where)) from error
    except ValueError as error:
        raise RequestProblem(say("query.fields", where=where, most=_FIELDS)) from error


def _decode(encoded: bytes, where: Message) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestProblem(say("query.utf8", where=where, byte=error.start)) from error


def _split(content_type: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type, in lower case."""
    media_type, *parameters = content_type.split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media_type.strip().lower(), charset
