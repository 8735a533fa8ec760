"""Read which named query a request asks for, with which values and which page.

Step on the line: between a request and the dataset. Pure: it takes texts, not a request of a
framework.

Source:
    RFC 9457 (what is wrong with a parameter); RFC 8288 (links to other pages).
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import parse_qsl, urlencode

from ontology.namespaces import rebase
from queries.binding import bind, to_page, to_rest
from queries.errors import ParameterError
from queries.reader import Query, read_queries
from server.problems import BadParameter, NotFound, RequestProblem, bad_parameter
from server.saying.message import say

PAGE_SIZE = 100
"""Rows of a page where a request does not say how many."""

LARGEST_PAGE_SIZE = 10_000

ONCE = "one value"
"""What is expected where a parameter is repeated."""

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_FIELDS = 100
"""Parameters that an address may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of a named query.

    Shape:
        ``given`` are the values that the address has, by parameter; ``number`` is the page,
        from 1, and ``size`` its rows.
    """

    query: Query
    given: Mapping[str, str]
    number: int = 1
    size: int = PAGE_SIZE

    def text(self) -> str:
        """Return the query as it is sent to a worker.

        Raises:
            BadParameter: A value is not of the type of its parameter, or is missing (400).
        """
        bound = self.bound()
        if not self.paged:
            return bound
        return to_page(self.query, bound, number=self.number, size=self.size)

    def bound(self) -> str:
        """Return the query with its values, all pages of it.

        Raises:
            BadParameter: A value is not of the type of its parameter, or is missing (400).
        """
        try:
            return bind(self.query, self.given)
        except ParameterError as error:
            raise to_problem(error) from error

    def rest(self) -> str:
        """Return the query that has one solution if there is a page after this one."""
        return to_rest(self.bound(), number=self.number, size=self.size)

    @property
    def paged(self) -> bool:
        """Return whether the answer comes in pages: that to a SELECT does."""
        return self.query.form == "SELECT"


@lru_cache(maxsize=4)
def queries_at(base: str) -> tuple[Query, ...]:
    """Return the named queries by topic, with the placeholder base replaced."""
    move: Callable[[str], str] = partial(rebase, base=base)
    return tuple(query.moved(move) for query in read_queries())


def find_query(base: str, name: str) -> Query:
    """Return a named query.

    Raises:
        NotFound: There is none of this name; ``near`` has names that are like it (404).
    """
    named = {query.name: query for query in queries_at(base)}
    if name in named:
        return named[name]
    near = difflib.get_close_matches(name.lower(), named, n=5, cutoff=0.5)
    names = {"nl": " of ".join(near), "en": " or ".join(near)}
    hint = say("named-query.near", names=names) if near else say("named-query.end")
    raise NotFound(say("named-query.none", name=name, hint=hint), near=near)


def parse_asked(query: Query, query_string: str) -> Asked:
    """Return what an address asks of a named query.

    Shape:
        A parameter without a value counts as absent, as a form sends what is not filled in;
        one that the query does not know is passed over.

    Raises:
        BadParameter: A parameter is repeated, or the page is no number that may be asked (400).
        RequestProblem: The address is not UTF-8, or has too many parameters (400).
    """
    known = {parameter.name for parameter in query.parameters}
    paging = {"page", "page_size"} if query.form == "SELECT" else set()
    given: dict[str, str] = {}
    for name, value in _pairs(query_string):
        if name not in known | paging or not value:
            continue
        if name in given:
            said = say("parameter.once", name=name)
            raise BadParameter(said, parameter=name, value=value, expected=ONCE)
        given[name] = value
    number = _to_number("page", given.pop("page", "1"), 10**9 - 1)
    size = _to_number("page_size", given.pop("page_size", str(PAGE_SIZE)), LARGEST_PAGE_SIZE)
    return Asked(query, given, number, size)


def to_problem(error: ParameterError) -> BadParameter:
    """Return the problem that a value does not fit, with what would be right."""
    key = "parameter.missing" if error.value is None else "parameter.value"
    return bad_parameter(key, error.name, error.value, say("said", text=error.expectations))


def page_links(asked: Asked, *, more: bool) -> dict[str, str]:
    """Return the parameters of other pages by relation: first, prev and next, where there are."""
    numbers = {"first": 1}
    if asked.number > 1:
        numbers["prev"] = asked.number - 1
    if more:
        numbers["next"] = asked.number + 1
    return {relation: _parameters(asked, number) for relation, number in numbers.items()}


def _parameters(asked: Asked, number: int) -> str:
    paging = {"page": str(number)} if number > 1 else {}
    if asked.size != PAGE_SIZE:
        paging["page_size"] = str(asked.size)
    return urlencode({**asked.given, **paging})


def _to_number(name: str, text: str, largest: int) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > largest:
        raise bad_parameter("parameter.value", name, text, say("expected.number", largest=largest))
    return int(text)


def _pairs(query_string: str) -> list[tuple[str, str]]:
    try:
        text = query_string.encode("latin-1").decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeError as error:
        raise RequestProblem(say("address.utf8")) from error
    except ValueError as error:
        raise RequestProblem(say("address.fields", most=_FIELDS)) from error
