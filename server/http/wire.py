"""Send and receive the bytes of one client, and see when it has gone.

Step on the line: under a connection, which knows what the bytes mean.

Source:
    tcp(7), socket(7) (SO_LINGER), epoll(7) of Linux.
"""

import socket
import struct
from contextlib import suppress
from typing import Protocol

from server.http.loop import GONE, HANG_UP, IN, OUT, Loop
from server.http.outgoing import Outgoing

_RECEIVE = 64 * 1024
_RESET = struct.pack("ii", 1, 0)


class Listening(Protocol):
    """Hears what happens on a wire."""

    def received(self, data: bytes) -> None:
        """Take bytes that the client sent."""

    def ended(self) -> None:
        """Hear that the client sends no more; it may have gone, or only have nothing to add."""

    def drained(self, *, wholly: bool) -> None:
        """Hear that the client took something: there is room again, or nothing waits at all."""

    def closed(self) -> None:
        """Hear that the wire has ended, once."""


class Wire:
    """A socket that never blocks, and what waits to be sent.

    Shape:
        ``since`` is when something last happened, in the seconds of the loop.

    Args:
        loop: What calls this.
        client: The socket.
        outgoing: Where bytes wait.
        listening: Hears what happens.
    """

    def __init__(
        self, loop: Loop, client: socket.socket, outgoing: Outgoing, listening: Listening
    ) -> None:
        self.since = loop.now
        self.outgoing = outgoing
        self.over = False
        self._loop = loop
        self._client = client
        self._descriptor = client.fileno()
        self._listening = listening
        self._reading = self._hearing = True
        self._events = IN | HANG_UP
        loop.watch(self._descriptor, self._events, self._happened, self.reset)

    def send(self, data: bytes) -> None:
        """Send now what can be sent, and keep the rest."""
        if self.over:
            return
        if data and not self.outgoing.size:
            try:
                sent = self._client.send(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                self.close()
                return
            data = data[sent:] if sent < len(data) else b""
        if data:
            self.outgoing.add(data)
        if self.outgoing.size:
            self._flush()
        else:
            self._listening.drained(wholly=True)

    def read(self, *, reading: bool) -> None:
        """Take more from the client, or leave it where it is for now."""
        self._reading = reading
        self._listen()

    def hear_no_more(self) -> None:
        """Only send from now on: the client has said everything."""
        self._reading = self._hearing = False
        self._listen()

    def say_no_more(self) -> None:
        """Tell the client that nothing follows, and let it read what was said."""
        try:
            self._client.shutdown(socket.SHUT_WR)
        except OSError:
            self.close()

    def reset(self) -> None:
        """End the wire so that the client sees that something is missing."""
        if not self.over:
            with suppress(OSError):
                self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.close()

    def close(self) -> None:
        """End the wire."""
        if self.over:
            return
        self.over = True
        self._loop.forget(self._descriptor, closing=True)
        self._client.close()
        self.outgoing.close()
        self._listening.closed()

    def _happened(self, events: int) -> None:
        self.since = self._loop.now
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
        if data:
            self._listening.received(data)
        else:
            self._listening.ended()

    def _flush(self) -> None:
        while data := self.outgoing.next():
            try:
                sent = self._client.send(data)
            except BlockingIOError:
                break
            except OSError:
                self.close()
                return
            self.outgoing.sent(sent)
            if sent < len(data):
                break
        if not self.outgoing.size or self.outgoing.has_room:
            self._listening.drained(wholly=not self.outgoing.size)
        self._listen()

    def _listen(self) -> None:
        if self.over:
            return
        events = HANG_UP if self._hearing else 0
        events |= IN if self._reading else 0
        events |= OUT if self.outgoing.size else 0
        if events != self._events:
            self._events = events
            self._loop.change(self._descriptor, events)
