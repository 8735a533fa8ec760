"""What is kept and what goes: number, age, pins, readers, promises."""

import fcntl
import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from loaders.build import ensure_built
from loaders.errors import DefinitionError, DiskError, GenerationError
from loaders.generations.claims import claimed
from loaders.generations.data_directory import DataDirectory
from loaders.generations.pins import pin, read_pins, unpin
from loaders.generations.publication import clean, locked, roll_back
from loaders.generations.removal import remove_generation, set_aside
from loaders.generations.retention import decide, prune, still_needed
from loaders.generations.snapshots import read_snapshot
from loaders.generations.verification import verify
from loaders.promising.tombstones import read_removed
from loaders.settings import LoaderSettings, to_settings
from tests.loaders.conftest import BASE
from tests.survival.whole import find_litter, read_log

pytestmark = pytest.mark.slow  # builds a dozen generations

LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


@pytest.fixture
def publish(settings, world, write):
    """Return what publishes bodies with these ids and returns the generation's id."""

    def publish_bodies(ids, **more):
        rows = "".join(f"{name},{name.upper()}\n" for name in ids)
        write("raden", f"id,label_nl\n{rows}", "Body")
        write("doelen", "id,label_nl\ndoel,Doel\n", "Goal")
        return ensure_built(settings, base=BASE, world=world, **more).id

    return publish_bodies


@pytest.fixture
def four(publish):
    return [publish(names) for names in ("a", "ab", "abc", "abcd")]


def rules(data, keep=10, keep_days=30.0):
    return LoaderSettings(data.path, keep=keep, keep_days=keep_days)


def going(data, now=LATER, **rule):
    return [fate.id for fate in decide(data, rules(data, **rule), now) if not fate.stays]


def run_prune(data, **rule):
    with locked(data):
        return list(prune(data, rules(data, **rule)))


@pytest.mark.parametrize(
    ("keep", "days", "later", "left"),
    [
        pytest.param(2, 30, 31, 2, id="beyond the number and older than the days"),
        pytest.param(2, 30, 29, 4, id="beyond the number and younger"),
        pytest.param(10, 30, 31, 4, id="older and within the number"),
        pytest.param(2, 0, 0, 2, id="the number alone"),
        pytest.param(0, 30, 31, 1, id="the days alone, but for what is served"),
        pytest.param(0, 30, 29, 4, id="the days alone, younger"),
        pytest.param(0, 0, 9999, 4, id="both off"),
    ],
)
def test_what_is_beyond_the_number_and_older_than_the_days_goes(
    data, four, keep, days, later, left
):
    now = datetime.now(UTC) + timedelta(days=later)

    assert going(data, now, keep=keep, keep_days=days) == four[: 4 - left]


def test_an_age_counts_from_when_a_generation_was_served_last(data, four):
    roll_back(data, four[0])
    roll_back(data, four[3])

    assert going(data, keep=2, keep_days=0) == four[1:3]


def test_what_is_served_stays(data, four):
    roll_back(data, four[1])

    assert four[1] not in going(data, keep=1, keep_days=0)


def test_what_was_served_last_stays_when_the_pointer_is_gone(data, four):
    data.current.unlink()

    assert going(data, keep=1, keep_days=0) == four[:3]


def test_what_is_pinned_stays_until_it_is_unpinned(data, four):
    pin(data, four[0], "promised to a reader")

    assert going(data, keep=1, keep_days=0) == four[1:3]
    assert read_pins(data)[four[0]].because == "promised to a reader"
    unpin(data, four[0])
    assert going(data, keep=1, keep_days=0) == four[:3]


def test_damaged_pins_stop_every_removal(data, four):
    (data.path / "pins.json").write_text('{"a": ')

    with pytest.raises(DiskError, match="no generation is removed until it is mended"):
        run_prune(data, keep=1, keep_days=0)

    assert len(data.ids()) == 4


def test_what_is_not_pinned_cannot_be_unpinned(data, four):
    with pytest.raises(GenerationError, match="is not pinned; pinned: none"):
        unpin(data, four[0])


def test_what_a_process_reads_stays(data, four):
    with claimed(data.generation(four[0])):
        fates = run_prune(data, keep=1, keep_days=0)

    assert fates[0].stays == "a process reads it"
    assert set(data.ids()) == {four[0], four[3]}
    run_prune(data, keep=1, keep_days=0)
    assert data.ids() == (four[3],)


def test_nothing_is_removed_where_the_file_system_has_no_locks(data, four, monkeypatch):
    def refuse(descriptor, kind):
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(fcntl, "flock", refuse)

    assert not remove_generation(data, four[0])
    assert set(data.ids()) == set(four)
    with pytest.raises(DiskError, match=r"cannot be locked: .*a file system with locks"):
        run_prune(data)


def test_what_alone_holds_a_promise_stays(data, publish):
    first = publish("a")
    second = publish("ab")
    roll_back(data, first)

    assert still_needed(data, [second]) == {second}
    assert going(data, keep=1, keep_days=0) == []


def test_a_removed_iri_is_not_forgotten_by_pruning(data, publish, settings, world, write):
    first = publish("ab")
    publish("a", allow_removals=True)
    third = publish("ac")

    run_prune(data, keep=1, keep_days=0)

    assert data.ids() == (third,)
    assert first not in data.ids()
    fourth = publish("acd")
    assert read_removed(data.generation(fourth)) == {"/id/orgaan/b"}


def test_a_build_prunes_by_its_settings(settings, world, publish, data, write):
    from dataclasses import replace

    publish("a")
    publish("ab")
    write("raden", "id,label_nl\na,A\nb,B\nc,C\n", "Body")

    last = ensure_built(replace(settings, keep=1, keep_days=0), base=BASE, world=world)

    assert data.ids() == (last.id,)
    assert [event for event, _, _ in read_log(data.path)][-2:] == ["prune", "prune"]


def test_removing_a_generation_leaves_snapshots_and_later_dumps_whole(data, publish, four):
    run_prune(data, keep=1, keep_days=0)

    assert verify(data, four[3]).problems == ()
    snapshot = read_snapshot(data.snapshot("doelen"))
    assert snapshot is not None
    assert publish("abcde") in data.ids()


def test_a_removal_that_was_interrupted_is_finished_and_logged(data, four):
    set_aside(data.generation(four[0]))
    assert find_litter(data.path) == [f"generations/.removing-{four[0]}"]

    with locked(data):
        clean(data)

    assert find_litter(data.path) == []
    assert read_log(data.path)[-1] == ("gone", four[0], None)
    assert data.gone_ids() == ()


def test_a_pruned_generation_that_is_built_again_is_a_generation_again(data, publish, four):
    run_prune(data, keep=1, keep_days=0)

    again = publish("abc", allow_removals=True)

    assert data.gone_ids() == ()
    assert again in data.ids()


@pytest.mark.parametrize(
    ("variable", "text"),
    [("KEEP", "-1"), ("KEEP", "1.5"), ("KEEP", "x"), ("KEEP_DAYS", "-1"), ("KEEP_DAYS", "nan")],
)
def test_what_is_no_number_is_told(variable, text):
    with pytest.raises(DefinitionError, match=f"BEGRIP_{variable} is '{text}'.*0 or more"):
        to_settings({f"BEGRIP_{variable}": text})


def test_numbers_are_read():
    settings = to_settings({"BEGRIP_KEEP": "3", "BEGRIP_KEEP_DAYS": "0.5"})

    assert (settings.keep, settings.keep_days) == (3, 0.5)


def test_a_log_with_a_moment_that_is_none_removes_nothing_for_its_age(data, four):
    path = data.path / "publications.log"
    events = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps({**event, "at": "?"}) + "\n" for event in events))

    assert going(data, datetime.now(UTC), keep=1, keep_days=1) == []
