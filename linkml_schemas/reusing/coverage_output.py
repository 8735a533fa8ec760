"""Write a coverage as text, Markdown, a page or JSON.

Step on the line: from :mod:`linkml_schemas.reusing.coverage` to what people and programs read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from linkml_schemas.reusing.coverage import VERDICTS, ClassCoverage, Row
from linkml_schemas.reusing.profiles import Profile, short
from linkml_schemas.reusing.words import LANGUAGES, say

_TEMPLATES = Path(__file__).parent.parent / "templates"


def count(covered: Sequence[ClassCoverage]) -> Counter[str]:
    """Return how many properties have each verdict."""
    return Counter(row.verdict for each in covered for row in each.rows)


def to_text(profile: Profile, covered: Sequence[ClassCoverage]) -> str:
    """Return the coverage as lines: one a property, with file-like names first."""
    lines = [
        f"{short(each.iri)} {short(row.asked.property)}: {row.verdict}{_tail(row, 'en')}"
        for each in covered
        for row in each.rows
    ]
    counts = count(covered)
    told = ", ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS)
    return "\n".join((*lines, f"{profile.title} {profile.version}: {told}"))


def to_markdown(
    profile: Profile, covered: Sequence[ClassCoverage], schema: str, *, command: str
) -> str:
    """Return the coverage as a page of the documentation."""
    named = f"{profile.title} {profile.version}"
    counts = count(covered)
    lines = [
        f"# {say('title', 'en', profile=named)}",
        "",
        f"<!-- Made by `{command}`; do not edit. -->",
        "",
        say("lead", "en", schema=schema, profile=profile.title, version=profile.version),
        say("source", "en", source=profile.source, licence=profile.licence),
        *([profile.note] if profile.note else []),
        "",
        f"| {' | '.join(VERDICTS)} |",
        f"|{'---|' * len(VERDICTS)}",
        f"| {' | '.join(str(counts[verdict]) for verdict in VERDICTS)} |",
    ]
    for each in covered:
        lines += ["", f"## {short(each.iri)}", "", *_class_lines(each)]
    return "\n".join(lines) + "\n"


def to_json(profile: Profile, covered: Sequence[ClassCoverage]) -> str:
    """Return the coverage for programs; IRIs are absolute."""
    data = {
        "profile": profile.iri,
        "version": profile.version,
        "counts": {verdict: count(covered)[verdict] for verdict in VERDICTS},
        "classes": [
            {
                "class": each.iri,
                "here": list(each.names),
                "added": list(each.added),
                "properties": [_to_data(row) for row in each.rows],
            }
            for each in covered
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def to_html(profile: Profile, covered: Sequence[ClassCoverage], schema: str) -> str:
    """Return a page in Dutch and English that needs no other file."""
    style = "\n".join(
        (_TEMPLATES / name).read_text(encoding="utf-8")
        for name in ("alone.css", "translations.css", "coverage.css")
    )
    return (
        _environment()
        .get_template("coverage.html")
        .render(
            profile=profile,
            covered=covered,
            counts=count(covered),
            verdicts=VERDICTS,
            schema=schema,
            chrome=LANGUAGES,
            short=short,
            shorts=lambda iris: ", ".join(map(short, iris)),
            bounds=to_bounds,
            say=_in_all,
            tail=lambda row: _joined(lambda language: _told(row, language)),
            style=Markup(style),
        )
    )


def to_bounds(least: int, most: int | None) -> str:
    """Return a cardinality as people write it.

    >>> to_bounds(0, None)
    '0..n'
    """
    return f"{least}..{'n' if most is None else most}"


def _class_lines(covered: ClassCoverage) -> Iterator[str]:
    names = ", ".join(f"`{name}`" for name in covered.names)
    told = say("as", "en", names=names) if names else say("none", "en")
    yield f"{_sentence(told)}."
    if covered.reason:
        yield covered.reason["en"]
    if covered.rows:
        yield ""
        yield "| property | there | here | verdict | what differs |"
        yield "|---|---|---|---|---|"
    else:
        yield f"{_sentence(say('nothing asked', 'en'))}."
    for row in covered.rows:
        asked, given = row.asked, row.given
        there = f"{asked.obligation}, {to_bounds(asked.minimum, asked.maximum)}"
        here = to_bounds(given.minimum, given.maximum) if given else ""
        told = _told(row, "en").replace("|", "\\|")
        yield f"| `{short(asked.property)}` | {there} | {here} | {row.verdict} | {told} |"
    if covered.added and covered.rows:
        yield ""
        yield say("added", "en", names=", ".join(f"`{short(iri)}`" for iri in covered.added))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told(row: Row, language: str) -> str:
    told = "; ".join(say(key, language, what=what) for key, what in row.remarks)
    return told or (row.reason[language] if row.reason else "")


def _tail(row: Row, language: str) -> str:
    told = _told(row, language)
    asked = f"{row.asked.obligation} {to_bounds(row.asked.minimum, row.asked.maximum)}"
    here = f", here {to_bounds(row.given.minimum, row.given.maximum)}" if row.given else ""
    return f" ({asked}{here}{'; ' if told else ''}{told})"


def _to_data(row: Row) -> dict[str, object]:
    asked, given = row.asked, row.given
    return {
        "property": asked.property,
        "obligation": asked.obligation,
        "there": {"min": asked.minimum, "max": asked.maximum, "range": list(asked.ranges)},
        "here": None
        if given is None
        else {
            "min": given.minimum,
            "max": given.maximum,
            "range": [list(types) for types in given.ranges],
            "columns": list(given.columns),
        },
        "verdict": row.verdict,
        "remarks": [{"kind": kind, "what": what} for kind, what in row.remarks],
        "reason": dict(row.reason) if row.reason else None,
    }


def _in_all(key: str, **values: str) -> Markup:
    return _joined(lambda language: say(key, language, **values))


def _joined(tell: object) -> Markup:
    """Return what is told in every language of the page, one of which is shown."""
    assert callable(tell)
    return Markup("").join(
        Markup('<span class="say-{0}" lang="{0}">{1}</span>').format(tag, tell(tag))
        for tag in LANGUAGES
        if tell(tag)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
