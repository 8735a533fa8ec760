"""Name what can be wrong with the method of a request.

Step on the line: beside ``problems``, which has all kinds together.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from server.problem_base import RequestProblem
from server.saying.message import Message


class MethodRefused(RequestProblem):
    """The address does not know the method."""

    slug = "method-refused"
    status = HTTPStatus.METHOD_NOT_ALLOWED

    def __init__(self, message: Message, *, allow: Sequence[str] = (), **fields: Any) -> None:
        super().__init__(message, allow=list(allow), **fields)

    def to_headers(self) -> dict[str, str]:
        """Return the methods that are right.

        Source:
            RFC 9110, section 15.5.6.
        """
        return {"Allow": ", ".join(self.fields["allow"])}


class MethodUnknown(RequestProblem):
    """The method is none that HTTP has, so that no address could know it.

    Source:
        RFC 9110, section 15.6.2.
    """

    slug = "method-unknown"
    status = HTTPStatus.NOT_IMPLEMENTED
