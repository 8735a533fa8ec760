import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkml_schemas.specifying.class_diagram import modules, render_diagram
from linkml_schemas.specifying.properties import Terms
from linkml_schemas.specifying.widths import measure
from linkml_schemas.specifying.wording import LANGUAGES
from tests.linkml_schemas.specifying.models import (
    MODELS,
    SVG,
    hostile,
    library,
    ours,
    overlap,
    shapes,
)

NAMES = st.lists(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30)
    .filter(lambda name: name.strip() and not name.strip().isnumeric()),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip


def diagrams(model, language):
    """Every diagram of a model: the whole, its parts, and each class."""
    terms = Terms(model, language)
    yield render_diagram(model, language)
    for module in modules(terms):
        yield render_diagram(model, language, module=module)
    for name in terms.classes:
        yield render_diagram(model, language, name)


def assert_texts_fit(svg: str) -> None:
    """Every text lies within a rectangle, by the widths that are measured."""
    boxes = [*shapes(svg, "box"), *shapes(svg, "paper")]
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        words = text.text or ""
        size = int(text.get("font-size", "12"))
        width = measure(words, size, bold=text.get("font-weight") == "bold")
        x, y = int(text.get("x", "")), int(text.get("y", ""))
        left = x - width / 2 if text.get("text-anchor") == "middle" else x
        assert any(
            box[0] <= left and left + width <= box[2] + 1 and box[1] < y - size / 2 and y < box[3]
            for box in boxes
        ), words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_no_two_boxes_meet_and_every_text_lies_in_its_box(model, language):
    for svg in diagrams(model(), language):
        boxes = [*shapes(svg, "box"), *shapes(svg, "paper")]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
        assert_texts_fit(svg)


def test_every_class_is_in_the_overview_with_the_way_to_its_section():
    terms = Terms(ours(), "nl")
    svg = render_diagram(ours(), "nl")

    ways = re.findall(r'<a class="\w+" href="#([^"]+)"', svg)
    assert sorted(ways) == sorted(terms.anchors.classes[name] for name in terms.classes)


@pytest.mark.parametrize("model", MODELS)
def test_every_association_is_in_the_diagram_of_its_class_with_its_cardinality(model):
    terms = Terms(model(), "en")
    for name in terms.classes:
        words = _words(render_diagram(model(), "en", name))
        for each in terms.own_properties(name):
            said = f"{terms.name(each.slot).text} {each.cardinality()}".split()
            if set(each.ranges) & set(terms.classes) - {name}:
                assert " ".join(said) in words
            else:
                assert f"{terms.name(each.slot).text}: " in words


def _words(svg: str) -> str:
    return (
        " ".join(
            " ".join("".join(text.itertext()).split())
            for text in ElementTree.fromstring(svg).iter(f"{SVG}text")
        )
        + " "
    )


def test_a_small_schema_is_drawn_in_full():
    svg = render_diagram(library(), "en")
    words = _words(svg)

    assert "author 0..*" in words
    assert "«abstract» named thing" in words
    assert svg.count('class="to-parent"') == 4
    assert svg.count('class="to-mixin"') == 1
    assert "sequel: book [0..1]" in words
    assert "owner 0..1" in words


def test_a_name_in_another_language_says_which():
    svg = render_diagram(library(), "nl")

    assert re.search(r'<text class="name"[^>]* lang="en">book</text>', svg)
    assert "<title>Klassendiagram: Library &amp; friends</title>" in svg


def test_a_diagram_is_the_same_bytes_again():
    assert render_diagram(ours(), "nl", "Dataset") == render_diagram(ours(), "nl", "Dataset")


def test_a_drawing_holds_no_script_and_fetches_nothing():
    svg = render_diagram(ours(), "nl")

    assert "<script" not in svg
    assert re.findall(r"https?://[^\"' )]+", svg) == ["http://www.w3.org/2000/svg"]
    assert "style=" not in svg


def test_description_changes_no_diagram(tmp_path):
    one = hostile(tmp_path, ["A", "B"], "x")
    before = render_diagram(one, "en")

    assert "description" not in before.replace("<desc>", "")


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=NAMES, text=st.text(st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_hostile_names_stay_text(tmp_path, names, text):
    model = hostile(tmp_path, names, text)
    for svg in diagrams(model, "nl"):
        root = ElementTree.fromstring(svg)
        tags = {each.tag.removeprefix(SVG) for each in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "g", "a", "rect", "path", "text"}
        assert {key for each in root.iter() for key in each.attrib if key.startswith("on")} == set()
        assert all(each.get("href", "#").startswith("#") for each in root.iter(f"{SVG}a"))
