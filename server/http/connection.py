"""Serve one client's connection: read its requests one by one, send what answers them.

Step on the line: between the loop and whoever answers. It knows when the client has gone, and
an answer that cannot be finished ends with a reset connection, never like one that is whole.

Source:
    RFC 9112, sections 6 (message body), 7.1 (chunked) and 9 (connections); tcp(7), SO_LINGER.
"""

import socket
import struct
from collections.abc import Callable
from typing import Protocol

from server.http.loop import GONE, HANG_UP, IN, OUT, Loop
from server.http.outgoing import Outgoing
from server.http.parsing import CONTINUE, Limits, Request, RequestReader

_RECEIVE = 64 * 1024
_RESET = struct.pack("ii", 1, 0)
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
        ``relieved`` when there is room for more of the answer. ``since`` is when it last did
        something and ``begun`` when the last request began to come, in the seconds of the loop.

    Args:
        loop: What calls this.
        client: A socket that does not block.
        peer: The address of the client.
        answering: Answers its requests.
        limits: What one request may have.
        outgoing: Where an answer waits.
        closed: Called once with this when it is over.
    """

    def __init__(
        self,
        loop: Loop,
        client: socket.socket,
        peer: str,
        answering: Answering,
        limits: Limits,
        outgoing: Outgoing,
        closed: Callable[["Connection"], None],
    ) -> None:
        self.loop = loop
        self.peer = peer
        self.since = self.begun = loop.now
        self.gone: Callable[[], None] | None = None
        self.relieved: Callable[[], None] | None = None
        self._client = client
        self._descriptor = client.fileno()
        self._answering = answering
        self._reader = RequestReader(limits)
        self._outgoing = outgoing
        self._closed = closed
        self._events = IN | HANG_UP
        self._request: Request | None = None
        self._chunked = False
        self._finished = False
        self._closing = False
        self.over = False
        loop.watch(self._descriptor, self._events, self._happened)

    @property
    def is_idle(self) -> bool:
        """Return whether nothing is asked and nothing is sent."""
        return self._request is None and not self._outgoing.size and not self._reader.begun

    @property
    def is_stuck(self) -> bool:
        """Return whether bytes wait that the client does not take."""
        return bool(self._outgoing.size)

    @property
    def is_reading(self) -> bool:
        """Return whether a request has begun to come and is not whole, and none is answered."""
        return self._reader.begun and self._request is None

    @property
    def is_lingering(self) -> bool:
        """Return whether everything is said and the client may still read it."""
        return self._closing

    @property
    def gathered(self) -> int:
        """Return the bytes that are held of a body that is not whole yet."""
        return self._reader.gathered

    def has_room(self) -> bool:
        """Return whether more of the answer should come now."""
        return self._outgoing.has_room

    def answer(self, head: bytes, body: bytes) -> None:
        """Send a whole answer.

        Args:
            head: Status line and fields, without the empty line; the length is among them.
            body: Empty for HEAD, 204 and 304.
        """
        request = self._request
        assert request is not None
        end = b"\r\n\r\n" if request.keep_alive else b"\r\nConnection: close\r\n\r\n"
        if request.keep_alive and request.version == "1.0":
            end = b"\r\nConnection: keep-alive\r\n\r\n"
        if len(body) < _RECEIVE:
            self._finished = True
            self._send(head + end + body)
        else:
            self._send(head + end)
            self._finished = True
            self._send(body)

    def stream(self, head: bytes, *, sized: bool) -> None:
        """Begin an answer that comes in parts: :meth:`more` and :meth:`finish` follow.

        Args:
            head: Status line and fields, without the empty line.
            sized: Whether the length is among them.
        """
        request = self._request
        assert request is not None
        chunked = not sized and request.version == "1.1"
        self._chunked = chunked and request.method != "HEAD"
        if not chunked and not sized:
            request.keep_alive = False  # the end of the connection is the end of the answer
        framing = b"\r\nTransfer-Encoding: chunked" if chunked else b""
        end = b"\r\n\r\n" if request.keep_alive else b"\r\nConnection: close\r\n\r\n"
        self._send(head + framing + end)

    def more(self, data: bytes) -> None:
        """Send a part of an answer that was begun."""
        if self.over or not data:
            return
        if self._chunked:
            self._outgoing.add(b"%x\r\n" % len(data))
            self._outgoing.add(data)
            data = b"\r\n"
        self._send(data)

    def finish(self) -> None:
        """End an answer that was begun: it is whole."""
        if not self.over:
            self._finished = True
            self._send(_LAST_CHUNK if self._chunked else b"")

    def abort(self) -> None:
        """Break the connection, so that nobody takes what was sent for a whole answer."""
        if not self.over:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.close()

    def close(self) -> None:
        """End the connection."""
        if self.over:
            return
        self.over = True
        self.loop.forget(self._descriptor)
        self._client.close()
        self._outgoing.close()
        gone, self.gone, self.relieved = self.gone, None, None
        if gone:
            gone()
        self._closed(self)

    def _happened(self, events: int) -> None:
        self.since = self.loop.now
        if events & GONE:
            self.close()
            return
        if events & OUT:
            self._flush()
        if events & (IN | HANG_UP) and not self.over:
            self._receive()

    def _receive(self) -> None:
        try:
            data = self._client.recv(_RECEIVE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
        elif not self._closing:
            if not self._reader.begun:
                self.begun = self.loop.now
            self._reader.feed(data)
            if self._reader.wants_continue and self._request is None:
                self._reader.wants_continue = False
                self._send(CONTINUE)
            self._next()
            self._listen()

    def _next(self) -> None:
        """Begin the next request, if one is there and none is being answered."""
        while self._request is None and self._reader.requests and not self.over:
            self._request = self._reader.requests.popleft()
            self._chunked = self._finished = False
            self._answering.begin(self, self._request)

    def _send(self, data: bytes) -> None:
        """Send now what can be sent, and keep the rest."""
        if self.over:
            return
        if data and not self._outgoing.size:
            try:
                sent = self._client.send(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                self.close()
                return
            data = data[sent:] if sent < len(data) else b""
        if data:
            self._outgoing.add(data)
        if self._outgoing.size:
            self._flush()
        else:
            self._ended()

    def _flush(self) -> None:
        outgoing = self._outgoing
        while data := outgoing.next():
            try:
                sent = self._client.send(data)
            except BlockingIOError:
                break
            except OSError:
                self.close()
                return
            outgoing.sent(sent)
            if sent < len(data):
                break
        if self.relieved and outgoing.has_room:
            self.relieved()
        if not outgoing.size:
            self._ended()
        self._listen()

    def _ended(self) -> None:
        """Go on to the next request, if this one is answered and all of it is sent."""
        request = self._request
        if not self._finished or request is None:
            return
        self._request, self.gone, self.relieved = None, None, None
        self._finished = False
        if request.keep_alive:
            if self._reader.requests:
                self.loop.call(self._next)
        elif request.refusal:
            self._linger()
        else:
            self.close()

    def _linger(self) -> None:
        """Say that no more comes, and let the client read what was said before it is closed."""
        self._closing = True
        try:
            self._client.shutdown(socket.SHUT_WR)
        except OSError:
            self.close()

    def _listen(self) -> None:
        """Listen to what matters now: more requests only while none waits, room if it lacks."""
        if self.over:
            return
        events = HANG_UP
        if not self._reader.requests or self._closing:
            events |= IN
        if self._outgoing.size:
            events |= OUT
        if events != self._events:
            self._events = events
            self.loop.change(self._descriptor, events)
