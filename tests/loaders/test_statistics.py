"""What a generation counts is what its store holds, whichever way the counts were made."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.build import ensure_built
from loaders.describing import runs
from loaders.describing.counting import Counts, count_shared, count_terms, to_overlaps
from loaders.describing.statistics import STATISTICS, to_space
from loaders.describing.terms import GraphTerms, hash_iris, read_parts, read_terms
from loaders.emitting.dumps import DumpWriter
from loaders.generations.data_directory import DataDirectory
from loaders.generations.verification import verify
from tests.loaders.conftest import BASE

ROWS_OF_PART = runs.ROWS
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
GENID = f"{BASE}/.well-known/genid/"
CSV = "id,label_nl,ovo,parent,homepage\n{rows}"
ROWS = (
    "a,Een,OVO000001,,https://www.example.org/\n"
    "b,Twee,OVO000002,OVO000001,https://www.example.org/twee\n"
    "c,Drie,,a,https://elders.example.org/\n"
)
NT = (
    "<https://x.example/1> a <https://x.example/ns#Ding> ;"
    ' <https://x.example/ns#naam> "één\\"\\n <x> ."@nl, "een" ;'
    " <https://x.example/ns#bij> <https://data.vlaanderen.be/id/organisatie/OVO000001> ;"
    ' <https://x.example/ns#deel> [ <https://x.example/ns#naam> "deel" ] .\n'
)

iris = st.sampled_from([f"{BASE}/id/rol/a", f"{BASE}/id/rol/b", "https://a.example/x", "urn:x:y"])
nodes = st.sampled_from([f"{GENID}{'0' * 31}{digit}" for digit in "12"])
classes = st.sampled_from(["https://a.example/ns#A", "https://a.example/ns#B"])
literals = st.one_of(
    st.text(alphabet=' .<>"\\\n\u00e9\U0001f600', max_size=4).map(ox.Literal),
    st.sampled_from([ox.Literal("a", language="nl"), ox.Literal(3)]),
)
named = st.one_of(iris, nodes).map(ox.NamedNode)
predicates = st.sampled_from([f"{BASE}/ns/x#p", "https://a.example/ns#q"]).map(ox.NamedNode)
stated = st.builds(ox.Triple, named, predicates, st.one_of(named, literals))
typed = st.builds(ox.Triple, named, st.just(ox.NamedNode(RDF_TYPE)), classes.map(ox.NamedNode))
graphs = st.dictionaries(
    st.sampled_from([f"{BASE}/id/graaf/een", f"{BASE}/id/graaf/twee"]),
    st.lists(st.one_of(stated, typed), max_size=30),
    min_size=1,
)


def write_dump(folder: Path, graph: str, triples: list[ox.Triple]) -> Path:
    path = folder / f"{graph.rpartition('/')[2]}.nq.gz"
    quads = [ox.Quad(*triple, ox.NamedNode(graph)) for triple in triples]
    with DumpWriter(path) as dump:
        dump.write(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    return path


def read(folder: Path, graph: str, triples: list[ox.Triple]) -> tuple[Path, GraphTerms]:
    """Return the table of a graph, and what is known of it."""
    dump = write_dump(folder, graph, triples)
    table = dump.with_suffix(".parquet")
    return table, read_terms(dump, graph, BASE, table)


def count(folder: Path, found: list[tuple[Path, GraphTerms]], base: str | None = None) -> Counts:
    """Return what graphs count together."""
    classes = hash_iris(sorted({iri for _, terms in found for iri in terms.classes}))
    parts = read_parts([table for table, _ in found], sum(terms.rows for _, terms in found))
    with TemporaryDirectory(dir=folder) as work:
        return count_terms((part.unique("triple") for part in parts), classes, Path(work), base)


def ask(
    store: ox.Store, pattern: str, names: str, graph: str | None = None
) -> dict[str, list[int]]:
    """Return the counts of a pattern, by what its first variables are."""
    where = f"GRAPH <{graph}> {{ {pattern} }}" if graph else pattern
    group = f"GROUP BY {names}" if names else ""
    counts = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?ns) (COUNT(DISTINCT ?o) AS ?no)"
    found = store.query(f"SELECT {names} {counts} WHERE {{ {where} }} {group}")
    keys = len(names.split())
    return {
        " ".join(row[i].value for i in range(keys)): [int(row[keys + i].value) for i in range(3)]
        for row in found
    }


def flat(counts: dict[str, object], *keys: str) -> dict[str, list[int]]:
    return {iri: [values[key] for key in keys] for iri, values in counts.items()}


def expected(store: ox.Store, graph: str | None = None) -> dict[str, object]:
    """Return by SPARQL what should have been counted."""
    whole = ask(store, "?s ?p ?o", "", graph)[""]
    predicates = ask(store, "?s ?p ?o", "?p", graph)
    entities = ask(store, f"?s <{RDF_TYPE}> ?c . ?s <{RDF_TYPE}> ?o", "?c", graph)
    within = ask(store, f"?s <{RDF_TYPE}> ?c ; ?p ?o", "?c ?p", graph)
    between = ask(store, f"?s <{RDF_TYPE}> ?c ; ?p ?o . ?o <{RDF_TYPE}> ?t", "?c ?p ?t", graph)
    unnamed = f"?s ?p ?o FILTER (!STRSTARTS(STR(?s), '{GENID}'))"
    return {
        "whole": [*whole, ask(store, unnamed, "", graph)[""][1]],
        "predicates": predicates,
        "entities": {iri: counts[1] for iri, counts in entities.items()},
        "within": within,
        "between": {key: counts[0] for key, counts in between.items()},
    }


def told(counts: dict[str, object]) -> dict[str, object]:
    """Return what was counted in the form of :func:`expected`."""
    three = ("triples", "subjects", "objects")
    classes = counts["classes"]
    return {
        "whole": [*(counts[key] for key in three), counts["entities"]],
        "predicates": flat(counts["predicates"], *three),
        "entities": {iri: value["entities"] for iri, value in classes.items()},
        "within": {
            f"{iri} {predicate}": values
            for iri, value in classes.items()
            for predicate, values in flat(value["predicates"], *three).items()
        },
        "between": {
            f"{iri} {predicate} {target}": triples
            for iri, value in classes.items()
            for predicate, values in value["predicates"].items()
            for target, triples in values.get("classes", {}).items()
        },
    }


@pytest.mark.parametrize("rows", [pytest.param(ROWS_OF_PART, id="one part"), 3])
@given(said=graphs)
def test_counts_are_those_of_sparql(tmp_path_factory, rows, said):
    folder = tmp_path_factory.mktemp("dumps")
    store = ox.Store()
    for graph, triples in said.items():
        store.extend(ox.Quad(*triple, ox.NamedNode(graph)) for triple in triples)
        store.extend(ox.Quad(*triple) for triple in triples)

    with patch.object(runs, "ROWS", rows):
        found = {graph: read(folder, graph, triples) for graph, triples in said.items()}
        tables = [table for table, _ in found.values()]
        parts = list(read_parts(tables, sum(terms.rows for _, terms in found.values())))
        graphs = {graph: count(folder, [tables]) for graph, tables in found.items()}
        whole = count(folder, list(found.values()))

    assert told(whole) == expected(store)
    assert {graph: told(counts) for graph, counts in graphs.items()} == {
        graph: expected(store, graph) for graph in said
    }
    sets = {graph: set(triples) for graph, triples in said.items()}
    pairs = {
        one: {other: len(sets[one] & sets[other]) for other in sets if other != one} for one in sets
    }
    overlaps = to_overlaps(map(count_shared, parts), list(found))
    assert overlaps == {
        one: {other: triples for other, triples in counts.items() if triples}
        for one, counts in pairs.items()
        if any(counts.values())
    }


def test_a_link_leads_to_what_nothing_is_said_of(tmp_path):
    ours, here = f"{BASE}/id/rol/a", "https://a.example/described"
    graph = f"{BASE}/id/graaf/een"
    p = ox.NamedNode("https://a.example/ns#p")
    targets = [here, f"{BASE}/id/rol/weg", "https://b.example/1", "https://b.example/2", "urn:x:y"]
    triples = [ox.Triple(ox.NamedNode(ours), p, ox.NamedNode(target)) for target in targets]
    triples.append(ox.Triple(ox.NamedNode(here), p, ox.Literal("https://b.example/3")))
    triples.append(ox.Triple(ox.NamedNode(here), ox.NamedNode(RDF_TYPE), p))

    counts = count(tmp_path, [read(tmp_path, graph, triples)], BASE)

    assert {key: counts[key] for key in ("links", "further")} == {
        "links": [{"predicate": p.value, "target": "https://b.example/", "triples": 2}],
        "further": {"pairs": 0, "triples": 0},
    }


@pytest.mark.parametrize(
    ("first", "last", "space"),
    [
        pytest.param("https://b.example/id/a", "https://b.example/id/b", "https://b.example/id/"),
        pytest.param("https://b.example/id/a", "https://b.example/id/a", "https://b.example/id/"),
        pytest.param("https://b.example", "https://b.example", "https://b.example"),
        pytest.param("https://b.example/ns#a", "https://b.example/ns#b", "https://b.example/ns#"),
    ],
)
def test_a_space_ends_where_a_part_of_the_iri_does(first, last, space):
    assert to_space("https://b.example", first, last) == space


def read_current(settings) -> tuple[Path, dict[str, object]]:
    data = DataDirectory(settings.data)
    folder = data.generation(data.current_id())
    return folder, json.loads((folder / STATISTICS).read_text(encoding="utf-8"))


def test_statistics_are_those_of_the_published_store(settings, write, world):
    write("een", CSV.format(rows=ROWS))
    write("twee", NT, None, form="turtle")
    ensure_built(settings, base=BASE, world=world)

    folder, statistics = read_current(settings)

    store = ox.Store.read_only(str(folder / "store"))
    assert told(statistics) == expected(store)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert statistics["triples"] == manifest["counts"]["triples"]
    for entry in manifest["registries"]:
        graph = statistics["graphs"][entry["graph"]]
        assert (graph["name"], graph["triples"]) == (entry["name"], entry["quads"])
        assert told(graph) == expected(store, entry["graph"])
    assert verify(DataDirectory(settings.data), folder.name).problems == ()


def test_an_unchanged_graph_is_not_counted_again(settings, write, world):
    write("een", CSV.format(rows=ROWS))
    write("twee", NT, None, form="turtle")
    ensure_built(settings, base=BASE, world=world)
    before, _ = read_current(settings)
    write("twee", NT.replace('"een"', '"eentje"'), None, form="turtle")

    ensure_built(settings, base=BASE, world=world)

    after, statistics = read_current(settings)
    table = "statistics/een.parquet"
    assert (after / table).stat().st_ino == (before / table).stat().st_ino
    assert (after / "statistics/twee.parquet").stat().st_ino != (
        before / "statistics/twee.parquet"
    ).stat().st_ino
    assert told(statistics) == expected(ox.Store.read_only(str(after / "store")))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / STATISTICS).unlink(), id="no statistics"),
        pytest.param(lambda folder: (folder / STATISTICS).write_text("{"), id="no JSON"),
        pytest.param(lambda folder: (folder / STATISTICS).write_text("[]"), id="other JSON"),
        pytest.param(
            lambda folder: (folder / "statistics/een.parquet").write_bytes(b"PAR1"), id="table"
        ),
        pytest.param(lambda folder: (folder / "statistics/een.parquet").unlink(), id="no table"),
    ],
)
def test_damage_before_costs_only_time(settings, write, world, damage):
    write("een", CSV.format(rows=ROWS))
    write("twee", NT, None, form="turtle")
    ensure_built(settings, base=BASE, world=world)
    damage(read_current(settings)[0])
    write("twee", NT.replace('"een"', '"eentje"'), None, form="turtle")

    ensure_built(settings, base=BASE, world=world)

    after, statistics = read_current(settings)
    assert told(statistics) == expected(ox.Store.read_only(str(after / "store")))


def test_a_graph_without_triples_is_counted(tmp_path):
    found = read(tmp_path, f"{BASE}/id/graaf/leeg", [])

    assert count(tmp_path, [found])["triples"] == 0


def test_a_damaged_dump_is_not_counted(tmp_path):
    graph = f"{BASE}/id/graaf/een"
    node = ox.NamedNode(f"{BASE}/id/rol/a")
    dump = write_dump(tmp_path, graph, [ox.Triple(node, node, node)])
    dump.write_bytes(dump.read_bytes()[:-9])

    with pytest.raises(OSError, match="is damaged"):
        read_terms(dump, graph, BASE, tmp_path / "een.parquet")


def test_a_folder_may_have_any_name(tmp_path):
    folder = tmp_path / "a [b] *é"
    folder.mkdir()
    node = ox.NamedNode(f"{BASE}/id/rol/a")
    found = read(folder, f"{BASE}/id/graaf/een", [ox.Triple(node, node, node)] * 2)

    assert count(folder, [found])["triples"] == 1


def test_nothing_is_left_of_what_was_set_aside(settings, write, world):
    write("een", CSV.format(rows=ROWS))
    with patch.object(runs, "ROWS", 3):
        ensure_built(settings, base=BASE, world=world)

    folder, statistics = read_current(settings)

    assert told(statistics) == expected(ox.Store.read_only(str(folder / "store")))
    assert not list(folder.glob("counting-*"))
