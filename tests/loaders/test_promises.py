import gzip

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.build import ensure_built
from loaders.errors import PromiseError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.promising.keeping import served_ids, unheard
from loaders.promising.promises import (
    SCHEMA,
    join_promises,
    read_promises,
    to_promises,
    write_promises,
)
from loaders.promising.tombstones import Tombstone, read_removed, read_tombstones
from tests.loaders.conftest import BASE

HEAD = "id,label_nl\n"


@pytest.fixture
def publish(settings, world, write):
    """Return what builds a registry of organisations with these ids."""

    def run(ids, **more):
        write("orgs", HEAD + "".join(f"{name},x\n" for name in ids))
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


def removed(data, built):
    return read_removed(data.generation(built.id))


def test_a_rollback_forgets_no_promise(publish, data):
    publish("a")
    publish("ab")
    roll_back(data, None)

    with pytest.raises(PromiseError) as caught:
        publish("ac")

    assert caught.value.dropped == ("/id/organisatie/b",)
    assert removed(data, publish("ac", allow_removals=True)) == {"/id/organisatie/b"}


def test_what_went_with_permission_is_remembered_for_ever_and_asked_once(publish, data):
    publish("ab")
    publish("a", allow_removals=True)

    later = [publish("ac"), publish("acd")]

    assert [removed(data, built) for built in later] == [{"/id/organisatie/b"}] * 2


def test_what_came_back_is_promised_again(publish, data):
    publish("ab")
    publish("a", allow_removals=True)
    assert removed(data, publish("abc")) == set()

    with pytest.raises(PromiseError):
        publish("ac")


def test_a_rollback_to_before_a_removal_makes_the_promise_again(publish, data):
    publish("ab")
    publish("a", allow_removals=True)
    roll_back(data, None)

    with pytest.raises(PromiseError):
        publish("ac")


def test_without_a_log_every_generation_counts(publish, data):
    publish("a")
    publish("ab")
    roll_back(data, None)
    (data.path / "publications.log").unlink()

    with pytest.raises(PromiseError):
        publish("ac")


@given(
    st.dictionaries(
        st.text("a\u2028\x85\u2029/é%|", min_size=1), st.sampled_from(["", "Role", "Post|Role"])
    )
)
def test_promises_are_read_as_they_were_written(tmp_path_factory, iris):
    folder = tmp_path_factory.mktemp("g")
    kept = pl.DataFrame({"iri": list(iris), "kind": list(iris.values())}, schema=SCHEMA)

    write_promises(folder, kept)

    assert read_promises(folder).rows() == kept.rows()


def test_promises_of_an_older_program_are_read(tmp_path):
    (tmp_path / "promises.txt.gz").write_bytes(gzip.compress(b"/id/rol/a\n/id/rol/b\n"))
    (tmp_path / "removed.txt").write_text("/id/rol/c\n")

    before = join_promises([tmp_path])

    assert before.kept["iri"].to_list() == ["/id/rol/a", "/id/rol/b"]
    assert list(read_tombstones(tmp_path, before.removed)) == [Tombstone("/id/rol/c", "")]


@pytest.mark.slow
def test_a_generation_that_was_never_served_promises_nothing(publish, data):
    publish("a")
    second = publish("ab")
    data.current.unlink()
    log = data.path / "publications.log"
    log.write_bytes(log.read_bytes().split(b"\n")[0] + b"\n")

    third = publish("ac")

    assert third.id != second.id
    assert removed(data, third) == set()


def test_damaged_promises_are_an_error_of_the_disk(tmp_path):
    (tmp_path / "promises.txt.gz").write_bytes(gzip.compress(b"/id/rol/cdo")[:-12])

    with pytest.raises(OSError, match="is damaged"):
        read_promises(tmp_path)


def test_nodes_without_a_name_are_not_promised():
    subjects = [f"{BASE}/.well-known/genid/0a", f"{BASE}/id/rol/a\u2028b", "urn:x"]
    frame = pl.DataFrame({"iri": subjects, "kind": ["", "Role", ""]})

    assert to_promises(BASE, frame).rows() == [("/id/rol/a\u2028b", "Role")]


def test_a_thing_that_several_registries_describe_has_all_its_kinds():
    rows = {"iri": [f"{BASE}/id/rol/{name}" for name in "aabb"], "kind": ["Role", "Body", "", ""]}

    assert to_promises(BASE, pl.DataFrame(rows)).rows() == [
        ("/id/rol/a", "Body|Role"),
        ("/id/rol/b", ""),
    ]


def test_only_generations_that_no_later_one_took_over_are_read_again(publish, data):
    first, second = publish("a"), publish("ab")
    third = publish("abc")
    roll_back(data, first.id)

    assert unheard(data, served_ids(data)) == [third.id, first.id]
    assert data.read_manifest(third.id)["knows"] == [first.id, second.id]
