"""Have data checked: by the checker over its sockets, or in this process for a test.

Step on the line: in a front, between the view and the checker. Every wait is bounded.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from server.exchange import PATIENCE, require_frame
from server.frames import ASK, DATA, END, META, BrokenFrames, FrameReader, send_frame, send_value
from server.leaving import waiting_on
from server.saying.message import say
from server.settings import Settings
from server.validating.lanes import PROFILES, SMALL, to_lane, to_mark, to_path
from server.validating.problems import CheckCrashed, CheckDeadline, TooManyChecks

CHUNK = 1024 * 1024

STARTING = 15.0
"""Seconds that a checker may need on a busy machine until it has read the validator."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be checked, against what, and how the answer is wanted.

    Shape:
        ``answer`` is ``page`` or a media type; the other fields are those of
        :class:`linkml_schemas.validating.values.Asked`.
    """

    data: bytes
    media_type: str
    profile: str
    base: str
    answer: str
    class_name: str = ""
    columns: Mapping[str, str] | None = None
    shapes: bytes = b""
    shapes_type: str = ""
    context: bytes = b""

    @property
    def parts(self) -> list[bytes]:
        """Return the bytes that are sent after the question."""
        return [self.data, self.shapes, self.context]

    @property
    def lane(self) -> str:
        """Return the lane in which it is asked."""
        return to_lane(self.profile, sum(map(len, self.parts)))

    def to_value(self) -> dict[str, Any]:
        """Return the question as the checker reads it."""
        return {
            "media_type": self.media_type,
            "profile": self.profile,
            "base": self.base,
            "answer": self.answer,
            "class_name": self.class_name,
            "columns": dict(self.columns or {}),
            "shapes_type": self.shapes_type,
            "lengths": [len(part) for part in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer: whether the data conform, how many findings there are, and its bytes."""

    conforms: bool | None
    counts: Mapping[str, int]
    body: bytes


class Checks(Protocol):
    """Whoever checks."""

    def check(self, question: Question) -> Checked:
        """Return the answer to a question.

        Raises:
            RequestProblem: The data cannot be read, or the check went beyond a bound.
        """
        ...


class NearChecks:
    """Checks in this process, without any bound: for tests over data that are trusted.

    Args:
        settings: Where an operator's profiles are.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def check(self, question: Question) -> Checked:
        """Return the answer to a question."""
        from server.validating import child  # reads the validator, which a front never does

        value = question.to_value()
        report = child.check(value, question.parts, self._settings.profiles)
        body = child.write(report, question.answer, question.base)
        return Checked(report.conforms, dict[str, int](report.counts.items()), body)


class RemoteChecks:
    """Checks by the checker.

    Args:
        settings: How long to wait.
        directory: Where its sockets are.
    """

    def __init__(self, settings: Settings, directory: Path) -> None:
        self._settings = settings
        self._directory = directory

    def check(self, question: Question) -> Checked:
        """Return the answer to a question, asked in its lane.

        Shape:
            Few data that turn out to take longer than a short place allows are asked once more
            in the lane of many, with all the time that any data have.
        """
        try:
            return self._check_in(question.lane, question)
        except _OutOfTurn:
            return self._check_in(PROFILES, question)

    def _check_in(self, lane: str, question: Question) -> Checked:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            self._connect(connection, to_path(self._directory, lane))
            with waiting_on(connection):
                try:
                    return self._ask(connection, question)
                except (BrokenFrames, ConnectionError) as error:
                    raise CheckCrashed(say("check.fell.unsaid")) from error

    def _connect(self, connection: socket.socket, path: Path) -> None:
        connection.setblocking(False)
        try:
            connection.connect(str(path))
        except (BlockingIOError, FileNotFoundError, ConnectionRefusedError) as error:
            raise _too_many() from error
        connection.settimeout(self._settings.queue_wait)

    def _ask(self, connection: socket.socket, question: Question) -> Checked:
        reader = FrameReader(connection)
        send_value(connection, ASK, question.to_value())
        seconds = self._await_place(connection, reader)
        connection.settimeout(self._settings.check_deadline + PATIENCE)
        try:
            for part in question.parts:
                for start in range(0, len(part), CHUNK):
                    send_frame(connection, DATA, part[start : start + CHUNK])
        except ConnectionError:
            pass  # it ended before it had read all, and may have said why
        try:
            return _read_answer(reader)
        except CheckDeadline as error:
            if question.lane == SMALL and seconds < self._settings.check_deadline:
                raise _OutOfTurn from error
            raise
        except TimeoutError as error:
            raise CheckDeadline(say("check.late")) from error

    def _await_place(self, connection: socket.socket, reader: FrameReader) -> float:
        """Wait until a child has the question; longer while there is no checker yet.

        Returns:
            How many seconds it may take.
        """
        try:
            return _read_seconds(reader)
        except TimeoutError as error:
            if to_mark(self._directory).exists():
                raise _too_many() from error
        connection.settimeout(STARTING)
        try:
            return _read_seconds(reader)
        except TimeoutError as error:
            raise _too_many() from error


class _OutOfTurn(Exception):  # noqa: N818  what it says is where to ask next
    """Say that a check needs longer than the place that it had allows."""


def _read_seconds(reader: FrameReader) -> float:
    return float(require_frame(reader.read(), META).value()["seconds"])


def _read_answer(reader: FrameReader) -> Checked:
    said = require_frame(reader.read(), META).value()
    pieces = []
    while (frame := require_frame(reader.read(), DATA, END)).kind == DATA:
        pieces.append(frame.payload)
    return Checked(said["conforms"], said["counts"], b"".join(pieces))


def _too_many() -> TooManyChecks:
    return TooManyChecks(say("check.many"))
