from server.presenting.functions import to_size
from server.presenting.kinds import by_family, draw_kinds
from server.presenting.latest import latest_changes

KINDS = [
    {"key": "rol", "name": "Rollen", "count": 8, "href": "/lijst/rol", "family": "governance"},
    {"key": "dataset", "name": "Datasets", "count": 90_000, "href": "/d", "family": "data"},
    {"key": "catalogus", "name": "Catalogi", "count": 2, "href": "/c", "family": "data"},
]


def test_kinds_stand_in_their_families() -> None:
    assert [(f["family"], [k["key"] for k in f["kinds"]]) for f in by_family(KINDS)] == [
        ("governance", ["rol"]),
        ("data", ["dataset", "catalogus"]),
    ]


def test_each_kind_has_a_bar_and_each_tie_an_arc() -> None:
    drawings = draw_kinds(KINDS, [["dataset", "catalogus"], ["rol", "onbekend"], ["rol", "rol"]])

    assert [drawing["class"] for drawing in drawings] == ["wide-drawing", "narrow"]
    for drawing in drawings:
        rows = drawing["rows"]
        assert [row["text"] for row in rows] == ["Rollen", "Datasets", "Catalogi"]
        assert rows[1]["bar"] > rows[0]["bar"] > rows[2]["bar"] > 0
        assert len(drawing["arcs"]) == 1


def test_graph_without_things_is_drawn_as_nothing() -> None:
    assert all(drawing["rows"] == [] for drawing in draw_kinds([], []))


def test_latest_changes_name_the_registries_that_changed() -> None:
    graph = "https://begrip.example/id/graaf/organen"
    counts = {"subjects_added": 1, "subjects_changed": 2, "subjects_removed": 0}
    manifest = {
        "made": "2026-11-23T00:00:00Z",
        "registries": [
            {"name": "organen", "graph": graph, "title": {"nl": "Organen", "en": "Bodies"}},
            {"name": "rollen", "graph": f"{graph}2"},
            {"name": "herkomst", "graph": f"{graph}3"},
        ],
        "changes": {
            "since": "1",
            "graphs": {"organen": counts, "rollen": {}, "weg": counts, "herkomst": counts},
        },
    }

    found = latest_changes(manifest, 0, "https://begrip.example")

    assert found["published"] == "2026-11-23T00:00:00Z"
    assert not found["first"]
    assert [(r["href"], r["added"], r["changed"]) for r in found["registries"]] == [
        ("/doc/graaf/organen", 1, 2)
    ]


def test_generation_of_an_older_version_says_only_when_it_was_made() -> None:
    found = latest_changes({"made": "2026-11-23T00:00:00Z"}, 0, "https://begrip.example")

    assert (found["registries"], found["first"]) == ([], True)
    assert latest_changes({}, 1_764_000_000, "https://b.example")["published"].startswith("2025")


def test_size_is_said_in_the_largest_unit_that_fits() -> None:
    sizes = ("0", "999", "1000", "1500", "25000000", "9" * 17, "1" * 40)

    assert [to_size(text, "nl") for text in sizes] == [
        "0 bytes", "999 bytes", "1 kB", "1,5 kB", "25 MB", "100 PB", "1" * 40,
    ]  # fmt: skip
