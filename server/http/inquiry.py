"""Ask a worker without waiting for it, and hand on what it says as it comes.

Step on the line: under a front's loop, beside ``exchange``, which waits in a thread. What is
asked and answered is the same, and so is what an end means.
"""

import errno
import json
import socket
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from server.exchange import (
    LEARNING,
    next_request,
    queue_timed_out,
    require_frame,
    stands_still,
    to_problem,
)
from server.frames import DATA, END, META, BrokenFrames, pack_query, take_frames
from server.http.asker import Asker
from server.http.loop import IN, OUT
from server.problems import NotReady, Overloaded, RequestProblem, ServerFault
from server.saying.message import say
from server.tally import WAITING

if TYPE_CHECKING:
    from server.http.inquiries import Inquiries

CHANGING = 3.0
"""Seconds that a request waits while one generation takes over from another."""

_RECEIVE = 256 * 1024


@lru_cache(maxsize=4)
def _generation(meta: bytes) -> str:
    """Return which generation answers; all answers of one begin with the same bytes."""
    return str(json.loads(meta)["generation"])


class Inquiry:
    """One query, asked of one worker.

    Args:
        inquiries: Those of this front.
        arguments: What is asked.
        asker: Hears the answer.
        client: Who asks.
        light: Whether it seems to look up few things.
    """

    def __init__(
        self,
        inquiries: "Inquiries",
        arguments: dict[str, Any],
        asker: Asker,
        client: str,
        *,
        light: bool,
    ) -> None:
        self._inquiries = inquiries
        self._arguments = arguments
        self._asker = asker
        self.client = client
        self.light = light
        self.is_lined = self.has_place = self.is_noted = False
        self.asked = self.begun = inquiries.loop.now
        self.request, self._again = 0, 1
        self._connection: socket.socket | None = None
        self._to_send, self._events, self._buffer = b"", IN, bytearray()
        self._since = inquiries.loop.now
        self._began = self._running = self._ending = self._paused = self.over = False

    @property
    def text(self) -> str:
        """Return the query."""
        return str(self._arguments["text"])

    def begin(self) -> None:
        """Ask now."""
        self.begun = self._since = self._inquiries.loop.now
        self.connect()

    def connect(self) -> None:
        """Connect to the workers of what is served now, and ask; again soon if none answers."""
        inquiries = self._inquiries
        try:
            path = inquiries.notice().socket
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
            error = connection.connect_ex(path)
        except RequestProblem as problem:
            return self.fail(problem)
        except OSError:  # no descriptor is left
            return self.fail(Overloaded(say("busy.full")))
        if error:
            connection.close()
            if error in {errno.ENOENT, errno.ECONNREFUSED}:
                return inquiries.wait(self, waiting=True)
            return self.fail(Overloaded(say("busy.full")))
        inquiries.wait(self, waiting=False)
        inquiries.open.add(self)
        self._connection = connection
        self.request = next_request()
        told = {"arguments": self._arguments, "request": self.request, "long": not self.light}
        self._to_send, self._events = pack_query({"method": "query", **told}), IN
        inquiries.loop.watch(connection.fileno(), IN, self._happened, self._fault)
        self._send()

    def pause(self) -> None:
        """Take no more for now; the worker waits."""
        if self._connection and not self._paused:
            self._paused = True
            self._inquiries.loop.change(self._connection.fileno(), 0)

    def resume(self) -> None:
        """Take more."""
        if self._connection and self._paused:
            self._paused = False
            self._inquiries.loop.change(self._connection.fileno(), IN)

    def cancel(self, *, whole: bool = False) -> None:
        """Let go of the worker, which ends itself; the asker hears no more."""
        if self.over:
            return
        self.over = True
        if not self._began:
            self._inquiries.row.add(WAITING, amount=-1)
        self._let_go()
        self._inquiries.wait(self, waiting=False)
        self._inquiries.over(self, whole=whole)

    def look(self) -> None:
        """Give up on a queue or a worker that took too long."""
        inquiries = self._inquiries
        inquiries.weigh(self)
        if self._ending:
            return
        if inquiries.is_late(self):
            self.fail(stands_still())
        elif not self._running and inquiries.loop.now - self.asked > inquiries.settings.queue_wait:
            self._running = inquiries.board.is_running(self.request)
            if not self._running:
                self.fail(queue_timed_out())

    def look_often(self) -> None:
        """Connect again, or learn how the worker ended."""
        waited = self._inquiries.loop.now - self._since
        if not self._ending:
            if waited > CHANGING:
                self.fail(NotReady(say("ready.nobody")))
            else:
                self.connect()
        elif waited > LEARNING or not self._inquiries.board.is_running(self.request):
            end = self._inquiries.board.end_of(self.request)
            self._end_with(to_problem(end, self._inquiries.settings))

    def _happened(self, events: int) -> None:
        if events & OUT:
            self._send()
        if events & ~OUT and self._connection:
            self._receive(self._connection)

    def _send(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            sent = connection.send(self._to_send)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._broken()
            return
        self._to_send = self._to_send[sent:]
        events = IN | OUT if self._to_send else IN
        if events != self._events:
            self._events = events
            self._inquiries.loop.change(connection.fileno(), events)

    def _receive(self, connection: socket.socket) -> None:
        try:
            data = connection.recv(_RECEIVE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._broken()
            return
        try:
            for frame in take_frames(self._buffer, data):
                if self.over:
                    return
                self._take(require_frame(frame, META, DATA, END))
        except BrokenFrames:
            self._broken()
        except RequestProblem as problem:
            self.fail(problem)

    def _take(self, frame: Any) -> None:
        if frame.kind == DATA:
            if not self._asker.came(frame.payload):
                self.pause()
        elif frame.kind == META:
            self._began = self._running = True
            self._inquiries.row.add(WAITING, amount=-1)
            self._asker.began(_generation(frame.payload))
        else:
            self.cancel(whole=True)
            self._asker.ended()

    def _broken(self) -> None:
        """Learn how the worker ended; its holder says it soon."""
        self._let_go()
        self._ending = True
        self._since = self._inquiries.loop.now
        self._inquiries.wait(self, waiting=True)
        self.look_often()

    def _end_with(self, problem: RequestProblem) -> None:
        """Fail, but ask once more where no worker had begun."""
        self._inquiries.wait(self, waiting=False)
        if isinstance(problem, NotReady) and not self._began and self._again:
            self._again -= 1
            self._ending = self._running = False
            self._buffer.clear()
            self.connect()
        else:
            self.fail(problem)

    def fail(self, problem: RequestProblem) -> None:
        """End, and say why."""
        if not self.over:
            self.cancel()
            self._asker.failed(problem)

    def _fault(self) -> None:
        self.fail(ServerFault(say("fault.logged")))

    def _let_go(self) -> None:
        self._inquiries.open.discard(self)
        if self._connection:
            self._inquiries.loop.forget(self._connection.fileno(), closing=True)
            self._connection.close()
            self._connection = None
