"""Decide which generations may go, and remove them.

Step on the line: after a publication, under its lock; and by hand. What is served, pinned, read
by a process, or needed for a promise stays, whatever number and age say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from loaders.errors import DiskError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.pins import read_pins
from loaders.generations.removal import remove_generation
from loaders.progress import Progress, Report
from loaders.settings import LoaderSettings


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens to one generation, and why.

    Shape:
        ``stays`` is the reason for which it is kept, empty if it may go.
    """

    id: str
    stays: str


def decide(data: DataDirectory, settings: LoaderSettings, now: datetime) -> tuple[Fate, ...]:
    """Return what is to happen to each generation, oldest first.

    Shape:
        A generation may go if it is beyond the number and older than the days; it is as old
        as the time since it was served last. A number of 0 keeps none for their number, days
        of 0 none for their age; both 0 keep all.

    Raises:
        DiskError: The pins are damaged.
    """
    ends = _ends(data, now)
    order = sorted(ends, key=lambda name: (ends[name], name))
    pins, served = read_pins(data), {data.current_id(), data.last_id(), data.pointed_id()}
    stays = {name: "it is served" for name in order if name in served}
    if reached := _reached(data):
        stays.setdefault(reached, "the feed has not gone on from it")
    for name in order:
        if name in pins:
            stays.setdefault(name, f"it is pinned: {pins[name].because}")
        elif reason := _rule(name, order, now - ends[name], settings):
            stays.setdefault(name, reason)
    for name in still_needed(data, [name for name in order if name not in stays]):
        stays[name] = "it alone holds what was promised"
    return tuple(Fate(name, stays.get(name, "")) for name in order)


def _reached(data: DataDirectory) -> str | None:
    """Return the generation whose state the feed has reached; None if there is no feed yet."""
    from loaders.feeding.head import read_head

    head = read_head(data.path)
    return head.generation if head else None


def _rule(name: str, order: Sequence[str], age: timedelta, settings: LoaderSettings) -> str:
    """Return why number or age keep a generation, empty if they do not."""
    if not settings.keep and not settings.keep_days:
        return "all are kept"
    if settings.keep and name in order[-settings.keep :]:
        return f"it is one of the last {settings.keep}"
    if age < timedelta(days=settings.keep_days):
        return f"it was served in the last {settings.keep_days:g} days"
    return ""


def prune(data: DataDirectory, settings: LoaderSettings) -> Iterator[Fate]:
    """Remove the generations that may go; yield them, and those that somebody still reads.

    Args:
        data: The data directory, whose lock the caller holds.
        settings: How many are kept, and for how long.

    Raises:
        DiskError: The pins are damaged.
        OSError: The disk refused.
    """
    for fate in decide(data, settings, datetime.now(UTC)):
        if fate.stays:
            continue
        removed = remove_generation(data, fate.id)
        yield fate if removed else Fate(fate.id, "a process reads it")


def keep_room(data: DataDirectory, settings: LoaderSettings, report: Report) -> None:
    """Prune after a publication; what goes wrong is said and costs the publication nothing."""
    try:
        for fate in prune(data, settings):
            if not fate.stays:
                report(Progress("publish", f"removed generation {fate.id}"))
    except (OSError, DiskError) as error:
        report(Progress("warning", f"old generations were not removed: {error}"))


def still_needed(data: DataDirectory, going: Sequence[str]) -> frozenset[str]:
    """Return those of some generations without which a promise would be forgotten.

    Shape:
        Every generation takes over what those before it promised, so mostly none. One that
        was served and then gone back from is needed until a later build has taken it over.
    """
    from loaders.promising.keeping import known_ids, served_ids

    if not going:
        return frozenset()
    heard, needed = set[str](), set[str]()
    for name in reversed(served_ids(data)):
        if name in going and name in heard:
            continue
        if name in going:
            needed.add(name)
        heard |= known_ids(data, name)
    return frozenset(needed)


def _ends(data: DataDirectory, now: datetime) -> Mapping[str, datetime]:
    """Return until when each generation was served; when it was made if it never was."""
    ends = {name: _moment(str(data.read_manifest(name)["made"]), now) for name in data.ids()}
    for event in data.events():
        for name in _named(event.id, event.before):
            if name in ends:
                ends[name] = max(ends[name], _moment(event.at, now))
    return ends | {name: now for name in (data.last_id(),) if name}


def _named(*names: str | None) -> Iterable[str]:
    return (name for name in names if name)


def _moment(text: str, now: datetime) -> datetime:
    """Return a moment; what is no moment counts as now, so that nothing goes for it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return now
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
