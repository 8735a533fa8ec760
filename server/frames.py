"""Send and receive the frames of the workers' socket.

Step on the line: between a front and a worker. One request per connection: the front sends
``ASK`` or ``QUERY``, the worker answers ``META``, any number of ``DATA``, and ``END`` or
``PROBLEM``. Only an answer with its ``END`` is whole.
"""

import json
import marshal
import select
import socket
import struct
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

ASK, QUERY, META, DATA, END, PROBLEM = b"A", b"Q", b"M", b"D", b"E", b"P"

_HEAD = struct.Struct("!cI")
LARGEST = 64 * 1024 * 1024
"""Bytes of one frame; more is no frame of ours."""

AHEAD, AT_ONCE = 16 * 1024, 64 * 1024
"""Bytes that are read at once where frames are small, and of a request."""


class BrokenFrames(Exception):  # noqa: N818 - what happened, not a fault of the reader
    """Say that the other side went away before its answer was whole."""


class Frame(NamedTuple):
    """One frame: its kind and what it carries."""

    kind: bytes
    payload: bytes

    def value(self) -> Any:
        """Return the JSON value that the frame carries."""
        return json.loads(self.payload.decode())

    def asked(self) -> Any:
        """Return what a front asks; in a worker only, see :func:`pack_query`."""
        return marshal.loads(self.payload) if self.kind == QUERY else self.value()


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


def pack_frame(kind: bytes, payload: bytes = b"") -> bytes:
    """Return one frame as bytes, so that several small ones can be sent at once."""
    return _HEAD.pack(kind, len(payload)) + payload


def pack_value(kind: bytes, value: Mapping[str, Any]) -> bytes:
    """Return a frame that carries a JSON value."""
    return pack_frame(kind, json.dumps(value).encode())


def pack_query(asked: dict[str, Any]) -> bytes:
    """Return a frame that asks a worker a stranger's query.

    It is written and read in a third of the time of JSON. What a worker says is never read
    like this: it runs the queries of strangers, and :mod:`marshal` believes what it reads.
    """
    return pack_frame(QUERY, marshal.dumps(asked))


def send_value(connection: socket.socket, kind: bytes, value: Mapping[str, Any]) -> None:
    """Send a frame that carries a JSON value.

    Raises:
        OSError: The other side is gone.
    """
    connection.sendall(pack_value(kind, value))


class FrameReader:
    """Read the frames of a connection: small ones that came together with one call.

    Nothing is lost when a time-out comes within a frame: it is read on from there.

    Args:
        connection: Nobody else reads from it.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ahead = b""
        self._head: tuple[bytes, int] | None = None

    def read(self) -> Frame:
        """Return the next frame.

        Raises:
            BrokenFrames: The connection ended, or what came is no frame.
            TimeoutError: Nothing came within the time-out of the socket.
        """
        if self._head is None:
            self._head = _HEAD.unpack(self._take(_HEAD.size))
        kind, size = self._head
        if size > LARGEST:
            raise BrokenFrames(f"a frame of {size} bytes")
        payload = self._take(size) if size else b""
        self._head = None
        return Frame(kind, payload)

    def _take(self, size: int) -> bytes:
        if len(self._ahead) < size <= AHEAD:
            self._fill(size)
        if len(self._ahead) >= size:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        buffer = bytearray(size)
        view = memoryview(buffer)
        place = len(self._ahead)
        view[:place], self._ahead = self._ahead, b""
        try:
            while place < size:
                place += self._received(self._connection.recv_into, view[place:])
        except TimeoutError:
            self._ahead = bytes(view[:place])
            raise
        return bytes(buffer)

    def _fill(self, size: int) -> None:
        while len(self._ahead) < size:
            self._ahead += self._received(self._connection.recv, AHEAD)

    def _received(self, receive: Callable[[Any], Any], what: object) -> Any:
        """Return what a call received, unless the connection ended."""
        try:
            received = receive(what)
        except (ConnectionError, BrokenPipeError) as error:
            raise BrokenFrames(str(error)) from error
        if not received:
            raise BrokenFrames("the connection ended within a frame")
        return received


def take_frames(buffer: bytearray, data: bytes) -> list[Frame]:
    """Return the frames that are whole, and leave the beginning of another in the buffer.

    Args:
        buffer: What was left before; most answers come at once and never see it.
        data: What came after it.

    Raises:
        BrokenFrames: What came is no frame.
    """
    held: bytes | bytearray = data
    if buffer:
        buffer += data
        held = buffer
    frames, place, whole = [], 0, len(held)
    while whole - place >= _HEAD.size:
        kind, size = _HEAD.unpack_from(held, place)
        if size > LARGEST:
            raise BrokenFrames(f"a frame of {size} bytes")
        end = place + _HEAD.size + size
        if whole < end:
            break
        frames.append(Frame(kind, bytes(held[place + _HEAD.size : end])))
        place = end
    if held is buffer:
        del buffer[:place]
    elif place < whole:
        buffer += memoryview(data)[place:]
    return frames


def read_asked(connection: socket.socket, patience: float) -> Frame:
    """Return what a front wants; it lies ready when the connection is accepted, as a rule.

    Raises:
        TimeoutError: Nothing came within so many seconds.
        BrokenFrames: The front has gone.
    """
    buffer = bytearray()
    until = time.monotonic() + patience
    while True:
        try:
            data = connection.recv(AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            left = max(0.0, until - time.monotonic())
            if not select.select([connection], [], [], left)[0]:
                raise TimeoutError("the front said nothing") from None
            continue
        if not data:
            raise BrokenFrames("the connection ended before anything was asked")
        for frame in take_frames(buffer, data):
            return frame
