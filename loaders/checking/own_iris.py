"""Say whether an IRI under our base is written the one way that it is minted.

Step on the line: asked of every record's own IRI, and of every subject of RDF that is passed
through. An IRI of others is theirs to write as they like.

Source:
    RFC 3986, section 6.2.2 (spellings that mean the same).
"""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from ontology.iris import CONCEPTS, IriError, mint, parse_iri

_DEFAULT_PORTS = frozenset({None, 80, 443})
_GRAPHS = "graaf"


def explain_subject(base: str, iri: str) -> tuple[str, str] | None:
    """Return why something under the base may not be named so, and what would be right.

    Returns:
        None if the IRI is not under the base, or is exactly as it is minted.

    >>> explain_subject("https://a.example", "https://a.example/id/rol/./cdo")
    ('an IRI under https://a.example has one spelling', 'write https://a.example/id/rol/cdo')
    """
    if _plain_form(base).fullmatch(iri) or not is_under(base, iri):
        return None
    try:
        parsed = parse_iri(base, iri)
        minted = mint(base, parsed)
    except IriError:
        message = f"it follows none of the patterns of IRIs under {base}"
        return message, f"write {base}/id/concept/reference, such as {base}/id/rol/cdo"
    if parsed.type == "id" and parsed.concept == _GRAPHS:
        message = f"{base}/id/{_GRAPHS}/ names the graphs, which the build describes itself"
        return message, "give the record another IRI, or leave iri empty"
    if minted != iri:
        return f"an IRI under {base} has one spelling", f"write {minted}"
    return None


def explain_record(base: str, iri: str) -> tuple[str, str] | None:
    """Return why a record may not have this IRI: one of ours must be that of a thing.

    >>> explain_record("https://a.example", "https://a.example/ns/rol#cdo")[0]
    'an IRI of a record under https://a.example begins with https://a.example/id/'
    """
    wrong = explain_subject(base, iri)
    if wrong is not None or not is_under(base, iri) or iri.startswith(f"{base}/id/"):
        return wrong
    message = f"an IRI of a record under {base} begins with {base}/id/"
    return message, "leave iri empty; the IRI is then made from the id"


@lru_cache(maxsize=4)
def _plain_form(base: str) -> re.Pattern[str]:
    """Return what most own IRIs match, which then need no closer look.

    Shape:
        Segments of unreserved ASCII are minted as they are, but for ``.`` and ``..``.
    """
    concepts = "|".join(name for name in CONCEPTS if name != _GRAPHS)
    segment = r"/(?!\.{1,2}(?:/|$))[A-Za-z0-9_~.\-]+"
    return re.compile(rf"{re.escape(base)}/id/(?:{concepts})(?:{segment})+")


def is_under(base: str, iri: str) -> bool:
    """Tell whether an IRI names something under the base, in whatever spelling.

    >>> is_under("https://a.example/b", "http://A.example:80/x/../b/id/rol/cdo")
    True
    """
    try:
        ours = urlsplit(base)
        if (ours.hostname or "") not in iri.lower():
            return False
        theirs = urlsplit(iri)
        hosts = ours.hostname == theirs.hostname and _port(ours.port) == _port(theirs.port)
    except ValueError:
        return False
    if theirs.scheme not in {"http", "https"} or not hosts:
        return False
    path = _plain(theirs.path)
    return path == _plain(ours.path) or path.startswith(f"{_plain(ours.path)}/")


def _port(port: int | None) -> int | None:
    return None if port in _DEFAULT_PORTS else port


def _plain(path: str) -> str:
    """Return a path without dot segments, needless slashes and needless encoding."""
    segments: list[str] = []
    for segment in unquote(path).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(quote(segment))
    return "".join(f"/{segment}" for segment in segments)
