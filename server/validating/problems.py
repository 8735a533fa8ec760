"""Name the problems of a check of data that were handed in.

Step on the line: beside ``server.problems``, which has all kinds together.
"""

from collections.abc import Mapping
from http import HTTPStatus

from server.problem_base import RequestProblem
from server.validating.problem_texts import FIELD_ADVICE


class DataUnreadable(RequestProblem):
    """The data do not follow their format; ``line`` and ``column`` say where, from 1."""

    slug = "data-unreadable"


class DataTooLarge(RequestProblem):
    """What was handed in is larger than the limit."""

    slug = "data-too-large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class CheckUnusable(RequestProblem):
    """What was asked cannot be done with these data: no such profile, class or thing.

    Shape:
        ``parameter`` is the field of the form that is wrong.
    """

    slug = "check-unusable"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def advice(self) -> Mapping[str, str]:
        """Return what a person can do about the field that is wrong, per language."""
        return FIELD_ADVICE.get(self.fields.get("parameter", "")) or super().advice


class ProfileBroken(RequestProblem):
    """The files of a profile are not what its list says; the operator has to mend that."""

    slug = "profile-broken"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class CheckDeadline(RequestProblem):
    """The check ran until its deadline and was ended."""

    slug = "check-deadline"
    status = HTTPStatus.GATEWAY_TIMEOUT


class CheckMemory(RequestProblem):
    """The check needed more memory than its budget and was ended."""

    slug = "check-memory"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class CheckCrashed(RequestProblem):
    """The process that checked fell over these data."""

    slug = "check-crashed"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class TooManyChecks(RequestProblem):
    """As many checks run and wait as may."""

    slug = "too-many-checks"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after = 10


class TooManyClientChecks(RequestProblem):
    """The client runs as many checks as one may at once."""

    slug = "too-many-client-checks"
    status = HTTPStatus.TOO_MANY_REQUESTS
    retry_after = 5


CHECK_PROBLEMS: tuple[type[RequestProblem], ...] = (
    DataUnreadable, DataTooLarge, CheckUnusable, ProfileBroken, CheckDeadline, CheckMemory,
    CheckCrashed, TooManyChecks, TooManyClientChecks,
)  # fmt: skip
"""Every kind of problem of a check."""
