"""Read the style sheets of specifications.

Step on the line: beneath drawings and pages.
"""

from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


@cache
def read_style(name: str) -> str:
    """Return a style sheet by its file name."""
    return (TEMPLATES / name).read_text(encoding="utf-8").strip()


def page_style() -> str:
    """Return the style of every page: the page's own and that of the drawings in it."""
    return "\n".join(map(read_style, ("diagram.css", "specification.css")))
