"""What was counted ahead is what would be counted when it is asked."""

from pyoxigraph import NamedNode, Quad, Store

from server import incoming
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


def test_nothing_is_counted_ahead_where_few_point():
    assert count_ahead(store_of(100)) == 0
