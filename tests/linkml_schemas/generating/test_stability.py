"""What is generated is the same everywhere, and a small change makes a small difference."""

import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from linkml_schemas.generating.artefacts import read_subject
from linkml_schemas.generating.naming import Languages
from linkml_schemas.generating.output import choose_names, render
from linkml_schemas.source import SCHEMA_FILE
from tests.benchmarks.edits import EDITED, count_changes
from tests.benchmarks.wide_schema import write_wide_schema
from tests.linkml_schemas.generating.library import LIBRARY
from tests.running import CHECKOUT

TEN = 10
MARK = re.compile(r"mark-(\w+)-(\d+)-")


def make(schema: Path, *, sheets: bool = False) -> dict[str, bytes]:
    """Return the artefacts of a schema, with spreadsheets if they are wanted."""
    subject = read_subject(schema, Languages())
    names = choose_names(subject, (), committed=False)
    return render(subject, [name for name in names if sheets or name != "spreadsheet"])


def lines(files: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the lines of all files, of a spreadsheet those of its cells and comments."""
    return {
        name: _unpack(content) if name.endswith(".xlsx") else content.decode().splitlines()
        for name, content in files.items()
    }


def _unpack(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return [
            text for name in packed.namelist() for text in packed.read(name).decode().split(">")
        ]


def mark(folder: Path, target: Path) -> Path:
    """Write copies of our schemas in which every description says a number of its own."""
    numbers: Counter[str] = Counter()

    def walk(value: Any) -> None:
        for key, inner in value.items() if isinstance(value, dict) else ():
            if re.fullmatch(r"description(_[a-z]{2})?", str(key)) and isinstance(inner, str):
                language = key.partition("_")[2] or "own"
                numbers[language] += 1
                value[key] = f"mark-{language}-{numbers[language]}- {inner}"
            else:
                walk(inner)

    for path in folder.glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        walk(content)
        text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
        (target / path.name).write_text(text, encoding="utf-8")
    assert numbers["own"] > 100
    return target


def count_marks(files: dict[str, bytes]) -> Counter[tuple[str, str]]:
    """Return in how many lines each description stands."""
    return Counter(
        found
        for text in lines(files).values()
        for line in text
        for found in set(MARK.findall(line))
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"PYTHONHASHSEED": "1"}, id="one order of sets"),
        pytest.param({"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"}, id="another"),
        pytest.param({"PYTHONUTF8": "0", "LANG": "nl_BE.ISO-8859-1"}, id="another locale"),
    ],
)
def test_files_are_the_same_bytes_in_any_process(files, tmp_path, settings):
    arguments = ["schema", "generate", "--schema", str(LIBRARY), "--output", str(tmp_path)]

    subprocess.run(
        [sys.executable, "-m", "begrip", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
    )

    for name, content in files.items():
        assert (tmp_path / name).read_bytes() == content, name


def test_order_of_imports_and_of_elements_changes_nothing(tmp_path):
    whole = yaml.safe_load(LIBRARY.read_text(encoding="utf-8"))
    sections = {key: whole.pop(key) for key in ("enums", "types", "slots", "classes")}
    head = {key: whole[key] for key in ("prefixes", "default_prefix", "default_range")}

    def write(folder: Path, order: list[str]) -> Path:
        folder.mkdir()
        for key, content in sections.items():
            turned = dict(reversed(content.items())) if order[0] != "enums" else content
            part = {"id": f"https://example.org/{key}", "name": key, **head, key: turned}
            (folder / f"{key}.yaml").write_text(yaml.safe_dump(part, sort_keys=False))
        root = {**whole, "imports": ["linkml:types", *order]}
        (folder / "library.yaml").write_text(yaml.safe_dump(root, sort_keys=False))
        return folder / "library.yaml"

    one = make(write(tmp_path / "one", ["enums", "types", "slots", "classes"]), sheets=True)
    other = make(write(tmp_path / "other", ["classes", "slots", "types", "enums"]), sheets=True)

    assert [name for name in one if one[name] != other[name]] == []


def test_no_file_holds_a_time_or_a_path(files):
    for name, text in lines(files).items():
        whole = "\n".join(text)
        assert not re.search(r"20[2-9]\d-\d\d-\d\dT", whole.replace("2018-12-07T10", "")), name
        assert str(CHECKOUT) not in whole, name


@pytest.mark.slow
def test_every_description_of_our_schema_stands_in_ten_lines_at_most(tmp_path):
    schema = mark(SCHEMA_FILE.parent, tmp_path) / SCHEMA_FILE.name

    found = count_marks(make(schema))

    assert len(found) > 800
    assert {text: count for text, count in found.items() if count > TEN} == {}


@pytest.mark.slow
def test_every_description_of_sixty_classes_stands_in_ten_lines_at_most(tmp_path):
    (tmp_path / "plain").mkdir()
    name = write_wide_schema(tmp_path / "plain").name
    schema = mark(tmp_path / "plain", tmp_path) / name

    found = count_marks(make(schema))

    assert len(found) == 2 * (1 + 60 + 150 + 12)
    assert {text: count for text, count in found.items() if count > TEN} == {}


@pytest.mark.slow
def test_edited_description_changes_ten_lines_at_most(tmp_path):
    schema = write_wide_schema(tmp_path, classes=20, slots=40, enums=4)
    assert EDITED[0] in schema.read_text(encoding="utf-8")

    changed = count_changes(schema, tmp_path, "begrip schema generate")

    assert 0 < sum(changed.values()) <= TEN, changed
