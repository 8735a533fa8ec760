"""Compile LinkML to the plan: the one place where our schemas are understood.

Step on the line: from ``linkml_schemas/*.yaml`` to :class:`linkml_schemas.plan.Schema`, from
which every artefact is made. Besides the schema tools only this module imports linkml.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from linkml_runtime.utils.schemaview import SchemaView

from linkml_schemas.arrangement import read_family, read_plurals, require_sound_arrangement
from linkml_schemas.columns import IGNORED_IN_CLASSES, require_only_read, to_column
from linkml_schemas.convention import (
    SchemaError,
    read_descriptions,
    read_labels,
    require_known_annotations,
    require_pattern,
    require_whole_override,
)
from linkml_schemas.enumerations import to_enumeration
from linkml_schemas.faulty_files import locate_fault
from linkml_schemas.plan import Column, RecordClass, Schema, to_json
from linkml_schemas.plan_rules import require_sound_class, require_sound_schema
from linkml_schemas.source import SCHEMA_FILE, Source, merge_prefixes, read_lines

FIRST_MIXINS = ("Identified", "Labelled")
"""Their columns come before a class's own."""

LAST_MIXINS = ("Temporal", "Sourced", "Statused")
"""Their columns come after a class's own."""


Stamp = tuple[int, int, int]

_SETTLED = 1_000_000_000
"""Nanoseconds after which a file that was written counts as read whole."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The plan of a schema, and how the files were that it was compiled from."""

    schema: Schema
    stamps: Mapping[Path, Stamp | None]


_kept: dict[Path, _Compiled] = {}


def compile_schema(path: Path = SCHEMA_FILE) -> Schema:
    """Return the plan of every concrete class and enumeration of a schema.

    Shape:
        Columns are in the order identified, labelled, own, temporal, sourced, statused. The
        digest depends on everything else in the plan.

    What was compiled is given again while its files stay the same: one command may ask for the
    plan several times, and compiling takes seconds.

    Raises:
        SchemaError: The schema is no YAML or no LinkML, or breaks the convention.
    """
    whole, began = path.resolve(), time.time_ns()
    if (kept := _kept.get(whole)) and kept.stamps == _stamp(kept.stamps):
        return kept.schema
    source = _read_source(path)
    schema = _compile(source, path)
    stamps = _stamp(_files(source.view, whole))
    # A file may have been written while it was read; such a write leaves a young stamp.
    if all(stamp and stamp[0] < began - _SETTLED for stamp in stamps.values()):
        _kept[whole] = _Compiled(schema, stamps)
    return schema


def _compile(source: Source, path: Path) -> Schema:
    _require_convention(source)
    schema = Schema(
        name=str(source.view.schema.name),
        version=_read_version(source),
        digest="",
        classes=tuple(_to_classes(source)),
        enumerations=tuple(to_enumeration(source, name) for name in source.view.all_enums()),
    )
    require_sound_schema(path.name, schema)
    digest = hashlib.sha256(to_json(schema).encode()).hexdigest()[:16]
    return replace(schema, digest=digest)


def _stamp(files: Iterable[Path]) -> dict[Path, Stamp | None]:
    """Return when files were written last, with size and number; None for one that is gone."""
    stamps: dict[Path, Stamp | None] = {}
    for file in files:
        try:
            found = file.stat()
        except OSError:
            stamps[file] = None
        else:
            stamps[file] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return stamps


def _files(view: Any, path: Path) -> list[Path]:
    """Return the files of a schema that lie beside it, itself the first."""
    imported = [str(name) for name in view.imports_closure()]
    files = [path.parent / f"{name}.yaml" for name in imported if name != view.schema.name]
    return [file for file in (path, *files) if file.is_file()]


def _read_source(path: Path) -> Source:
    try:
        view: Any = SchemaView(str(path))
        imported = [str(name) for name in view.imports_closure()]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        file = Path(mark.name).name if mark and mark.name else path.name
        raise SchemaError(f"{file}{line}: this is no YAML: {error.problem}") from error
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise SchemaError(f"{path.name}: {name} does not exist; see imports") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise locate_fault(path, error) from error
    declared = {
        str(prefix): str(definition.prefix_reference)
        for name in imported
        for prefix, definition in view.schema_map[name].prefixes.items()
    }
    return Source(
        view=view,
        language=str(view.schema.in_language or "nl"),
        prefixes=merge_prefixes(path.name, declared),
        lines=read_lines(_files(view, path)),
    )


def _read_version(source: Source) -> str:
    version = source.view.schema.version
    if not version:
        raise source.schema_element().error("version is missing; add `version: 0.1.0`")
    return str(version)


def _require_convention(source: Source) -> None:
    """Check what the plan does not hold too: mixins, abstract classes, unused slots."""
    view = source.view
    own_types = [name for name, each in view.all_types().items() if each.title]
    elements = [
        source.schema_element(),
        *(source.type_element(name) for name in own_types),
        *(source.class_element(name) for name in view.all_classes()),
        *(source.slot_element(name) for name in view.all_slots(attributes=False)),
    ]
    for element in elements:
        require_known_annotations(element)
        read_labels(element)
        read_descriptions(element)
    for name, each in view.all_types().items():
        require_pattern(source.type_element(name), each.pattern)
    for name, each in view.all_slots(attributes=False).items():
        require_pattern(source.slot_element(name), each.pattern)
    for name in view.all_classes():
        for usage in source.usages(name):
            require_known_annotations(usage)
            require_whole_override(usage)


def _to_classes(source: Source) -> Iterator[RecordClass]:
    for name, definition in source.view.all_classes().items():
        if not definition.abstract and not definition.mixin:
            yield _to_class(source, str(name), definition)


def _to_class(source: Source, name: str, definition: Any) -> RecordClass:
    element = source.class_element(name)
    notes = element.annotations
    require_only_read(element, definition, IGNORED_IN_CLASSES)
    if not definition.class_uri:
        raise element.error("class_uri is missing; name the class, such as `class_uri: org:Role`")
    iri = element.expand(definition.class_uri, source.prefixes)
    record_class = RecordClass(
        name=name,
        iri=iri,
        types=tuple(dict.fromkeys((iri, *element.expand_all("types", source.prefixes)))),
        labels=read_labels(element),
        descriptions=read_descriptions(element),
        columns=tuple(_to_columns(source, name)),
        concept=notes.get("concept"),
        scheme=notes.get("scheme"),
        scheme_column=notes.get("scheme_column"),
        authority=" ".join(notes.get("authority", "").split()) or None,
        family=read_family(element),
        plurals=read_plurals(element),
        glance=tuple(notes.get("glance", "").split()),
    )
    require_sound_class(element, record_class)
    require_sound_arrangement(element, record_class)
    return record_class


def _to_columns(source: Source, class_name: str) -> Iterator[Column]:
    unique = _unique_columns(source, class_name)
    for slot_name in _column_order(source, class_name):
        column = to_column(source, class_name, source.view.induced_slot(slot_name, class_name))
        yield replace(column, unique=True) if slot_name in unique else column


def _column_order(source: Source, class_name: str) -> list[str]:
    """Return the slots of a class: shared first, own as declared, shared last."""
    lineage = [str(name) for name in reversed(source.view.class_ancestors(class_name))]
    shared = set(FIRST_MIXINS) | set(LAST_MIXINS)
    own = [name for name in lineage if name not in shared]
    ordered = [
        *(name for name in FIRST_MIXINS if name in lineage),
        *own,
        *(name for name in LAST_MIXINS if name in lineage),
    ]
    slots = [slot for name in ordered for slot in source.view.class_slots(name, direct=True)]
    return [str(slot) for slot in dict.fromkeys(slots)]


def _unique_columns(source: Source, class_name: str) -> set[str]:
    """Return the columns of unique keys of a class and its ancestors."""
    unique: set[str] = set()
    for ancestor in source.view.class_ancestors(class_name):
        for key in source.view.all_classes()[ancestor].unique_keys.values():
            slots = [str(slot) for slot in key.unique_key_slots]
            if len(slots) != 1:
                raise source.class_element(ancestor).error(
                    f"a unique key must have one slot, not {', '.join(slots)}"
                )
            unique.add(slots[0])
    return unique
