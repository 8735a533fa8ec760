"""Speak HTTP: granian in front, then what is kept, then Flask.

Step on the line: forked by the keeper; it holds no store and runs no stranger's query.
"""

import os
import socket
from collections.abc import Iterable
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, RuntimeModes, TaskImpl
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from server.app import create_app
from server.board import Board
from server.direct import DirectQueries
from server.forwarding import Forwarded
from server.kept import Application, Environ, KeptAnswers, StartResponse
from server.links import base_path
from server.listening import BACKLOG
from server.metrics import Metrics
from server.observed import Observed
from server.remote import RemoteDataset
from server.settings import Settings
from server.tally import Row, Tally

CONNECTIONS = 1024
"""Connections that one front keeps open; more wait in the kernel."""

_IDLE_THREAD = 30
_NO_TLS: Any = (False, None, None, None, "tls1.3", None, [], False)


class Mounted:
    """A WSGI application below the path of the base, if the base has one.

    A path without it is answered as well, for a proxy may have taken it off; links and
    redirects have it either way.

    Args:
        application: What answers.
        board: Says what the base is.
    """

    def __init__(self, application: Application, board: Board) -> None:
        self._application = application
        self._board = board

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, with the path of the base moved to where WSGI wants it."""
        notice = self._board.notice()
        mount = base_path(notice.base) if notice else ""
        environ["SCRIPT_NAME"] = mount
        if mount and f"{environ['PATH_INFO']}/".startswith(f"{mount}/"):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(mount) :] or "/"
        return self._application(environ, start_response)


def make_application(settings: Settings, board: Board, tally: Tally, row: Row) -> Application:
    """Return the WSGI application of a front.

    Args:
        settings: The settings in force.
        board: What is served.
        tally: What all processes count.
        row: What this one counts.
    """

    def generation() -> str | None:
        notice = board.notice()
        return notice.generation if notice else None

    def mount() -> str:
        notice = board.notice()
        return base_path(notice.base) if notice else ""

    app = create_app(settings, RemoteDataset(settings, board, row))
    app.extensions["collector"] = Metrics(settings, board, tally)
    kept = KeptAnswers(Mounted(DirectQueries(app), board), generation, settings.kept)
    return Forwarded(Observed(kept, row, mount, log=settings.access_log), settings, mount)


def run_front(
    settings: Settings, board: Board, tally: Tally, row: Row, listener: socket.socket
) -> None:
    """Serve HTTP on a socket that is already bound, until SIGTERM.

    granian would bind with SO_REUSEPORT, by which two servers could share an address without
    knowing; so its worker is started here on the keeper's socket.
    """
    holder: Any = SocketHolder  # its stub has no arguments
    row.occupy(os.getpid())
    application: Any = make_application(settings, board, tally, row)
    MPServer._spawn_wsgi_worker(
        1,
        None,
        lambda: application,
        ((None, holder(listener.fileno(), False, BACKLOG)), None),
        None,
        "asyncio",
        True,
        LogLevels.warning,
        None,
        (),
        RuntimeModes.mt,
        1,
        settings.threads,
        settings.threads,
        _IDLE_THREAD,
        CONNECTIONS,
        TaskImpl.asyncio,
        HTTPModes.http1,
        HTTP1Settings(),
        None,
        False,
        None,
        None,
        _NO_TLS,
        {"url_path_prefix": None},
        (None, None),
    )
