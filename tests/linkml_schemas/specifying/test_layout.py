from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from linkml_schemas.specifying.layout import Item, Layout, Line, Rectangle, lay_out
from linkml_schemas.specifying.outline import lay_out_trees

Box = tuple[int, int, int, int]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Item], list[Line]]:
    count = draw(st.integers(1, 14))
    sizes = st.tuples(st.integers(20, 260), st.integers(20, 300))
    items = [Item(f"b{i}", *draw(sizes)) for i in range(count)]
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    labels = st.none() | st.tuples(st.integers(10, 170), st.integers(15, 60))
    pairs = draw(st.lists(ends, max_size=24, unique=True))
    lines = [
        Line(f"l{n}", f"b{one}", f"b{other}", draw(labels), draw(st.sampled_from(("", "is_a"))))
        for n, (one, other) in enumerate(pairs)
        if one != other
    ]
    return items, lines


def edges(r: Rectangle) -> Box:
    return r.x, r.y, r.x + r.width, r.y + r.height


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def runs(layout: Layout) -> list[tuple[str, Box]]:
    """The space that each piece of each line takes: a bend stays between its ends."""
    return [
        (key, (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        for key, route in layout.routes.items()
        for a, b in pairwise(route)
    ]


def assert_nothing_meets(layout: Layout) -> None:
    solid = [edges(each) for each in (*layout.boxes.values(), *layout.labels.values())]
    assert not [pair for pair in combinations(solid, 2) if meet(*pair)]
    for box in solid:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= layout.width
        assert box[3] <= layout.height
    for key, run in runs(layout):
        for name, box in layout.boxes.items():
            inside = (box.x + 1, box.y + 1, box.x + box.width - 1, box.y + box.height - 1)
            wide = (run[0], run[1], max(run[2], run[0] + 1), max(run[3], run[1] + 1))
            assert not meet(wide, inside), f"{key} runs through {name}"


@settings(max_examples=40)
@given(drawings())
def test_no_box_or_name_meets_another_and_no_line_a_box_when_lines_run_down(drawing):
    assert_nothing_meets(lay_out(*drawing, flow="down"))


@settings(max_examples=40)
@given(drawings())
def test_no_box_or_name_meets_another_and_no_line_a_box_when_lines_run_right(drawing):
    assert_nothing_meets(lay_out(*drawing, flow="right"))


@settings(max_examples=40)
@given(drawings())
def test_no_box_meets_another_in_trees(drawing):
    items, lines = drawing
    layout = lay_out_trees(items, lines)

    assert_nothing_meets(layout)
    assert set(layout.boxes) == {item.key for item in items}


@settings(max_examples=40)
@given(drawings())
def test_each_line_begins_and_ends_at_its_boxes(drawing):
    items, lines = drawing
    layout = lay_out(items, lines)

    assert set(layout.routes) == {line.key for line in lines}
    assert set(layout.labels) == {line.key for line in lines if line.label}
    for line in lines:
        for key, (x, y) in (
            (line.source, layout.routes[line.key][0]),
            (line.target, layout.routes[line.key][-1]),
        ):
            box = layout.boxes[key]
            assert box.x <= x <= box.x + box.width
            assert y in {box.y, box.y + box.height}


@settings(max_examples=40)
@given(drawings())
def test_the_same_drawing_is_laid_out_the_same(drawing):
    assert lay_out(*drawing) == lay_out(*drawing)


def test_a_tree_has_no_crossing():
    items = [Item(name, 60, 30) for name in "abcdefg"]
    pairs = ("ad", "ab", "ac", "be", "df", "cg")
    layout = lay_out(items, [Line(p, p[0], p[1]) for p in pairs], flow="right")

    parents = sorted("bcd", key=lambda name: layout.boxes[name].y)
    children = sorted("efg", key=lambda name: layout.boxes[name].y)
    assert [{"b": "e", "d": "f", "c": "g"}[name] for name in parents] == children


def test_a_wide_layer_goes_on_below():
    items = [Item(str(i), 200, 40) for i in range(12)]
    layout = lay_out(items, [Line(str(i), "0", str(i)) for i in range(1, 12)], widest=700)

    assert len({box.y for box in layout.boxes.values()}) >= 4
