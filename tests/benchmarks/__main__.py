"""Measure: `make bench`, or `python -m tests.benchmarks --help`."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from tests.benchmarks.asking import connect, mean_ratio, time_all
from tests.benchmarks.catalogue import GRAPHS, Catalogue
from tests.benchmarks.definitions import write_definition
from tests.benchmarks.documents import measure_hub, pace_documents, time_first
from tests.benchmarks.endpoints import (
    Endpoint,
    build,
    load_baseline,
    manifest,
    serve_baseline,
    serve_ours,
    write_quads,
)
from tests.benchmarks.loading import load
from tests.benchmarks.pacing import pace_all
from tests.benchmarks.processes import proportional
from tests.benchmarks.questions import Question, read_questions
from tests.benchmarks.report import Report, Served, machine
from tests.benchmarks.streaming import stream

DATASET = "http://www.w3.org/ns/dcat#Dataset"
COUNT = Question("count", "", "", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }\n", "text/csv")
FOLDER = "build/benchmarks"
DEADLINE = 600
"""Seconds that a query may take here: all of five million rows take longer than is usual."""
_MULTIPLES = {"": 1, "k": 1_000, "m": 1_000_000}

Say = Callable[[str], None]


def parse_size(text: str) -> int:
    """Return a number written short.

    >>> parse_size("10k"), parse_size("5M"), parse_size("0")
    (10000, 5000000, 0)
    """
    match = re.fullmatch(r"(\d+)([kKmM]?)", text.strip())
    if match is None:
        raise click.BadParameter(f"{text!r} is no size: write such as 10k, 100k, 1m, 5m")
    return int(match[1]) * _MULTIPLES[match[2].lower()]


def measure_graph(report: Report, size: int, folder: Path, *, budget: float, say: Say) -> None:
    """Generate, build, load and serve a graph of a size, and ask both servers everything."""
    registries, data, log = folder / "registries", folder / "var", folder / "log"
    registries.mkdir(parents=True)
    say(f"generating {size:,} triples")
    Catalogue(size).write(registries)
    for name in GRAPHS:
        write_definition(registries, name, "ntriples")
    say("building")
    report.build = build(registries, data, log)
    counts = manifest(data)["counts"]
    report.size, report.triples, report.quads = size, counts["triples"], counts["quads"]
    say("loading the baseline")
    write_quads(data, folder / "triples.nt", named=False)
    report.load, report.optimize = load_baseline(folder / "triples.nt", folder / "store", log)
    patient = {"BEGRIP_QUERY_DEADLINE": str(DEADLINE)}
    with (
        serve_ours(data, log, **patient) as ours,
        serve_baseline(folder / "store", log) as baseline,
    ):
        _require_same_size(baseline, report.triples)
        started = {one.name: proportional(one.pid) for one in (ours, baseline)}
        for timed in time_all(ours, baseline, read_questions(), budget=budget, most=25):
            report.queries.append(timed)
            say(f"{timed.name}: {timed.ours:.2f} and {timed.baseline:.2f} ms")
        report.served = {
            one.name: Served(one.start, started[one.name], proportional(one.pid))
            for one in (ours, baseline)
        }
        datasets = counts["classes"][DATASET]
        for paced in pace_all(ours, baseline, datasets=datasets, seconds=budget / 4):
            report.paces.append(paced)
            say(f"{paced.name}: {paced.ours:.0f} and {paced.baseline:.0f} a second")
        measure_documents(report, ours, baseline, datasets, seconds=budget / 4, say=say)
        report.streamed = stream(ours)
    say("a thing with many links to it")
    report.hub = measure_hub(size // 10, folder / "hub", log)


def measure_documents(
    report: Report, ours: Endpoint, baseline: Endpoint, datasets: int, *, seconds: float, say: Say
) -> None:
    """Ask for documents, over and over and for the first time."""
    for first in time_first(ours, datasets=datasets):
        report.first.append(first)
        say(f"{first.name}, first time: {first.p50:.1f} ms, p95 {first.p95:.1f} ms")
    for paced in pace_documents(ours, baseline, seconds=seconds):
        report.paces.append(paced)
        say(f"{paced.name}: {paced.ours:.0f} and {paced.baseline:.0f} a second")


def _require_same_size(baseline: Endpoint, triples: int) -> None:
    from tests.benchmarks.asking import ask

    connection = connect(baseline)
    body = ask(baseline, connection, COUNT)[1]
    connection.close()
    found = int(body.split()[1])
    if found != triples:
        raise click.ClickException(f"the baseline holds {found} triples, ours {triples}")


@click.command()
@click.option("--size", default="1m", help="Triples of the graph; 0 for none. Default: 1m.")
@click.option("--rows", default="100k", help="Rows of the table; 0 for none. Default: 100k.")
@click.option("--budget", default=8.0, help="Seconds for the rounds of one query. Default: 8.")
@click.option("--folder", default=FOLDER, help=f"Where report and data go. Default: {FOLDER}.")
def main(size: str, rows: str, budget: float, folder: str) -> None:
    """Measure queries over a graph, and the build of a table, against the engine itself."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=target))
    report = Report(machine=machine(os.getloadavg()[0]))
    try:
        if parse_size(size):
            measure_graph(report, parse_size(size), work / "graph", budget=budget, say=_say)
        if parse_size(rows):
            _say(f"building and loading a table of {parse_size(rows):,} rows")
            report.loaded.append(load(parse_size(rows), work / "table", work / "log"))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    path = target / f"report-{size}-{rows}.json"
    report.write(path)
    text = "\n".join(report.lines()) + "\n"
    path.with_suffix(".md").write_text(text, encoding="utf-8")
    click.echo(text)
    if report.queries:
        click.echo(f"{mean_ratio(report.queries):.2f} of the baseline's time; {path}")


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    sys.exit(main())
