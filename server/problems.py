"""Name what can be wrong with a request, in the client's world.

Step on the line: raised by every module of ``server``; rendered in one place (``app``) as
``application/problem+json`` or as a page. Lower layers know the status as a number only.

Source:
    RFC 9457 (Problem Details for HTTP APIs); SPARQL 1.1 Protocol, section 2.1.6.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, ClassVar

from server.problem_texts import PROBLEM_TEXTS

PROBLEM_PATH = "/api/problems/"
"""Where the types of problems are named; the type of a problem is a relative reference."""

PROBLEM = "begrip.problem"
"""Where the application says which problem a request ended in, for whoever counts them."""


class RequestProblem(Exception):  # noqa: N818 - a problem, in the words of RFC 9457
    """Say what is wrong with a request and what would be right.

    Args:
        detail: One or two sentences for a person, about this occurrence.
        fields: Members of the problem document besides those of RFC 9457: ``line``, ``offers``.

    Shape:
        ``slug`` ends the type, ``retry_after`` is the seconds after which asking again may
        help, None where it will not.
    """

    slug: ClassVar[str] = "bad-request"
    status: ClassVar[int] = HTTPStatus.BAD_REQUEST
    retry_after: ClassVar[int | None] = None

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields: dict[str, Any] = fields

    @property
    def titles(self) -> Mapping[str, str]:
        """Return what the problem is called, per language."""
        return PROBLEM_TEXTS[self.slug].titles

    @property
    def advice(self) -> Mapping[str, str]:
        """Return what a person can do about such a problem, per language."""
        return PROBLEM_TEXTS[self.slug].advice

    def to_document(self) -> dict[str, Any]:
        """Return the members of the problem document."""
        return {
            "type": PROBLEM_PATH + self.slug,
            "title": self.titles["en"],
            "status": int(self.status),
            "detail": self.detail,
            **self.fields,
        }

    def to_headers(self) -> dict[str, str]:
        """Return the headers that this problem asks for."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class BadQuery(RequestProblem):
    """The text is no SPARQL query; ``line`` and ``column`` say where, counted from 1."""

    slug = "bad-query"


class BadParameter(RequestProblem):
    """A parameter of a named query is wrong; ``parameter``, ``value`` and ``expected`` say how."""

    slug = "bad-parameter"


class QueryTooLarge(RequestProblem):
    """The text of the query is longer than the limit."""

    slug = "query-too-large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


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


class UnsupportedMediaType(RequestProblem):
    """The body has a Content-Type that the protocol does not know."""

    slug = "unsupported-media-type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class MethodRefused(RequestProblem):
    """The address does not know the method."""

    slug = "method-refused"
    status = HTTPStatus.METHOD_NOT_ALLOWED

    def __init__(self, detail: str, *, allow: Sequence[str] = (), **fields: Any) -> None:
        super().__init__(detail, allow=list(allow), **fields)

    def to_headers(self) -> dict[str, str]:
        """Return the methods that are right.

        Source:
            RFC 9110, section 15.5.6.
        """
        return {"Allow": ", ".join(self.fields["allow"])}


class NotAcceptable(RequestProblem):
    """No representation that we have satisfies the Accept header."""

    slug = "not-acceptable"
    status = HTTPStatus.NOT_ACCEPTABLE

    def __init__(self, accept: str, offers: Sequence[str]) -> None:
        super().__init__(
            f"Nothing here satisfies Accept: {accept}. Ask for one of: {', '.join(offers)}.",
            offers=list(offers),
        )


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

    def to_document(self) -> dict[str, Any]:
        """Return the members of the problem document; the links stand in the header."""
        return {key: value for key, value in super().to_document().items() if key != "links"}


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
    RequestProblem, BadQuery, BadParameter, QueryTooLarge, QueryTooDeep, ServiceRefused,
    UpdateRefused,
    UnsupportedMediaType, MethodRefused, NotAcceptable, NotFound, Gone, QueryDeadline,
    QueryMemory, QueryCrashed, AnswerTooLarge, TooManySlow, Overloaded, NotReady, ServerFault,
)  # fmt: skip
"""Every kind of problem, for the table in the documentation and for the workers' socket."""

_BY_SLUG: Mapping[str, type[RequestProblem]] = MappingProxyType(
    {problem.slug: problem for problem in PROBLEMS}
)


def restore_problem(slug: str, detail: str, fields: Mapping[str, Any]) -> RequestProblem:
    """Return a problem that another process raised.

    >>> restore_problem("bad-query", "expected WHERE", {"line": 3}).fields
    {'line': 3}
    """
    kind = _BY_SLUG.get(slug, ServerFault)
    problem = kind.__new__(kind)
    RequestProblem.__init__(problem, detail, **fields)
    return problem
