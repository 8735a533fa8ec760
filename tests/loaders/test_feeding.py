"""The feed says what became of each thing, whatever happens between two commands."""

import json
import shutil
from collections.abc import Callable, Iterable

import polars as pl
import pyoxigraph as ox
import pytest
import zstandard
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from begrip import main
from loaders.build import ensure_built
from loaders.emitting.dumps import DumpWriter, read_dump
from loaders.errors import DiskError
from loaders.feeding.descriptions import PIECE_LINES, Source, describe_few, describe_many
from loaders.feeding.follow import follow
from loaders.feeding.head import ALL, PAGE, Place, part_folder, read_head, write_head
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import locked, publish, roll_back
from loaders.generations.retention import decide
from loaders.mending import catch_up
from loaders.progress import silent
from loaders.settings import LoaderSettings
from tests.effort import examples
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

VERSION_OF = "http://purl.org/dc/terms/isVersionOf"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MADE = "http://www.w3.org/ns/prov#generatedAtTime"


def rows(*names: str) -> str:
    return "id,label_nl\n" + "".join(f"{name},Orgaan {name}\n" for name in names)


def read_members(data: DataDirectory, stream: str) -> list[dict]:
    """Return what a stream says, in its order."""
    head = read_head(data.path)
    assert head is not None
    members: dict[str, dict] = {}
    for number in range(1, head.parts + 1):
        folder = part_folder(data.path, number)
        said = json.loads((folder / "index.json").read_text())["streams"].get(stream)
        packed = (folder / f"{stream}.zst").read_bytes() if said else b""
        for page, offset, length, count in said["pages"] if said else ():
            text = zstandard.decompress(packed[offset : offset + length])
            found = set()
            for quad in ox.parse(text, ox.RdfFormat.N_QUADS):
                if isinstance(quad.graph_name, ox.NamedNode):
                    members[quad.graph_name.value]["triples"].add(quad.triple)
                elif quad.predicate.value == VERSION_OF:
                    version = quad.subject.value
                    members[version] = {"thing": quad.object.value, "triples": set(), "page": page}
                    found.add(version)
                elif quad.predicate.value == TYPE:
                    kind = quad.object.value.rpartition("#")[2]
                    members[quad.subject.value]["kind"] = kind
                elif quad.predicate.value == MADE:
                    members[quad.subject.value]["at"] = quad.object.value
            assert len(found) == count
    return list(members.values())


def state(members: Iterable[dict]) -> set[ox.Triple]:
    """Return what a client holds that keeps the last version of each thing."""
    latest = {member["thing"]: member for member in members}
    return {triple for member in latest.values() for triple in member["triples"]}


def dumped(data: DataDirectory, name: str | None = None) -> set[ox.Triple]:
    served = str(data.current_id())
    manifest = data.read_manifest(served)
    return {
        quad.triple
        for entry in manifest["registries"]
        if name in {None, entry["name"]}
        for block in read_dump(data.generation(served) / entry["dump"]["path"])
        for quad in ox.parse(block, ox.RdfFormat.N_QUADS)
    }


@pytest.fixture
def data(settings) -> DataDirectory:
    return DataDirectory(settings.data)


@pytest.fixture
def build(settings, world, write) -> Callable[..., str]:
    """Return what builds a generation of some bodies and returns its id."""

    def build_bodies(*names: str, **more: bool) -> str:
        write("organen", rows(*names), "Body")
        return ensure_built(settings, base=BASE, world=world, allow_removals=True, **more).id

    return build_bodies


def told(data: DataDirectory, stream: str = "organen") -> list[tuple[str, str]]:
    return [(m["kind"], m["thing"].rpartition("/")[2]) for m in read_members(data, stream)]


def test_a_first_publication_tells_of_everything_as_new(data, build):
    served = build("a", "b")

    head = read_head(data.path)
    assert (head.generation, head.parts) == (served, 1)
    assert told(data) == [("Create", "a"), ("Create", "b")]
    assert {kind for kind, _ in told(data, ALL)} == {"Create"}
    assert state(read_members(data, ALL)) == dumped(data)


def test_a_build_tells_of_what_it_changed_and_removed(data, build, write, settings, world):
    build("a", "b", "c")
    write("organen", rows("a", "c", "d").replace("Orgaan c", "Raad c"), "Body")
    ensure_built(settings, base=BASE, world=world, allow_removals=True)

    fresh = read_members(data, "organen")[3:]
    assert [(m["kind"], m["thing"][-1]) for m in fresh] == [
        ("Update", "c"),
        ("Create", "d"),
        ("Delete", "b"),
    ]
    assert fresh[2]["triples"] == set()
    assert state(read_members(data, "organen")) == dumped(data, "organen")
    assert state(read_members(data, ALL)) == dumped(data)


def test_moments_go_up_and_never_back(data, build):
    for names in ("a", "ab", "b", "abc"):
        build(*names)

    moments = [member["at"] for member in read_members(data, "organen")]
    assert moments == sorted(moments)
    assert len(set(moments)) == 4


def test_a_rollback_tells_the_reverse(data, build):
    first = build("a", "b")
    build("b", "c")
    result = CliRunner().invoke(main, ["rollback", "--data", str(data.path)])

    assert result.exit_code == 0
    assert read_head(data.path).generation == first
    assert told(data)[-2:] == [("Create", "a"), ("Delete", "c")]
    assert state(read_members(data, ALL)) == dumped(data)


def test_a_build_that_has_nothing_to_do_tells_nothing(data, build):
    build("a")
    build("a")

    assert read_head(data.path).parts == 1


def test_a_registry_that_goes_is_told_thing_by_thing(data, build, write, settings, world):
    write("doelen", "id,label_nl\nx,Doel\n", "Goal")
    build("a")
    for path in settings.registries.glob("doelen.*"):
        path.unlink()
    build("a")

    assert [kind for kind, thing in told(data, "doelen") if thing == "x"] == ["Create", "Delete"]
    assert state(read_members(data, "doelen")) == set()
    assert state(read_members(data, ALL)) == dumped(data)


def test_what_a_kill_left_between_swap_and_feed_is_told_by_the_next_command(data, build):
    first = build("a", "b")
    head = read_head(data.path)
    build("b", "c")
    write_head(data.path, head)  # as if the head had had no time

    assert part_folder(data.path, 2).exists()
    catch_up(data, silent)
    assert read_head(data.path).parts == 2
    assert read_head(data.path).generation != first
    assert told(data)[2:] == [("Create", "c"), ("Delete", "a")]
    assert state(read_members(data, ALL)) == dumped(data)


def test_several_steps_that_were_missed_are_told_as_one(data, build):
    build("a", "b")
    head = read_head(data.path)
    build("b", "c")
    build("c", "d")
    write_head(data.path, head)
    with locked(data):
        follow(data, silent)

    assert sorted(told(data)[2:]) == [
        ("Create", "c"),
        ("Create", "d"),
        ("Delete", "a"),
        ("Delete", "b"),
    ]
    assert state(read_members(data, ALL)) == dumped(data)


def test_where_the_state_before_is_lost_everything_is_told_anew(data, build):
    lost = build("a", "b")
    head = read_head(data.path)
    build("b", "c")
    write_head(data.path, head)
    shutil.rmtree(data.generation(lost))
    manifest = data.generation(str(data.current_id())) / "manifest.json"
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**said, "changes": {"since": None, "graphs": {}}}))
    catch_up(data, silent)

    assert told(data)[2:] == [("Update", "b"), ("Create", "c"), ("Delete", "a")]
    assert state(read_members(data, ALL)) == dumped(data)


def test_a_state_that_the_feed_stands_at_is_not_pruned(data, build):
    first = build("a")
    head = read_head(data.path)
    build("b")
    write_head(data.path, head)
    fates = decide(data, LoaderSettings(data.path, keep=1, keep_days=0), _late())

    assert {fate.id: fate.stays for fate in fates}[first] == "the feed has not gone on from it"


def test_pruning_lets_the_feed_go_on_first_and_loses_none_of_it(data, build):
    build("a")
    head = read_head(data.path)
    build("b")
    build("c")
    write_head(data.path, head)
    arguments = [
        "generations",
        "prune",
        "--data",
        str(data.path),
        "--keep",
        "1",
        "--keep-days",
        "0",
    ]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0
    assert len(data.ids()) == 1
    assert state(read_members(data, ALL)) == dumped(data)


def test_a_damaged_head_is_said_and_costs_no_publication(data, build):
    build("a")
    (data.path / "feed" / "head.json").write_text("{")
    heard: list[str] = []
    with pytest.raises(DiskError, match="is damaged"):
        read_head(data.path)
    build("a", "b")
    catch_up(data, lambda progress: heard.append(progress.text))

    assert any("head.json is damaged" in text for text in heard)
    assert len(data.ids()) == 2


def test_a_feed_of_a_newer_begrip_is_left_alone(data, build):
    build("a")
    path = data.path / "feed" / "head.json"
    path.write_text(path.read_text().replace('"layout": 1', '"layout": 2'))

    with pytest.raises(DiskError, match="layout 2"):
        read_head(data.path)


def test_pages_close_when_they_are_full(data, build):
    names = [f"n{number:03}" for number in range(PAGE + 20)]
    build(*names)
    build(*names, "z")

    members = read_members(data, "organen")
    assert [m["page"] for m in members] == [1] * PAGE + [2] * 21
    assert read_head(data.path).streams["organen"] == Place(2, 21)


def test_nameless_nodes_are_told_with_their_thing(data, settings, world, write):
    text = """@prefix e: <https://example.org/> .
    e:a e:has [ e:in [ e:value "{0}" ] ; e:in [ e:value "same" ] ] .
    e:b e:has [ e:in [ e:value "same" ] ] .
    [] e:stands "alone" ; e:with [ e:value "{0}" ] .
    """
    write("rdf", text.format("one"), None, form="turtle")
    ensure_built(settings, base=BASE, world=world)
    write("rdf", text.format("two"), None, form="turtle")
    ensure_built(settings, base=BASE, world=world, allow_removals=True)

    members = read_members(data, "rdf")
    assert {m["thing"] for m in members if "genid" not in m["thing"]} == {
        "https://example.org/a",
        "https://example.org/b",
    }
    assert len([m for m in members if m["thing"].endswith("/b")]) == 1
    assert state(members) == dumped(data, "rdf")


def test_the_store_and_the_dumps_describe_alike(data, build, tmp_path):
    build("a", "b")
    served = str(data.current_id())
    entries = data.read_manifest(served)["registries"]
    sources = [
        Source(e["name"], e["graph"], data.generation(served) / e["dump"]["path"], e["quads"])
        for e in entries
    ]
    many = pl.concat(describe_many(sources, None, tmp_path / "work"))
    store = ox.Store.read_only(str(data.generation(served) / "store"))
    few = describe_few(store, None, many["thing"].unique().sort().to_list())

    def triples(frame: pl.DataFrame) -> set:
        return {
            (thing, next(iter(ox.parse(f"{line} .", ox.RdfFormat.N_TRIPLES))))
            for thing, line in frame.select("thing", "line").iter_rows()
        }

    assert triples(few) == {(thing, quad) for thing, quad in triples(many)}


def test_many_lines_are_gathered_in_pieces(tmp_path):
    graph = "https://example.org/g"
    dump = tmp_path / "dump.nq.gz"
    with DumpWriter(dump) as writer:
        for number in range(2000):
            line = f'<https://e.org/{number % 500}> <https://e.org/p> "{number} \\"x" <{graph}> .'
            writer.write(f"{line}\n".encode())
    source = Source("g", graph, dump, 10 * PIECE_LINES)  # as many as make eleven pieces
    frames = list(describe_many([source], None, tmp_path / "work"))

    assert len(frames) == 11
    assert sum(frame.height for frame in frames) == 2000
    assert sum(frame["thing"].n_unique() for frame in frames) == 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("property")


@limits(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), min_size=2, max_size=4))
def test_whatever_the_steps_a_client_ends_with_our_graph(steps, settings, world, write, data):
    shutil.rmtree(data.path, ignore_errors=True)
    for names in steps:
        write("organen", rows(*sorted(names)), "Body")
        ensure_built(settings, base=BASE, world=world, allow_removals=True)
    ids = data.ids()
    if len(ids) > 1 and ids[0] != data.current_id():
        roll_back(data, ids[0])
        catch_up(data, silent)

    assert state(read_members(data, "organen")) == dumped(data, "organen")
    assert state(read_members(data, ALL)) == dumped(data)


def test_a_swap_that_nobody_logged_is_told_too(data, build):
    first = build("a")
    build("b")
    publish(data, first)
    catch_up(data, silent)

    assert read_head(data.path).generation == first
    assert state(read_members(data, ALL)) == dumped(data)


def _late():
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=100)
