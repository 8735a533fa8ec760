"""Copies of the small schema with one change."""

from pathlib import Path

SMALL_FILE = Path(__file__).parent / "fixtures" / "small.yaml"


def edit(folder: Path, old: str, new: str) -> Path:
    """Return a copy of the small schema in which the first such text is replaced."""
    text = SMALL_FILE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "small.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
