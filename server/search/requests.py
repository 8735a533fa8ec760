"""Read the parameters of a search, and write the addresses of others beside it.

Step on the line: between an address and the dataset; used by the views of the search.
"""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import request

from server.languages import CONTENT_LANGUAGES
from server.problems import bad_parameter
from server.render import reader_languages
from server.saying.message import say
from server.search.asked import LONGEST
from server.search.finding import FURTHEST
from server.search.queries import FACETS

TEXT = "q"
MOST_SUGGESTIONS, SUGGESTIONS = 50, 10
LARGEST_PAGE = 100

_LONGEST_VALUE = 2_000


def require_text() -> None:
    """Refuse a request that says nothing of what is sought.

    Raises:
        BadParameter: It has no text (400); an empty one is what a field begins with.
    """
    if TEXT not in request.args:
        raise bad_parameter("parameter.absent", TEXT, "", say("expected.sought"))


def check_filters(
    filters: Mapping[str, str], kinds: Collection[str], unknown: Collection[str]
) -> None:
    """Refuse choices that nothing can meet, or of which only one would be heard.

    Args:
        filters: The choices.
        kinds: The kinds that there are.
        unknown: Facets whose value nothing has.

    Raises:
        BadParameter: A choice is made twice, or is none (400).
    """
    for name, value in filters.items():
        if len(request.args.getlist(name)) > 1:
            raise bad_parameter("parameter.several", name, value[:40], say("expected.one"))
        if value not in kinds if name == "kind" else name in unknown:
            known = say("expected.one-of", known=", ".join(sorted(kinds)))
            allowed = known if name == "kind" else say("expected.facet", name=name)
            raise bad_parameter("parameter.value", name, value[:200], allowed)


def read_text() -> str:
    """Return what is sought.

    Raises:
        BadParameter: It is longer than what is read (400).
    """
    text = request.args.get(TEXT, "")
    if len(text) > LONGEST:
        expected = say("expected.characters", most=LONGEST)
        value = f"{text[:40]}…"
        raise bad_parameter("parameter.characters", TEXT, value, expected, count=len(text))
    return text


def read_number(name: str, default: int, largest: int) -> int:
    """Return a whole number from 1 that the address gives.

    Raises:
        BadParameter: It is no such number (400).
    """
    text = request.args.get(name, "")
    if not text:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if 1 <= number <= largest:
        return number
    expected = say("expected.number", largest=largest)
    raise bad_parameter("parameter.value", name, text[:40], expected)


def read_filters(*facets: str) -> dict[str, str]:
    """Return by what the search is narrowed.

    Args:
        facets: Those that are heard; all if none is named.

    Raises:
        BadParameter: A value is longer than any IRI that is read (400).
    """
    found = {name: request.args.get(name, "").strip() for name in facets or FACETS}
    for name, value in found.items():
        if len(value) > _LONGEST_VALUE:
            expected = say("expected.characters", most=_LONGEST_VALUE)
            raise bad_parameter("parameter.long", name, f"{value[:40]}…", expected)
    return {name: value for name, value in found.items() if value}


def read_languages() -> tuple[str, ...]:
    """Return the languages in which names are wanted, best first: the one that is asked for too."""
    asked = request.args.get("lang", "").strip().lower().partition("-")[0]
    first = (asked,) if asked in CONTENT_LANGUAGES else ()
    return tuple(dict.fromkeys((*first, *reader_languages())))


def read_page(size: int) -> int:
    """Return which page is asked for.

    Raises:
        BadParameter: It is no number, or further down than results go (400).
    """
    return read_number("page", 1, FURTHEST // size)


def address_with(**changes: str | None) -> str:
    """Return the address of this page with other parameters; the page number is left out.

    Args:
        changes: Parameters by name; None takes one away.
    """
    kept = {name: value for name, value in request.args.items() if name != "p"}
    wanted: Mapping[str, Any] = {**kept, **changes}
    return "?" + urlencode({name: value for name, value in wanted.items() if value})


def page_links(page: int, pages: int) -> str:
    """Return the Link header of a page of results.

    Source:
        RFC 8288 (Web Linking).
    """
    numbers = {"first": 1, "prev": page - 1, "next": page + 1, "last": pages}
    here = request.root_path + request.path
    links = []
    for relation, number in numbers.items():
        if 1 <= number <= pages:
            query = urlencode({**request.args.to_dict(), "page": str(number)})
            links.append(f'<{here}?{query}>; rel="{relation}"')
    return ", ".join(links)
