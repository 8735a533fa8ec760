"""Name what can be wrong with a request, in the client's world.

Step on the line: raised by every module of ``server``; rendered in one place (``app``) as
``application/problem+json`` or as a page. Lower layers know the status as a number only.

Source:
    RFC 9457 (Problem Details for HTTP APIs); SPARQL 1.1 Protocol, section 2.1.6.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from server.http.refusals import CodingUnknown as CodingUnknown
from server.http.refusals import UnsupportedMediaType as UnsupportedMediaType
from server.http.refusals import VersionUnknown as VersionUnknown
from server.limit_problems import (
    TooManyOperators,
    TooManyPatterns,
    TooManyQueries,
    TooManyRows,
)
from server.method_problems import MethodRefused as MethodRefused
from server.method_problems import MethodUnknown as MethodUnknown
from server.parameter_problems import BadParameter as BadParameter
from server.parameter_problems import bad_parameter as bad_parameter
from server.problem_base import PROBLEM_PATH as PROBLEM_PATH
from server.problem_base import RequestProblem as RequestProblem
from server.saying.message import Message, from_plain, say
from server.validating.problems import CHECK_PROBLEMS

FOUND = "begrip.found"
"""Where in the environment of a request stands what was found wrong before a view was asked."""

PROBLEM = "begrip.problem"
"""Where the application says which problem a request ended in, for whoever counts them."""


class BadQuery(RequestProblem):
    """The text is no SPARQL query; ``line`` and ``column`` say where, counted from 1."""

    slug = "bad-query"


class QueryTooLarge(RequestProblem):
    """The text of the query is longer than the limit."""

    slug = "query-too-large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class AddressTooLong(RequestProblem):
    """The target of the request is longer than any that is read."""

    slug = "address-too-long"
    status = HTTPStatus.REQUEST_URI_TOO_LONG


class FieldsTooLarge(RequestProblem):
    """The fields of the request are more, or longer, than any that are read."""

    slug = "fields-too-large"
    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


class QueryTooDeep(RequestProblem):
    """The query nests deeper than the limit."""

    slug = "query-too-deep"


class ServiceRefused(RequestProblem):
    """The query asks another server, which this one does not do."""

    slug = "service-refused"
    status = HTTPStatus.FORBIDDEN


class UpdateRefused(RequestProblem):
    """The request wants to change the graph, which is read-only."""

    slug = "update-refused"


class NotAcceptable(RequestProblem):
    """No representation that we have satisfies the Accept header."""

    slug = "not-acceptable"
    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self, accept: str, offers: Sequence[str]) -> None:
        offers = tuple(dict.fromkeys(offers))
        super().__init__(
            say("accept.none", accept=accept, offers=", ".join(offers)),
            offers=list(offers),
        )


class PreconditionFailed(RequestProblem):
    """What is here is not what the client knows, and it wants nothing else.

    Source:
        RFC 9110, section 15.5.13.
    """

    slug = "precondition-failed"
    status = HTTPStatus.PRECONDITION_FAILED


class RangeRefused(RequestProblem):
    """The bytes that were asked for lie beyond the end."""

    slug = "range-refused"
    status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE

    def __init__(self, size: int) -> None:
        super().__init__(say("range.beyond", size=size), size=size)

    def to_headers(self) -> dict[str, str]:
        """Return how many bytes there are.

        Source:
            RFC 9110, section 15.5.17.
        """
        return {"Content-Range": f"bytes */{self.fields['size']}"}


class NotFound(RequestProblem):
    """Nothing is known under this address."""

    slug = "not-found"
    status = HTTPStatus.NOT_FOUND


class Gone(RequestProblem):
    """There was something under this address, and it was deleted."""

    slug = "gone"
    status = HTTPStatus.GONE

    def to_headers(self) -> dict[str, str]:
        """Return the links to what replaces it and to its last description."""
        return {"Link": self.fields["links"]} if "links" in self.fields else {}

    def to_document(self, language: str = "en") -> dict[str, Any]:
        """Return the members of the problem document; the links stand in the header."""
        members = super().to_document(language)
        return {key: value for key, value in members.items() if key != "links"}


class QueryDeadline(RequestProblem):
    """The query ran until its deadline and was ended; asking again will not help."""

    slug = "query-deadline"
    status = HTTPStatus.GATEWAY_TIMEOUT


class QueryMemory(RequestProblem):
    """The query needed more memory than its budget and was ended."""

    slug = "query-memory"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class QueryCrashed(RequestProblem):
    """The engine fell over this query; the process was replaced."""

    slug = "query-crashed"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class TooManySlow(RequestProblem):
    """As many long queries run as are allowed at once; this one was ended to make room."""

    slug = "too-many-slow-queries"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after = 10


class AnswerTooLarge(RequestProblem):
    """The answer is larger than any that is sent."""

    slug = "answer-too-large"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class Overloaded(RequestProblem):
    """The queue for the workers is full, or nobody took the request in time."""

    slug = "overloaded"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after = 2


class NotReady(RequestProblem):
    """No generation is served yet."""

    slug = "not-ready"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after = 1


class ServerFault(RequestProblem):
    """Something of ours is broken; the log has the traceback, the client does not."""

    slug = "server-fault"
    status = HTTPStatus.INTERNAL_SERVER_ERROR


PROBLEMS: tuple[type[RequestProblem], ...] = (
    RequestProblem, BadQuery, BadParameter, QueryTooLarge, AddressTooLong, FieldsTooLarge,
    QueryTooDeep, TooManyOperators, TooManyPatterns, ServiceRefused, UpdateRefused,
    UnsupportedMediaType, MethodRefused, MethodUnknown, CodingUnknown, VersionUnknown,
    NotAcceptable, PreconditionFailed, RangeRefused, NotFound, Gone, QueryDeadline, QueryMemory,
    QueryCrashed, AnswerTooLarge, TooManyRows, TooManySlow, TooManyQueries, Overloaded, NotReady,
    *CHECK_PROBLEMS, ServerFault,
)  # fmt: skip
"""Every kind of problem, for the table in the documentation and for the workers' socket."""

_BY_SLUG: Mapping[str, type[RequestProblem]] = MappingProxyType(
    {problem.slug: problem for problem in PROBLEMS}
)


def restore_problem(slug: str, message: Message, fields: Mapping[str, Any]) -> RequestProblem:
    """Return a problem of the kind that a slug names.

    >>> restore_problem("bad-query", say("check.deep"), {"line": 3}).fields
    {'line': 3}
    """
    kind = _BY_SLUG.get(slug, ServerFault)
    problem = kind.__new__(kind)
    RequestProblem.__init__(problem, message, **fields)
    return problem


def from_wire(told: Mapping[str, Any]) -> RequestProblem:
    """Return a problem that another process raised, from what its ``to_wire`` returned."""
    return restore_problem(told["slug"], from_plain(told["message"]), told["fields"])
