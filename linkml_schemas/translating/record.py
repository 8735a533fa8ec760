"""Remember which source text each translation was made of, as short hashes in a file beside.

Step on the line: between :mod:`linkml_schemas.translating.units` and the review. A translation
whose source text changed since is outdated; git is not needed to know it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.translating.replacing import replace_file
from linkml_schemas.translating.units import Unit

FILE = "translations.json"
"""The name of the record, in the folder of the schema."""

Record = dict[str, dict[str, str]]
"""Per text and language: the hash of the source text, a space, the hash of the translation."""


class RecordError(Exception):
    """The record is no record; say where and what would be right."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one translation."""

    source: str
    translation: str


def to_hash(text: str) -> str:
    """Return eight hexadecimal digits; white space does not count.

    >>> to_hash("De naam.") == to_hash("De  naam.")
    True
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def read_record(path: Path) -> Record:
    """Return a record; an absent file remembers nothing.

    Raises:
        RecordError: The file does not hold what :func:`write_record` writes.
    """
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): {str(tag): str(pair) for tag, pair in each.items()}
                for key, each in found.items()}  # fmt: skip
    except (ValueError, AttributeError) as error:
        raise RecordError(
            f"{path.name} is no record of translations: {error}; "
            "remove it and run `begrip schema translate --accept`"
        ) from error


def recall(record: Mapping[str, Mapping[str, str]], unit: Unit, language: str) -> Remembered | None:
    """Return what is remembered of a translation, None if nothing is."""
    pair = record.get(unit.key, {}).get(language, "").split()
    return Remembered(*pair) if len(pair) == 2 else None


def accept(record: Record, units: Iterable[Unit], languages: Iterable[str]) -> Record:
    """Return the record with every translation that there is, made of the source as it is now.

    Shape:
        Texts of the same files that no longer exist are forgotten; other files and other
        languages stay as they are.
    """
    listed = list(units)
    wanted = set(languages)
    modules = {unit.module for unit in listed}
    keys = {unit.key for unit in listed}
    accepted: Record = {
        key: dict(each)
        for key, each in record.items()
        if key in keys or key.partition(": ")[0] not in modules
    }
    for unit in listed:
        for language in wanted - {unit.file.language}:
            remember(accepted, unit, language)
    return {key: each for key, each in accepted.items() if each}


def remember(record: Record, unit: Unit, language: str) -> None:
    """Remember one translation as it is now; one that is gone is forgotten."""
    text = unit.texts.get(language)
    pairs = record.setdefault(unit.key, {})
    if text and unit.source:
        pairs[language] = f"{to_hash(unit.source)} {to_hash(text)}"
    else:
        pairs.pop(language, None)


def write_record(path: Path, record: Record) -> None:
    """Write a record: one text a line, sorted, so that a change is one line of a difference."""
    lines = [
        f" {json.dumps(key, ensure_ascii=False)}: "
        f"{json.dumps(dict(sorted(record[key].items())), ensure_ascii=False)}"
        for key in sorted(record)
        if record[key]
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n"
    replace_file(path, text.encode())
