"""Report on the translations of a schema: counts, lists, JSON, a page, and the record.

Step on the line: what ``begrip schema translate`` runs; the rest of
:mod:`linkml_schemas.translating` does the work.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.translating.comparing import WritingError
from linkml_schemas.translating.language_maps import from_language_maps, to_language_maps
from linkml_schemas.translating.record import (
    FILE,
    Record,
    RecordError,
    accept,
    read_record,
    write_record,
)
from linkml_schemas.translating.replacing import replace_file
from linkml_schemas.translating.review import STATES, Finding, count, review
from linkml_schemas.translating.units import Unit, languages_of, read_units

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


@dataclass(frozen=True)
class Task:
    """A schema with its texts and its record, and the languages that are asked about."""

    model: SchemaModel
    units: tuple[Unit, ...]
    record_file: Path
    record: Record
    languages: tuple[str, ...]

    def findings(self, languages: Iterable[str] = ()) -> tuple[Finding, ...]:
        """Return what is to be said of each text, in these languages or all."""
        return tuple(review(self.units, self.record, tuple(languages) or self.languages))

    def own_files(self) -> tuple[SchemaFile, ...]:
        """Return the files of the schema itself."""
        return tuple(file for file in self.model.files if not file.foreign)


def begin(path: Path, record: Path | None, languages: tuple[str, ...]) -> Task:
    """Return what there is to work on.

    Raises:
        SchemaFaults: The schema cannot be read.
        RecordError: The record cannot be read, or a language is no tag.
    """
    model = read_model(path)
    units = read_units(model)
    file = record or path.parent / FILE
    known = languages_of(model, units)
    chosen = tuple(require_tag(tag) for tag in languages) or known
    return Task(model, units, file, read_record(file), chosen)


def require_tag(tag: str) -> str:
    """Return a language tag in the form that schemas have it in.

    Raises:
        RecordError: It is no BCP 47 tag.

    >>> require_tag("pt-BR")
    'pt-br'
    """
    if not _TAG.fullmatch(tag.lower()):
        raise RecordError(f"{tag!r} is no language tag; expected one such as fr or pt-BR")
    return tag.lower()


def report(task: Task, options: Mapping[str, object], say: Callable[[str], object]) -> int:
    """Do what the options ask, and return the exit code."""
    if options["accept"]:
        accepted = accept(task.record, task.units, task.languages)
        write_record(task.record_file, accepted)
        say(f"recorded {sum(map(len, accepted.values()))} translations in {task.record_file}")
        return 0
    for key, convert in (("maps", _to_maps), ("plain", _to_plain)):
        if options[key]:
            for written in _convert(task, Path(str(options[key])), convert):
                say(f"wrote {written}")
            return 0
    findings = task.findings()
    if options["html"]:
        from linkml_schemas.translating.page import render_page

        target = Path(str(options["html"]))
        replace_file(target, render_page(task.model, findings, task.languages).encode())
        say(f"wrote {target}")
        return 0
    text = to_json(findings) if options["form"] == "json" else to_text(findings)
    say(text)
    if options["whole"] and options["form"] == "text":
        for line in to_list(findings):
            say(line)
    late = any(finding.state in {"missing", "outdated"} for finding in findings)
    return 3 if options["check"] and late else 0


def to_text(findings: Iterable[Finding]) -> str:
    """Return the counts as a table of text: one line a language and file, then the sums."""
    counts = count(findings)
    names = ("texts", *STATES, "suspicious")
    heads = ("language", "file", *names)
    rows = [
        (language, module, *(str(each[name]) for name in names))
        for (language, module), each in counts.items()
    ]
    for language in dict.fromkeys(language for language, _ in counts):
        each_of = [each for (tag, _), each in counts.items() if tag == language]
        sums = (str(sum(each[name] for each in each_of)) for name in names)
        rows.append((language, "(all)", *sums))
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heads, *rows)
    )


def to_list(findings: Iterable[Finding]) -> Iterable[str]:
    """Yield a line for each text that needs work, as editors and CI read them."""
    for finding in findings:
        if finding.is_clear:
            continue
        unit = finding.unit
        told = [] if finding.state == "current" else [finding.state]
        reasons = ", ".join((*told, *finding.suspicions))
        yield f"{finding.place}: {finding.language} {unit.part} of {unit.kind} {unit.element}: " + (
            reasons
        )


def to_json(findings: Iterable[Finding]) -> str:
    """Return counts and findings as JSON; what needs no work is only counted."""
    listed = tuple(findings)
    counts = [
        {"language": language, "file": module, **dict(sorted(each.items()))}
        for (language, module), each in count(listed).items()
    ]
    texts = [
        {
            "language": finding.language,
            "file": finding.unit.module,
            "line": finding.place.line,
            "column": finding.place.column,
            "kind": finding.unit.kind,
            "element": finding.unit.element,
            "part": finding.unit.part,
            "state": finding.state,
            "suspicions": list(finding.suspicions),
        }
        for finding in listed
        if not finding.is_clear
    ]
    return json.dumps({"counts": counts, "texts": texts}, ensure_ascii=False, indent=1)


def _convert(
    task: Task, folder: Path, convert: Callable[[Task, SchemaFile, bytes], bytes]
) -> Iterable[Path]:
    root = task.own_files()[0].path.parent.resolve()
    made: dict[Path, bytes] = {}
    for file in task.own_files():
        path = file.path.resolve()
        place = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        try:
            made[folder / place] = convert(task, file, path.read_bytes())
        except WritingError as error:
            raise WritingError(f"{file.path}: {error}") from error
    for target, content in made.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, content)
        yield target


def _to_maps(task: Task, file: SchemaFile, content: bytes) -> bytes:
    return to_language_maps(content, tuple(unit for unit in task.units if unit.file is file))


def _to_plain(task: Task, file: SchemaFile, content: bytes) -> bytes:
    return from_language_maps(content, file.language)
