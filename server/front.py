"""Speak HTTP: one loop for all clients, workers asked directly, Flask in threads.

Step on the line: forked by the keeper; it holds no store and runs no stranger's query.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from flask import Flask

from server.app import create_app
from server.board import Board
from server.direct import DirectQueries
from server.forwarding import Forwarded
from server.http.answers import Answers
from server.http.inquiries import Inquiries
from server.http.loop import Loop
from server.http.outgoing import Outgoing
from server.http.parsing import Limits
from server.http.server import HttpServer
from server.kept import Environ, KeptAnswers
from server.links import base_path
from server.metrics import Metrics
from server.observed import Observed
from server.remote import RemoteDataset
from server.settings import Settings
from server.slices import SHORT, take_turns
from server.tally import Row, Tally
from server.validating.asking import RemoteChecks
from server.validating.requests import to_body_limit

SWITCH = 0.001
"""Seconds after which a thread lets another run: the loop is to wait for none of them."""

_TARGET_BEYOND_QUERY = 16 * 1024


def mount_at(base: str, environ: Environ) -> None:
    """Move the path of the base to where WSGI wants it, if the base has one.

    A path without it is answered as well, for a proxy may have taken it off; links and
    redirects have it either way.
    """
    mount = base_path(base)
    environ["SCRIPT_NAME"] = mount
    if mount and f"{environ['PATH_INFO']}/".startswith(f"{mount}/"):
        environ["PATH_INFO"] = environ["PATH_INFO"][len(mount) :] or "/"


def to_limits(app: Flask, settings: Settings) -> Limits:
    """Return what one request may have; percent-encoding makes a query three times as long."""
    return Limits(
        target=3 * settings.query_size + _TARGET_BEYOND_QUERY,
        body=app.config["MAX_CONTENT_LENGTH"],
        bodies=dict.fromkeys((b"/valideren", b"/api/validate"), to_body_limit(settings)),
    )


def run_front(
    settings: Settings,
    board: Board,
    tally: Tally,
    row: Row,
    listener: socket.socket,
    checks: Path,
) -> None:
    """Serve HTTP on a socket that is already bound, until SIGTERM.

    Args:
        settings: The settings in force.
        board: What is served.
        tally: What all processes count.
        row: What this one counts.
        listener: The socket that all fronts accept from.
        checks: Where the sockets of the checks are.
    """
    row.occupy(os.getpid())
    sys.setswitchinterval(SWITCH)
    take_turns(SHORT)
    loop = Loop()
    app = create_app(settings, RemoteDataset(settings, board, row), RemoteChecks(settings, checks))
    app.extensions["collector"] = Metrics(settings, board, tally)
    answers = make_answers(
        loop, app, settings, board, row, (settings.host, listener.getsockname()[1])
    )
    server = HttpServer(loop, listener, answers, answers.limits, make_outgoing(settings))
    signal.signal(signal.SIGTERM, lambda *_: loop.call(server.stop))
    gc.collect()
    gc.freeze()
    loop.run()


def make_answers(
    loop: Loop, app: Flask, settings: Settings, board: Board, row: Row, address: tuple[str, int]
) -> Answers:
    """Return what answers the requests of a front."""

    def base() -> str:
        notice = board.notice()
        return notice.base if notice else ""

    def generation() -> str | None:
        notice = board.notice()
        return notice.generation if notice else None

    return Answers(
        loop=loop,
        settings=settings,
        application=app.wsgi_app,
        kept=KeptAnswers(generation, settings.kept),
        forwarded=Forwarded(settings, lambda: base_path(base())),
        observed=Observed(row, lambda: base_path(base()), log=settings.access_log),
        clients=app.extensions["clients"],
        generation=generation,
        mount=lambda environ: mount_at(base(), environ),
        direct=DirectQueries(app),
        inquiries=Inquiries(loop, settings, board, row),
        limits=to_limits(app, settings),
        address=address,
        threads=start_threads(settings.threads),
    )


def start_threads(count: int) -> ThreadPoolExecutor:
    """Return threads that have all started: starting one would let the loop wait for it."""
    threads = ThreadPoolExecutor(count, "begrip")
    barrier = Barrier(count + 1)
    for _ in range(count):
        threads.submit(barrier.wait)
    barrier.wait()
    return threads


def make_outgoing(settings: Settings) -> Callable[[], Outgoing]:
    """Return what makes the place where an answer waits for its client."""
    return lambda: Outgoing(settings.spool, settings.answer_limit)
