import dataclasses
import fcntl
import gzip
import json

import pyoxigraph as ox
import pytest

from loaders.build import ensure_built
from loaders.errors import (
    BaseError,
    DiskError,
    EmptyGraphError,
    LockedError,
    PromiseError,
    RefusedError,
)
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.promising.promises import read_promises
from loaders.promising.tombstones import read_removed
from ontology.namespaces import PREFIXES
from tests.loaders.conftest import BASE

ROWS = """\
id,label_nl,label_en,ovo,kbo,type,parent,valid_from,source,publishes
dv,Digitaal Vlaanderen,Digital Flanders,OVO002949,0316.380.841,departement,,2020-01-01,https://e.org/a|https://e.org/b,doel
gent,Stad Gent,,,0207.451.227,gemeente,OVO002949,,https://e.org/a,
"""
GOALS = "id,label_nl,parent,about\ndoel,Doel,,gent|OVO002949\n"
GRAPH = ox.NamedNode(f"{BASE}/id/graaf/orgs")
LABEL = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")


@pytest.fixture
def build(settings, world):
    def run(**more):
        return ensure_built(settings, base="http://unused.example", world=world, **more)

    return run


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


@pytest.fixture
def registries(write):
    write("orgs", ROWS)
    write("goals", GOALS, "Goal")


def opened(data, built):
    return ox.Store.read_only(str(data.generation(built.id) / "store"))


def triples(store, graph):
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def test_the_default_graph_holds_every_triple_of_the_named_graphs_once(build, data, registries):
    built = build()

    store = opened(data, built)
    named = [triples(store, graph) for graph in store.named_graphs()]
    default = list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert {quad.triple for quad in default} == set().union(*named)
    assert len(default) == len({quad.triple for quad in default})
    assert built.published
    assert data.current_id() == built.id


def test_a_record_is_emitted_by_its_plan(build, data, registries):
    store = opened(data, build())

    gent = ox.NamedNode(f"{BASE}/id/organisatie/gent")
    flanders = ox.NamedNode("https://data.vlaanderen.be/id/organisatie/OVO002949")
    said = {(q.predicate, q.object) for q in store.quads_for_pattern(gent, None, None, GRAPH)}
    assert (LABEL, ox.Literal("Stad Gent", language="nl")) in said
    assert (ox.NamedNode(f"{PREFIXES['org']}subOrganizationOf"), flanders) in said


def test_the_provenance_of_each_graph_is_there(build, data, registries):
    store = opened(data, build())

    answer = store.query(
        """SELECT ?graph ?read ?checksum ?file WHERE {
            GRAPH ?herkomst {
              ?graph a prov:Entity, sd:NamedGraph ; dct:license ?licence ;
                dct:publisher ?publisher ; dct:accessRights ?access ;
                prov:wasGeneratedBy ?activity .
              ?activity ds:rowsRead ?read ; prov:endedAtTime ?end ; dct:conformsTo ?schema ;
                prov:used ?source .
              ?source rdfs:label ?file ; spdx:checksum/spdx:checksumValue ?checksum .
            }
        }""",
        prefixes={**PREFIXES, "ds": f"{BASE}/ns/datastrategie#"},
        substitutions={ox.Variable("graph"): GRAPH},
    )
    rows = [(row["read"].value, row["file"].value, len(row["checksum"].value)) for row in answer]
    assert rows == [("2", "orgs.csv", 64)]


def test_manifest_dumps_and_store_agree(build, data, registries):
    built = build()

    folder = data.generation(built.id)
    manifest = data.read_manifest(built.id)
    store = opened(data, built)
    assert manifest["counts"]["quads"] + manifest["counts"]["triples"] == len(store)
    assert manifest["counts"]["graphs"] == len(list(store.named_graphs()))
    for entry in manifest["registries"]:
        lines = gzip.decompress((folder / entry["dump"]["path"]).read_bytes())
        dumped = {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_QUADS)}
        assert dumped == triples(store, ox.NamedNode(entry["graph"]))
        assert entry["quads"] == len(dumped)
    promised = read_promises(folder)["iri"].to_list()
    assert "/id/organisatie/gent" in promised
    assert "/id/graaf/herkomst" in promised
    assert promised == sorted(promised)


def test_the_same_inputs_are_the_same_generation(build, data, registries):
    first, second = build(), build()

    assert (second.id, second.published) == (first.id, False)
    assert len(data.ids()) == 1


def test_two_directories_with_the_same_inputs_have_the_same_id(
    build, settings, world, registries, tmp_path
):
    other = dataclasses.replace(settings, data=tmp_path / "other")

    assert build().id == ensure_built(other, base=BASE, world=world).id


def test_force_builds_a_generation_of_its_own(build, data, registries):
    first, second = build(), build(force=True)

    assert second.published
    assert {first.id, second.id} == set(data.ids())


def test_an_unchanged_registry_is_not_read_again(build, data, write, registries):
    first = build()
    write("goals", GOALS + "tweede,Nog een,,\n", "Goal")
    second = build()

    dumps = [data.generation(item.id) / "dumps/orgs.nq.gz" for item in (first, second)]
    assert dumps[0].stat().st_ino == dumps[1].stat().st_ino
    assert triples(opened(data, first), GRAPH) == triples(opened(data, second), GRAPH)


@pytest.mark.slow
def test_an_unchanged_registry_follows_what_others_change(build, data, write, registries):
    write("orgs", "id,label_nl,publishes\na,x,\nb,y,doel\n")
    write("goals", "id,label_nl\nander,Ander\n", "Goal")
    builds = [build()]
    write("goals", "id,label_nl\nander,Ander\ndoel,Doel\n", "Goal")
    builds.append(build())
    write("goals", "id,label_nl\nander,Ander\n", "Goal")
    builds.append(build(allow_removals=True))

    counts = [data.read_manifest(item.id)["registries"][1]["rows"] for item in builds]
    assert [count["accepted"] for count in counts] == [1, 2, 1]


def test_a_refused_registry_takes_part_with_its_last_accepted_state(build, data, write, registries):
    messages = []
    first = build()
    write("orgs", ROWS.replace("gemeente", "gemeent").replace("departement", "dep"))
    second = build(report=messages.append)

    entry = next(e for e in data.read_manifest(second.id)["registries"] if e["name"] == "orgs")
    assert second.published
    assert second.exit_code == 4
    assert "2 of 2 rows refused" in second.refused["orgs"]
    assert entry["from_snapshot"]
    assert entry["reason"] == second.refused["orgs"]
    assert triples(opened(data, second), GRAPH) == triples(opened(data, first), GRAPH)
    assert any(item.stage == "warning" for item in messages)
    report = (data.generation(second.id) / "reports/quarantine.csv").read_text("utf-8-sig")
    assert "orgs,orgs.csv,2,type,dep,enumeration: " in report
    assert build().refused == second.refused


def test_an_unreadable_source_takes_part_with_its_last_accepted_state(build, write, registries):
    build()
    write("goals", 'id,label_nl\n"open', "Goal")

    assert "never closed" in build().refused["goals"]


def test_a_registry_refused_at_first_stops_the_build(build, data, write, registries):
    write("orgs", "id,label_nl\na,\n", share=0.1)

    with pytest.raises(RefusedError, match=r"orgs: 1 of 1 rows refused \(100.0%\)"):
        build()

    assert data.current_id() is None
    assert "required" in (data.path / "failed/quarantine.csv").read_text("utf-8-sig")


def test_a_published_iri_does_not_disappear_unless_that_is_allowed(build, data, write, registries):
    write("extra", "id,label_nl\na,x\nb,y\n", "Body")
    first = build()
    write("extra", "id,label_nl\na,x\n", "Body")

    with pytest.raises(PromiseError) as caught:
        build()

    assert caught.value.dropped == ("/id/orgaan/b",)
    assert data.current_id() == first.id
    published = build(allow_removals=True)
    assert read_removed(data.generation(published.id)) == {"/id/orgaan/b"}


def test_a_graph_without_a_record_is_not_published(build, write):
    write("orgs", "id,label_nl\na,\n", share=1.0)

    with pytest.raises(EmptyGraphError):
        build()


def test_another_base_is_refused(build, settings, world, registries):
    build()

    with pytest.raises(BaseError, match="belongs to base"):
        ensure_built(
            dataclasses.replace(settings, base="https://other.example"), base=BASE, world=world
        )


def test_the_recorded_base_wins_over_the_default_one(build, settings, world, data, registries):
    first = build()
    again = ensure_built(dataclasses.replace(settings, base=None), base="http://x.y", world=world)

    assert again.id == first.id
    assert json.loads((data.path / "base.json").read_text()) == {"base": BASE, "layout": 1}


def test_of_two_builds_at_once_one_is_told(build, data, registries):
    data.generations.mkdir(parents=True)
    with (data.path / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(LockedError, match="another build works in"):
            build()

    assert build().published


def test_what_an_interrupted_build_left_is_cleaned(build, data, registries):
    left = data.generations / ".building-123"
    left.mkdir(parents=True)
    (left / "half").write_text("x")

    build()

    assert not left.exists()
    assert not list(data.generations.glob(".*"))


def test_a_disk_that_refuses_is_told(build, data, registries):
    data.path.mkdir()
    data.generations.write_text("a file where a folder must be")

    with pytest.raises(DiskError, match="File exists"):
        build()


def test_a_snapshot_that_cannot_be_kept_is_a_warning(build, data, write, registries):
    build()
    write("goals", GOALS + "tweede,Nog een,,\n", "Goal")
    data.snapshot("goals").rename(data.path / "aside")
    data.snapshot("goals").write_text("a file where a folder must be")
    messages = []

    second = build(report=messages.append)

    assert data.current_id() == second.id
    assert any("no snapshot of goals" in message.text for message in messages)


def test_after_a_rollback_the_same_inputs_are_left_alone(build, data, write, registries):
    first = build()
    write("goals", GOALS + "tweede,Nog een,,\n", "Goal")
    second = build()
    messages = []

    assert roll_back(data, None) == (second.id, first.id)
    left = build(report=messages.append)
    assert (left.id, left.published) == (first.id, False)
    assert "rollback" in messages[0].text
    assert build(force=True).published


def test_going_back_to_earlier_inputs_publishes_the_generation_that_is_there(
    build, data, write, registries
):
    first = build()
    write("goals", GOALS.replace("Doel", "Doelstelling"), "Goal")
    build()
    write("goals", GOALS, "Goal")
    third = build()

    assert (third.id, third.published) == (first.id, True)
    assert [event.event for event in data.events()] == ["publish"] * 3


def test_examples_are_left_out_when_they_are_switched_off(settings, world, data, write, registries):
    write("voorbeelden", "id,label_nl\nx,y\n", "Body", more={"example": "true"})
    off = dataclasses.replace(settings, examples=False)

    built = ensure_built(off, base=BASE, world=world)

    names = [entry["name"] for entry in data.read_manifest(built.id)["registries"]]
    assert "voorbeelden" not in names


def test_rdf_is_passed_through(build, data, write, registries):
    write(
        "los",
        "<https://begrip.example/id/orgaan/x> a <x:Body>, <x:Body> ; <x:p> [ <x:q> 1 ] .",
        None,
        form="turtle",
    )

    built = build()

    store = opened(data, built)
    assert len(triples(store, ox.NamedNode(f"{BASE}/id/graaf/los"))) == 3
    entry = next(e for e in data.read_manifest(built.id)["registries"] if e["name"] == "los")
    assert entry["quads"] == 3
    assert entry["class"] is None


def test_a_vanished_pointer_is_put_back_and_promises_stay(build, data, write, registries):
    write("extra", "id,label_nl\na,x\nb,y\n", "Body")
    first = build()
    data.current.unlink()
    write("extra", "id,label_nl\na,x\n", "Body")
    with pytest.raises(PromiseError):
        build()

    write("extra", "id,label_nl\na,x\nb,y\n", "Body")

    assert build().id == first.id
    assert data.current_id() == first.id


def test_a_generation_without_its_manifest_is_made_again(build, data, registries):
    first = build()
    (data.generation(first.id) / "manifest.json").unlink()

    again = build()

    assert (again.id, again.published) == (first.id, True)
    assert len(opened(data, again)) > 0


def test_a_snapshot_that_refers_to_what_is_gone_stops_the_build(build, data, write, registries):
    write("bodies", "id,label_nl\nraad,Raad\nhof,Hof\n", "Body")
    write("orgs", "id,label_nl,parent\na,x,raad\nb,y,\n", share=0.1)
    write("goals", "id,label_nl\ng,x\n", "Goal")
    first = build()
    write("orgs", "id,label_nl,parent,founded\na,x,raad,nooit\nb,y,,\n", share=0.1)
    write("bodies", "id,label_nl\nhof,Hof\n", "Body")

    with pytest.raises(RefusedError, match="no longer there:\n  orgs:2 parent raad\n"):
        build(allow_removals=True)

    assert data.current_id() == first.id
    assert "orgs,orgs.csv,2,founded" in (data.path / "failed/quarantine.csv").read_text("utf-8-sig")
    write("bodies", "id,label_nl\nhof,Hof\nraad,Raad\n", "Body")
    assert set(build().refused) == {"orgs"}


def test_a_snapshot_may_refer_to_what_has_become_ambiguous(build, write, registries):
    write("bodies", "id,label_nl\nraad,Raad\n", "Body")
    write("orgs", "id,label_nl,parent\na,x,raad\nb,y,\n", share=0.1)
    write("goals", "id,label_nl\ng,x\n", "Goal")
    build()
    write("orgs", "id,label_nl,parent,founded\na,x,raad,nooit\nb,y,,\n", share=0.1)
    write("meer", "id,label_nl\nraad,Nog een\n")

    assert set(build().refused) == {"orgs"}


def test_the_attribution_and_the_version_of_the_schema_are_in_the_provenance(
    build, data, world, settings, write, registries
):
    write("goals", GOALS, "Goal", more={"attribution": "'Bron: iemand'"})
    build()
    newer = dataclasses.replace(world, plan=world.plan.replace('"0.1.0"', '"0.2.0"'))
    write("orgs", ROWS.replace("gemeente", "gemeent").replace("departement", "dep"))
    second = ensure_built(settings, base=BASE, world=newer)

    rows = opened(data, second).query(
        """SELECT ?graph ?version ?text WHERE {
            GRAPH ?herkomst {
              ?graph prov:wasGeneratedBy/owl:versionInfo ?version .
              OPTIONAL { ?graph <http://schema.theodi.org/odrs#attributionText> ?text }
            }
        }""",
        prefixes=dict(PREFIXES),
    )
    told = {
        row["graph"].value.rpartition("/")[2]: (
            row["version"].value,
            row["text"] and row["text"].value,
        )
        for row in rows
    }
    assert told["orgs"] == ("0.1.0", None)
    assert told["goals"] == ("0.2.0", "Bron: iemand")
    assert told["herkomst"] == ("0.2.0", None)
