"""Show all languages of a schema side by side, on one page that needs no other file.

Step on the line: from findings to what a person reads. No script: the choice of what is shown
is a group of radio buttons, the files are parts that open and close, every state is a word.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.translating.review import Finding, count
from linkml_schemas.translating.units import Unit
from linkml_schemas.translating.words import LANGUAGES, WORDS

_TEMPLATES = Path(__file__).parent.parent / "templates"

SHOWN = ("missing", "outdated", "unrecorded", "suspicious")
"""What can be asked for; anything else is shown with all."""


class Row(NamedTuple):
    """One text: its element, and a cell for each language."""

    unit: Unit
    cells: tuple[Finding, ...]

    @property
    def marks(self) -> str:
        """Return the classes by which the row is shown or hidden."""
        found = {cell.state for cell in self.cells} & set(SHOWN)
        suspicious = any(cell.suspicions for cell in self.cells)
        return " ".join((*sorted(found), *(["suspicious"] if suspicious else [])))


def render_page(
    model: SchemaModel,
    findings: Iterable[Finding],
    languages: tuple[str, ...],
    *,
    css: str = "",
    chosen: str = "nl",
) -> str:
    """Return the page of a schema: counts, then all texts file by file.

    Args:
        model: The schema.
        findings: What is to be said of its texts, in these languages.
        languages: BCP 47 tags of the columns.
        css: Where the style sheet lies; empty for a page that needs no other file.
        chosen: The language of the page itself that is shown first.
    """
    listed = tuple(findings)
    modules = [
        (module, tuple(rows))
        for module, rows in groupby(_rows(listed, languages), key=lambda row: row.unit.module)
    ]
    return (
        _environment()
        .get_template("translations.html")
        .render(
            name=model.label(model.language),
            languages=languages,
            own=model.language,
            modules=modules,
            counts=count(listed),
            shown=SHOWN,
            chrome=LANGUAGES,
            say=_say,
            css=css,
            chosen=chosen if chosen in LANGUAGES else "en",
            style=Markup("" if css else page_style()),
        )
    )


def _rows(findings: tuple[Finding, ...], languages: tuple[str, ...]) -> Iterator[Row]:
    for unit, group in groupby(findings, key=lambda finding: finding.unit):
        cells = {finding.language: finding for finding in group}
        yield Row(
            unit,
            tuple(
                cells.get(language) or Finding(unit, language, "current") for language in languages
            ),
        )


def _say(key: str, **values: str) -> Markup:
    """Return a word or sentence in every language of the page, one of which is shown."""
    return Markup("").join(
        Markup('<span class="say-{0}" lang="{0}">{1}</span>').format(
            tag, WORDS[key][tag].format(**values)
        )
        for tag in LANGUAGES
    )


def page_style() -> str:
    """Return the style sheet of the page."""
    names = ("alone.css", "translations.css")
    return "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
