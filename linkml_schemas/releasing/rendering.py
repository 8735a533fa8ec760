"""Write what a version changed as text for people.

Step on the line: from the frozen ``CHANGES.json`` to Markdown. Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from linkml_schemas.releasing.texts import to_words

VERDICTS = ("breaking", "additive", "editorial")
"""The verdicts, the gravest first."""

_LONGEST = 120
"""Characters of a value that a line of text shows."""

_MOST = 4
"""Classes that a line of text names."""


def render_changes_markdown(changes: Mapping[str, Any], language: str) -> str:
    """Return what a version changed as a page of Markdown."""
    heading = to_title(changes, language)
    return "\n".join([f"# {heading}", "", *markdown_lines(changes, language, 2)]) + "\n"


def to_title(changes: Mapping[str, Any], language: str) -> str:
    """Return the heading of what a version changed.

    >>> to_title({"version": "0.1.0", "prior": None}, "en")
    'Version 0.1.0 is the first'
    """
    key = "changes.title" if changes["prior"] else "changes.first"
    return to_words(key, language, version=changes["version"], prior=changes["prior"])


def markdown_lines(changes: Mapping[str, Any], language: str, level: int) -> Iterator[str]:
    """Yield the lines of Markdown that say what a version changed.

    Args:
        changes: As :func:`to_changes` makes it.
        language: ``nl`` or ``en``.
        level: Of the headings.
    """
    yield to_words("changes.size", language, **changes["size"])
    if changes["prior"] is None:
        return
    listed = changes["changes"]
    key = "changes.counts" if listed else "changes.none"
    yield to_words(key, language, **changes["counts"])
    for verdict in VERDICTS:
        told = [change for change in listed if change["verdict"] == verdict]
        if told:
            yield ""
            yield f"{'#' * level} {to_words(f'verdict.{verdict}', language)}"
            yield ""
            yield from (f"- {to_line(change, language)}" for change in told)


def to_line(change: Mapping[str, Any], language: str) -> str:
    """Return one change as a sentence, with the reason of its verdict."""
    element = to_words(f"element.{change['element']}", language)
    among = [name for name in change["classes"] if name != change["name"]]
    where = f" ({', '.join(among[:_MOST])}{', …' if among[_MOST:] else ''})" if among else ""
    line = f"{element} `{change['name']}`{where} {change['says'][language]}"
    if key := to_key(change):
        line += f": `{key}`"
    values = [
        f"{_word(change, word, language)}“{_short(change[side])}”"
        for word, side in (("before", "old"), ("after", "new"))
        if change[side]
    ]
    line += f" ({', '.join(values)})" if values else ""
    return f"{line}. {change['why'][language]}"


def to_key(change: Mapping[str, Any]) -> str:
    """Return the prefix that a change is about, empty where the sentence names all there is.

    >>> to_key({"kind": "prefix_added", "key": "dct"})
    'dct'
    """
    return str(change["key"]) if change["kind"].startswith("prefix_") else ""


def _word(change: Mapping[str, Any], word: str, language: str) -> str:
    """Return what stands before a value; nothing before what is new and replaces no other."""
    return f"{to_words(f'changes.{word}', language)} " if change["old"] else ""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
