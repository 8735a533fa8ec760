"""Repair a text by rule: pure functions that rows and statements share.

Step on the line: beneath :mod:`loaders.repairing.row_repairs` and
:mod:`loaders.repairing.triple_repairs`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

from loaders.repairing.repair_rules import Repair
from ontology.identifiers import IdentifierError, organisation_iri

_PORTS = {"http": 80, "https": 443}
_ORGANISATION = re.compile(r"(?i)https?://data\.vlaanderen\.be/(?:id|doc)/organisatie/OVO\d{6}/?")

Applied = tuple[str, tuple[Repair, ...]]
"""A text after its repairs, and those that changed it."""


def repair_text(text: str, repairs: Sequence[Repair]) -> Applied:
    """Return a text after the repairs that apply to it, in their order.

    >>> repair_text("htts://x.y", [Repair("iris", "", "htts://", "https://")])[0]
    'https://x.y'
    """
    applied: list[Repair] = []
    for repair in repairs:
        after = _repair(text, repair)
        if after != text:
            applied.append(repair)
            text = after
    return text, tuple(applied)


def _repair(text: str, repair: Repair) -> str:
    match repair.rule:
        case "iris" | "relative_iris":
            starts = text.startswith(repair.before)
            return repair.after + text.removeprefix(repair.before) if starts else text
        case "curies":
            local = text.removeprefix(repair.before)
            return repair.after + local if local != text and not local.startswith("//") else text
        case "organisations":
            return _canonical_organisation(text)
        case "ports":
            return _without_port(text)
        case "spaces":
            return re.sub(r"\s", lambda match: quote(match[0]), text.strip())
        case "values":
            return repair.after if text == repair.before else text
        case "patterns":
            match_ = _compile(repair.before).fullmatch(text)
            return match_.expand(repair.after) if match_ else text
    return text


def _canonical_organisation(text: str) -> str:
    if not _ORGANISATION.fullmatch(text):
        return text
    try:
        return organisation_iri(text)
    except IdentifierError:
        return text


def _without_port(text: str) -> str:
    """Return an IRI without the port that its scheme has anyway.

    >>> _without_port("https://x.y:443/a:443")
    'https://x.y/a:443'
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    if port is None or _PORTS.get(parts.scheme) != port:
        return text
    host = parts.netloc.removesuffix(f":{port}")
    return text.replace(parts.netloc, host, 1)


@lru_cache(maxsize=256)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
