"""Ask workers from the loop of a front, and look after what is asked.

Step on the line: under a front; ``inquiry`` has one of them. A query that looks one thing up is
asked at once; what may take long waits for one of a few places, so that it never stands before
a lookup in the queue of the workers.
"""

from collections import OrderedDict, deque
from typing import Any

from server.board import Board, Notice
from server.exchange import LATE, queue_timed_out
from server.http.asker import Asker
from server.http.inquiry import Inquiry
from server.http.loop import Loop
from server.lanes import LongOnes, is_light
from server.problems import NotReady, Overloaded
from server.saying.message import say
from server.settings import Settings
from server.tally import WAITING, Row


class Inquiries:
    """What one front asks the workers.

    Args:
        loop: Calls them.
        settings: Say how long to wait, and how many long queries may run in all fronts.
        board: Says where the workers are, and how they ended.
        row: Where it is counted how many requests wait for a worker.
    """

    def __init__(self, loop: Loop, settings: Settings, board: Board, row: Row) -> None:
        self.loop = loop
        self.settings = settings
        self.board = board
        self.row = row
        self.open: set[Inquiry] = set()
        self._waiting: set[Inquiry] = set()
        self._long = LongOnes()
        self._places = self._most = max(1, settings.slow_queries // settings.fronts)
        self._lines: OrderedDict[str, deque[Inquiry]] = OrderedDict()
        self._lined = 0
        self._of = ""
        loop.every(0.02, self._look_often)
        loop.every(0.1, self._look)

    def ask(self, arguments: dict[str, Any], asker: Asker, client: str) -> Inquiry:
        """Ask a stranger's query; the asker hears what becomes of it."""
        text = arguments["text"]
        light = is_light(text) and not self._long.expects(text, client, self.loop.now)
        inquiry = Inquiry(self, arguments, asker, client, light=light)
        self.row.add(WAITING)
        if light:
            inquiry.begin()
        elif self._may_begin(inquiry):
            self._begin_long(inquiry)
        else:
            self._line_up(inquiry)
        return inquiry

    def wait(self, inquiry: Inquiry, *, waiting: bool) -> None:
        """Note whether an inquiry is to be looked at often: what it needs is about to come."""
        if waiting:
            self._waiting.add(inquiry)
        else:
            self._waiting.discard(inquiry)

    def over(self, inquiry: Inquiry, *, whole: bool) -> None:
        """Note that an inquiry has ended; the next long one begins.

        Args:
            inquiry: It.
            whole: Whether its answer came, and so nobody had to end it.
        """
        if inquiry.is_lined:
            self._leave_line(inquiry)
            return
        self.weigh(inquiry)
        if inquiry.is_noted and not whole:
            self._long.note_client(inquiry.client, self.loop.now)
        if inquiry.has_place:
            inquiry.has_place = False
            self._places += 1
            self._begin_next()

    def weigh(self, inquiry: Inquiry) -> None:
        """Remember that a query takes long, so that it waits for a place the next time.

        How long it waited for a worker does not count: whoever waits behind others is not one
        of them.
        """
        slow_after = self.settings.slow_after
        if inquiry.is_noted or self.loop.now - inquiry.begun <= slow_after:
            return
        if self.board.running_for(inquiry.request) > slow_after:
            inquiry.is_noted = True
            self._long.note_text(inquiry.text)

    def is_late(self, inquiry: Inquiry) -> bool:
        """Return whether a worker runs a query still, though its time is up."""
        longest = self.settings.query_deadline + LATE
        if self.loop.now - inquiry.begun <= longest:
            return False
        return self.board.running_for(inquiry.request) > longest

    def notice(self) -> Notice:
        """Return what is served now.

        Raises:
            NotReady: Nothing is yet (503).
        """
        notice = self.board.notice()
        if notice is None:
            raise NotReady(say("ready.opening"))
        if notice.generation != self._of:
            self._of = notice.generation
            self._long.forget()
        return notice

    def _may_begin(self, inquiry: Inquiry) -> bool:
        """Return whether a long query may take a worker: lookups must find another one.

        The holder puts another in the place of one that is busy for long, so that no query
        waits here for ever.
        """
        if not self._places:
            return False
        if self._places == self._most or self.loop.now - inquiry.asked > self.settings.slow_after:
            return True
        notice = self.board.notice()
        return notice is None or self.board.idle(notice.part) > 1

    def _line_up(self, inquiry: Inquiry) -> None:
        """Let a query wait for a place: in the line of its client, which take turns."""
        if self._lined >= self.settings.queue:
            inquiry.fail(Overloaded(say("busy.long")))
            return
        inquiry.is_lined = True
        self._lined += 1
        self._lines.setdefault(inquiry.client, deque()).append(inquiry)

    def _leave_line(self, inquiry: Inquiry) -> None:
        line = self._lines[inquiry.client]
        line.remove(inquiry)
        if not line:
            del self._lines[inquiry.client]
        self._lined -= 1
        inquiry.is_lined = False

    def _begin_next(self) -> None:
        while self._lines:
            client, line = next(iter(self._lines.items()))
            inquiry = line[0]
            if not self._may_begin(inquiry):
                return
            self._lines.move_to_end(client)
            self._leave_line(inquiry)
            self._begin_long(inquiry)

    def _begin_long(self, inquiry: Inquiry) -> None:
        inquiry.has_place = True
        self._places -= 1
        inquiry.begin()

    def _look_often(self) -> None:
        for inquiry in list(self._waiting):
            inquiry.look_often()
        self._begin_next()

    def _look(self) -> None:
        for inquiry in list(self.open):
            inquiry.look()
        for line in list(self._lines.values()):
            while line and self.loop.now - line[0].asked > self.settings.queue_wait:
                line[0].fail(queue_timed_out())
