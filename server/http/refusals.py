"""Name what can be wrong with how a request is written, beside its method and its sizes.

Step on the line: beside ``server.problems``, which has all kinds together.
"""

from http import HTTPStatus

from server.problem_base import RequestProblem


class CodingUnknown(RequestProblem):
    """The body is sent in a transfer coding other than chunked.

    Source:
        RFC 9112, section 6.1.
    """

    slug = "coding-unknown"
    status = HTTPStatus.NOT_IMPLEMENTED


class VersionUnknown(RequestProblem):
    """The request is written in a version of HTTP that is not spoken here.

    Source:
        RFC 9110, sections 2.5 and 15.6.6.
    """

    slug = "version-unknown"
    status = HTTPStatus.HTTP_VERSION_NOT_SUPPORTED


class UnsupportedMediaType(RequestProblem):
    """The body has a Content-Type or a Content-Encoding that is not read at the address."""

    slug = "unsupported-media-type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE

    def to_headers(self) -> dict[str, str]:
        """Return the codings that are read, where that is what was wrong.

        Source:
            RFC 9110, section 15.5.16.
        """
        codings = self.fields.get("accept_encoding", ())
        return {"Accept-Encoding": ", ".join(codings)} if codings else {}
