"""Check data that were handed in: bytes in, a report out.

Step on the line: the whole of it, for the server and for ``begrip validate``. It knows no
bound of time or memory: who cannot trust the data runs it where it may be ended.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import Conformance, ShapeResult, ShapesSource
from linkml_schemas.generated_files import read_context
from linkml_schemas.plan import RecordClass, read_plan_at
from linkml_schemas.validating.formats import CSV, media_type_of
from linkml_schemas.validating.naming import name_things
from linkml_schemas.validating.profiles import (
    HANDED_IN,
    Profile,
    ProfileError,
    held_contexts,
    known_profiles,
    newest_profile,
    read_background,
    read_profile,
)
from linkml_schemas.validating.reading import FORMATS, ReadData, UnreadableError, read_data
from linkml_schemas.validating.tables import ReadTable, RowFault, read_table
from linkml_schemas.validating.texts import LANGUAGES, to_text
from linkml_schemas.validating.unreadable_texts import unreadable_texts
from linkml_schemas.validating.unusable import UnusableError
from linkml_schemas.validating.values import Asked, Finding, Part, Report
from ontology.iris import mint_genid
from ontology.namespaces import PLACEHOLDER_BASE, rebase


def check_data(asked: Asked) -> Report:
    """Return what a profile says of some data.

    Raises:
        UnreadableError: The data, or the shapes that came with them, cannot be read.
        UnusableError: There is no such profile, or it fits no such data.
        ProfileError: A file of the profile is not what its list says.
    """
    profile = find_profile(asked)
    contexts = known_contexts(asked.base, asked.folder)
    sources = _sources(asked, profile, contexts)
    table = _read_rows(asked, profile) if asked.media_type == CSV else None
    if table:
        unique = dict.fromkeys(table.lines)
        data = ReadData("".join(unique).encode(), len(unique))
    else:
        data = read_data(asked.data, asked.media_type, contexts)
    background = _background(profile)
    found = _check(data.lines, sources, asked.base, background + asked.context)
    findings = [*_of_rows(table), *_of_shapes(found, table)]
    return Report(
        profile.to_document(),
        asked.media_type,
        data.triples,
        table.read if table else 0,
        tuple(_to_part(item) for item in found),
        _with_names(findings, data.lines, asked.base),
        _notes(asked, table, data, background),
    )


def _check(
    lines: bytes, sources: Sequence[ShapesSource], base: str, context: bytes
) -> list[Conformance]:
    genid = mint_genid(base, "0")[:-1]
    genid = genid if genid.encode() in lines else ""  # else there are real blank nodes only
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of rdflib, on literals; shapes tell those
        return [
            check_conformance(lines, source, genid=genid, context=context) for source in sources
        ]


def _with_names(findings: Sequence[Finding], lines: bytes, base: str) -> tuple[Finding, ...]:
    names = name_things(lines, {item.focus for item in findings}, base)
    return tuple(
        replace(item, label=names[item.focus].label, holder=names[item.focus].holder)
        for item in findings
    )


def _notes(
    asked: Asked, table: ReadTable | None, data: ReadData, background: bytes
) -> dict[str, int]:
    """Return what was done with the data on the way, with a number each."""
    counts = {
        "references": len(table.rows) if table else 0,
        "graphs": data.graphs,
        "left_out": data.left_out,
        "background": background.count(b"\n"),
        "context": asked.context.count(b"\n"),
    }
    return {code: count for code, count in counts.items() if count}


def find_profile(asked: Asked) -> Profile:
    """Return the profile that data are checked against.

    Raises:
        UnusableError: There is none of this name, or shapes were to come with the data.
    """
    if asked.profile == HANDED_IN:
        if not asked.shapes:
            raise UnusableError(
                "The profile shapes stands for shapes of your own; send them too.",
                "Het profiel shapes staat voor eigen shapes; stuur die ook.",
                field="shapes",
            )
        titles = {"nl": "Eigen shapes", "en": "Shapes handed in"}
        return Profile(HANDED_IN, titles, "", "")
    known = known_profiles(asked.base, asked.folder)
    name = newest_profile(asked.profile, known)
    if name not in known:
        names = ", ".join(name for name in known if "/" not in name)
        raise UnusableError(
            f"There is no profile {asked.profile[:80]!r}; there are {names}, begrip/ with a class, "
            f"and {HANDED_IN} for shapes of your own.",
            f"Er is geen profiel {asked.profile[:80]!r}; er zijn {names}, begrip/ met een klasse, "
            f"en {HANDED_IN} voor eigen shapes.",
            field="profile",
        )
    return known[name]


def known_contexts(base: str, folder: str) -> dict[str, bytes]:
    """Return the JSON-LD contexts that data may name: ours and those an operator holds."""
    own = read_context()
    path = "/ns/datastrategie/context.jsonld"
    return {
        f"{base}{path}": rebase(own, base),
        f"{PLACEHOLDER_BASE}{path}": rebase(own, base),
        **held_contexts(folder),
    }


def _sources(
    asked: Asked, profile: Profile, contexts: Mapping[str, bytes]
) -> tuple[ShapesSource, ...]:
    if profile.name != HANDED_IN:
        sources = read_profile(profile, asked.base)
        return sources if profile.folder else tuple(map(_quickly_read, sources))
    try:
        read = read_data(asked.shapes, asked.shapes_type, contexts)
    except UnreadableError as error:
        texts = {tag: unreadable_texts("shapes", said=said)[tag]
                 for tag, said in error.messages.items()}  # fmt: skip
        raise UnreadableError(
            texts, code=error.code, line=error.line, column=error.column, field="shapes"
        ) from error
    return (ShapesSource(HANDED_IN, read.lines, "nt"),)


def _quickly_read(source: ShapesSource) -> ShapesSource:
    """Return shapes of ours as triples: that is read three times faster than Turtle."""
    lines = read_data(source.content, "text/turtle", {}).lines
    return replace(source, content=lines, format="nt")


def _background(profile: Profile) -> bytes:
    """Return what data may refer to, as N-Triples."""
    parts = []
    for name, content in read_background(profile):
        kind = media_type_of(name)
        if kind not in FORMATS:
            raise ProfileError(f"{name} must be RDF")
        parts.append(read_data(content, kind, {}).lines)
    return b"".join(parts)


def _read_rows(asked: Asked, profile: Profile) -> ReadTable:
    schema = read_plan_at(asked.base)
    name = asked.class_name or profile.class_name
    known: Mapping[str, RecordClass] = {item.name: item for item in schema.classes}
    if name not in known:
        said = f"There is no class {name[:80]!r}. " if name else ""
        dutch = f"Er is geen klasse {name[:80]!r}. " if name else ""
        names = ", ".join(known)
        raise UnusableError(
            f"{said}A table needs class, one of {names}.",
            f"{dutch}Bij een tabel hoort class, een van {names}.",
            field="class",
        )
    return read_table(asked.data, known[name], schema, asked.base, asked.columns)


def _of_rows(table: ReadTable | None) -> Iterator[Finding]:
    for fault in table.faults if table else ():
        messages = {tag: _row_message(fault, tag) for tag in LANGUAGES}
        yield Finding(
            "", f"row:{fault.code}", "", fault.code,
            "Warning" if fault.code in {"column", "mapping"} else "Violation",
            fault.focus, fault.value, messages, row=fault.row, column=fault.column,
        )  # fmt: skip


def _row_message(fault: RowFault, tag: str) -> str:
    value = fault.value or to_text("row.empty", tag)
    return to_text(f"row.{fault.code}", tag, value=value, column=fault.column)


def _of_shapes(found: list[Conformance], table: ReadTable | None) -> Iterator[Finding]:
    for item in found:
        absent = {_place(result) for result in item.results if result.component == "MinCount"}
        misplaced = {
            _value(result)
            for result in item.results
            if result.component == "NodeKind" and result.severity == "Violation"
        }
        for result in item.results:
            if result.component in {"Class", "Pattern"} and _value(result) in misplaced:
                continue  # a text where a thing is asked has no class and is no code: one fault
            if result.component == "QualifiedMinCount" and _place(result) in absent:
                continue  # where there is no value, none is of some kind: that is one fault
            yield _to_finding(item.file, result, table)


def _place(result: ShapeResult) -> tuple[str, ...]:
    return result.focus, result.path_term, result.shape, result.severity


def _value(result: ShapeResult) -> tuple[str, ...]:
    return result.focus, result.path_term, result.value_term


def _to_finding(file: str, result: ShapeResult, table: ReadTable | None) -> Finding:
    place = table.place_of(result.focus, result.path, result.shape) if table else None
    row, column = place or (0, "")
    return Finding(
        file, result.shape, result.path, result.component, result.severity, result.focus,
        result.value, result.messages, result.constraint, result.see, result.path_term,
        result.value_term, row=row, column=column,
    )  # fmt: skip


def _to_part(item: Conformance) -> Part:
    return Part(item.file, item.problem, item.focus_nodes, item.failing, item.targets, item.faulty)
