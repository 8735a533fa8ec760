"""A store is filled and compacted; what goes wrong meanwhile is told, and lets go of it."""

import resource
from contextlib import contextmanager

import pyoxigraph as ox
import pytest

from loaders.build import ensure_built
from loaders.emitting.store import StoreWriter, count_quads, to_quads
from loaders.generations.data_directory import DataDirectory
from tests.loaders.conftest import BASE

GRAPH = f"{BASE}/id/graaf/een"
SMALL = 16_000
CSV = "id,label_nl\na,Een\nb,Twee\n"


def add(writer, first, last):
    lines = "".join(f'<urn:s{n}> <urn:p> "{n} {n * 7919}" .\n' for n in range(first, last))
    writer.add(lines.encode(), to_quads(GRAPH, lines.encode()))
    writer._flush()


@contextmanager
def small_files():
    """Let no file grow beyond a size, as on a disk whose quota is reached."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_store_can_be_read_while_it_is_compacted(tmp_path):
    with StoreWriter(tmp_path / "store") as writer:
        for start in range(0, 4000, 1000):
            add(writer, start, start + 1500)
        with writer.compacting():
            meanwhile = len(writer.store), count_quads(writer.store, GRAPH)

    assert meanwhile == (9000, 4500)
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 9000


def fail_meanwhile(path):
    with StoreWriter(path) as writer:
        add(writer, 0, 1000)
        with writer.compacting():
            raise OSError("the disk refused")


def compact_small(path):
    with StoreWriter(path) as writer:
        for start in range(0, 20_000, 5000):
            add(writer, start, start + 6000)
        for future in writer._futures:
            future.result()
        with small_files(), writer.compacting():
            pass


def test_what_fails_during_a_compaction_is_raised_and_lets_go_of_the_store(tmp_path):
    with pytest.raises(OSError, match="the disk refused"):
        fail_meanwhile(tmp_path / "store")

    assert len(ox.Store(str(tmp_path / "store"))) == 2000


@pytest.mark.slow
def test_a_compaction_that_the_disk_refuses_is_raised(tmp_path):
    with pytest.raises(OSError, match="File too large"):
        compact_small(tmp_path / "store")


@pytest.mark.slow
def test_a_store_that_has_not_what_its_dumps_have_is_told(settings, write, world, monkeypatch):
    write("een", CSV)
    told = []
    add_both = StoreWriter.add
    monkeypatch.setattr(StoreWriter, "add", lambda writer, lines, _: add_both(writer, lines, b""))

    built = ensure_built(settings, base=BASE, world=world, report=told.append)

    data = DataDirectory(settings.data)
    warnings = [progress.text for progress in told if progress.stage == "warning"]
    counts = data.read_manifest(built.id)["counts"]
    store = ox.Store.read_only(str(data.generation(built.id) / "store"))
    assert any("quads where its dumps say" in text for text in warnings)
    assert counts["triples"] + counts["quads"] == len(store)
