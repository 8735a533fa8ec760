"""Tell Prometheus what happens in all processes.

Step on the line: a view; it adds up what every process counts in shared memory, and looks at
the board, at the processes and at what the build said.

Source:
    Prometheus text format 0.0.4; OpenMetrics 1.0.
"""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from flask import Blueprint, Response, current_app, request
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from server.board import Board
from server.build_metrics import collect_builds
from server.forwarding import CLIENT, PROXIED
from server.generations import GenerationError, read_generation
from server.networks import is_within, parse_address, parse_networks
from server.problems import NotFound
from server.processes import memory_of
from server.saying.message import say
from server.settings import Settings
from server.slots import Busy
from server.tally import (
    BUCKETS,
    DURATION_SUMS,
    DURATIONS,
    FAMILIES,
    MICROSECONDS,
    QUERY_DURATION_SUMS,
    QUERY_DURATIONS,
    Family,
    Tally,
)

BLUEPRINT = Blueprint("metrics", __name__)

_HISTOGRAMS = ((DURATIONS, DURATION_SUMS), (QUERY_DURATIONS, QUERY_DURATION_SUMS))
"""Families of times, each with that of their sums."""


@BLUEPRINT.get("/metrics")
def metrics() -> Response:
    """Answer with the metrics of all processes, to whom they are for."""
    settings: Settings = current_app.extensions["settings"]
    require_reader(request.environ.get(CLIENT, ""), settings)
    collector: Collector | None = current_app.extensions.get("collector")
    if collector is None:
        raise NotFound(say("metrics.none"))
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    response = Response(encode(collector), content_type=content_type)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def require_reader(client: str, settings: Settings) -> None:
    """Stop a client for whom the metrics are not.

    Raises:
        NotFound: It is not among those of the setting, or it comes through a proxy that is
            not ours, which hides where it is (404).
    """
    hidden = request.environ.get(PROXIED, False)
    if hidden or not is_within(parse_address(client), parse_networks(settings.metrics_from)):
        raise NotFound(say("metrics.hidden"))


class Metrics(Collector):
    """Everything that is measured, collected when it is asked for.

    Args:
        settings: Say where the generations are.
        board: What is served, and what the workers do.
        tally: What every process counts.
    """

    def __init__(self, settings: Settings, board: Board, tally: Tally) -> None:
        self._settings = settings
        self._board = board
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        """Yield every family of metrics."""
        yield InfoMetricFamily(
            "begrip_program",
            "What runs.",
            {"version": program_version(), "python": platform.python_version()},
        )
        yield from self._counted()
        for durations, sums in _HISTOGRAMS:
            yield self._durations(durations, sums)
        yield from self._workers()
        yield from self._generation()
        yield self._memory()
        yield from collect_builds(self._settings.data)

    def _counted(self) -> Iterator[Metric]:
        for family in FAMILIES:
            if any(family in histogram for histogram in _HISTOGRAMS):
                continue
            kind = CounterMetricFamily if family.kind == "counter" else GaugeMetricFamily
            metric = kind(family.name, family.sentence, labels=list(family.labels))
            cells = self._tally.total(family)
            for labels, cell in zip(family.combinations(), cells, strict=True):
                if cell or len(family.labels) < 2:
                    metric.add_metric(labels, cell)
            yield metric

    def _durations(self, family: Family, of_sums: Family) -> Metric:
        ((label, values),) = of_sums.labels.items()
        metric = HistogramMetricFamily(family.name, family.sentence, labels=[label])
        cells, sums = self._tally.total(family), self._tally.total(of_sums)
        bounds = (*map(str, BUCKETS), "+Inf")
        for number, value in enumerate(values):
            counts = cells[number * len(bounds) : (number + 1) * len(bounds)]
            if not any(counts):
                continue
            running = [sum(counts[: n + 1]) for n in range(len(counts))]
            metric.add_metric(
                [value], list(zip(bounds, running, strict=True)), sums[number] / MICROSECONDS
            )
        return metric

    def _workers(self) -> Iterator[Metric]:
        slots = [slot for slot in self._board.slots() if slot.pid]
        yield _gauge("begrip_workers", "Workers that are alive.", len(slots))
        idle = sum(slot.busy is Busy.IDLE for slot in slots)
        yield _gauge("begrip_workers_idle", "Workers that wait for a request.", idle)
        busy = [slot for slot in slots if slot.busy.is_query]
        yield _gauge("begrip_queries_running", "Queries that run now.", len(busy))
        slow = sum(slot.slow for slot in slots)
        yield _gauge("begrip_queries_slow", "Queries that run now and count as long.", slow)

    def _generation(self) -> Iterator[Metric]:
        notice = self._board.notice()
        if notice is None:
            return
        try:
            found = read_generation(self._settings.data, notice.generation)
        except GenerationError:
            return
        names = {"id": found.id, "made": str(found.manifest.get("made", "")), "base": found.base}
        yield InfoMetricFamily("begrip_generation", "The generation that is served.", names)
        yield _gauge("begrip_generation_triples", "Triples of its graph.", found.triples)
        yield _gauge("begrip_generation_quads", "Quads of its named graphs.", found.quads)

    def _memory(self) -> Metric:
        """Return the memory of each kind of process; what several share counts once in all."""
        metric = GaugeMetricFamily(
            "begrip_process_memory_bytes", "Memory by kind of process.", labels=["process"]
        )
        tally = self._tally
        kinds = {
            "keeper": [tally.keeper.pid],
            "front": [row.pid for row in tally.fronts],
            "holder": [row.pid for row in tally.parts],
            "worker": [slot.pid for slot in self._board.slots()],
        }
        for kind, pids in kinds.items():
            metric.add_metric([kind], sum(memory_of(pid) for pid in pids if pid))
        return metric


def program_version() -> str:
    """Return the version of the program, 0 where it is not installed."""
    try:
        return version("begrip")
    except PackageNotFoundError:
        return "0"


def _gauge(name: str, sentence: str, value: float) -> Metric:
    return GaugeMetricFamily(name, sentence, value=value)
