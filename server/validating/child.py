"""Check one thing that was handed in, in a process that may be ended.

Step on the line: forked by the checker for one request. It has no way to the network, writes no
file, says nothing in the log of what it reads, and ends with its answer. The kernel keeps the
deadline: a timer whose signal ends the process, with no Python running.
"""

import json
import logging
import os
import resource
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from linkml_schemas.validating.checking import check_data
from linkml_schemas.validating.grouping import to_groups
from linkml_schemas.validating.profiles import ProfileError
from linkml_schemas.validating.reading import UnreadableError
from linkml_schemas.validating.unreadable_texts import in_dutch
from linkml_schemas.validating.unusable import UnusableError
from linkml_schemas.validating.values import Asked, Report
from linkml_schemas.validating.writing import to_csv, to_json, to_rdf
from server.frames import (
    DATA,
    END,
    META,
    PROBLEM,
    BrokenFrames,
    FrameReader,
    pack_frame,
    pack_value,
    send_value,
)
from server.problem_base import RequestProblem
from server.sandbox import deny_network, limit_memory
from server.saying.message import say
from server.settings import MEBIBYTE, Settings
from server.validating.lanes import Bounds
from server.validating.problems import (
    CheckCrashed,
    CheckMemory,
    CheckUnusable,
    DataUnreadable,
    ProfileBroken,
)

PAGE, JSON, CSV = "page", "application/json", "text/csv"
CHUNK = 1024 * 1024
LARGEST = 64 * MEBIBYTE
"""Bytes that an answer may have."""

TAKING = 30.0
"""Seconds within which a front must give what it asks about, and take the answer."""


def answer(connection: socket.socket, settings: Settings, bounds: Bounds) -> None:
    """Read what is asked from a front, check it, and answer."""
    _give_up(settings, bounds.niceness)
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    connection.settimeout(TAKING)
    try:
        reader = FrameReader(connection)
        asked = reader.read().value()
        send_value(connection, META, {"begun": True, "seconds": bounds.seconds})
        parts = _read_parts(reader, asked["lengths"])
        frames = _frames(asked, parts, settings)
    except RequestProblem as problem:
        frames = _to_frames(problem)
    except MemoryError:
        frames = _to_frames(_memory(settings))
    except (BrokenFrames, OSError):
        os._exit(0)  # the front, or its client, has gone away
    signal.setitimer(signal.ITIMER_REAL, 0)
    with suppress(OSError):
        for frame in frames:
            connection.sendall(frame)
    os._exit(0)  # nothing of what was read is looked at again


def _give_up(settings: Settings, niceness: int) -> None:
    """Give up what a check has no use for: network, files, a high place in the queue, a voice."""
    logging.disable(logging.CRITICAL)
    os.nice(niceness)
    deny_network()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    limit_memory(settings.check_memory)


def _read_parts(reader: FrameReader, lengths: list[int]) -> list[bytes]:
    gathered = bytearray()
    while len(gathered) < sum(lengths):
        gathered += reader.read().payload
    parts, start = [], 0
    for length in lengths:
        parts.append(bytes(gathered[start : start + length]))
        start += length
    return parts


def _frames(asked: Mapping[str, Any], parts: list[bytes], settings: Settings) -> list[bytes]:
    report = check(asked, parts, settings.profiles)
    body = write(report, asked["answer"], asked["base"])
    if len(body) > LARGEST:
        raise CheckUnusable(say("check.report", size=LARGEST // MEBIBYTE))
    pieces = [body[start : start + CHUNK] for start in range(0, len(body), CHUNK)]
    said = pack_value(META, to_said(report))
    return [said, *(pack_frame(DATA, piece) for piece in pieces), pack_frame(END)]


def check(asked: Mapping[str, Any], parts: list[bytes], folder: str) -> Report:
    """Return the report that is asked for.

    Raises:
        DataUnreadable: The data, or the shapes that came along, cannot be read (400).
        CheckUnusable: There is no such profile or class (422).
        ProfileBroken: The files of the profile are not right (503).
        CheckCrashed: The validator fell over (503).
    """
    data, shapes, context = parts
    fields = {name: asked[name] for name in (
        "media_type", "profile", "base", "class_name", "columns", "shapes_type",
    )}  # fmt: skip
    try:
        return check_data(Asked(data=data, shapes=shapes, context=context, folder=folder, **fields))
    except UnreadableError as error:
        places = {"line": error.line, "column": error.column or 1} if error.line else {}
        text = {"nl": in_dutch(error.message), **error.messages}
        raise DataUnreadable(
            say("said", text=text), code=error.code, parameter=error.field, **places
        ) from error
    except UnusableError as error:
        raise CheckUnusable(say("said", text=error.messages), parameter=error.field) from error
    except ProfileError as error:
        raise ProfileBroken(say("check.profile", reason=str(error))) from error
    except RecursionError as error:
        raise CheckUnusable(say("check.deep")) from error
    except MemoryError:
        raise
    except Exception as error:  # the validator meets what nobody foresaw; data stay unsaid
        raise CheckCrashed(say("check.fell.validator", kind=type(error).__name__)) from error


def write(report: Report, answer_type: str, base: str) -> bytes:
    """Return a report in a format: for the page, as JSON, as CSV or as RDF."""
    if answer_type == PAGE:
        return json.dumps({**report.to_head(), **to_groups(report.findings)}).encode()
    if answer_type == JSON:
        return to_json(report)
    return to_csv(report) if answer_type == CSV else to_rdf(report, answer_type, base)


def to_said(report: Report) -> dict[str, Any]:
    """Return what is said of a report before its bytes."""
    return {"conforms": report.conforms, "counts": report.counts, "things": report.things}


def _to_frames(problem: RequestProblem) -> list[bytes]:
    value = problem.to_wire()
    return [pack_value(PROBLEM, value)]


def _memory(settings: Settings) -> CheckMemory:
    size = settings.check_memory // MEBIBYTE
    return CheckMemory(say("check.memory", size=size), limit=settings.check_memory)
