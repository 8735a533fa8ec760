from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.presenting.neighbourhood import MOST_GROUPS, MOST_NODES, draw_neighbourhood

NUMBERS = count()


def link(text: str, *, href: str = "/doc/rol/x", external: bool = False) -> dict[str, Any]:
    iri = f"https://b.example/id/rol/{next(NUMBERS)}"
    named = {"kind": "link", "iri": iri, "text": text, "lang": ""}
    return {**named, "href": href, "external": external}


def a_page(outgoing: list[list[str]], incoming: list[list[str]]) -> dict[str, Any]:
    label = {"text": "verband", "lang": "nl"}
    statements = [
        {"label": label, "values": [link(t) for t in texts], "total": len(texts), "family": ""}
        for texts in outgoing
    ]
    groups = [
        {"label": label, "links": [link(t) for t in texts], "total": len(texts)}
        for texts in incoming
    ]
    return {
        "title": {"text": "Het ding zelf"},
        "glance": [],
        "groups": [{"statements": statements}],
        "blocks": [],
        "incoming": {"groups": groups},
    }


_SIDES = st.lists(st.lists(st.text(max_size=80), min_size=1, max_size=30), max_size=40)


@given(_SIDES, _SIDES)
def test_drawing_is_bounded_and_holds_every_box(
    outgoing: list[list[str]], incoming: list[list[str]]
) -> None:
    found = draw_neighbourhood(a_page(outgoing, incoming))

    if found is None:
        assert sum(map(len, outgoing + incoming)) < 2
        return
    assert 2 <= found["count"] < MOST_NODES
    left_out = [max(0, len(side) - MOST_GROUPS) for side in (outgoing, incoming)]
    assert found["more"] >= sum(left_out)
    assert all(len(drawing["labels"]) <= 2 * MOST_GROUPS for drawing in found["drawings"])
    assert found["drawings"][0]["height"] < 1300
    for drawing in found["drawings"]:
        for node in drawing["nodes"]:
            assert 0 <= node["x"] <= node["x"] + node["width"] <= drawing["width"]
            assert -0.01 <= node["y"] <= node["y"] + node["height"] <= drawing["height"] + 1
        tops = sorted((node["x"], node["y"]) for node in drawing["nodes"])
        assert len(tops) == len(set(tops))
        assert drawing["centre"]["y"] >= 0


def test_what_leads_out_or_nowhere_is_not_drawn() -> None:
    page = a_page([["a", "b"]], [])
    page["groups"][0]["statements"][0]["total"] = 4
    page["groups"][0]["statements"][0]["values"] = [
        link("a", external=True),
        link("b", href=""),
        link("c"),
        link("d"),
    ]

    found = draw_neighbourhood(page)

    assert found is not None
    assert [node["title"] for node in found["drawings"][0]["nodes"]] == ["c", "d"]


def test_box_with_a_number_stands_for_the_others() -> None:
    found = draw_neighbourhood(a_page([[f"ding {n}" for n in range(10)]], []))

    assert found is not None
    assert [n["title"] for n in found["drawings"][0]["nodes"]][-1] == "+ 6"
    assert found["drawings"][0]["nodes"][-1]["href"] == ""


def test_relations_that_do_not_fit_are_counted() -> None:
    found = draw_neighbourhood(a_page([["a"]], [[f"{n}"] for n in range(16)]))

    assert found is not None
    assert found["more"] == 10
    assert len(found["drawings"][0]["labels"]) == MOST_GROUPS + 1
    assert found["drawings"][0]["height"] < 500


def test_thing_that_is_linked_in_more_than_one_way_is_drawn_once() -> None:
    page = a_page([["a", "b"]], [["c"]])
    page["incoming"]["groups"][0]["links"] += page["groups"][0]["statements"][0]["values"]
    page["incoming"]["groups"][0]["total"] = 3

    found = draw_neighbourhood(page)

    assert found is not None
    texts = [node["title"] for node in found["drawings"][0]["nodes"]]
    assert sorted(texts) == ["a", "b", "c"]


def test_long_name_takes_two_lines_and_keeps_its_end() -> None:
    names = ["Departement Kanselarij en Bestuur", f"agrarisch {'groen ' * 40}ontoegankelijk"]

    found = draw_neighbourhood(a_page([names], [["a"]]))

    assert found is not None
    short, long = (
        [line["text"] for line in node["lines"]] for node in found["drawings"][0]["nodes"][-2:]
    )
    assert short == ["Departement Kanselarij en", "Bestuur"]
    assert len(long) == 2
    assert long[-1].endswith("toegankelijk")


def test_things_on_one_side_have_the_room_of_the_other() -> None:
    found = draw_neighbourhood(a_page([["agrarisch groen ontoegankelijk: dienst", "b"]], []))

    assert found is not None
    assert [len(node["lines"]) for node in found["drawings"][0]["nodes"]] == [1, 1]
    assert found["drawings"][0]["centre"]["x"] == 0
