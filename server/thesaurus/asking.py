"""Read what an address asks of the thesaurus, and write addresses that ask something else.

Step on the line: between a request and the dataset; the only modules of this package that know a
request are this one and ``views``.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from flask import current_app, g, request

from server.paging import PARAMETER, page_number
from server.render import reader_languages, site_language

VIEW, LETTER, ABOVE, LANGUAGE = "weergave", "letter", "boven", "taal"
"""Parameters of the addresses for people."""

USAGE = "gebruik"
"""The parameter that names the page of what uses a scheme, of which ``p`` pages the concepts."""

_CHOSEN = ("lang", LANGUAGE, "clang")

VIEWS: Mapping[str, str] = MappingProxyType(
    {"lijst": "list", "boom": "tree", "alfabet": "letters", "nieuw": "recent", "groepen": "groups"}
)
"""How addresses for people name the ways to look at a scheme."""

WORDS: Mapping[str, str] = MappingProxyType({view: word for word, view in VIEWS.items()})

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
_LONGEST, _LABEL = 2000, 200
"""Characters of an IRI that is read, and of a label that goes along with a remark."""


def content_language() -> str:
    """Return the language of the labels, that of the page unless the address names another.

    Shape:
        The parameter is ``taal``; ``clang`` is heard too, as Skosmos calls it.
    """
    for name in (LANGUAGE, "clang"):
        asked = request.args.get(name, "").strip()
        if is_tag(asked):
            return asked.lower()
    return site_language()


def is_tag(text: str) -> bool:
    """Return whether a text has the form of a language tag.

    >>> is_tag("nl-BE"), is_tag("<script>")
    (True, False)
    """
    return _TAG.fullmatch(text) is not None


def languages() -> tuple[str, ...]:
    """Return the languages of labels, that of the content first."""
    return tuple(dict.fromkeys((content_language(), *reader_languages())))


def asked_of_scheme() -> dict[str, Any]:
    """Return what an address asks to see of a scheme, a collection or a concept."""
    args = request.args
    return {
        "view": VIEWS.get(args.get(VIEW, ""), "tree" if args.get(ABOVE) else ""),
        "letter": args.get(LETTER, "")[:8],
        "above": args.get(ABOVE, "")[:_LONGEST],
        "page": page_number(),
        "usage": page_number(USAGE),
    }


def here(path: str, **changes: str) -> str:
    """Return an address with the languages that this request asks for, and other parameters.

    Args:
        path: Of the page, perhaps with parameters of its own.
        changes: Parameters; an empty value leaves one out.
    """
    kept = _chosen(frozenset(changes))
    asked = urlencode({name: value for name, value in changes.items() if value}, safe=":/")
    query = "&".join(part for part in (kept, asked) if part)
    if not query:
        return path
    return f"{path}{'&' if '?' in path else '?'}{query}"


def _chosen(without: frozenset[str]) -> str:
    """Return the parameters of this request that choose a language, written once per request."""
    written: dict[frozenset[str], str] = g.setdefault("chosen_languages", {})
    left = frozenset(_CHOSEN) & without
    if left not in written:
        names = [name for name in _CHOSEN if name not in left]
        written[left] = urlencode({n: v for n in names if (v := request.args.get(n))}, safe=":/")
    return written[left]


def same_but(path: str, **changes: str) -> str:
    """Return the address of this view with some parameters changed; the page number goes."""
    names = (VIEW, LETTER, ABOVE)
    kept = {name: request.args.get(name, "") for name in names}
    return here(path, **{**kept, PARAMETER: "", **changes})


def remark_address(iri: str, label: str) -> str:
    """Return where a reader reports a remark, empty if that is not set."""
    template = current_app.extensions["settings"].remarks
    if not template:
        return ""
    filled = template.replace("{iri}", quote(iri, safe="")).replace(
        "{label}", quote(label[:_LABEL], safe="")
    )
    if filled != template:
        return str(filled)
    name = "body" if template.startswith("mailto:") else "iri"
    return f"{template}{'&' if '?' in template else '?'}{name}={quote(iri, safe='')}"
