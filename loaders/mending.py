"""Bring up to date what follows from a publication or a rollback: what it took back, the feed.

Step on the line: after the swap of the pointer. What is served is served already; a command
that was interrupted here is finished by the next one.
"""

from contextlib import suppress
from pathlib import Path

from loaders.errors import LoaderError, LockedError
from loaders.feeding.follow import follow as follow_feed
from loaders.feeding.follow import is_behind as is_feed_behind
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import locked, tidy
from loaders.progress import Progress, Report
from loaders.promising.withdrawal import is_behind, remember


def mend(data: DataDirectory, report: Report) -> None:
    """Do what an interrupted command left undone, if no other command works now."""
    tidy(data)
    catch_up(data, report)


def finish_rollback(path: Path) -> None:
    """Do what an interrupted rollback left undone, before a server starts; say what goes wrong.

    Args:
        path: The data directory; one that may not be written is served as it is.
    """
    from loaders.console import reporting  # what it needs is heavy

    data = DataDirectory(path)
    if data.current_id() is None:
        return
    tidy(data)
    events = data.events()
    with reporting() as report:
        try:
            if events and events[-1].event != "publish":
                catch_up(data, report)
        except (LoaderError, OSError) as error:
            report(Progress("warning", f"what was taken back answers 404: {error}"))


def catch_up(data: DataDirectory, report: Report) -> None:
    """Let everything go on that is behind what is served, if no other command works now."""
    with suppress(LockedError):
        if is_behind(data) or is_feed_behind(data, report):
            with locked(data):
                follow(data, report)


def follow(data: DataDirectory, report: Report) -> None:
    """Let everything go on that is behind what is served, first what readers ask for.

    Args:
        data: The data directory, whose lock the caller holds.
        report: Who hears what goes wrong.
    """
    remember(data, report)
    follow_feed(data, report)
