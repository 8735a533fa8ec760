"""Read the schemes of a generation before its first reader comes.

Step on the line: in a holder, before it forks; its workers share what was read. Where the holder
may not open the store, for that starts threads, a child opens it and hands on what it read.
"""

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import structlog
from pyoxigraph import NamedNode, Store

from server.terms import DEFAULT
from server.thesaurus import terms
from server.thesaurus.directory import read_directory
from server.thesaurus.index import (
    PREPARED,
    SchemeIndex,
    build_index,
    ranks,
    read_alphabet,
)

LOG = structlog.get_logger("thesaurus")

MOST = 300_000
"""Concepts that are read beforehand; a scheme that does not fit any more is read when asked for."""

PATIENCE = 120.0
"""Seconds after which a child that reads gives up; then workers read when they are asked."""


def prepare(store: Store, base: str, languages: Sequence[str]) -> int:
    """Read the schemes of a store in memory; return how many concepts they have.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        languages: Those of the site.
    """
    return _take(list(_read(store, base)), languages)


def prepare_apart(open_store: Callable[[], Store], base: str, languages: Sequence[str]) -> int:
    """Do what :func:`prepare` does with a store that only another process may open.

    Args:
        open_store: Called in a child, which ends afterwards.
        base: The base of the data directory.
        languages: Those of the site.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        _read_in_child(open_store, base, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(pid, 0)
    if status:
        LOG.warning("schemes not read", status=status)
        return 0
    return _take(pickle.loads(sent), languages)


def _read_in_child(open_store: Callable[[], Store], base: str, writing: int) -> None:
    status = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        sent = pickle.dumps(list(_read(open_store(), base)))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(sent)
        status = 0
    except BaseException as error:  # the engine's panics are no Exceptions
        LOG.error("schemes not read", exc_info=error)
    finally:
        os._exit(status)


def _read(store: Store, base: str) -> Iterator[SchemeIndex]:
    """Yield the indexes of all schemes that fit, the largest first."""
    sizes: Mapping[str, int] = {
        scheme: _size(store, scheme) for scheme in read_directory(store, base).keys
    }
    room = MOST
    for scheme in sorted(sizes, key=lambda scheme: (-sizes[scheme], scheme)):
        if sizes[scheme] <= room:
            room -= sizes[scheme]
            yield build_index(store, base, scheme)


def _size(store: Store, scheme: str) -> int:
    found = store.quads_for_pattern(None, terms.IN_SCHEME, NamedNode(scheme), DEFAULT)
    return sum(1 for _ in islice(found, MOST + 1))


def _take(found: Sequence[SchemeIndex], languages: Sequence[str]) -> int:
    for index in found:
        PREPARED[index.base, index.scheme] = index
        for language in languages:
            read_alphabet(index, (language,))
            ranks(index, (language,))
    return sum(len(index.entries) for index in found)
