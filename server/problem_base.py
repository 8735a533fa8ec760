"""Say what every problem has: a type, a status, titles and advice, a document and headers.

Step on the line: under ``problems``, which names the kinds.

Source:
    RFC 9457 (Problem Details for HTTP APIs).
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from server.problem_texts import PROBLEM_TEXTS
from server.saying.message import Message

PROBLEM_PATH = "/api/problems/"
"""Where the types of problems are named; the type of a problem is a relative reference."""


class RequestProblem(Exception):  # noqa: N818 - a problem, in the words of RFC 9457
    """Say what is wrong with a request and what would be right.

    Args:
        message: One or two sentences for a person, about this occurrence.
        fields: Members of the problem document besides those of RFC 9457: ``line``, ``offers``.

    Shape:
        ``slug`` ends the type, ``retry_after`` is the seconds after which asking again may
        help, None where it will not.
    """

    slug: ClassVar[str] = "bad-request"
    status: ClassVar[int] = HTTPStatus.BAD_REQUEST
    retry_after: ClassVar[int | None] = None

    def __init__(self, message: Message, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, Any] = fields

    def __str__(self) -> str:
        """Return the message in English, as a log and a command line have it."""
        return self.detail

    @property
    def detail(self) -> str:
        """Return the message in English."""
        return self.message.to_text("en")

    @property
    def titles(self) -> Mapping[str, str]:
        """Return what the problem is called, per language."""
        return PROBLEM_TEXTS[self.slug].titles

    @property
    def advice(self) -> Mapping[str, str]:
        """Return what a person can do about such a problem, per language."""
        return PROBLEM_TEXTS[self.slug].advice

    def to_document(self, language: str = "en") -> dict[str, Any]:
        """Return the members of the problem document.

        Args:
            language: Of the title and the detail, ``nl`` or ``en``.
        """
        return {
            "type": PROBLEM_PATH + self.slug,
            "title": self.titles[language],
            "status": int(self.status),
            "detail": self.message.to_text(language),
            **self.fields,
        }

    def to_wire(self) -> dict[str, Any]:
        """Return what another process needs to raise this problem again."""
        return {"slug": self.slug, "message": self.message.to_plain(), "fields": self.fields}

    def to_headers(self) -> dict[str, str]:
        """Return the headers that this problem asks for."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
