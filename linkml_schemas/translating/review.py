"""Say of every translation whether it is there, up to date, and free of suspicion.

Step on the line: from :mod:`linkml_schemas.translating.units` and the record to what the
command, the tables and the page show. Pure functions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from linkml_schemas.modelling.faults import Place
from linkml_schemas.translating.record import recall, to_hash
from linkml_schemas.translating.units import Unit

State = Literal["missing", "outdated", "unrecorded", "current", "no source"]

STATES: Mapping[State, str] = {
    "missing": "there is no translation",
    "outdated": "the source text changed after its translation",
    "unrecorded": "nobody recorded of which source text it is the translation",
    "current": "the translation was made of the source text as it is",
    "no source": "there is no text in the language of the schema",
}

Suspicion = Literal["equal to the source", "other placeholders", "no full stop"]

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%[sd]|`[^`]+`|https?://\S+")
_STOPS = (".", "!", "?", "…", ".)", "。")
_ONE_WORD = 12
"""Characters up to which a title may well be the same in two languages, such as Status."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One text in one language, and what is to be said of it."""

    unit: Unit
    language: str
    state: State
    suspicions: tuple[Suspicion, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Return whether there is nothing to do."""
        return self.state == "current" and not self.suspicions

    @property
    def place(self) -> Place:
        """Return where the text stands, or the element that lacks it."""
        document = self.unit.file.document
        own = self.language == self.unit.file.language
        tag = self.language.replace("-", "_").lower()
        path = (self.unit.part,) if own else ("annotations", f"{self.unit.part}_{tag}")
        whole = (*self.unit.path, *path)
        return document.place(whole if whole in document.marks else self.unit.path)


def review(
    units: Iterable[Unit],
    record: Mapping[str, Mapping[str, str]],
    languages: Iterable[str],
) -> Iterator[Finding]:
    """Yield a finding for each text that is due or there, in each language, in that order."""
    wanted = tuple(languages)
    for unit in units:
        for language in wanted:
            if not (unit.inherited and language == unit.file.language):
                yield _find(unit, record, language)


def count(findings: Iterable[Finding]) -> dict[tuple[str, str], Counter[str]]:
    """Return how many texts have each state, by language and module; suspicious ones too."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for finding in findings:
        row = counts.setdefault((finding.language, finding.unit.module), Counter())
        row[finding.state] += 1
        row["suspicious"] += bool(finding.suspicions)
        row["texts"] += 1
    return counts


def find_suspicions(source: str, text: str, part: str) -> tuple[Suspicion, ...]:
    """Return what makes a translation look wrong.

    >>> find_suspicions("De naam van {value}.", "The name", "description")
    ('other placeholders', 'no full stop')
    """
    found: list[Suspicion] = []
    if text == source and (part == "description" or len(text) > _ONE_WORD):
        found.append("equal to the source")
    if Counter(_PLACEHOLDER.findall(source)) != Counter(_PLACEHOLDER.findall(text)):
        found.append("other placeholders")
    if source.endswith(_STOPS) and not text.endswith(_STOPS):
        found.append("no full stop")
    return tuple(found)


def _find(unit: Unit, record: Mapping[str, Mapping[str, str]], language: str) -> Finding:
    text = unit.texts.get(language, "")
    if language == unit.file.language:
        return Finding(unit, language, "current" if text else "no source")
    if not text:
        return Finding(unit, language, "missing" if unit.source else "no source")
    if not unit.source:
        return Finding(unit, language, "no source")
    suspicions = find_suspicions(unit.source, text, unit.part)
    known = recall(record, unit, language)
    if known and known.source == to_hash(unit.source):
        return Finding(unit, language, "current", suspicions)
    if known and known.translation == to_hash(text):
        return Finding(unit, language, "outdated", suspicions)
    return Finding(unit, language, "unrecorded", suspicions)
