"""A schema of two files to watch."""

from pathlib import Path

WORKS = """\
id: https://example.org/ns/works
name: works
prefixes: {linkml: https://w3id.org/linkml/, library: https://example.org/ns/library#}
default_prefix: library
imports: [linkml:types]
classes:
  Work:
    title: Work
    description: What somebody made.
    annotations: {title_nl: Werk, description_nl: Wat iemand maakte.}
    attributes:
      made:
        title: Made on
        description: The day on which it was made.
        annotations: {title_nl: Gemaakt op, description_nl: De dag waarop het werd gemaakt.}
        range: date
"""

LIBRARY = """\
id: https://example.org/ns/library
name: library
version: 1.0.0
title: Library
description: Books and who wrote them.
license: https://creativecommons.org/publicdomain/zero/1.0/
prefixes: {linkml: https://w3id.org/linkml/, library: https://example.org/ns/library#}
default_prefix: library
imports: [linkml:types, works]
classes:
  Book:
    is_a: Work
    title: Book
    description: A text that was published.
    annotations: {title_nl: Boek, description_nl: Een tekst die werd uitgegeven.}
    attributes:
      pages:
        title: Pages
        description: How many pages it has.
        annotations: {title_nl: Bladzijden, description_nl: Hoeveel bladzijden het telt.}
        range: integer
"""


def write_library(folder: Path) -> Path:
    """Write both files; return the one that imports the other."""
    (folder / "works.yaml").write_text(WORKS, encoding="utf-8")
    (folder / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    return folder / "library.yaml"


def edit(path: Path, old: str, new: str) -> None:
    """Save a file with one text replaced by another."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
