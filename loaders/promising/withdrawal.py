"""Remember what a rollback took back, so that what was published once stays gone, not unknown.

Step on the line: after going back, under the same lock. Generations never change, so this
stands beside them, in ``withdrawn/``; the server reads it beside the tombstones of what it
serves. What was interrupted, the next command does.

A build that goes forward again takes all of it over, so what is left here then says nothing
that the new generation does not know.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import sync, write_durably
from loaders.generations.journal import Event
from loaders.progress import Progress, Report
from loaders.promising.tombstones import TOMBSTONES, Tombstone, write_tombstones

HEAD = "head.json"
_FRESH = ".new"
REASON_NL = "De publicatie die dit bevatte, is teruggenomen."
REASON_EN = "The publication that held it was taken back."


def is_behind(data: DataDirectory) -> bool:
    """Tell whether what is served was gone back to, and what that took away is not written."""
    events = data.events()
    if not events or events[-1].id != data.current_id() or events[-1].event == "publish":
        return False
    try:
        reached = json.loads((data.withdrawn / HEAD).read_text(encoding="utf-8"))
        return bool(reached != _head(events[-1]))
    except (OSError, ValueError):
        return True


def remember(data: DataDirectory, report: Report) -> None:
    """Write what the last rollback took away, unless that is done.

    What is served is served: what goes wrong here is said, and the next command tries again.

    Args:
        data: The data directory, whose lock the caller holds.
        report: Who hears how it goes.
    """
    if not is_behind(data):
        return
    report(Progress("publish", "remembering what was taken back"))
    try:
        _write(data, report)
    except (OSError, DiskError, GenerationError) as error:
        text = "what was taken back answers 404 until the next command"
        report(Progress("warning", f"{text}: {error}"))
        shutil.rmtree(data.withdrawn / _FRESH, ignore_errors=True)


def _write(data: DataDirectory, report: Report) -> None:
    from loaders.persistence.reports import write_published_report  # heavy, mostly not needed
    from loaders.promising.remembering import bounded

    fresh = data.withdrawn / _FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    target = data.withdrawn / TOMBSTONES
    if write_tombstones(fresh, bounded(tuple(_stones(data, report)))):
        sync(fresh / TOMBSTONES)
        (fresh / TOMBSTONES).replace(target)
    else:
        target.unlink(missing_ok=True)
    fresh.rmdir()
    try:
        write_published_report(data)
    except (OSError, DiskError, GenerationError) as error:  # what is gone is told all the same
        text = f"the report on promised IRIs stays that of the build: {error}"
        report(Progress("warning", text))
    write_durably(data.withdrawn / HEAD, json.dumps(_head(data.events()[-1])) + "\n")


def _stones(data: DataDirectory, report: Report) -> Iterator[Tombstone]:
    """Yield what any generation described or remembered and the served one does not."""
    import polars as pl

    from loaders.promising.keeping import read_before
    from loaders.promising.remembering import bury, remembered

    before = read_before(data)
    served = before.folders.index(data.generation(str(data.current_id())))
    yield from remembered(before, [iri for iri, at in before.removed.items() if at != served])
    held = pl.concat([before.kept, before.foreign])
    gone = held.filter(pl.col("holder") != served)
    base = str(data.read_manifest(str(data.current_id()))["base"])
    events = data.events()
    for stone in bury(before, gone, base, lambda name: _ended(events, name), report):
        yield replace(stone, reason_nl=REASON_NL, reason_en=REASON_EN)


def _ended(events: tuple[Event, ...], generation_id: str) -> str:
    """Return when a generation was served no more, the last moment that is known if none is."""
    ends = [later.at for event, later in pairwise(events) if event.id == generation_id]
    return ends[-1] if ends else events[-1].at


def _head(event: Event) -> dict[str, str]:
    return {"generation": event.id, "at": event.at}
