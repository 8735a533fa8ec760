"""Let one generation follow another without a request that fails.

Step on the line: within the keeper. A new generation opens beside the one that is served; when
its workers are ready the notice on the board changes, in one step; then the old one answers
who already waits, and ends.
"""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from server.board import PARTS, Board, Notice
from server.children import Rest, fork_child
from server.fallback import served_before
from server.generations import (
    GenerationError,
    published_at,
    read_current,
    read_generation,
)
from server.holder import Holding, hold
from server.settings import Settings
from server.tally import CHILD_ENDS, REFUSALS, SERVED_SINCE, SWITCHES, Tally

LOG = structlog.get_logger("succession")

TRIES = 3
"""How often a generation is opened whose holder is killed each time, before it is refused."""


@dataclass(frozen=True, slots=True)
class Reign:
    """One generation that is open."""

    generation: str
    base: str
    part: int
    socket: Path
    pid: int
    report: int


class Succession:
    """The generations that are open: the one served, the next one, and those that end.

    Args:
        settings: Says where the generations are.
        board: Where the one that is served is announced.
        tally: Where it is counted what becomes of them.
        directory: Where the sockets stand.
        not_for_children: Descriptors of the keeper that holders are not to have.
    """

    def __init__(
        self,
        settings: Settings,
        board: Board,
        tally: Tally,
        directory: Path,
        not_for_children: tuple[int, ...],
    ) -> None:
        self._settings = settings
        self._tally = tally
        self._board = board
        self._directory = directory
        self._not_for_children = not_for_children
        self._served: Reign | None = None
        self._next: Reign | None = None
        self._old: list[Reign] = []
        self._refused: set[str] = set()
        self._pointed: str | None = None
        self._last = ""
        self._killed = 0
        self._reason = ""
        self._count = 0
        self._rest = Rest()

    @property
    def reports(self) -> dict[int, Reign]:
        """Return the pipes on which holders report, by descriptor."""
        return {reign.report: reign for reign in (self._next,) if reign}

    @property
    def pids(self) -> list[int]:
        """Return the processes of all holders."""
        return [reign.pid for reign in (*self._old, self._served, self._next) if reign]

    def follow(self) -> None:
        """Open the generation that is published, unless it is served or was refused.

        If nothing is served, and what is published is missing or damaged, the generation that
        was served last and can be opened is opened instead.

        Raises:
            GenerationError: It cannot be served, and there is none to serve instead.
        """
        wanted = read_current(self._settings.data)
        if wanted != self._pointed:
            self._pointed = wanted
            self._refused.clear()
            self._killed = 0
        if self._next or not self._rest.is_over():
            return
        if wanted and wanted not in self._refused:
            if self._served is None or self._served.generation != wanted:
                self._begin(wanted)
        elif self._served is None:
            self._fall_back()

    def _fall_back(self) -> None:
        """Open what was served before; if nothing of it can be opened, begin anew later.

        Raises:
            GenerationError: Nothing was ever served by this server, and nothing can be.
        """
        before = [self._last, *served_before(self._settings.data)]
        if chosen := next((name for name in before if name and name not in self._refused), None):
            self._begin(chosen)
            return
        if self._board.notice() is None:
            raise GenerationError(self._reason or "nothing is published")
        self._refused.clear()
        self._rest.died()

    def hear(self, reign: Reign) -> None:
        """Act on what a holder reports; one that was killed while opening is tried again."""
        said = json.loads(os.read(reign.report, 65536) or b"{}")
        if "ready" in said:
            self._crown(reign)
        else:
            self._next = None
            os.close(reign.report)
            self._killed = 0 if "failed" in said else self._killed + 1
            if 0 < self._killed < TRIES:
                LOG.error("holder ended while opening", generation=reign.generation)
                self._rest.died()
                return
            self._refuse(reign.generation, said.get("failed", "its holder ended while opening"))

    def bury(self, pid: int) -> bool:
        """Note that a process ended; return whether it was a holder."""
        for reign in self._old:
            if reign.pid == pid:
                self._old.remove(reign)
                return True
        if self._served and self._served.pid == pid:
            LOG.error("holder ended", generation=self._served.generation, pid=pid)
            self._tally.keeper.add(CHILD_ENDS, "holder")
            self._served = None
            self._rest.died()
            return True
        return bool(self._next and self._next.pid == pid)

    def _begin(self, generation_id: str) -> None:
        try:
            generation = read_generation(self._settings.data, generation_id)
        except GenerationError as error:
            self._refuse(generation_id, str(error))
            return
        self._count += 1
        part = self._free_part()
        path = self._directory / f"{self._count}.sock"
        reading, writing = os.pipe()
        row = self._tally.parts[part]
        holding = Holding(self._settings, self._board, row, part, generation.id, path, writing)
        pid = fork_child(
            "begrip-holder", lambda: hold(holding), close=(*self._not_for_children, reading)
        )
        os.close(writing)
        self._rest.started()
        LOG.info("opening", generation=generation.id, holder=pid)
        self._next = Reign(generation.id, generation.base, part, path, pid, reading)

    def _free_part(self) -> int:
        """Return a part of the board that is free, ending the oldest generation if it must."""
        reigns = [reign for reign in (*self._old, self._served) if reign]
        if len(reigns) == PARTS:
            with suppress(ProcessLookupError):
                os.kill(reigns[0].pid, signal.SIGKILL)
            self._old = self._old[1:]
            reigns = reigns[1:]
        part = min(set(range(PARTS)) - {reign.part for reign in reigns})
        for slot in self._board.part(part):
            slot.occupy(0)
        return part

    def _crown(self, reign: Reign) -> None:
        os.close(reign.report)
        before, self._served, self._next = self._served, reign, None
        self._last, self._killed, self._reason = reign.generation, 0, ""
        since = published_at(self._settings.data, reign.generation)
        self._board.publish(
            Notice(reign.generation, reign.base, str(reign.socket), since, reign.part)
        )
        self._tally.keeper.put(SERVED_SINCE, int(time.time()))
        if before:
            self._tally.keeper.add(SWITCHES)
        LOG.info(
            "serving",
            generation=reign.generation,
            before=before.generation if before else None,
        )
        if before:
            self._old.append(before)
            with suppress(ProcessLookupError):
                os.kill(before.pid, signal.SIGUSR1)

    def _refuse(self, generation: str, reason: str) -> None:
        served = self._served.generation if self._served else None
        self._refused.add(generation)
        self._reason = self._reason or reason
        if served is None and self._board.notice() is None:
            LOG.error("generation refused", generation=generation, why=reason)
            return
        self._rest.died()
        self._tally.keeper.add(REFUSALS)
        LOG.error("generation refused", generation=generation, why=reason, still_serving=served)
