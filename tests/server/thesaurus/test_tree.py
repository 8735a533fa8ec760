import itertools

from hypothesis import given
from hypothesis import strategies as st

from server.thesaurus.tree import PATHS, Tree, climb, to_tree


@st.composite
def hierarchies(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]], list[int]]:
    """A hierarchy with cycles, several parents and loose ends."""
    count = draw(st.integers(1, 24))
    node = st.integers(0, count - 1)
    links = draw(st.lists(st.tuples(node, node), max_size=60))
    return count, links, draw(st.lists(node, max_size=3))


def reached(tree: Tree) -> set[int]:
    found, waiting = set(tree.roots), list(tree.roots)
    while waiting:
        for child in tree.children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


@given(hierarchies())
def test_every_concept_is_reached_from_the_top(hierarchy):
    count, links, tops = hierarchy

    assert reached(to_tree(count, links, tops)) == set(range(count))


@given(hierarchies())
def test_declared_tops_and_concepts_without_broader_ones_are_roots(hierarchy):
    count, links, tops = hierarchy
    tree = to_tree(count, links, tops)

    alone = {node for node in range(count) if not tree.parents[node]}
    assert {*tops, *alone} <= set(tree.roots)
    assert tree.loose == (set(tree.roots) - set(tops) if tops else set())


@given(hierarchies())
def test_parents_and_children_say_the_same(hierarchy):
    count, links, tops = hierarchy
    tree = to_tree(count, links, tops)

    up = {(child, parent) for child in range(count) for parent in tree.parents[child]}
    down = {(child, parent) for parent in range(count) for child in tree.children[parent]}
    assert up == down == {link for link in links if link[0] != link[1]}


@given(hierarchies())
def test_ways_are_few_lead_down_and_pass_nothing_twice(hierarchy):
    count, links, _ = hierarchy
    tree = to_tree(count, links, [])

    for node in range(count):
        ways = climb(node, tree.parents.__getitem__)
        assert 0 < len(ways) <= PATHS
        for way in ways:
            whole = (*way, node)
            assert len(set(whole)) == len(whole)
            assert all(b in tree.children[a] for a, b in itertools.pairwise(whole))


def test_a_cycle_has_one_root():
    tree = to_tree(4, [(0, 1), (1, 2), (2, 0), (3, 2)], [])

    assert tree.roots == (0,)


def test_a_ladder_of_many_ways_ends_soon():
    links = [
        (level * 2 + a, level * 2 - 2 + b)
        for level in range(1, 200)
        for a in (0, 1)
        for b in (0, 1)
    ]
    tree = to_tree(400, links, [0])

    assert len(climb(399, tree.parents.__getitem__)) <= PATHS
