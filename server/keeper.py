"""Keep everything up: the generations, and the fronts that speak HTTP.

Step on the line: the first process, and the parent of the others. It holds no store and has
one thread; whatever dies it starts again, and when it ends everything ends with it.
"""

import os
import select
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import partial

import structlog

from server.board import Board
from server.children import Rest, fork_child
from server.fallback import choose_servable
from server.front import run_front
from server.generations import GenerationError
from server.listening import AddressTaken, listen, make_directory
from server.logs import configure_logs
from server.notify import Notifier
from server.sandbox import name_process, thread_count
from server.settings import SettingError, Settings
from server.succession import Succession
from server.tally import CHILD_ENDS, Row, Tally
from server.validating.keeping import CheckingLanes

LOG = structlog.get_logger("keeper")

LOOK_EVERY = 0.2
"""Seconds between two looks at which generation is published."""

EXIT_SETTING, EXIT_NOTHING_PUBLISHED, EXIT_ADDRESS = 2, 8, 10


class Keeper:
    """The processes of one server.

    Args:
        settings: The settings in force.
        listener: The socket on which fronts accept.
    """

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._notifier = Notifier(os.environ)
        self._told = ""
        self._board = Board()
        self._directory = make_directory()
        self._wake = _wake_up_pipe()
        self._checks = CheckingLanes(settings, self._directory)
        self._stopping: list[int] = []
        self._fronts: dict[int, tuple[Row, Rest]] = {}
        self._tally = Tally(settings.fronts)
        self._tally.keeper.occupy(os.getpid())
        self._resting = [(row, Rest()) for row in self._tally.fronts]
        self._succession = Succession(
            settings, self._board, self._tally, self._directory, self._not_for_children
        )

    @property
    def _not_for_children(self) -> tuple[int, ...]:
        """Return the descriptors that only a front, or only the checker, is to have."""
        return (self._listener.fileno(), *self._wake, *self._checks.descriptors)

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises:
            GenerationError: There is nothing that can be served.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _: self._stopping.append(number))
        signal.signal(signal.SIGCHLD, lambda *_: None)
        if self._notifier.is_heard:
            signal.signal(signal.SIGHUP, lambda *_: LOG.info("nothing to reload"))
        try:
            self._succession.follow()
            while not self._stopping:
                self._start_fronts()
                self._listen_to_holders()
                self._reap()
                self._succession.follow()
                self._tell()
        finally:
            self._end_everything()

    def _tell(self) -> None:
        """Tell the service manager when another generation is served."""
        notice = self._board.notice()
        if notice and notice.generation != self._told:
            self._told = notice.generation
            self._notifier.serving(notice.generation)

    def _start_fronts(self) -> None:
        for row, rest in [place for place in self._resting if place[1].is_over()]:
            rest.started()
            run = partial(run_front, self._settings, self._board, self._tally, row, self._listener,
                          self._checks.directory)  # fmt: skip
            close = (*self._wake, *self._checks.descriptors)
            pid = fork_child("begrip-front", run, close=close)
            self._resting.remove((row, rest))
            self._fronts[pid] = (row, rest)

    def _listen_to_holders(self) -> None:
        reports, checks = self._succession.reports, self._checks.watched
        readable, _, _ = select.select([self._wake[0], *reports, *checks], [], [], LOOK_EVERY)
        with suppress(BlockingIOError):
            os.read(self._wake[0], 4096)
        for report in readable:
            if report in checks and self._checks.watched:
                self._checks.start((self._listener.fileno(), *self._wake))
            elif report in reports:
                self._succession.hear(reports[report])

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                if self._checks.bury(pid, status) or self._succession.bury(pid):
                    continue
                if place := self._fronts.pop(pid, None):
                    place[1].died()
                    self._resting.append(place)
                    if not self._stopping:
                        self._tally.keeper.add(CHILD_ENDS, "front")
                        LOG.error("front ended", pid=pid, status=status)

    def _end_everything(self) -> None:
        """Ask every process to end, and make it after the grace."""
        LOG.info("stopping", pid=os.getpid())
        self._notifier.stopping()
        self._listener.close()
        alive = {*self._fronts, *self._succession.pids, *self._checks.pids}
        until = time.monotonic() + self._settings.grace
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in alive:
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
            while alive and (number == signal.SIGKILL or time.monotonic() < until):
                try:
                    pid, _ = os.waitpid(-1, os.WNOHANG)
                except ChildProcessError:
                    alive.clear()
                    break
                alive.discard(pid)
                if pid == 0:
                    time.sleep(0.01)
        shutil.rmtree(self._directory, ignore_errors=True)


def keep(settings: Settings) -> None:
    """Serve the published generation, and each that follows, until told to stop.

    Raises:
        GenerationError: There is nothing that can be served.
        AddressTaken: Another program listens at the address.
    """
    current, problem = choose_servable(settings.data)
    listener = listen(settings)
    if thread_count() > 1:
        raise RuntimeError("the keeper has threads, so it cannot fork")
    name_process("begrip-keeper")
    if problem:
        LOG.error("what is published cannot be served", why=problem, instead=current.id)
    LOG.info("starting", pid=os.getpid(), generation=current.id, address=settings.address)
    Keeper(settings, listener).run()


def main() -> int:
    """Serve with the settings of the environment; return the exit code."""
    configure_logs()
    try:
        keep(Settings.from_mapping(os.environ))
    except SettingError as error:
        return _fail(error, EXIT_SETTING)
    except GenerationError as error:
        return _fail(error, EXIT_NOTHING_PUBLISHED)
    except AddressTaken as error:
        return _fail(error, EXIT_ADDRESS)
    return 0


def _fail(error: Exception, code: int) -> int:
    sys.stderr.write(f"begrip: {error}\n")
    return code


def _wake_up_pipe() -> tuple[int, int]:
    """Return a pipe into which signals write, so that they end a wait."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading, writing


if __name__ == "__main__":
    sys.exit(main())
