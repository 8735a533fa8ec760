"""Compress answers for clients that can read them compressed.

Step on the line: the last before an answer is sent. Pure.

Source:
    RFC 9110, sections 8.4.1 and 12.5.3 (codings), 8.8.3.3 (a coded answer has a tag of its own);
    RFC 8878 (zstd); RFC 7932 (br).
"""

import re
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

import brotli
import zstandard

from server.negotiation import parse_quality

LEAST = 1024
"""Bytes from which an answer is worth compressing."""

CODINGS = ("zstd", "br", "gzip")
"""What we can compress with, best first."""

_TEXTUAL = re.compile(
    r"text/|application/(?:[\w.+-]*(?:json|xml|javascript)|n-triples|n-quads|trig|sparql-query)|"
    r"image/svg"
)
_TAGGED = re.compile(rf'-(?:{"|".join(CODINGS)})"')


class Compressor(Protocol):
    """Compresses an answer that comes in parts."""

    def compress(self, data: bytes) -> bytes:
        """Return what can be said of the parts so far."""

    def flush(self) -> bytes:
        """Return the rest."""


class _Brotli:
    def __init__(self, quality: int) -> None:
        self._compressor: Any = brotli.Compressor(quality=quality)

    def compress(self, data: bytes) -> bytes:
        compressed: bytes = self._compressor.process(data)
        return compressed

    def flush(self) -> bytes:
        rest: bytes = self._compressor.finish()
        return rest


def _gzip(level: int) -> Compressor:
    return zlib.compressobj(level, zlib.DEFLATED, 31)


_MAKERS: Mapping[str, tuple[Callable[[], Compressor], Callable[[], Compressor]]] = MappingProxyType(
    {
        "zstd": (
            lambda: zstandard.ZstdCompressor(level=3).compressobj(),
            lambda: zstandard.ZstdCompressor(level=1).compressobj(),
        ),
        "br": (lambda: _Brotli(4), lambda: _Brotli(1)),
        "gzip": (lambda: _gzip(5), lambda: _gzip(1)),
    }
)


@lru_cache(maxsize=256)
def choose_coding(accept_encoding: str) -> str:
    """Return the coding a client prefers of ours, empty for none.

    Shape:
        Of equal weight, our order decides; a client that does not say that it can read a
        coding gets none.

    >>> choose_coding("gzip, deflate, br;q=0.9"), choose_coding("identity"), choose_coding("*")
    ('gzip', '', 'zstd')
    """
    weights = _weights(accept_encoding)
    weights["gzip"] = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    ranked = [(weights.get(c, weights.get("*", 0.0)), -n, c) for n, c in enumerate(CODINGS)]
    weight, _, coding = max(ranked)
    return coding if weight > 0 and weight >= weights.get("identity", 0.0) else ""


@lru_cache(maxsize=256)
def least_size(accept_encoding: str) -> int:
    """Return the bytes from which an answer is coded: none to a client that wants none plain.

    >>> least_size("gzip"), least_size("gzip, identity;q=0"), least_size("gzip, *;q=0")
    (1024, 0, 0)
    """
    weights = _weights(accept_encoding)
    return LEAST if weights.get("identity", weights.get("*", 1.0)) else 0


def _weights(accept_encoding: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in accept_encoding.split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().lower()] = parse_quality(parameters)
    return weights


@lru_cache(maxsize=256)
def is_compressible(content_type: str) -> bool:
    """Return whether answers of a type become smaller.

    >>> is_compressible("text/turtle; charset=utf-8"), is_compressible("image/png")
    (True, False)
    """
    return _TEXTUAL.match(content_type) is not None


def compress(coding: str, body: bytes) -> bytes:
    """Return a whole answer in a coding."""
    compressor = _MAKERS[coding][0]()
    return compressor.compress(body) + compressor.flush()


def make_compressor(coding: str) -> Compressor:
    """Return what compresses an answer that comes in parts, and takes little time for each."""
    return _MAKERS[coding][1]()


def tag_coded(etag: str, coding: str) -> str:
    """Return the entity tag of a coded answer, which differs from that of the plain one.

    >>> tag_coded('"a1"', "gzip")
    '"a1-gzip"'
    """
    return f'{etag[:-1]}-{coding}"' if coding and etag.endswith('"') else etag


def untag(if_none_match: str) -> str:
    """Return entity tags without what their codings added, as the application knows them.

    >>> untag('"a1-gzip", W/"b2"')
    '"a1", W/"b2"'
    """
    return _TAGGED.sub('"', if_none_match) if "-" in if_none_match else if_none_match


def untag_conditions(environ: dict[str, Any]) -> None:
    """Give an environment the conditions of a request as the application knows their tags."""
    for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
        if known := environ.get(name):
            environ[name] = untag(known)
