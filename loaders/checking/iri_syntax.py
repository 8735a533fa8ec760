"""Say what an absolute IRI looks like, as one pattern for Python and for polars.

Step on the line: used by the checks and by settings. What matches is accepted by the strict
parser of the store; a few rarities (IP literals in brackets) are refused though legal.

Source:
    RFC 3987, section 2.2.
"""

import difflib
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from ontology.namespaces import PREFIXES


def _ranges(*pairs: tuple[int, int]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in pairs)


_UCSCHAR = _ranges(
    (0xA0, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFEF),
    *((plane * 0x10000, plane * 0x10000 + 0xFFFD) for plane in range(1, 14)),
    (0xE1000, 0xEFFFD),
)
_PRIVATE = _ranges((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_UNRESERVED = rf"A-Za-z0-9._~{_UCSCHAR}\-"
_SUB_DELIMS = "!$&'()*+,;="
_PCT = "%[0-9A-Fa-f]{2}"
_NAME = rf"(?:[{_UNRESERVED}{_SUB_DELIMS}]|{_PCT})"
_PCHAR = rf"(?:[{_UNRESERVED}{_SUB_DELIMS}:@]|{_PCT})"
_USER = rf"(?:[{_UNRESERVED}{_SUB_DELIMS}:]|{_PCT})*@"
_AUTHORITY = rf"(?:{_USER})?{_NAME}+(?::[0-9]*)?"
_TAIL = (
    rf"(?:\?(?:[{_UNRESERVED}{_PRIVATE}{_SUB_DELIMS}:@/?]|{_PCT})*)?"
    rf"(?:#(?:[{_UNRESERVED}{_SUB_DELIMS}:@/?]|{_PCT})*)?"
)
_HIERARCHY = rf"//{_AUTHORITY}(?:/{_PCHAR}*)*"
_PATH = rf"{_PCHAR}(?:{_PCHAR}|/)*"

IRI_PATTERN = rf"^(?:(?:https?:{_HIERARCHY})|(?:[A-Za-z][A-Za-z0-9+.\-]*:(?:{_HIERARCHY}|{_PATH})))"
IRI_PATTERN += rf"{_TAIL}$"
"""An absolute IRI; the dialects of Python and of Rust both read it."""

IRI = re.compile(IRI_PATTERN)

SCHEMES = ("http", "https", "urn")
"""With what an IRI of the graph may begin: a link that can be followed, or a plain name."""

SCHEME_PATTERN = rf"(?i)^(?:{'|'.join(SCHEMES)}):"

CURIE_PREFIXES: Mapping[str, str] = MappingProxyType(dict(PREFIXES))
CURIE_PATTERN = rf"^(?:{'|'.join(map(re.escape, CURIE_PREFIXES))}):(?:[^/]|/[^/]|$)"
"""A CURIE with one of our prefixes: it has the form of an IRI and is none."""


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI that may stand in the graph.

    Shape:
        An absolute IRI with one of ``SCHEMES``; ``javascript:`` and ``mailto:`` are none.

    >>> is_iri("https://data.vlaanderen.be/id/organisatie/OVO002949"), is_iri("skos:Concept")
    (True, False)
    """
    right = IRI.fullmatch(text) is not None and re.match(SCHEME_PATTERN, text) is not None
    return right and re.match(CURIE_PATTERN, text) is None


def explain_iri(text: str) -> tuple[str, str]:
    """Return why a text is no absolute IRI and what would be right.

    >>> explain_iri("www.vlaanderen.be")
    ('an IRI begins with a scheme such as https:', 'write https://www.vlaanderen.be')
    """
    if re.match(CURIE_PATTERN, text):
        prefix, _, local = text.partition(":")
        return "this is a CURIE, not an IRI", f"write {CURIE_PREFIXES[prefix]}{local}"
    if re.search(r"\s", text):
        return "an IRI holds no spaces", "write " + re.sub(r"\s", _encode, text)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", text):
        host = re.match(r"[\w.-]+\.[a-z]{2,}(?:[/?#]|$)", text)
        right = f"write https://{text}" if host else "write the whole IRI: https://example.org/page"
        return "an IRI begins with a scheme such as https:", right
    if match := re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return f"% at character {match.start() + 1} begins no code", "write %25 for a % sign"
    if match := re.search(r"[<>\"{}|\\^`\[\]]", text):
        right = f"write {quote(match[0])} for it"
        return f"{match[0]} at character {match.start() + 1} may not stand in an IRI", right
    return _explain_scheme(text.partition(":")[0])


def _explain_scheme(scheme: str) -> tuple[str, str]:
    """Return what is wrong with an IRI of which the characters are right."""
    close = difflib.get_close_matches(scheme.lower(), ("http", "https"), n=1)
    if scheme.lower() in SCHEMES:
        message = "this is no absolute IRI"
    else:
        message = f"an IRI that begins with {scheme}: is not accepted"
    if close:
        return message, f"write {close[0]}://host/path"
    allowed = ", ".join(f"{name}:" for name in SCHEMES)
    return message, f"write an IRI that begins with one of {allowed}"


def _encode(match: re.Match[str]) -> str:
    return quote(match[0])
