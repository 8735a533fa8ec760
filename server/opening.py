"""Open a generation for workers: load it, read ahead what they share, and leave no thread.

Step on the line: within a holder, before it forks.
"""

import gc
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import structlog
from pyoxigraph import Store

from server.dereferencing import framing
from server.generations import (
    Generation,
    GenerationError,
    check_on_disk,
    choose_store,
    load_into_memory,
    machine_memory,
    open_on_disk,
)
from server.incoming import count_ahead
from server.languages import SITE_LANGUAGES
from server.planning.planner import Planner
from server.planning.statistics import read_statistics
from server.sandbox import thread_count
from server.settings import Settings
from server.thesaurus.preparing import prepare, prepare_apart

LOG = structlog.get_logger("holder")

LEAVING = 5.0
"""Seconds that a thread may take to leave after its work."""


def open_for_workers(generation: Generation, settings: Settings) -> tuple[Store | None, Planner]:
    """Return a store that the workers share, None where each of them opens its own.

    Shape:
        Beside it what helps to answer from it: counts, and in memory the default graph alone.
    """
    began = time.monotonic()
    count = settings.workers + settings.slow_queries
    kind = choose_store(generation, settings.store, workers=count, memory=machine_memory())
    store = plain = None
    if kind == "memory":
        store, plain = _load(generation)
        prepare(store, generation.base, SITE_LANGUAGES)
        count_ahead(store)
    else:
        check_on_disk(generation)
        prepare_apart(partial(open_on_disk, generation), generation.base, SITE_LANGUAGES)
    framing.read_ahead(generation.base)
    gc.collect()
    gc.freeze()
    if thread_count() > 1:
        raise GenerationError("the engine left a thread behind, so no worker can be forked")
    LOG.info(
        "opened",
        generation=generation.id,
        store=kind,
        triples=generation.triples,
        seconds=round(time.monotonic() - began, 2),
    )
    counted = settings.rewrite
    statistics = read_statistics(generation.path, generation.triples) if counted else None
    return store, Planner(plain, statistics)


def _load(generation: Generation) -> tuple[Store, Store]:
    """Return the whole store and the default graph alone, loaded side by side.

    Shape:
        The thread that loads the one has left the process when this returns.
    """
    with ThreadPoolExecutor(1) as executor:
        plain = executor.submit(load_into_memory, generation, named=False)
        store = load_into_memory(generation)
    until = time.monotonic() + LEAVING
    while thread_count() > 1 and time.monotonic() < until:
        time.sleep(0.001)
    return store, plain.result()
