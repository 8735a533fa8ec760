"""Say what was measured: a table for people, JSON for programs, and on which machine."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.asking import Timed, mean_ratio
from tests.benchmarks.documents import FirstSeen, Hub, first_lines, hub_line
from tests.benchmarks.loading import Loaded
from tests.benchmarks.pacing import Paced
from tests.benchmarks.processes import Run
from tests.benchmarks.streaming import Streamed

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Served:
    """What serving a graph took: seconds to start, bytes at the start and after the queries."""

    start: float
    memory_at_start: Mapping[str, int]
    memory: Mapping[str, int]


@dataclass(slots=True)
class Report:
    """Everything that one run measured; a part that was not asked for is absent."""

    size: int = 0
    triples: int = 0
    quads: int = 0
    build: Run | None = None
    load: Run | None = None
    optimize: Run | None = None
    queries: list[Timed] = field(default_factory=list)
    paces: list[Paced] = field(default_factory=list)
    first: list[FirstSeen] = field(default_factory=list)
    hub: Hub | None = None
    streamed: Streamed | None = None
    served: dict[str, Served] = field(default_factory=dict)
    loaded: list[Loaded] = field(default_factory=list)
    machine: Mapping[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.to_json(), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON has it, ratios included."""
        found = asdict(self)
        for key in ("queries", "paces", "loaded"):
            for one, entry in zip(getattr(self, key), found[key], strict=True):
                entry["ratio"] = one.ratio
        if self.queries:
            found["mean_ratio"] = mean_ratio(self.queries)
        return found

    def lines(self) -> Iterator[str]:
        """Yield the report as lines of Markdown."""
        yield from (f"- {name}: {value}" for name, value in self.machine.items())
        if self.build and self.load and self.optimize:
            yield from self._graph(self.build, self.load, self.optimize)
        if self.queries:
            yield from _queries(self.queries)
        yield from _paces(self.paces)
        yield from first_lines(self.first)
        if self.hub:
            yield ""
            yield hub_line(self.hub)
        if self.streamed:
            yield ""
            yield _streamed(self.streamed)
        yield from _loaded(self.loaded)

    def _graph(self, build: Run, load: Run, optimize: Run) -> Iterator[str]:
        yield ""
        yield f"{self.triples:,} triples, {self.quads:,} quads in named graphs."
        yield ""
        yield "| | begrip | oxigraph |"
        yield "|---|---:|---:|"
        yield f"| build, or load and optimise | {build.seconds:.1f} s | " + (
            f"{load.seconds + optimize.seconds:.1f} s |"
        )
        yield f"| its largest memory | {_mebibytes(build.peak)} | " + (
            f"{_mebibytes(max(load.peak, optimize.peak))} |"
        )
        if len(self.served) == 2:
            ours, theirs = self.served["begrip"], self.served["oxigraph"]
            yield f"| start of the server | {ours.start:.2f} s | {theirs.start:.2f} s |"
            for title, name in (
                ("at the start", "memory_at_start"),
                ("after the queries", "memory"),
            ):
                sizes = [sum(getattr(one, name).values()) for one in (ours, theirs)]
                yield f"| memory {title} | {_mebibytes(sizes[0])} | {_mebibytes(sizes[1])} |"


def _queries(queries: Sequence[Timed]) -> Iterator[str]:
    yield ""
    yield "| kind | query | rows | begrip ms | oxigraph ms | ratio |"
    yield "|---|---|---:|---:|---:|---:|"
    for one in queries:
        yield (
            f"| {one.kind} | {one.name} | {one.rows} | {one.ours:.2f} | {one.baseline:.2f} "
            f"| {one.ratio:.2f} |"
        )
    yield f"| | geometric mean of {len(queries)} | | | | **{mean_ratio(queries):.2f}** |"


def _paces(paces: Sequence[Paced]) -> Iterator[str]:
    if not paces:
        return
    yield ""
    yield "| requests per second, 16 connections | begrip | oxigraph | ratio | CPU ms each |"
    yield "|---|---:|---:|---:|---:|"
    for one in paces:
        yield (
            f"| {one.name} | {one.ours:.0f} | {one.baseline:.0f} | {one.ratio:.2f} "
            f"| {one.our_cpu:.2f} and {one.baseline_cpu:.2f} |"
        )


def _streamed(streamed: Streamed) -> str:
    return (
        f"{streamed.rows:,} rows of CSV, {_mebibytes(streamed.bytes)}, in "
        f"{streamed.seconds:.1f} s; the fronts grew by {_mebibytes(streamed.grown)}."
    )


def _loaded(loaded: Sequence[Loaded]) -> Iterator[str]:
    if not loaded:
        return
    yield ""
    yield "| rows | quads | begrip build | its peak | bulk load | its peak | ratio |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for one in loaded:
        yield (
            f"| {one.rows:,} | {one.quads:,} | {one.build.seconds:.1f} s "
            f"| {_mebibytes(one.build.peak)} | {one.bulk.seconds:.1f} s "
            f"| {_mebibytes(one.bulk.peak)} | {one.ratio:.2f} |"
        )


def machine(load: float) -> dict[str, str]:
    """Return what must be known of this machine to compare figures.

    Args:
        load: The average load of the minute before anything was measured.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    packages = ("begrip", "pyoxigraph", "oxigraph", "httptools", "flask", "polars")
    return {
        "when": datetime.now(UTC).isoformat(timespec="minutes").replace("+00:00", "Z"),
        "processors": f"{len(os.sched_getaffinity(0))} of {_processor()}",
        "memory": f"{memory / (1 << 30):.1f} GiB",
        "load before": f"{load:.2f}",
        "kernel": platform.release(),
        "Python": platform.python_version(),
        **{name: version(name) for name in packages},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _mebibytes(size: int) -> str:
    return f"{size / MEBIBYTE:,.0f} MiB"
