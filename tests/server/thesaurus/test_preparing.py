from collections.abc import Iterator

import pytest

from server.thesaurus import preparing
from server.thesaurus.index import PREPARED, build_index, read_alphabet, read_scheme
from tests.server.small_graph import BASE
from tests.server.thesaurus.graph import SCHEME, thesaurus_store
from tests.server.thesaurus.large import SCHEME as LARGE
from tests.server.thesaurus.large import large_store


@pytest.fixture(autouse=True)
def prepared() -> Iterator[dict]:
    PREPARED.clear()
    yield PREPARED
    PREPARED.clear()


def test_what_was_read_beforehand_is_not_read_again(prepared):
    store = thesaurus_store()

    count = preparing.prepare(store, BASE, ("nl", "en"))

    assert count == sum(len(index.entries) for index in prepared.values()) > 10
    assert read_scheme(store, BASE, SCHEME) is prepared[BASE, SCHEME]


def test_a_child_hands_on_the_same_as_is_read_here(prepared):
    preparing.prepare_apart(thesaurus_store, BASE, ("nl",))

    there, here = prepared[BASE, SCHEME], build_index(thesaurus_store(), BASE, SCHEME)
    assert there.entries == here.entries
    assert there.tree == here.tree
    assert read_alphabet(there, ("nl",)) == read_alphabet(here, ("nl",))


def test_a_child_that_fails_costs_nothing_but_the_head_start(prepared):
    def fall_over():
        raise OSError("the disk is away")

    assert preparing.prepare_apart(fall_over, BASE, ("nl",)) == 0
    assert prepared == {}


def test_what_does_not_fit_is_read_when_it_is_asked_for(prepared, monkeypatch):
    monkeypatch.setattr(preparing, "MOST", 50)
    store = large_store(60, wide=20)

    assert preparing.prepare(store, BASE, ("nl",)) == 0
    assert len(read_scheme(store, BASE, LARGE).entries) == 60
