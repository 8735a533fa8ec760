"""What is indexed is what the dumps say, folded as a reader's words are, in a fixed order."""

import json
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.build import ensure_built
from loaders.emitting.dumps import DumpWriter
from loaders.generations.data_directory import DataDirectory
from loaders.generations.verification import verify
from loaders.indexing import shards
from loaders.indexing.compounds import Compounds
from loaders.indexing.documents import Thing, known_words, repeated_keys, to_things
from loaders.indexing.extraction import extract, fold_words, to_rows
from loaders.indexing.search_index import DESCRIPTION
from ontology.namespaces import expand
from ontology.words import to_words
from tests.loaders.conftest import BASE, SCHEMA

GRAPH = f"{BASE}/id/graaf/g"
THING = ox.NamedNode(f"{BASE}/id/organisatie/a")
NO_WEIGHTS = pl.DataFrame(schema={"key": pl.UInt64, "weight": pl.UInt32})
CSV = "id,label_nl,ovo,kbo\na,Een,OVO000001,0316380841\nb,Twee,OVO000002,\n"

known = st.characters(exclude_categories=("Cs", "Cn", "Co"))


def quads(*said: tuple[str, ox.Literal | ox.NamedNode], subject: ox.NamedNode = THING) -> bytes:
    found = [ox.Quad(subject, ox.NamedNode(expand(p)), o, ox.NamedNode(GRAPH)) for p, o in said]
    return ox.serialize(found, format=ox.RdfFormat.N_QUADS)


def things(tmp_path: Path, block: bytes) -> list[Thing]:
    dump = tmp_path / "g.nq.gz"
    with DumpWriter(dump) as writer:
        writer.write(block)
    rows = extract([(dump, GRAPH)], BASE, tmp_path / "work")
    return [thing for part in rows.parts() for thing in to_things(part, NO_WEIGHTS, SCHEMA, BASE)]


@given(st.text(known, max_size=30))
def test_a_build_finds_the_words_that_a_reader_types(text):
    found = pl.DataFrame({"t": [text]}).select(fold_words(pl.col("t"))).item()

    assert found.split() == to_words(text)


@given(st.text(known, max_size=20), st.sampled_from(["", "nl", "en-GB"]))
def test_a_literal_is_read_as_it_was_written(text, language):
    literal = ox.Literal(text, language=language) if language else ox.Literal(text)

    rows = to_rows(quads(("skos:prefLabel", literal)), GRAPH)

    assert rows.select("field", "lang", "value").rows() == [("label", language.lower(), text)]


def test_other_statements_are_left_out():
    block = quads(
        ("foaf:homepage", ox.NamedNode("https://www.example.org/")),
        ("dct:source", ox.Literal('een <http://www.w3.org/2004/02/skos/core#prefLabel> "naam"')),
    )

    assert to_rows(block, GRAPH).is_empty()


def test_a_thing_has_one_name_a_language_and_keeps_the_others(tmp_path):
    block = quads(
        ("skos:prefLabel", ox.Literal("Naam", language="nl")),
        ("rdfs:label", ox.Literal("Andere naam", language="nl")),
        ("rdfs:label", ox.Literal("Name", language="en")),
        ("skos:altLabel", ox.Literal("N", language="nl")),
        ("dct:identifier", ox.Literal("OVO000001")),
        ("dct:description", ox.Literal("Een omschrijving.", language="nl")),
        ("rdf:type", ox.NamedNode(expand("org:Organization"))),
    )

    (thing,) = things(tmp_path, block)

    assert [text[:2] for text in thing.labels] == [("nl", "Naam"), ("en", "Name")]
    assert [text[1] for text in thing.alternatives] == ["N", "Andere naam"]
    assert (thing.codes, thing.kind, thing.past) == (["OVO000001"], "organisatie", False)
    assert thing.texts == [("nl", "Een omschrijving.", "een omschrijving")]


def test_the_code_of_a_node_without_a_name_is_that_of_its_thing(tmp_path):
    node = ox.NamedNode(f"{BASE}/.well-known/genid/{'0' * 32}")
    block = quads(("skos:prefLabel", ox.Literal("Een")), ("regorg:registration", node))
    block += quads(("skos:notation", ox.Literal("0316380841")), subject=node)

    (thing,) = things(tmp_path, block)

    assert thing.codes == ["0316380841"]


@pytest.mark.parametrize(
    ("predicate", "value", "past"),
    [
        ("owl:deprecated", ox.Literal(True), True),
        ("owl:deprecated", ox.Literal(False), False),
        ("dct:isReplacedBy", ox.NamedNode("https://example.org/nieuw"), True),
        ("adms:status", ox.NamedNode(f"{BASE}/id/concept/begripstatus/verouderd"), True),
        ("adms:status", ox.NamedNode(f"{BASE}/id/concept/begripstatus/aanvaard"), False),
    ],
)
def test_a_thing_of_the_past_is_known_as_such(tmp_path, predicate, value, past):
    (thing,) = things(tmp_path, quads(("skos:prefLabel", ox.Literal("x")), (predicate, value)))

    assert thing.past is past


NODE = ox.NamedNode(f"{BASE}/.well-known/genid/{'1' * 32}")
DAY = ox.NamedNode(expand("xsd:date"))


def period(since: str, until: str) -> bytes:
    said = (("dcat:startDate", since), ("dcat:endDate", until))
    return quads(*((p, ox.Literal(day, datatype=DAY)) for p, day in said), subject=NODE)


def test_a_period_is_of_the_thing_that_it_belongs_to(tmp_path):
    block = quads(("skos:prefLabel", ox.Literal("x")), ("dct:temporal", NODE))

    (thing,) = things(tmp_path, block + period("2009-07-13", "2014-07-25"))

    assert (thing.since, thing.until, thing.past) == ("2009-07-13", "2014-07-25", False)


def test_the_last_day_is_before_the_first_on_which_a_thing_is_no_more(tmp_path):
    ended = ox.Literal("2018-12-31", datatype=DAY)
    named = ("skos:prefLabel", ox.Literal("x"))

    (thing,) = things(tmp_path, quads(named, ("schema:dissolutionDate", ended)))

    assert thing.until == "2019-01-01"


def test_the_period_of_a_dataset_is_what_it_is_about(tmp_path):
    said = (("skos:prefLabel", ox.Literal("x")), ("dct:temporal", NODE))
    block = quads(*said, ("rdf:type", ox.NamedNode(expand("dcat:Dataset"))))

    (thing,) = things(tmp_path, block + period("2001-01-01", "2002-01-01"))

    assert (thing.since, thing.until) == ("", "")


def test_what_ended_before_another_of_its_name_repeats_it():
    said = [
        (1, "label", "", "zorg"), (1, "scheme", "a", ""), (1, "until", "2009-01-01", ""),
        (2, "label", "", "zorg"), (2, "scheme", "a", ""), (2, "until", "2014-01-01", ""),
        (3, "label", "", "zorg"), (3, "scheme", "b", ""), (3, "until", "2004-01-01", ""),
        (4, "label", "", "zorg"), (4, "scheme", "a", ""),
    ]  # fmt: skip
    rows = pl.DataFrame(said, ["key", "field", "value", "words"], orient="row")

    assert repeated_keys(iter([rows])) == {1}
    assert repeated_keys(iter([rows[:2], rows[2:4]])) == frozenset()


def test_a_short_name_that_is_pointed_at_comes_first():
    def named(name: str, **more: object) -> Thing:
        return Thing(f"urn:{name}", labels=[("nl", name, name)], **more)  # type: ignore[arg-type]

    ordered = [
        named("ab", weight=9), named("aa"), named("abc", weight=99), named("b", past=True),
    ]  # fmt: skip

    assert sorted(ordered, key=lambda thing: thing.rank) == ordered
    assert all(0 <= thing.rank < 2**63 for thing in ordered)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("datasteward", {"data", "steward"}, id="both known"),
        pytest.param("gemeenteraadslid", {"gemeente", "raadslid"}, id="the beginning known"),
        pytest.param("informatieveiligheid", {"informatie", "veiligheid"}, id="joined"),
        pytest.param("beheersovereenkomst", {"beheer", "overeenkomst"}, id="with an s"),
        pytest.param("begrippenkader", {"begrippen", "kader"}, id="the end known"),
        pytest.param("data", set(), id="no compound"),
        pytest.param("onbekend", set(), id="nothing known"),
    ],
)
def test_a_compound_is_split_by_known_words(word, parts):
    words = {"data", "steward", "gemeente", "informatie", "veiligheid", "beheer", "kader"}

    assert parts <= set(Compounds({*words, "overeenkomst", "een"}).split(word))
    assert bool(parts) == bool(Compounds({*words, "overeenkomst"}).split(word))


@given(st.text("abcdes", max_size=16), st.sets(st.text("abcdes", min_size=3, max_size=6)))
def test_every_part_of_a_compound_is_in_it(word, words):
    for part in Compounds(words).split(word):
        assert part in word
        assert 4 <= len(part) < len(word)


def test_words_are_known_from_names_and_texts():
    rows = pl.DataFrame({"words": ["data steward 12345", "een omschrijving", ""]})

    assert known_words(iter([rows]), 4) == {"data", "steward", "omschrijving"}


def build(settings, world, **more):
    built = ensure_built(settings, base=BASE, world=world, **more)
    return DataDirectory(settings.data).generation(built.id)


def test_a_generation_has_an_index_that_is_checked(settings, world, write):
    write("lijst", CSV)

    folder = build(settings, world)

    described = json.loads((folder / DESCRIPTION).read_text())
    names = {path.name for path in (folder / "search" / "0").iterdir()}
    assert described["things"] >= 3
    assert described["shards"] == ["0"]
    assert not [name for name in names if name.startswith(".")]
    assert all(path.stat().st_mode & 0o044 for path in (folder / "search").rglob("*"))
    assert verify(DataDirectory(settings.data), folder.name).problems == ()
    next((folder / "search" / "0").glob("*.store")).write_bytes(b"")
    assert verify(DataDirectory(settings.data), folder.name).problems


def test_an_index_is_linked_where_nothing_changed(settings, world, write):
    write("lijst", CSV)
    first = build(settings, world)
    again = build(settings, world, force=True)
    write("lijst", CSV + "c,Drie,,\n")
    changed = build(settings, world)

    def inodes(folder: Path) -> set[int]:
        return {path.stat().st_ino for path in (folder / "search").rglob("*.store")}

    assert inodes(first) == inodes(again)
    assert inodes(first).isdisjoint(inodes(changed))


def test_a_damaged_index_is_written_anew(settings, world, write):
    write("lijst", CSV)
    first = build(settings, world)
    next((first / "search" / "0").glob("*.store")).write_bytes(b"")

    again = build(settings, world, force=True)

    assert verify(DataDirectory(settings.data), again.name).problems == ()


def test_many_things_are_spread_over_shards(settings, world, write):
    write("lijst", CSV)
    with patch.object(shards, "SHARD", 1), patch("loaders.indexing.search_index.SHARD", 1):
        folder = build(settings, world)

    assert json.loads((folder / DESCRIPTION).read_text())["shards"] == ["0"]
