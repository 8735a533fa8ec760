"""The example of docs/pages.md, as it stands there."""

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from linkml_schemas.compiler import compile_schema
from server.describe import page
from server.presenting.moments import to_row_moments
from tests.server.small_graph import BASE

CHECKOUT = Path(__file__).parents[3]
DOC = CHECKOUT / "docs" / "pages.md"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_annotations_alone_give_a_class_a_good_page(tmp_path: Path) -> None:
    for name in ("core.yaml", "codes.yaml"):
        shutil.copy(CHECKOUT / "linkml_schemas" / name, tmp_path)
    schema = tmp_path / "trainings.yaml"
    schema.write_text(block("yaml"), encoding="utf-8")
    store = Store()
    for quad in parse(block("turtle"), format=RdfFormat.TURTLE):
        assert quad.graph_name == DefaultGraph()
        store.add(quad)

    shown = page(
        store,
        BASE,
        compile_schema(schema),
        f"{BASE}/id/opleiding/linked-data",
        languages=("nl",),
    )

    assert shown is not None
    assert [fact["label"]["text"] for fact in shown["glance"]] == ["Niveau", "Aanbieder"]
    [sessions] = shown["blocks"]
    assert sessions["label"]["text"] == "Wanneer ze gegeven wordt"
    assert [m["name"] for m in to_row_moments(sessions)] == ["Gent", "Brussel"]
    assert shown["incoming"]["total"] == 0


@pytest.mark.parametrize("shot", re.findall(r"\((screenshots/[^)]+)\)", DOC.read_text("utf-8")))
def test_screenshot_is_there_and_small(shot: str) -> None:
    content = (DOC.parent / shot).read_bytes()

    assert content[8:12] == b"WEBP"
    assert len(content) < 150_000
