"""Count the lines that one edited description changes: in what we make, and what LinkML makes."""

import difflib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

BIN = Path(sys.executable).parent
LONGEST = 120
EDITED = ("What is meant by value 7.", "What it came to mean.")

MAKERS: Mapping[str, tuple[str, ...]] = {
    "begrip schema generate": (
        "begrip", "schema", "generate", "--schema", "{schema}", "--output", "{out}",
    ),
    "gen-shacl": ("gen-shacl", "{schema}"),
    "gen-json-schema": ("gen-json-schema", "{schema}"),
    "gen-owl": ("gen-owl", "{schema}"),
    "gen-jsonld-context": ("gen-jsonld-context", "{schema}"),
    "gen-doc": ("gen-doc", "--directory", "{out}", "{schema}"),
}  # fmt: skip
"""Commands that make files of a schema; one with ``{out}`` writes them there, others print."""


def count_changes(schema: Path, folder: Path, name: str) -> dict[str, int]:
    """Return how many lines differ in each file that a command makes, after an edit."""
    before = _make(name, schema, folder / "before")
    edited = folder / "edited" / schema.name
    edited.parent.mkdir()
    text = schema.read_text(encoding="utf-8")
    assert EDITED[0] in text
    edited.write_text(text.replace(*EDITED), encoding="utf-8", newline="\n")
    after = _make(name, edited, folder / "after")
    counts = {
        file: _differing(before.get(file, []), after.get(file, []))
        for file in sorted({*before, *after})
    }
    return {file: count for file, count in counts.items() if count}


def to_lines(schema: Path, folder: Path) -> Iterator[str]:
    """Yield what an edit changes as a table in Markdown."""
    yield "| what | files | lines that an edited description changes |"
    yield "|---|---:|---:|"
    for name in MAKERS:
        own = folder / name.replace(" ", "-")
        own.mkdir(parents=True)
        changed = count_changes(schema, own, name)
        yield f"| {name} | {len(changed)} | {sum(changed.values()):,} |"


def _make(name: str, schema: Path, out: Path) -> dict[str, list[str]]:
    """Return the lines of each text that a command makes; a spreadsheet is no text."""
    out.mkdir()
    command = [word.format(schema=schema, out=out) for word in MAKERS[name]]
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=True,
        timeout=LONGEST,
    )  # fmt: skip
    if str(out) not in command:
        return {"printed": done.stdout.splitlines()}
    return {
        path.name: path.read_text(encoding="utf-8").splitlines()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix != ".xlsx"
    }


def _differing(old: list[str], new: list[str]) -> int:
    """Return how many lines differ; a line with another text counts once."""
    diff = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    return max(sum(line[0] == sign for line in diff) for sign in "+-")
