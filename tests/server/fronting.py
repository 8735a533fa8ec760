"""Run a front's HTTP in a thread of the tests, over a dataset in this process."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import httpx

from server.direct import DirectQueries
from server.forwarding import Forwarded
from server.front import make_outgoing, mount_at, to_limits
from server.http.answers import Answers
from server.http.loop import Loop
from server.http.server import HttpServer
from server.kept import KeptAnswers
from server.observed import Observed
from server.problems import RequestProblem
from server.query import QueryRequest
from server.tally import Tally


class NearWorkers:
    """Workers that are no processes: the dataset answers at once, in the loop."""

    def __init__(self, dataset):
        self.dataset = dataset

    def notice(self):
        return SimpleNamespace(generation=self.dataset.generation)

    def ask(self, arguments, asker, client):
        try:
            answer = self.dataset.query(QueryRequest(**arguments))
        except RequestProblem as problem:
            asker.failed(problem)
            return None
        asker.began(answer.generation)
        for chunk in answer.chunks:
            asker.came(chunk)
        asker.ended()
        return None


@contextmanager
def fronting(
    app,
    *,
    application=None,
    generation: Callable[[], str | None] = lambda: "g1",
    kept: int = 1_000_000,
    direct: bool = True,
) -> Iterator[httpx.Client]:
    """Serve a Flask application as a front does, and yield a client.

    Args:
        app: The Flask application.
        application: What answers in its place.
        generation: Returns what is served.
        kept: Bytes that are kept at most; 0 to keep nothing.
        direct: Whether queries pass Flask by.
    """
    settings, dataset = app.extensions["settings"], app.extensions["dataset"]
    loop, row = Loop(), Tally(1).fronts[0]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        answers = Answers(
            loop=loop,
            settings=settings,
            application=application or app.wsgi_app,
            kept=KeptAnswers(generation, kept),
            forwarded=Forwarded(settings, lambda: ""),
            observed=Observed(row, lambda: "", log=False),
            clients=app.extensions["clients"],
            generation=generation,
            mount=lambda environ: mount_at(dataset.base, environ),
            direct=DirectQueries(app) if direct else None,
            inquiries=NearWorkers(dataset) if direct else None,
            limits=to_limits(app, settings),
            address=("127.0.0.1", port),
            threads=ThreadPoolExecutor(4),
            readers=ThreadPoolExecutor(1),
        )
        server = HttpServer(loop, listener, answers, answers.limits, make_outgoing(settings))
        thread = threading.Thread(target=loop.run)
        thread.start()
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}",
                headers={"Accept": "", "Accept-Encoding": "identity"},
                follow_redirects=False,
            ) as client:
                client.row = row
                yield client
        finally:
            loop.stop()
            thread.join()
            answers.threads.shutdown()
            answers.readers.shutdown()
            server.close()
            loop.close()
