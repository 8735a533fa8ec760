"""Write a difference as text for a terminal, Markdown, HTML or JSON.

Step on the line: the last. The same difference gives the same bytes.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from linkml_schemas.differing.kinds import LANGUAGES
from linkml_schemas.differing.telling import Told, tell, tell_heading, tell_summary
from linkml_schemas.differing.texts import to_words
from linkml_schemas.differing.values import VERDICTS, Change, Difference
from linkml_schemas.report_page import environment, report_style

_NAMES = {"nl": "Nederlands", "en": "English"}
_WIDTH = 300
"""Characters of a value that a table or a line shows."""


def to_text(difference: Difference, language: str = "en", *, summary: bool = False) -> str:
    """Return a difference for a terminal.

    Args:
        difference: What differs.
        language: ``nl`` or ``en``.
        summary: Whether only the sentences that sum it up are wanted.
    """
    lines = [tell_heading(difference, language), *tell_summary(difference, language)]
    for verdict in VERDICTS if not summary else ():
        if found := difference.of(verdict):
            lines += ["", to_words(verdict, language)]
            for change in found:
                lines += _text_lines(tell(change, language), language)
    return "\n".join(lines) + "\n"


def to_markdown(difference: Difference, language: str = "en", *, summary: bool = False) -> str:
    """Return a difference as Markdown, as :func:`to_text` takes it."""
    lines = [f"# {_escape(tell_heading(difference, language))}", ""]
    lines.append(" ".join(_escape(text) for text in tell_summary(difference, language)))
    for verdict in VERDICTS if not summary else ():
        if found := difference.of(verdict):
            lines += ["", f"## {to_words(verdict, language)}", ""]
            for change in found:
                lines += _markdown_lines(tell(change, language), language)
    return "\n".join(lines) + "\n"


def to_html(difference: Difference, language: str = "en", *, summary: bool = False) -> str:
    """Return a difference as a page that needs no other file, in all languages with a switch.

    Args:
        difference: What differs.
        language: The one that is shown first.
        summary: Whether only the sentences that sum it up are wanted.
    """
    order = (language, *(tag for tag in LANGUAGES if tag != language))
    parts = {tag: Markup(to_part(difference, tag, summary=summary)) for tag in order}
    page = environment().get_template("alone.html")
    return page.render(
        parts=parts,
        languages={tag: _NAMES[tag] for tag in order},
        style=Markup(report_style(alone=True)),
        t=to_words,
    )


def to_part(difference: Difference, language: str, *, summary: bool = False) -> str:
    """Return the content of a page about a difference, for a server or a larger page."""
    groups = [
        (verdict, [tell(change, language) for change in difference.of(verdict)])
        for verdict in VERDICTS
        if not summary
    ]
    return (
        environment()
        .get_template("difference.html")
        .render(
            heading=tell_heading(difference, language),
            sentences=tell_summary(difference, language),
            groups=[(verdict, found) for verdict, found in groups if found],
            lang=language,
            short=_short,
            t=lambda key: to_words(key, language),
        )
    )


def to_json(difference: Difference, language: str = "en", *, summary: bool = False) -> str:
    """Return a difference as JSON: the values, and the words in a language."""
    whole: dict[str, Any] = {
        "old": asdict(difference.old),
        "new": asdict(difference.new),
        "step": difference.step,
        "next_version": difference.next_version,
        "version_fault": difference.version_fault,
        "counts": {verdict: difference.count(verdict) for verdict in VERDICTS},
        "summary": list(tell_summary(difference, language)),
    }
    if not summary:
        whole["changes"] = [_to_object(change, language) for change in difference.changes]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


Renderer = Callable[..., str]

RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "html": to_html, "json": to_json}
)
"""What writes a difference, by the name of the format."""


def _to_object(change: Change, language: str) -> dict[str, Any]:
    told = tell(change, language)
    verdicts = {
        "verdict": change.verdict,
        "publishing": change.publishing,
        "consuming": change.consuming,
    }
    return {**asdict(change), **verdicts, "headline": told.headline, "why": told.why}


def _text_lines(told: Told, language: str) -> Iterator[str]:
    yield f"  {told.headline}"
    for value in _values(told, language):
        yield f"      {value}"
    yield f"      {told.why}"
    for text in (told.sides, *told.who, told.where):
        if text:
            yield f"      {text}"


def _values(told: Told, language: str) -> Iterator[str]:
    """Yield value before and after, in one line if they are short."""
    change = told.change
    if not change.old and not change.new:
        return
    nothing = to_words("none", language)
    old, new = _short(change.old) or nothing, _short(change.new) or nothing
    if len(old) + len(new) < 80:
        yield f"{old} → {new}"
        return
    yield f"- {old}"
    yield f"+ {new}"


def _markdown_lines(told: Told, language: str) -> Iterator[str]:
    change = told.change
    yield f"- **{_escape(told.headline)}**. {_escape(told.why)}"
    if change.old or change.new:
        nothing = to_words("none", language)
        sides = [_code(_short(value)) if value else nothing for value in (change.old, change.new)]
        yield f"  {' → '.join(sides)}"
    for text in (told.sides, *told.who):
        if text:
            yield f"  - {_escape(text)}"
    if told.where:
        yield f"  - {_code(told.where)}"


def _short(value: str) -> str:
    """Return a value in one line, cut where it is very long."""
    line = " ".join(value.split())
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"


def _code(text: str) -> str:
    """Return text as code, whatever ticks it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escape(text: str) -> str:
    """Return text that Markdown shows as it is."""
    for letter in "\\`*_[]<>#|":
        text = text.replace(letter, f"\\{letter}")
    return text
