"""Exchange texts with translators: a table out, a filled table in.

Step on the line: what ``begrip schema translate export`` and ``import`` run.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from linkml_schemas.translating.comparing import WritingError
from linkml_schemas.translating.record import remember, write_record
from linkml_schemas.translating.replacing import replace_file, replace_files
from linkml_schemas.translating.reporting import Task, begin, require_tag
from linkml_schemas.translating.tables import BadCell, Translation, read_table, write_table
from linkml_schemas.translating.units import languages_of
from linkml_schemas.translating.writing import Change, rewrite


def export(task: Task, options: Mapping[str, object]) -> str:
    """Write a table for one language and return what to tell."""
    language = require_tag(str(options["language"]))
    target = Path(str(options["output"]))
    findings = [
        finding
        for finding in task.findings([language])
        if finding.state != "no source" and not (options["open_only"] and _is_done(finding.state))
    ]
    asked = options["sources"]
    sources = tuple(asked) if isinstance(asked, tuple) else ()
    table = write_table(
        findings,
        language,
        sources or languages_of(task.model, task.units),
        delimiter=str(options["delimiter"]),
    )
    replace_file(target, table.encode("utf-8-sig" if options["bom"] else "utf-8"))
    return f"wrote {target}: {len(findings)} texts"


def bring(
    task: Task, file: Path, language: str, *, partial: bool
) -> tuple[list[str], list[BadCell]]:
    """Write a filled table into the schema; return what was done and what is wrong.

    Shape:
        All files are written or none. With ``partial`` the good rows are written although
        others are wrong. What was written is recorded as made of the present source.

    Raises:
        TableError: The file is no table.
        WritingError: A text cannot be written where it belongs.
    """
    tag = require_tag(language)
    translations, bad = read_table(file.read_bytes(), task.units, tag)
    if bad and not partial:
        return [f"nothing is written: {len(bad)} rows are wrong"], bad
    if not translations:
        return ["nothing to write: every text is as the schema has it"], bad
    contents = _rewrite(translations)
    replace_files(contents)
    _record(task, translations, tag)
    told = [f"wrote {path}" for path in contents]
    return [*told, f"{len(translations)} texts written in {tag}"], bad


def _rewrite(translations: Iterable[Translation]) -> dict[Path, bytes]:
    by_file: dict[Path, list[Translation]] = {}
    for each in translations:
        by_file.setdefault(each.unit.file.path, []).append(each)
    contents: dict[Path, bytes] = {}
    for path, listed in by_file.items():
        changes = [
            Change(each.unit.path, each.unit.part, each.language, each.text) for each in listed
        ]
        own = listed[0].unit.file.language
        try:
            contents[path] = rewrite(path.read_bytes(), changes, own)
        except WritingError as error:
            raise WritingError(f"{path.name}: {error}") from error
    return contents


def _record(task: Task, translations: Iterable[Translation], language: str) -> None:
    written = {each.unit.key for each in translations}
    again = begin(task.model.source.path, task.record_file, (language,))
    for unit in again.units:
        if unit.key in written and language != unit.file.language:
            remember(again.record, unit, language)
    write_record(task.record_file, again.record)


def _is_done(state: str) -> bool:
    return state not in {"missing", "outdated"}
