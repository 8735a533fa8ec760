import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.thesaurus import slices
from server.thesaurus.index import SchemeIndex, read_scheme
from tests.effort import examples
from tests.server.small_graph import BASE
from tests.server.thesaurus.graph import KADER, OTHER, SCHEME, thesaurus_store
from tests.server.thesaurus.large import DEEP, WIDE, concept, large_store
from tests.server.thesaurus.large import SCHEME as LARGE

STORE = thesaurus_store()
INDEX = read_scheme(STORE, BASE, SCHEME)
WANTED = ("nl",)


def unfolded(index: SchemeIndex, of: str = "", seen: set[str] | None = None) -> set[str]:
    """Return what a reader finds who opens every page of the tree once."""
    seen = set() if seen is None else seen
    page, pages = 1, 1
    while page <= pages:
        found = slices.branch(index, WANTED, of=of, page=page)
        pages = found["pages"]
        waiting = list(found["rows"])
        while waiting:
            row = waiting.pop()
            fresh = row["iri"] not in seen
            seen.add(row["iri"])
            waiting += row.get("rows", [])
            if fresh and row["narrower"] and "rows" not in row:
                unfolded(index, row["iri"], seen)
        page += 1
    return seen


def listed(index: SchemeIndex) -> list[str]:
    """Return the concepts of all pages of all letters, as often as they stand there."""
    found = []
    for letter, _ in slices.letters(index, WANTED)["letters"]:
        page, pages = 1, 1
        while page <= pages:
            shown = slices.letters(index, WANTED, letter=letter, page=page)
            pages = shown["pages"]
            assert len(shown["rows"]) <= slices.PAGE_SIZE
            found += [row["iri"] for row in shown["rows"] if not row["alternative"]]
            page += 1
    return found


def test_the_members_of_a_scheme_are_its_concepts_and_no_collection():
    assert set(INDEX.positions) == {
        f"{KADER}/{name}"
        for name in (
            "data", "open", "zorg", "oud", "los", "zonder", "kring1", "kring2", "getal", "teken",
        )
    }  # fmt: skip
    assert set(read_scheme(STORE, BASE, OTHER).positions) == {
        f"{OTHER}1",
        f"{OTHER}2",
        f"{KADER}/zorg",
    }


def test_loose_ends_and_a_cycle_stand_at_the_top_and_say_so():
    roots = {INDEX.entries[place].iri: place in INDEX.tree.loose for place in INDEX.tree.roots}

    assert roots == {f"{KADER}/data": False, f"{KADER}/los": True, f"{KADER}/kring1": True}


def test_labels_are_counted_by_language():
    assert INDEX.languages == {"en": (1, 0), "fr": (1, 0), "nl": (9, 2)}
    assert (INDEX.unnamed, INDEX.deprecated) == (1, 1)


def test_a_name_is_in_the_language_asked_for_or_the_best_there_is():
    place = INDEX.positions[f"{KADER}/data"]

    assert INDEX.name(place, ("fr",)).value == "données"
    assert (INDEX.name(place, ("de",)).value, INDEX.name(place, ("de",)).language) == ("data", "nl")
    assert INDEX.name(INDEX.positions[f"{KADER}/zonder"], WANTED).value == "zonder"


def test_an_alternative_label_points_to_the_preferred_one():
    rows = slices.letters(INDEX, WANTED, letter="G")["rows"]

    assert [(row["alternative"], row["text"]) for row in rows] == [("gegevens", "data")]


def test_the_letters_of_a_small_scheme():
    assert slices.letters(INDEX, WANTED)["letters"] == [
        ["*", 1], ["0-9", 1], ["D", 1], ["E", 1], ["F", 1], ["G", 1], ["K", 2], ["O", 2], ["Z", 2],
    ]  # fmt: skip


@pytest.mark.slow
def test_pages_of_letters_and_tree_hold_every_concept_of_a_deep_and_wide_scheme():
    index = read_scheme(large_store(6_000), BASE, LARGE)
    everything = set(index.positions)

    assert sorted(listed(index)) == sorted(everything)
    assert unfolded(index) == everything
    assert max(map(len, index.tree.children)) >= WIDE
    assert len(index.tree.roots) == 1
    deepest, levels = index.positions[concept(DEEP - 1)], 1
    while index.tree.parents[deepest]:
        deepest, levels = index.tree.parents[deepest][0], levels + 1
    assert levels == DEEP


@given(st.data())
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_hierarchy_hides_a_concept(data):
    count = data.draw(st.integers(1, 30))
    node = st.integers(0, count - 1)
    links = data.draw(st.lists(st.tuples(node, node), max_size=80))
    texts = data.draw(st.lists(st.text(max_size=12), min_size=count, max_size=count))
    index = read_scheme(_store(links, texts), BASE, LARGE)

    assert sorted(listed(index)) == sorted(index.positions)
    assert unfolded(index) == set(index.positions)
    assert len(index.positions) == count


def _store(links, texts):
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from server.thesaurus import terms

    store, scheme = Store(), NamedNode(LARGE)
    for number, text in enumerate(texts):
        node = NamedNode(concept(number))
        store.add(Quad(node, terms.IN_SCHEME, scheme))
        store.add(Quad(node, terms.PREFERRED, Literal(text, language="nl")))
    for narrower, broader in links:
        store.add(Quad(NamedNode(concept(narrower)), terms.BROADER, NamedNode(concept(broader))))
    return store
