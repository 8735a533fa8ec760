"""Send and receive the frames of the workers' socket.

Step on the line: between a front and a worker. One request per connection: the worker says
``HELLO``, the front sends ``ASK``, the worker answers ``META``, any number of ``DATA``, and
``END`` or ``PROBLEM``. Only an answer with its ``END`` is whole.
"""

import json
import socket
import struct
from collections.abc import Mapping
from typing import Any, NamedTuple

HELLO, ASK, META, DATA, END, PROBLEM = b"H", b"A", b"M", b"D", b"E", b"P"

_HEAD = struct.Struct("!cI")
LARGEST = 64 * 1024 * 1024
"""Bytes of one frame; more is no frame of ours."""


class BrokenFrames(Exception):  # noqa: N818 - what happened, not a fault of the reader
    """Say that the other side went away before its answer was whole."""


class Frame(NamedTuple):
    """One frame: its kind and what it carries."""

    kind: bytes
    payload: bytes

    def value(self) -> Any:
        """Return the JSON value that the frame carries."""
        return json.loads(self.payload)


def send_frame(connection: socket.socket, kind: bytes, payload: bytes = b"") -> None:
    """Send one frame whole.

    Raises:
        OSError: The other side is gone.
    """
    head = _HEAD.pack(kind, len(payload))
    if len(payload) < 16384:
        connection.sendall(head + payload)
    else:
        connection.sendall(head)
        connection.sendall(payload)


def send_value(connection: socket.socket, kind: bytes, value: Mapping[str, Any]) -> None:
    """Send a frame that carries a JSON value.

    Raises:
        OSError: The other side is gone.
    """
    send_frame(connection, kind, json.dumps(value, ensure_ascii=False).encode())


def read_frame(connection: socket.socket) -> Frame:
    """Return the next frame.

    Raises:
        BrokenFrames: The connection ended, or what came is no frame.
        TimeoutError: Nothing came within the time-out of the socket.
    """
    kind, size = _HEAD.unpack(_read_exactly(connection, _HEAD.size))
    if size > LARGEST:
        raise BrokenFrames(f"a frame of {size} bytes")
    return Frame(kind, _read_exactly(connection, size) if size else b"")


def _read_exactly(connection: socket.socket, size: int) -> bytes:
    try:
        data = connection.recv(size, socket.MSG_WAITALL) if size <= 65536 else b""
        if len(data) == size:
            return data
        buffer = bytearray(size)
        buffer[: len(data)] = data
        view = memoryview(buffer)[len(data) :]
        while view:
            received = connection.recv_into(view)
            if not received:
                raise BrokenFrames("the connection ended within a frame")
            view = view[received:]
    except (ConnectionError, BrokenPipeError) as error:
        raise BrokenFrames(str(error)) from error
    return bytes(buffer)
