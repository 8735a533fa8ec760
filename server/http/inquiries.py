"""Ask workers from the loop of a front, and look after what is asked.

Step on the line: under a front; ``inquiry`` has one of them.
"""

from typing import Any

from server.board import Board, Notice
from server.http.inquiry import Asker, Inquiry
from server.http.loop import Loop
from server.problems import NotReady
from server.settings import Settings
from server.tally import WAITING, Row


class Inquiries:
    """What one front asks the workers.

    Args:
        loop: Calls them.
        settings: Say how long to wait.
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
        loop.every(0.02, self._look_often)
        loop.every(0.25, self._look)

    def ask(self, arguments: dict[str, Any], asker: Asker) -> "Inquiry":
        """Ask a stranger's query; the asker hears what becomes of it."""
        inquiry = Inquiry(self, arguments, asker)
        self.row.add(WAITING)
        inquiry.connect()
        return inquiry

    def wait(self, inquiry: "Inquiry", *, waiting: bool) -> None:
        """Note whether an inquiry is to be looked at often: what it needs is about to come."""
        if waiting:
            self._waiting.add(inquiry)
        else:
            self._waiting.discard(inquiry)

    def notice(self) -> Notice:
        """Return what is served now.

        Raises:
            NotReady: Nothing is yet (503).
        """
        notice = self.board.notice()
        if notice is None:
            raise NotReady("The graph is being opened; ask again in a second.")
        return notice

    def _look_often(self) -> None:
        for inquiry in list(self._waiting):
            inquiry.look_often()

    def _look(self) -> None:
        for inquiry in list(self.open):
            inquiry.look()
