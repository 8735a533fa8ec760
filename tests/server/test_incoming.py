"""What was counted ahead is what would be counted when it is asked."""

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from server import incoming
from server.dereferencing import pointing
from server.dereferencing.pointing import read_subjects, write_out
from server.incoming import SORTED_UP_TO, count_ahead

PART, MEMBER = NamedNode("http://purl.org/dc/terms/isPartOf"), NamedNode("urn:member")
MUCH, SOME = NamedNode("urn:much"), NamedNode("urn:some")


def store_of(links: int) -> Store:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), PART, MUCH) for n in range(links))
    store.extend(Quad(NamedNode(f"urn:{n}"), MEMBER, MUCH) for n in range(7))
    store.extend(Quad(NamedNode(f"urn:{n}"), PART, SOME) for n in range(50))
    store.add(Quad(MUCH, PART, MUCH))
    return store


def test_links_to_what_very_many_point_at_are_counted_ahead_as_they_would_be_later():
    links = 20 * SORTED_UP_TO + 1
    ahead, later = store_of(links), store_of(links)

    assert count_ahead(ahead) == 1
    counted = incoming._AHEAD[ahead][MUCH.value]
    assert counted == incoming._count(later, MUCH.value) == {PART.value: links, MEMBER.value: 7}
    assert incoming._count(ahead, SOME.value) == {PART.value: 50}


@pytest.mark.parametrize(("start", "stop"), [(0, 50), (63, 65), (5950, 6000), (6001, 6051)])
def test_any_part_of_what_is_written_out_is_that_of_the_store(start, stop):
    links = 20 * SORTED_UP_TO + 1
    ahead, later = store_of(links), store_of(links)
    count_ahead(ahead)
    part = read_subjects(ahead, PART.value, MUCH.value, start, stop)

    walked = ahead.quads_for_pattern(None, PART, MUCH)
    others = [quad.subject for quad in walked if quad.subject != MUCH]
    assert (PART.value, MUCH.value) in pointing._WRITTEN[ahead]
    assert part == others[start:stop]
    assert part == read_subjects(later, PART.value, MUCH.value, start, stop)


def test_what_does_not_fit_or_is_no_iri_is_not_written_out():
    store = store_of(100)

    assert write_out(store, [(PART.value, MUCH.value)], most=500) == 0
    assert 500 < write_out(store, [(PART.value, MUCH.value)]) < 2000
    store.add(Quad(BlankNode(), PART, MUCH))
    assert write_out(store, [(PART.value, MUCH.value)]) == 0
    assert len(read_subjects(store, PART.value, MUCH.value, 0, 200)) == 101


def test_nothing_is_counted_ahead_where_few_point():
    assert count_ahead(store_of(100)) == 0
