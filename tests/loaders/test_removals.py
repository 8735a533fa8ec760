import shutil

import pytest

from loaders.build import ensure_built
from loaders.check import check_registries
from loaders.errors import DefinitionError, PromiseError, ShrinkError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.promising.tombstones import Tombstone, find_tombstone, write_tombstones
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

HEADER = "iri,successor,reason_nl,reason_en\n"


@pytest.fixture
def publish(settings, world, write):
    def run(ids, *, class_name="Organisation", **more):
        write("orgs", "id,label_nl\n" + "".join(f"{x},naam {x}\n" for x in ids), class_name)
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


@pytest.fixture
def remove(settings):
    def run(*lines):
        text = HEADER + "".join(f"{line}\n" for line in lines)
        (settings.registries / "removals.csv").write_text(text)

    return run


@pytest.fixture
def grave(settings):
    """Return what is remembered of an IRI in the served generation."""
    data = DataDirectory(settings.data)
    return lambda iri: find_tombstone(data.generation(data.current_id()), iri)


def test_what_is_named_may_go_and_is_remembered(publish, remove, grave):
    first = publish("abcdefgh")
    remove("/id/organisatie/a,https://begrip.example/id/organisatie/b,Opgegaan in b.,Merged.")

    publish("bcdefgh")

    found = grave("/id/organisatie/a")
    assert found.successor == "/id/organisatie/b"
    assert (found.reason_nl, found.reason_en) == ("Opgegaan in b.", "Merged.")
    assert (found.generation, found.kind) == (first.id, "Organisation")
    assert found.removed.endswith("Z")
    assert '"naam a"@nl' in found.quads
    assert f"<{BASE}/id/graaf/orgs> ." in found.quads


def test_a_tombstone_outlives_builds_prunings_and_rollbacks(publish, remove, grave, settings):
    publish("abcdefgh")
    remove("/id/organisatie/a,,Weg.,")
    second = publish("bcdefgh")
    before = grave("/id/organisatie/a")
    data = DataDirectory(settings.data)
    publish("bcdefghi")
    roll_back(data, second.id)
    remove()
    publish("bcdefghij")
    for name in data.ids():
        if name != data.current_id():
            shutil.rmtree(data.generation(name))

    publish("bcdefghijk")

    assert grave("/id/organisatie/a") == before


def test_the_words_of_a_tombstone_may_be_mended_later(publish, remove, grave):
    publish("abcdefgh")
    remove("/id/organisatie/a,,Weg.,")
    publish("bcdefgh")
    before = grave("/id/organisatie/a")
    remove("/id/organisatie/a,/id/organisatie/b,Opgegaan in b.,")

    publish("bcdefgh")

    after = grave("/id/organisatie/a")
    assert (after.successor, after.reason_nl) == ("/id/organisatie/b", "Opgegaan in b.")
    assert (after.removed, after.quads) == (before.removed, before.quads)


def test_what_was_never_published_here_can_be_remembered(publish, remove, grave):
    remove("/id/organisatie/z,,Uit een vroegere omgeving.,From an earlier place.")

    publish("ab")

    assert grave("/id/organisatie/z").reason_en == "From an earlier place."
    assert grave("/id/organisatie/z").quads == ""


def test_what_comes_back_leaves_no_tombstone(publish, remove, grave):
    publish("abcdefgh")
    remove("/id/organisatie/a,,Weg.,")
    publish("bcdefgh")
    remove()

    publish("abcdefgh")

    assert grave("/id/organisatie/a") is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("/id/organisatie/b,,Weg.,", "removals.csv:2: .*still described", id="there"),
        pytest.param("/id/organisatie/a,/id/x,Weg.,", "successor /id/x .*not there", id="nowhere"),
        pytest.param("/id/organisatie/a,b c,Weg.,", "successor 'b c' is no IRI", id="no IRI"),
        pytest.param("/id/organisatie/a,/id/organisatie/a,Weg.,", "its own successor", id="itself"),
        pytest.param("/id/organisatie/a,,,", "say why", id="no reason"),
        pytest.param("elders.example/a,,Weg.,", "is no IRI", id="neither a path nor an IRI"),
        pytest.param("/id/organisatie/a,Weg.", "expected 4 cells", id="short"),
        pytest.param('/id/organisatie/a,,"Weg.,', "is no CSV", id="quote"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_published(publish, remove, line, message):
    publish("abcdefgh")
    remove(line)

    with pytest.raises(DefinitionError, match=message):
        publish("bcdefgh")


def test_a_line_twice_and_an_unknown_column_are_told(publish, remove, settings):
    remove("/id/organisatie/a,,Weg.,", "/id/organisatie/a,,Weg.,")
    with pytest.raises(DefinitionError, match=r"removals.csv:3: .*also on line 2"):
        publish("bc")

    (settings.registries / "removals.csv").write_text("iri,succesor,reason_nl,reason_en\n")
    with pytest.raises(DefinitionError, match="did you mean 'successor'"):
        publish("bc")


def test_a_renamed_thing_is_told_with_its_new_iri(publish, settings, write, world):
    write("orgs", "id,label_nl\ncdo,Hoofd data\nb,B\n")
    ensure_built(settings, base=BASE, world=world)
    write("orgs", "id,label_nl\nhoofd-data,Hoofd data\nb,B\n")

    with pytest.raises(PromiseError, match=r"/id/organisatie/cdo  \(/id/organisatie/hoofd-data is"):
        ensure_built(settings, base=BASE, world=world)


def test_an_iri_does_not_become_another_kind_of_thing(settings, world, write, publish):
    rows = "id,label_nl,iri\na,A,https://data.example.org/begrip/id/concept/lijst/a\n"
    write("orgs", "id,label_nl\nx,X\n")
    write("mixed", rows, "Goal")
    ensure_built(settings, base=BASE, world=world)
    write("mixed", rows, "Organisation")

    with pytest.raises(PromiseError, match=r"/id/concept/lijst/a: was Goal, would be Organisation"):
        ensure_built(settings, base=BASE, world=world)

    assert ensure_built(settings, base=BASE, world=world, allow_changes=True).published


def test_much_of_a_registry_does_not_go_at_once(settings, world, write):
    iris = [f"https://elders.example/{number}" for number in range(10)]
    rows = "".join(f"n{number},N,{iri}\n" for number, iri in enumerate(iris))
    write("orgs", f"id,label_nl,iri\n{rows}")
    ensure_built(settings, base=BASE, world=world)
    write("orgs", f"id,label_nl,iri\n{''.join(rows.splitlines(keepends=True)[:8])}")
    assert ensure_built(settings, base=BASE, world=world).published
    write("orgs", f"id,label_nl,iri\n{''.join(rows.splitlines(keepends=True)[:5])}")

    with pytest.raises(ShrinkError, match=r"orgs: 3 of 8 records would go \(37.5%\), 20.0% may"):
        ensure_built(settings, base=BASE, world=world)

    assert "37.5%" in check_registries(settings, base=BASE, world=world).problem
    assert ensure_built(settings, base=BASE, world=world, allow_removals=True).published


def test_after_a_rollback_the_served_records_are_what_may_not_shrink(settings, world, write):
    def build(count, **more):
        rows = "".join(f"n{n},N,https://elders.example/{n}\n" for n in range(count))
        write("orgs", f"id,label_nl,iri\n{rows}")
        return ensure_built(settings, base=BASE, world=world, **more)

    build(10)
    build(5, allow_removals=True)
    roll_back(DataDirectory(settings.data), None)

    with pytest.raises(ShrinkError, match=r"orgs: 6 of 10 records would go \(60.0%\)"):
        build(4)


def test_a_registry_does_not_vanish_unasked(settings, world, write):
    for name in ("one", "two"):
        write(name, f"id,label_nl,iri\n{name},N,https://elders.example/{name}\n", "Goal")
    write("orgs", "id,label_nl\na,A\n")
    ensure_built(settings, base=BASE, world=world)
    (settings.registries / "two.yaml").unlink()

    with pytest.raises((ShrinkError, PromiseError), match=r"two"):
        ensure_built(settings, base=BASE, world=world)


def test_the_same_tombstones_are_the_same_bytes(tmp_path):
    stones = [Tombstone(f"/id/rol/{name}", "2026-01-01T00:00:00Z") for name in "ba"]
    for name, order in (("one", stones), ("two", stones[::-1])):
        (tmp_path / name).mkdir()
        write_tombstones(tmp_path / name, order)

    one, two = ((tmp_path / name / "tombstones.sqlite").read_bytes() for name in ("one", "two"))
    assert one == two
    assert find_tombstone(tmp_path / "one", "/id/rol/a") == stones[1]
    assert find_tombstone(tmp_path / "one", "/id/rol/c") is None


@pytest.fixture
def publish_others(settings, world, write):
    """Return what builds a registry of records that have an IRI of another authority."""

    def run(ids, **more):
        rows = "".join(f"{x},naam {x},https://elders.example/{x}\n" for x in ids)
        write("orgs", f"id,label_nl,iri\n{rows}", more={"max_removed_share": "1"})
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


def test_what_goes_under_the_iri_of_another_needs_no_line_and_is_remembered(publish_others, grave):
    first = publish_others("abc")
    publish_others("bc")
    before = grave("https://elders.example/a")

    publish_others("bcd")

    assert (before.generation, before.kind) == (first.id, "Organisation")
    assert before.removed.endswith("Z")
    assert '"naam a"@nl' in before.quads
    assert grave("https://elders.example/a") == before
    publish_others("abcd")
    assert grave("https://elders.example/a") is None


def test_tombstones_that_stay_as_they_are_take_no_more_room(publish_others, settings):
    data = DataDirectory(settings.data)
    publish_others("abc")
    second, third = publish_others("bc"), publish_others("bcd")

    files = [data.generation(built.id) / "tombstones.sqlite" for built in (second, third)]
    assert files[0].samefile(files[1])
    assert data.read_manifest(third.id)["counts"]["removed"] == 1


def test_a_line_may_say_why_a_thing_of_another_went_and_what_replaces_it(
    publish_others, remove, grave
):
    publish_others("abc")
    publish_others("bc")
    remove("https://elders.example/a,https://elders.example/b,Opgegaan in b.,")

    publish_others("bc")

    found = grave("https://elders.example/a")
    assert (found.successor, found.reason_nl) == ("https://elders.example/b", "Opgegaan in b.")
    assert '"naam a"@nl' in found.quads


def test_a_line_about_a_thing_of_another_that_is_there_is_told(publish_others, remove):
    publish_others("ab")
    remove("https://elders.example/a,,Weg.,")

    with pytest.raises(DefinitionError, match=r"removals.csv:2: .*still described"):
        publish_others("ab")


def test_of_very_many_things_of_others_the_last_keep_their_descriptions(
    publish_others, grave, monkeypatch
):
    monkeypatch.setattr("loaders.promising.remembering.MOST_DESCRIBED", 2)
    publish_others("abcdefgh")
    publish_others("bcdefgh")
    first = grave("https://elders.example/a")
    publish_others("fgh")

    described = {x for x in "abcde" if grave(f"https://elders.example/{x}").quads}
    assert first.quads
    assert len(described) == 2
    assert all(grave(f"https://elders.example/{x}").removed for x in "abcde")
