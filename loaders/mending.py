"""Bring up to date what follows from a publication or a rollback: what it took back, the feed.

Step on the line: after the swap of the pointer. What is served is served already; a command
that was interrupted here is finished by the next one.
"""

from contextlib import suppress

from loaders.errors import LockedError
from loaders.feeding.follow import follow as follow_feed
from loaders.feeding.follow import is_behind as is_feed_behind
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import locked, tidy
from loaders.progress import Report
from loaders.promising.withdrawal import is_behind, remember


def mend(data: DataDirectory, report: Report) -> None:
    """Do what an interrupted command left undone, if no other command works now."""
    tidy(data)
    catch_up(data, report)


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
