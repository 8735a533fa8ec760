"""Models for the tests of specifications: ours, one of others, and one of hostile names."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.source import SCHEMA_FILE

LIBRARY = Path(__file__).parent / "library.yaml"

SVG = "{http://www.w3.org/2000/svg}"


@cache
def ours() -> SchemaModel:
    return read_model(SCHEMA_FILE)


@cache
def library() -> SchemaModel:
    return read_model(LIBRARY)


def hostile(folder: Path, names: list[str], text: str) -> SchemaModel:
    """A schema with names of classes and a text as they come."""
    classes = {
        name: {
            "title": f"{name} {text}",
            "description": text,
            "comments": [text],
            "attributes": {name: {"range": names[0], "title": text, "description": text}},
        }
        for name in names
    }
    content = {"id": "https://example.org/hostile", "name": "hostile", "classes": classes}
    path = folder / "hostile.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return read_model(path)


def shapes(svg: str, kind: str) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each rectangle of a kind in a drawing."""
    for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect"):
        if rect.get("class") == kind:
            x, y, width, height = (int(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
            yield x, y, x + width, y + height


def overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


MODELS = (
    pytest.param(ours, id="ours", marks=pytest.mark.slow),
    pytest.param(library, id="library"),
)
"""Both, for tests that hold for any schema."""
