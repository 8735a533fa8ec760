"""Tell what became of the last builds, from the log that they leave in the data directory.

Step on the line: beside ``metrics``. A build ends before anyone can ask it, so the server
answers for it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

_TAIL = 512 * 1024
"""Bytes of the log that are read, from its end."""

_DONE = ("published", "unchanged")


def collect_builds(data: Path) -> Iterator[Metric]:
    """Yield the metrics of the last build, of the last one that went well, and of rollbacks.

    Shape:
        Nothing about builds where no build was logged.
    """
    builds = read_tail(data / "builds.log") or read_tail(data / "builds.log.1")
    builds = [build for build in builds if isinstance(build.get("at"), str)]
    if builds:
        yield from _collect_last(builds)
    events = [event.get("event") for event in read_tail(data / "publications.log")]
    sentence = "Times that an older generation was published again."
    yield CounterMetricFamily("begrip_rollbacks", sentence, value=events.count("rollback"))


def _collect_last(builds: list[Mapping[str, Any]]) -> Iterator[Metric]:
    last = builds[-1]
    moment = GaugeMetricFamily(
        "begrip_build_last_timestamp_seconds",
        "When the last build ended, as Unix time, by what became of it.",
        labels=["result"],
    )
    for result in ("published", "unchanged", "failed", "interrupted"):
        ended = [build for build in builds if build.get("result") == result]
        if ended and (seconds := _to_unix(ended[-1]["at"])):
            moment.add_metric([result], seconds)
    yield moment
    yield _gauge("begrip_build_last_duration_seconds", "Time of the last build.", last, "seconds")
    yield _gauge("begrip_build_last_exit_code", "How the last build ended.", last, "exit_code")
    done = [build for build in builds if build.get("result") in _DONE]
    rows = GaugeMetricFamily(
        "begrip_build_rows",
        "Rows of each registry in the last build that went well.",
        labels=["registry", "rows"],
    )
    for registry in done[-1].get("registries", ()) if done else ():
        for kind in ("read", "accepted", "refused"):
            rows.add_metric([str(registry.get("name")), kind], float(registry.get(kind, 0)))
    yield rows


def read_tail(path: Path) -> list[Mapping[str, Any]]:
    """Return the JSON objects that the last lines of a file hold; none if it cannot be read."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")
    except OSError:
        return []
    found: list[Mapping[str, Any]] = []
    for line in lines:
        try:
            item = json.loads(line)
        except ValueError:
            continue
        if isinstance(item, dict):
            found.append(item)
    return found


def _to_unix(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return 0.0


def _gauge(name: str, sentence: str, build: Mapping[str, Any], key: str) -> Metric:
    value = build.get(key)
    return GaugeMetricFamily(
        name, sentence, value=float(value) if isinstance(value, int | float) else 0.0
    )
