"""Read what a visitor hands in: a form with a file or a text, or the data as the body.

Step on the line: request → question. All of it stays in memory, and never becomes a file.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser

from linkml_schemas.validating.formats import (
    ALIASES,
    CSV,
    RDF_TYPES,
    SUFFIXES,
    known_media_type,
    media_type_of,
)
from server.problems import RequestProblem, UnsupportedMediaType
from server.settings import Settings
from server.validating.charsets import to_utf8
from server.validating.problems import CheckUnusable, DataTooLarge
from server.validating.refilling import Typed, keep_typed

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
PARTS = 20
"""Parts that a form may have."""

_AROUND = 64 * 1024
"""Bytes of a request beside the data."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a visitor handed in.

    Shape:
        ``fields`` are those of the form and of the address; ``data`` and ``shapes`` are empty
        if none came, and have a media type if they came.
    """

    fields: Mapping[str, str]
    data: bytes = b""
    media_type: str = ""
    shapes: bytes = b""
    shapes_type: str = ""

    def field(self, name: str) -> str:
        """Return a field without what stands around it, empty if it did not come."""
        return self.fields.get(name, "").strip()

    @property
    def columns(self) -> dict[str, str]:
        """Return what columns are called in the class: lines of the form Name = slot."""
        pairs = (line.partition("=") for line in self.fields.get("columns", "").splitlines())
        return {name.strip(): slot.strip() for name, mark, slot in pairs if mark}


def to_body_limit(settings: Settings) -> int:
    """Return the bytes that a request to check may have: data, shapes and what is around them.

    Percent-encoding makes a pasted text three times as long.
    """
    return 3 * settings.check_size + _AROUND


def read_request(request: Request, settings: Settings) -> HandedIn:
    """Return what a request hands in.

    Raises:
        RequestProblem: The form cannot be read (400).
        UnsupportedMediaType: The type or the coding of the body is not read (415).
        DataTooLarge: The data are too large (413).
    """
    request.max_content_length = to_body_limit(settings)
    body = _decode(request, settings)
    fields = dict(request.args.items())
    if request.mimetype in FORMS:
        return _read_form(request, body, fields, settings)
    if not body:
        return HandedIn(fields)
    media_type = _require_type(fields.get("format", "") or request.mimetype)
    body = to_utf8(body, media_type, request.mimetype_params)
    return HandedIn(fields, _require_small(body, settings), media_type)


def _decode(request: Request, settings: Settings) -> bytes:
    """Return the body without its coding; what grows beyond the limit is not unpacked."""
    body: bytes = request.stream.read()
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        return body
    if coding not in {"gzip", "x-gzip"}:
        raise UnsupportedMediaType(
            f"The body is coded as {coding[:40]!r}; send it as it is, or as gzip.",
            accept_encoding=["gzip", "identity"],
        )
    return _unpack(body, to_body_limit(settings))


def _unpack(body: bytes, most: int) -> bytes:
    """Return all members of a gzip, one after the other.

    Source:
        RFC 1952 §2.2: a file has one or more members.
    """
    parts: list[bytes] = []
    size = 0
    while body or not parts:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(body, most - size + 1))
        except zlib.error as error:
            raise RequestProblem("The body is no gzip, as its Content-Encoding says.") from error
        size += len(parts[-1])
        if size > most:
            raise DataTooLarge(f"Unpacked, the body has more than {most} bytes.", limit=most)
        if not unpacker.eof:
            raise RequestProblem("The body is gzip that was cut short.")
        body = unpacker.unused_data
    return b"".join(parts)


def _read_form(
    request: Request, body: bytes, fields: dict[str, str], settings: Settings
) -> HandedIn:
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_form_memory_size=to_body_limit(settings),
        max_form_parts=PARTS,
        silent=False,
    )
    try:
        _, form, files = parser.parse(
            BytesIO(body), request.mimetype, len(body), request.mimetype_params
        )
    except (ValueError, HTTPException) as error:
        raise RequestProblem("The form cannot be read.") from error
    fields |= dict(form.items())
    names = {name: file.filename or "" for name, file in files.items()}
    typed = Typed(fields, {name: said for name, said in names.items() if said})
    keep_typed(typed)
    data, media_type = _read_part(files.get("data"), fields, "text", "format", settings)
    typed.parts["data"] = data
    shapes, shapes_type = _read_part(
        files.get("shapes"), fields, "shapes", "shapes_format", settings
    )
    typed.parts["shapes"] = shapes
    return HandedIn(fields, data, media_type, shapes, shapes_type)


def _in_memory(*_: Any, **__: Any) -> IO[bytes]:
    return BytesIO()


def _read_part(
    file: FileStorage | None, fields: Mapping[str, str], text: str, asked: str, settings: Settings
) -> tuple[bytes, str]:
    """Return a file of a form, or else a text of it, with its media type."""
    name, part = fields.get(asked, "").strip(), "shapes" if text == "shapes" else "data"
    content = file.stream.read() if file is not None else b""
    if file is not None and content:
        types = (name, file.content_type or "", media_type_of(file.filename or ""))
        named = next((each for each in _known(types)), "")
        if not named:
            said = file.content_type or file.filename or "nothing"
            raise _unsupported(said, part)
        content = to_utf8(content, named, file.mimetype_params)
        return _require_small(content, settings, part), named
    pasted = fields.get(text, "") or (fields.get("data", "") if text == "text" else "")
    if not pasted.strip():
        return b"", ""
    content = _require_small(pasted.encode("utf-8", "surrogatepass"), settings, part)
    return content, _require_type(name, asked) if name else guess_type(pasted)


def _known(types: tuple[str, ...]) -> Iterator[str]:
    """Yield the media types that are read, of names, Content-Types and suffixes."""
    for each in types:
        if found := SUFFIXES.get(f".{each.strip().lower()}") or known_media_type(each):
            yield found


def guess_type(text: str) -> str:
    """Return the media type that a pasted text seems to have.

    >>> guess_type(' {"@id": "x"}'), guess_type("<?xml version='1.0'?>"), guess_type("<a> <b> 1 .")
    ('application/ld+json', 'application/rdf+xml', 'text/turtle')
    """
    start = text.lstrip("\ufeff \t\r\n")[:60]
    if start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in {"{", "]"}):
        return "application/ld+json"
    if start.startswith(("<?xml", "<rdf:RDF", "<!DOCTYPE", "<!--")):
        return "application/rdf+xml"
    return "text/turtle"


def _require_type(name: str, parameter: str = "data") -> str:
    found = next(_known((name,)), "")
    if not found:
        raise _unsupported(name, parameter)
    return found


def _unsupported(said: str, parameter: str) -> UnsupportedMediaType:
    known = [*RDF_TYPES, CSV]
    return UnsupportedMediaType(
        f"{said[:100]!r} is not read here; send one of {', '.join(known)}.",
        accept=[*known, *ALIASES],
        parameter=parameter,
    )


def _require_small(data: bytes, settings: Settings, parameter: str = "data") -> bytes:
    if len(data) > settings.check_size:
        raise DataTooLarge(
            f"There are {len(data)} bytes, more than {settings.check_size}.",
            limit=settings.check_size,
            parameter=parameter,
        )
    return data


def require_data(handed: HandedIn) -> None:
    """Stop if nothing was handed in, or more than one thing.

    Raises:
        CheckUnusable: There are no data, and no IRI or graph is named (422).
    """
    named = [name for name in ("iri", "graph") if handed.field(name)]
    if len(named) + bool(handed.data) > 1:
        raise CheckUnusable(
            f"Only one of data, iri and graph can be checked at once; leave out {named[-1]}.",
            parameter=named[-1],
        )
    if not (handed.data or handed.field("iri") or handed.field("graph")):
        raise CheckUnusable(
            "There are no data: send them as the body, as the file data or as text of a form, or "
            "name a thing of this graph with iri or one of its graphs with graph.",
            parameter="data",
        )
