"""Name the problems of a query that goes beyond a limit which an operator may set.

Step on the line: beside ``problems``, which has all kinds together.
"""

from http import HTTPStatus

from server.problem_base import RequestProblem


class TooManyOperators(RequestProblem):
    """The query chains more operators than the limit."""

    slug = "too-many-operators"


class TooManyPatterns(RequestProblem):
    """The query has more triple patterns than the limit."""

    slug = "too-many-patterns"


class TooManyRows(RequestProblem):
    """The table has more rows than the operator lets one have."""

    slug = "too-many-rows"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class TooManyQueries(RequestProblem):
    """The client runs as many queries as one may at once."""

    slug = "too-many-queries"
    status = HTTPStatus.TOO_MANY_REQUESTS
    retry_after = 2
