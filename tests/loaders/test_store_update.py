"""A store that is updated holds what a store that is loaded holds."""

import dataclasses
import gzip
import random
import shutil

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.build import ensure_built
from loaders.differing.differences import compare_dumps
from loaders.emitting.dumps import DumpWriter
from loaders.emitting.store import StoreWriter, count_quads, to_quads
from loaders.emitting.store_update import (
    CHANGED_SHARE,
    UPDATES,
    Delta,
    describe_store,
    may_update,
    to_update,
    update_store,
)
from loaders.emitting.writing import load_dump
from loaders.generations.data_directory import DataDirectory
from loaders.settings import LoaderSettings
from tests.effort import examples
from tests.loaders.conftest import BASE, DEFINITION

pytestmark = pytest.mark.slow  # builds a dozen generations

VALUES = (
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    '"2023-02-31"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"geen getal"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"a \\\\u0022 b \\" \\n } ; \\\\"@nl',
    '"é"@nl-BE',
    '"> <https://e.org/.well-known/genid/x> <https://e.org/g> ."',
    "<https://e.org/v>",
)
TRIPLES = st.frozensets(
    st.builds(
        lambda s, p, o: f"<https://e.org/{s}> <https://e.org/p{p}> {o} .\n",
        st.sampled_from(["a", "b", "é"]),
        st.integers(0, 1),
        st.sampled_from(VALUES),
    ),
    max_size=6,
)
FILLER = "".join(f'<https://e.org/f{n}> <https://e.org/p> "{n}" .\n' for n in range(3000))


def write(folder, name, lines):
    text = DEFINITION.format(name=name, format="ntriples", kind="pass_through: true", share=0.5)
    (folder / f"{name}.yaml").write_text(text + "max_removed_share: 1\n")
    (folder / f"{name}.ntriples").write_text("".join(sorted(lines)))


def quads(data, name):
    store = ox.Store.read_only(str(data.generation(name) / "store"))
    listed = list(store)
    assert len(listed) == len(set(listed))
    return set(listed), set(store.named_graphs())


def without_provenance(found):
    """Leave out what says when a graph was made."""
    aside = ox.NamedNode(f"{BASE}/id/graaf/herkomst")
    said, graphs = found
    kept = {quad for quad in said if quad.graph_name != aside and "genid" not in str(quad)}
    return kept, graphs


def write_dump(path, graph, lines):
    """Write the dump of a graph; return its path, None if there is no such graph."""
    if not lines:
        return None
    with DumpWriter(path) as dump:
        dump.write(to_quads(graph, "".join(sorted(lines)).encode()))
    return path


def loaded(folder, dumps):
    """Return a manifest of a store that was loaded from dumps."""
    with StoreWriter(folder) as writer:
        for graph, dump in dumps.items():
            if dump:
                load_dump(writer, graph, dump)
        with writer.compacting():
            counts = {"triples": count_quads(writer.store)}
    return {"counts": counts, "store": describe_store(folder, updates=0, changed=0, known={})}


def held(store):
    listed = list(store)
    assert len(listed) == len(set(listed))
    return set(listed), set(store.named_graphs())


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=st.tuples(TRIPLES, TRIPLES, TRIPLES), after=st.tuples(TRIPLES, TRIPLES, TRIPLES))
def test_an_updated_store_holds_what_a_fresh_one_holds(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("store")
    graphs = [f"{BASE}/id/graaf/{name}" for name in "abc"]
    states = []
    for name, state in (("old", before), ("new", after)):
        (folder / name).mkdir()
        paths = [folder / name / f"{number}.nq.gz" for number in range(3)]
        dumps = map(write_dump, paths, graphs, state)
        states.append(dict(zip(graphs, dumps, strict=True)))
    old, new = states
    manifest = loaded(folder / "before", old)
    loaded(folder / "fresh", new)
    differences = [
        compare_dumps(graph, old[graph], new[graph], 1, folder / f"work{number}")
        for number, graph in enumerate(graphs)
    ]

    store, expected = update_store(folder / "before", folder / "after", differences, manifest)

    assert held(store) == held(ox.Store.read_only(str(folder / "fresh")))
    assert count_quads(store) == expected


def test_builds_that_update_publish_what_builds_that_load_publish(tmp_path, world):
    rng = random.Random(7)
    folder = tmp_path / "registries"
    folder.mkdir()
    write(folder, "vulling", [FILLER, FILLER.replace("/f", "/g"), FILLER.replace("/f", "/h")])
    terms = [f"<https://e.org/{s}> <https://e.org/p> {o} .\n" for s in "abc" for o in VALUES]
    data = DataDirectory(tmp_path / "var")
    ours = LoaderSettings(data.path, folder, BASE)
    for number in range(4):
        for name in "abc":
            write(folder, name, rng.sample(terms, 8))
        if number == 3:
            (folder / "b.yaml").unlink()
        built = ensure_built(ours, base=BASE, world=world, allow_removals=True)
        other = DataDirectory(tmp_path / f"fresh{number}")
        fresh = ensure_built(dataclasses.replace(ours, data=other.path), base=BASE, world=world)

        manifest, said = data.read_manifest(built.id), other.read_manifest(fresh.id)
        assert without_provenance(quads(data, built.id)) == without_provenance(
            quads(other, fresh.id)
        )
        assert manifest["store"]["updates"] == number
        for key in ("quads", "triples", "graphs", "classes"):
            assert manifest["counts"][key] == said["counts"][key]


@pytest.fixture
def filled(settings, write, world):
    """Return what builds with a number of rows of one registry changed."""
    data = DataDirectory(settings.data)

    def build(changed=0, rows=1500, **more):
        lines = [f"o{n},{'anders' if n < changed else 'naam'} {n}\n" for n in range(rows)]
        write("orgs", "id,label_nl\n" + "".join(lines))
        built = ensure_built(settings, base=BASE, world=world, **more)
        return data, built.id, data.read_manifest(built.id)["store"]

    return build


def inodes(data, name, pattern):
    return {path.name: path.stat().st_ino for path in data.generation(name).glob(pattern)}


def test_a_small_change_links_the_tables_of_the_store_before(filled):
    data, first, _ = filled()
    _, second, store = filled(3)

    before, after = inodes(data, first, "store/*.sst"), inodes(data, second, "store/*.sst")
    assert store["updates"] == 1
    shared = before.keys() & after.keys()
    assert len(shared) > len(before) / 2
    assert {before[name] for name in shared} == {after[name] for name in shared}


def test_a_large_change_loads_the_store_anew(filled):
    filled()

    assert filled(900)[2]["updates"] == 0


def test_force_loads_the_store_anew(filled):
    filled()

    assert filled(3, force=True)[2]["updates"] == 0


def test_the_served_store_is_not_touched_by_an_update(filled):
    data, first, _ = filled()
    folder = data.generation(first)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.glob("store/*")}
    filled(3)

    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.glob("store/*")}
    assert after == before


def test_a_damaged_table_is_no_base(filled):
    data, first, _ = filled()
    table = max((data.generation(first) / "store").glob("*.sst"), key=lambda path: path.name)
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    messages = []
    _, second, store = filled(3, report=messages.append)

    assert store["updates"] == 0
    assert any("loaded anew" in item.text and table.name in item.text for item in messages)
    assert len(quads(data, second)[0]) > 400


def test_a_store_that_is_gone_is_no_base(filled):
    data, first, _ = filled()
    shutil.rmtree(data.generation(first) / "store")

    assert filled(3)[2]["updates"] == 0


def test_a_damaged_dump_is_no_base_and_changes_are_not_known(filled):
    data, first, _ = filled()
    (data.generation(first) / "dumps/orgs.nq.gz").unlink()
    with gzip.open(data.generation(first) / "dumps/orgs.nq.gz", "wb") as file:
        file.write(b"")
    messages = []
    _, second, store = filled(3, report=messages.append)

    changes = data.read_manifest(second)["changes"]
    assert (store["updates"], changes["since"]) == (0, None)
    assert "orgs.nq.gz is not what was written" in changes["reason"]
    assert any("not known" in item.text for item in messages)


def test_the_id_is_the_same_whichever_way_the_store_was_made(filled, settings, world, tmp_path):
    filled()
    _, second, _ = filled(3)
    other = dataclasses.replace(settings, data=tmp_path / "other")

    assert ensure_built(other, base=BASE, world=world).id == second


def test_updates_end_after_so_many_and_after_so_much(filled):
    data, name, _ = filled()
    manifest = data.read_manifest(name)
    often = {**manifest, "store": {**manifest["store"], "updates": UPDATES}}
    quads_there = manifest["counts"]["quads"]
    much = {**manifest, "store": {**manifest["store"], "changed": int(quads_there * CHANGED_SHARE)}}

    assert may_update(manifest, 1)
    assert not may_update(often, 1)
    assert not may_update(much, 1)
    assert not may_update({**manifest, "store": {**manifest["store"], "engine": "0"}}, 1)
    assert not may_update({key: manifest[key] for key in ("counts",)}, 1)


def test_nothing_to_change_is_no_update():
    assert to_update(Delta(frozenset(), frozenset())) == ""


def test_a_line_twice_in_a_source_is_one_quad(settings, world):
    write(settings.registries, "vulling", [FILLER])
    path = settings.registries / "vulling.ntriples"
    lines = random.Random(1).sample(FILLER.splitlines(keepends=True), 3000)
    path.write_text("".join(lines + lines[:20]))
    data = DataDirectory(settings.data)
    ensure_built(settings, base=BASE, world=world)
    path.write_text("".join(lines[1:] + lines[:20][1:]))
    again = ensure_built(settings, base=BASE, world=world)
    path.write_text("".join(lines[2:] + lines[2:20]))
    last = ensure_built(settings, base=BASE, world=world, allow_removals=True, allow_changes=True)

    counted = [data.read_manifest(item.id)["registries"][0]["quads"] for item in (again, last)]
    assert counted == [2999, 2998]
    assert data.read_manifest(last.id)["store"]["updates"] > 0
