"""Turn a report into HTML: a part of a page for a server, or a page that stands alone.

Step on the line: ``report.json`` → what a person reads. Lies beneath loaders and server,
since both show it: ``begrip check`` as a file, the server as ``/rapport``. Nothing in it may
run, whatever the data hold: every value is escaped, and there is no script.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from linkml_schemas.report_texts import LANGUAGES, to_text
from ontology.days import to_day
from ontology.namespaces import PREFIXES, rebase
from ontology.words import fold

_TEMPLATES = Path(__file__).parent / "templates"

Link = Callable[[str], str]


def render_report(
    report: Mapping[str, Any], language: str, *, link: Link = str, suffix: str = ""
) -> str:
    """Return the content of a page about a report.

    Args:
        report: What ``report.json`` holds.
        language: ``nl`` or ``en``.
        link: Gives the address of a file beside ``report.json``.
        suffix: Ending of every id in the page, so that two languages fit in one page.
    """
    registries = sorted(
        report["registries"], key=lambda item: fold(item["title"].get(language, item["name"]))
    )
    told = [item for item in registries if _is_told(item)]
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            registries=registries,
            told=told,
            lang=language,
            link=link,
            t=lambda key, **values: to_text(key, language, **values),
            number=lambda value: _to_number(value, language),
            day=lambda value: to_day(value, language),
            short=lambda iri: _to_short(iri, str(report["base"])),
            message=lambda messages: _choose_message(messages, language),
            anchor=lambda name: f"{name}{suffix}",
        )
    )


def render_alone(report: Mapping[str, Any]) -> str:
    """Return a whole page in all languages, with a switch; it needs no other file."""
    parts = {tag: Markup(render_report(report, tag, suffix=f"-{tag}")) for tag in LANGUAGES}
    page = environment().get_template("alone.html")
    return page.render(
        parts=parts, languages=LANGUAGES, style=Markup(report_style(alone=True)), t=to_text
    )


def report_style(*, alone: bool = False) -> str:
    """Return the style sheet of a report; of a page that stands alone, with all it needs."""
    names = ("alone.css", "report.css") if alone else ("report.css",)
    return "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names)


def _is_told(registry: Mapping[str, Any]) -> bool:
    return bool(registry["reason"] or registry["faults"]["count"] or registry["shapes"])


def _choose_message(messages: Mapping[str, str], language: str) -> Markup:
    """Return what a shape says, in the reader's language if it says it in that."""
    for tag in (language, "", *LANGUAGES, *messages):
        if tag in messages:
            marked = Markup(' lang="{}"').format(tag or "en") if tag != language else ""
            return Markup('<span{} dir="auto">{}</span>').format(marked, messages[tag])
    return Markup()


def _to_number(number: int, language: str) -> str:
    written = f"{number:,}"
    return written.replace(",", ".") if language == "nl" else written


def _to_short(iri: str, base: str) -> str:
    """Return an IRI with the prefix that people know it by.

    >>> _to_short("http://purl.org/dc/terms/title", "https://begrip.example")
    'dct:title'
    """
    for prefix, placed in PREFIXES.items():
        namespace = rebase(placed, base)
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def environment() -> Environment:
    """Return what renders the pages that need no server."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
