"""What a rollback takes back is remembered as gone, whatever happens before and after."""

import gzip
import json
import shutil

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from begrip import main
from loaders.build import ensure_built
from loaders.errors import PromiseError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.mending import catch_up
from loaders.persistence.reports import check_published
from loaders.progress import silent
from loaders.promising.tombstones import find_tombstone
from loaders.promising.withdrawal import REASON_EN, REASON_NL, is_behind
from loaders.settings import LoaderSettings
from tests.effort import examples
from tests.loaders.conftest import BASE, DEFINITION

pytestmark = pytest.mark.slow

OURS = "/id/organisatie/"
THEIRS = "https://elders.example/"


@pytest.fixture
def publish(settings, world, write):
    """Return what builds organisations of ours by small letters, of others by capitals."""

    def run(ids, **more):
        rows = "".join(f"{x},naam {x},{THEIRS + x if x.isupper() else ''}\n" for x in ids)
        write("orgs", f"id,label_nl,iri\n{rows}", more={"max_removed_share": "1"})
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


@pytest.fixture
def back(data):
    """Return what goes back as the command does."""

    def run(built=None):
        done = CliRunner().invoke(
            main, ["rollback", *([built.id] if built else []), "--data", str(data.path)]
        )
        assert done.exit_code == 0, done.output
        return data.events()[-1].at

    return run


def taken_back(data, iri):
    return find_tombstone(data.withdrawn, iri)


def test_what_a_rollback_takes_back_is_gone_since_then_and_why_is_said(publish, data, back):
    publish("aA")
    second = publish("abAB")

    moment = back()

    for iri, name in ((f"{OURS}b", "b"), (f"{THEIRS}B", "B")):
        found = taken_back(data, iri)
        assert (found.removed, found.generation) == (moment, second.id)
        assert (found.reason_nl, found.reason_en) == (REASON_NL, REASON_EN)
        assert f'"naam {name}"@nl' in found.quads
    assert taken_back(data, f"{OURS}a") is None


def test_over_several_rollbacks_each_thing_went_with_its_own(publish, data, back):
    first, second = publish("a"), publish("ab")
    publish("abc")

    moments = [back(second), back(first)]

    assert taken_back(data, f"{OURS}c").removed == moments[0]
    assert taken_back(data, f"{OURS}b").removed == moments[1]


def test_going_to_a_newer_generation_again_leaves_what_that_lacks(publish, data, back):
    first, second = publish("a"), publish("ab")
    publish("abc")
    moment = back(first)

    back(second)

    assert taken_back(data, f"{OURS}b") is None
    assert taken_back(data, f"{OURS}c").removed == moment


def test_a_tombstone_that_only_a_newer_generation_has_is_kept(publish, data, back, settings):
    first = publish("a")
    publish("ab")
    line = f"{OURS}b,{OURS}a,Opgegaan in a.,Merged."
    (settings.registries / "removals.csv").write_text(
        f"iri,successor,reason_nl,reason_en\n{line}\n"
    )
    third = publish("a")

    back(first)

    found = taken_back(data, f"{OURS}b")
    assert found == find_tombstone(data.generation(third.id), f"{OURS}b")
    assert (found.reason_en, found.successor) == ("Merged.", f"{OURS}a")


def test_what_an_interrupted_rollback_left_the_next_command_does(publish, data):
    publish("a")
    publish("ab")
    roll_back(data, None)
    assert taken_back(data, f"{OURS}b") is None
    assert is_behind(data)

    publish("ab")

    assert taken_back(data, f"{OURS}b").removed == data.events()[-1].at
    assert not is_behind(data)


def test_a_rollback_that_was_not_logged_is_known_too(publish, data):
    first = publish("a")
    publish("ab")
    roll_back(data, None)
    log = data.path / "publications.log"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))

    publish("a")

    assert [event.event for event in data.events()][-1] == "recover"
    assert data.current_id() == first.id
    assert taken_back(data, f"{OURS}b").quads


def test_what_could_not_be_written_is_said_and_done_later(publish, data, monkeypatch):
    publish("a")
    publish("ab")
    roll_back(data, None)
    heard: list[str] = []

    def refuse(*_):
        raise OSError("no room")

    with monkeypatch.context() as refusing:
        refusing.setattr("loaders.promising.withdrawal.write_tombstones", refuse)
        catch_up(data, lambda progress: heard.append(progress.text))
    assert any("answers 404 until the next command: no room" in text for text in heard)

    catch_up(data, silent)

    assert taken_back(data, f"{OURS}b")


@pytest.mark.parametrize("harm", [b"", b"MANIFEST-000001", b"\xff\n", None])
def test_away_from_a_damaged_store_what_goes_is_remembered_and_what_is_lost_is_said(
    publish, data, harm
):
    publish("aA")
    second = publish("abAB")
    current = data.generation(second.id) / "store" / "CURRENT"
    current.unlink()
    if harm is not None:
        current.write_bytes(harm)

    done = CliRunner().invoke(main, ["rollback", "--data", str(data.path)])

    assert done.exit_code == 0, done.output
    said = f"the store of generation {second.id} is damaged, so 2 last descriptions are lost"
    assert said in done.stderr
    found = taken_back(data, f"{OURS}b")
    assert (found.removed, found.generation, found.quads) == (data.events()[-1].at, second.id, "")
    assert taken_back(data, f"{THEIRS}B").reason_en == REASON_EN
    assert not is_behind(data)


def test_a_build_that_brings_it_back_ends_it(publish, data, back):
    publish("a")
    publish("ab")
    back()

    third = publish("ab", force=True)

    assert find_tombstone(data.generation(third.id), f"{OURS}b") is None


def test_it_is_a_promise_as_long_as_the_generation_is_there_and_is_remembered_after(
    publish, data, back
):
    publish("aA")
    second = publish("abAB")
    moment = back()
    with pytest.raises(PromiseError):
        publish("acA")
    shutil.rmtree(data.generation(second.id))

    third = publish("acA")

    for iri in (f"{OURS}b", f"{THEIRS}B"):
        found = find_tombstone(data.generation(third.id), iri)
        assert (found.removed, found.reason_en) == (moment, REASON_EN)
        assert found.quads


def test_it_survives_pruning_and_the_next_rollback(publish, data, back):
    first, second = publish("a"), publish("ab")
    back()
    moment = data.events()[-1].at
    publish("ac", allow_removals=True)
    done = CliRunner().invoke(
        main, ["generations", "prune", "--data", str(data.path), "--keep", "2", "--keep-days", "0"]
    )
    assert done.exit_code == 0, done.output
    assert second.id not in data.ids()

    back(first)

    assert taken_back(data, f"{OURS}c")
    assert taken_back(data, f"{OURS}b").quads
    assert taken_back(data, f"{OURS}b").removed >= moment[:10]


def test_the_rules_hold_after_a_rollback(publish, data, back, world):
    first = publish("a")
    publish("ab")
    back()

    findings = check_published(data, first.id, world)

    assert [item.rule.key for item in findings if item.is_broken and item.rule.key == "kept"] == []


def test_a_rollback_writes_what_comes_of_the_rules_for_what_is_served_now(
    publish, data, back, world
):
    first = publish("a")
    publish("ab")
    back()

    report = json.loads((data.withdrawn / "iris.json").read_text())
    found = check_published(data, first.id, world)
    built = json.loads((data.generation(first.id) / "reports" / "iris.json").read_text())
    kept = {item["rule"]: item["checked"] for item in report["rules"]}["kept"]
    assert report["generation"] == first.id
    assert kept == {item.rule.key: item.checked for item in found}["kept"]
    assert kept > {item["rule"]: item["checked"] for item in built["rules"]}["kept"]


def test_nothing_is_written_where_nothing_was_taken_back(publish, data, back):
    publish("a")
    publish("ab")
    assert not data.withdrawn.exists()
    second = publish("abc")
    roll_back(data, None)
    back(second)

    assert json.loads((data.withdrawn / "head.json").read_text())["generation"] == second.id
    names = {path.name for path in data.withdrawn.iterdir()}
    assert names == {"head.json", "iris.json"}


@given(st.lists(st.one_of(st.sets(st.sampled_from("abAB"), min_size=1), st.none()), max_size=5))
@limits(
    deadline=None,
    max_examples=examples(12),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_was_published_is_there_or_gone(tmp_path_factory, world, steps):
    """Steps are builds of some things, or rollbacks (None)."""
    folder = tmp_path_factory.mktemp("d")
    (folder / "registries").mkdir()
    settings = LoaderSettings(folder / "var", folder / "registries", BASE)
    data, ever = DataDirectory(settings.data), set[str]()
    text = DEFINITION.format(name="orgs", format="csv", kind="class: Organisation", share=0.5)
    (settings.registries / "orgs.yaml").write_text(text)
    for step in [{"z"}, *steps]:
        if step is None:
            if len(data.ids()) < 2:
                continue
            ids = [name for name in data.ids() if name != data.current_id()]
            roll_back(data, ids[0])
            catch_up(data, silent)
        else:
            things = sorted(step | {"z"})
            rows = "".join(f"{x},x,{THEIRS + x if x.isupper() else ''}\n" for x in things)
            (settings.registries / "orgs.csv").write_text(f"id,label_nl,iri\n{rows}")
            ensure_built(settings, base=BASE, world=world, force=True, allow_removals=True)
            ever |= set(things)
        folder_now = data.generation(str(data.current_id()))
        held = gzip.decompress((folder_now / "dumps" / "orgs.nq.gz").read_bytes())
        for name in ever:
            iri = f"{THEIRS}{name}" if name.isupper() else f"{OURS}{name}"
            there = f"<{iri if name.isupper() else BASE + iri}> ".encode() in held
            known = find_tombstone(folder_now, iri) or taken_back(data, iri)
            assert there or known, (name, steps)
