"""Serve one client's connection: read its requests one by one, send what answers them.

Step on the line: between a wire and whoever answers. An answer that cannot be finished ends with
a reset connection, never like one that is whole.

Source:
    RFC 9112, sections 6 (message body), 7.1 (chunked) and 9 (connections).
"""

import socket
from collections.abc import Callable
from typing import Protocol

from server.http.loop import Loop
from server.http.outgoing import Outgoing
from server.http.parsing import CONTINUE, Limits, Request, RequestReader
from server.http.wire import Wire

_TOGETHER = 64 * 1024
"""Bytes of a body that is sent together with its head."""

_LAST_CHUNK = b"0\r\n\r\n"

LINGER = 2.0
"""Seconds that a client has to read a refusal before its connection is closed."""


class Answering(Protocol):
    """What a connection asks of whoever answers its requests."""

    def begin(self, connection: "Connection", request: Request) -> None:
        """Begin to answer a request; the connection is told the answer."""


class Connection:
    """One client.

    Shape:
        ``gone`` is called when the client leaves while its request is being answered;
        ``relieved`` when there is room for more of the answer. ``begun`` is when the last
        request began to come, in the seconds of the loop.

    Args:
        loop: What calls this.
        client: A socket that does not block.
        peer: The address of the client.
        answering: Answers its requests.
        limits: What one request may have.
        outgoing: Where an answer waits.
        ended: Called once with this when it is over.
    """

    def __init__(
        self,
        loop: Loop,
        client: socket.socket,
        peer: str,
        answering: Answering,
        limits: Limits,
        outgoing: Outgoing,
        ended: Callable[["Connection"], None],
    ) -> None:
        self.peer = peer
        self.begun = loop.now
        self.gone: Callable[[], None] | None = None
        self.relieved: Callable[[], None] | None = None
        self.is_lingering = False
        self._loop = loop
        self._answering = answering
        self._reader = RequestReader(limits)
        self._ended = ended
        self._request: Request | None = None
        self._chunked = self._begun = self._finished = False
        self._wire = Wire(loop, client, outgoing, self)

    @property
    def since(self) -> float:
        """Return when something last happened, in the seconds of the loop."""
        return self._wire.since

    @property
    def is_idle(self) -> bool:
        """Return whether nothing is asked and nothing is sent."""
        return self._request is None and not self.is_stuck and not self._reader.begun

    @property
    def is_stuck(self) -> bool:
        """Return whether bytes wait that the client does not take."""
        return bool(self._wire.outgoing.size)

    @property
    def is_reading(self) -> bool:
        """Return whether a request has begun to come and is not whole, and none is answered."""
        return self._reader.begun and self._request is None

    @property
    def gathered(self) -> int:
        """Return the bytes that are held of a body that is not whole yet."""
        return self._reader.gathered

    def has_room(self) -> bool:
        """Return whether more of the answer should come now."""
        return self._wire.outgoing.has_room

    def answer(self, head: bytes, body: bytes) -> None:
        """Send a whole answer.

        Args:
            head: Status line and fields, without the empty line; the length is among them.
            body: Empty for HEAD, 204 and 304.
        """
        request = self._answered()
        end = _end_of_head(request)
        if len(body) < _TOGETHER:
            self._finished = True
            self._wire.send(head + end + body)
        else:
            self._wire.send(head + end)
            self._finished = True
            self._wire.send(body)

    def stream(self, head: bytes, *, sized: bool) -> None:
        """Begin an answer that comes in parts: :meth:`more` and :meth:`finish` follow.

        Args:
            head: Status line and fields, without the empty line.
            sized: Whether the length is among them.
        """
        request = self._answered()
        chunked = not sized and request.version == "1.1"
        self._chunked = chunked and request.method != "HEAD"
        if not chunked and not sized:
            request.keep_alive = False  # the end of the connection is the end of the answer
        framing = b"\r\nTransfer-Encoding: chunked" if chunked else b""
        self._begun = True
        self._wire.send(head + framing + _end_of_head(request))

    def more(self, data: bytes) -> None:
        """Send a part of an answer that was begun."""
        if self._wire.over or not data:
            return
        if self._chunked:
            self._wire.outgoing.add(b"%x\r\n" % len(data))
            self._wire.outgoing.add(data)
            data = b"\r\n"
        self._wire.send(data)

    def finish(self) -> None:
        """End an answer that was begun: it is whole."""
        self._finished = True
        self._wire.send(_LAST_CHUNK if self._chunked else b"")

    def abort(self) -> None:
        """Break the connection, so that nobody takes what was sent for a whole answer."""
        self._wire.reset()

    def close(self) -> None:
        """End the connection."""
        self._wire.close()

    def received(self, data: bytes) -> None:
        """Take bytes that the client sent."""
        if self.is_lingering:
            return
        if not self._reader.begun:
            self.begun = self._loop.now
        self._reader.feed(data)
        self._next()

    def ended(self) -> None:
        """Hear that the client sends no more: one that has gone looks alike.

        So a worker does not go on for it. What is whole already is sent to the end; what is not
        is never ended as if it were.
        """
        request = self._request
        if request is None:
            self._wire.close()
        elif self._finished:
            request.keep_alive = False
            self._wire.hear_no_more()
        elif self._begun:
            self._wire.reset()
        else:
            self._wire.close()

    def drained(self, *, wholly: bool) -> None:
        """Hear that the client took something."""
        if self.relieved:
            self.relieved()
        request = self._request
        if not wholly or not self._finished or request is None:
            return
        self._request, self.gone, self.relieved = None, None, None
        self._finished = False
        if not request.keep_alive:
            self._part(request)
        elif self._reader.requests or self._reader.wants_continue:
            self._loop.call(self._next)

    def closed(self) -> None:
        """Hear that the wire has ended."""
        gone, self.gone, self.relieved = self.gone, None, None
        if gone:
            gone()
        self._reader.close()
        self._request = None
        self._ended(self)

    def _next(self) -> None:
        """Begin the next request, if one is there and none is being answered."""
        while self._request is None and self._reader.requests and not self._wire.over:
            self._request = self._reader.requests.popleft()
            self._chunked = self._begun = self._finished = False
            self._answering.begin(self, self._request)
        if self._reader.wants_continue and self._request is None:
            self._reader.wants_continue = False
            self._wire.send(CONTINUE)
        self._wire.read(reading=self.is_lingering or not self._reader.requests)

    def _answered(self) -> Request:
        if self._request is None:
            raise RuntimeError("an answer to no request")
        return self._request

    def _part(self, request: Request) -> None:
        """Part from a client; one whose request was refused may still be sending it."""
        if request.refusal:
            self.is_lingering = True
            self._wire.say_no_more()
        else:
            self._wire.close()


def _end_of_head(request: Request) -> bytes:
    if not request.keep_alive:
        return b"\r\nConnection: close\r\n\r\n"
    return b"\r\n\r\n" if request.version == "1.1" else b"\r\nConnection: keep-alive\r\n\r\n"
