from hypothesis import given
from hypothesis import strategies as st

from server.presenting.grouping import join_small

KEYS = ("identification", "description", "relations", "contact", "access", "provenance", "other")


def to_groups(**sizes):
    return [
        {"key": key, "statements": [{"predicate": f"{key}{number}"} for number in range(size)]}
        for key, size in sizes.items()
    ]


def keys(groups):
    return [(group["key"], len(group["statements"])) for group in groups]


def test_few_facts_stand_under_one_heading_in_their_order():
    joined = join_small(to_groups(relations=1, provenance=2, other=1))

    assert keys(joined) == [("only", 4)]
    assert joined[0]["statements"][0] == {"predicate": "relations0"}


def test_what_describes_stands_by_itself():
    found = join_small(to_groups(description=1, provenance=2, other=1))

    assert keys(found) == [("description", 1), ("only", 3)]


def test_single_facts_among_many_come_last_together():
    found = join_small(to_groups(identification=1, relations=2, contact=1, access=3, other=2))

    assert keys(found) == [("relations", 2), ("access", 3), ("other", 4)]


def test_one_group_keeps_its_meaning_and_what_has_none_is_what_is_known():
    assert keys(join_small(to_groups(provenance=2))) == [("provenance", 2)]
    assert keys(join_small(to_groups(other=9))) == [("only", 9)]
    assert join_small([]) == []


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 9)))
def test_no_fact_is_lost_or_said_twice_and_no_heading_stands_over_one_of_many(sizes):
    groups = to_groups(**sizes)

    found = join_small(groups)

    said = [s["predicate"] for group in found for s in group["statements"]]
    assert sorted(said) == sorted(s["predicate"] for g in groups for s in g["statements"])
    single = [g for g in found if len(g["statements"]) == 1 and g["key"] != "description"]
    assert len(single) <= 1
