"""Hold one generation open for its workers.

Step on the line: forked by the keeper, once per generation; parent of the workers. It is
single-threaded, so that it can fork at any time, and it never answers a request itself.
"""

import json
import os
import select
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import structlog
from pyoxigraph import Store

from server.board import Board
from server.claims import claim
from server.dataset import Dataset
from server.dereferencing.history import returned_at
from server.generations import (
    Generation,
    GenerationError,
    open_on_disk,
    read_generation,
)
from server.opening import open_for_workers
from server.planning.planner import Planner
from server.roster import Roster
from server.sandbox import (
    deepen_stack,
    deny_network,
    die_with_parent,
    limit_memory,
    name_process,
)
from server.search.index import open_index
from server.settings import Settings
from server.slices import SHORT, USUAL, take_turns
from server.slots import Slot
from server.tally import WORKER_ENDS, Row
from server.worker import Worker, work

LOG = structlog.get_logger("holder")

LOOK_EVERY = 0.04
"""Seconds between two looks at what the workers do."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a holder is given.

    Args:
        settings: The settings in force.
        board: The shared memory.
        row: Where it is counted how workers end.
        part: Which part of the board is this generation's.
        generation: Its id.
        socket: Path of the socket on which its workers are to answer.
        report: Pipe to the keeper.
    """

    settings: Settings
    board: Board
    row: Row
    part: int
    generation: str
    socket: Path
    report: int

    @property
    def links(self) -> Path:
        """Return the folder in which workers find the search index."""
        return self.socket.with_suffix(".search")


def hold(holding: Holding) -> None:
    """Open a generation, serve it until told to drain, return when nobody waits any more.

    Shape:
        One JSON line on the report: ``{"ready": …}`` or ``{"failed": …}``. SIGUSR1 means
        drain: answer who waits, then end. SIGTERM means end now. The generation is claimed as
        long as the holder or one of its workers lives.
    """
    lifeline = os.pipe()
    take_turns(SHORT)
    try:
        generation = read_generation(holding.settings.data, holding.generation)
        claim(generation)
        listener = _listen(holding.socket, holding.settings.queue)
        store, planner = open_for_workers(generation, holding.settings)
        roster = Roster(
            holding.settings,
            holding.board.part(holding.part),
            listener,
            lambda slot, parent: _become_worker(
                holding, generation, store, planner, listener, lifeline, slot, parent
            ),
            lambda end: holding.row.add(WORKER_ENDS, end.name.lower()),
        )
        holding.row.occupy(os.getpid())
        roster.fill()
    except (GenerationError, OSError, MemoryError) as error:
        _tell(holding.report, {"failed": str(error) or repr(error)})
        raise SystemExit(1) from error
    _tell(holding.report, {"ready": os.getpid()})
    _watch(holding, roster, lifeline[1])


def _listen(path: Path, queue: int) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(queue)
    listener.setblocking(False)
    return listener


def _watch(holding: Holding, roster: Roster, lifeline: int) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    asked: list[int] = []
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGUSR1):
        signal.signal(number, lambda number, _: asked.append(number))
    draining = False
    while roster.workers or not draining:
        select.select([reading], [], [], LOOK_EVERY)
        with suppress(BlockingIOError):
            os.read(reading, 4096)
        roster.reap()
        if signal.SIGTERM in asked:
            roster.end()
            os._exit(0)
        if asked and not draining:
            draining = True
            holding.socket.unlink(missing_ok=True)
            rmtree(holding.links, ignore_errors=True)
            os.close(lifeline)
        roster.look()
        if not draining:
            roster.fill()
    LOG.info("closed", generation=holding.generation)


def _become_worker(
    holding: Holding,
    generation: Generation,
    shared: Store | None,
    planner: Planner,
    listener: socket.socket,
    lifeline: tuple[int, int],
    slot: Slot,
    parent: int,
) -> None:
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGUSR1, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    die_with_parent(parent)
    name_process("begrip-worker")
    os.close(lifeline[1])
    os.close(holding.report)
    deny_network()
    store = shared if shared is not None else open_on_disk(generation)
    dataset = Dataset(
        store,
        generation.base,
        generation.id,
        generation.manifest,
        generation.path,
        planner=planner,
        returned=returned_at(holding.settings.data),
        index=open_index(generation.path, holding.links),
    )
    limit_memory(holding.settings.query_memory)
    deepen_stack()
    take_turns(USUAL)
    work(Worker(dataset, listener, lifeline[0], slot, holding.settings))


def _tell(report: int, value: dict[str, object]) -> None:
    with suppress(BrokenPipeError):
        os.write(report, json.dumps(value).encode() + b"\n")
