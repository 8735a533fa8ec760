"""Hold the example records beside a schema to its JSON Schema.

Step on the line: before the rules of :mod:`linkml_schemas.checking.rules.records`. Two
conventions are read: ours (``record:``, ``column:``, ``reason:``) and LinkML's, in which the
file is the record. The JSON Schema is that of ``begrip schema generate``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from linkml_schemas.checking.patience import ONE_RECORD, TakesForeverError, at_most
from linkml_schemas.checking.rule import CheckedExample
from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.naming import Languages
from linkml_schemas.modelling.elements import SlotModel
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.values import camel_case

FOLDERS = ("examples", "tests/data", "../tests/data", "../../tests/data", "../../../tests/data")
"""Where examples may lie, seen from the schema."""

REASONS: Mapping[str, tuple[str, ...]] = {
    "required": ("required",),
    "pattern": ("pattern",),
    "datatype": ("type", "format", "pattern", "minimum", "maximum"),
    "enumeration": ("enum",),
    "iri": ("format", "pattern"),
    "cardinality": ("type", "maxItems", "minItems"),
}
"""What a JSON Schema says for each reason of a counter-example; others it cannot see."""

_REASON = re.compile(r"^#\s*reason:\s*(.+)$", re.MULTILINE | re.IGNORECASE)


def find_examples(schema: Path, configured: Path | None) -> Path | None:
    """Return the folder with ``valid`` and ``invalid`` below it, None if there is none."""
    folders = [configured] if configured else [schema.parent / each for each in FOLDERS]
    for folder in folders:
        if any((folder / kind).is_dir() for kind in ("valid", "invalid")):
            return folder.resolve()
    return None


def check_examples(
    model: SchemaModel, folder: Path
) -> tuple[tuple[CheckedExample, ...], tuple[Fault, ...]]:
    """Return the examples of a folder with what is said against each, and files that are none."""
    found: list[CheckedExample] = []
    faults: list[Fault] = []
    validators = _Validators(model)
    for kind in ("valid", "invalid"):
        for file in sorted([*(folder / kind).glob("*.yaml"), *(folder / kind).glob("*.json")]):
            try:
                text = file.read_text(encoding="utf-8")
                content = yaml.load(text, Loader=_TextLoader)
            except (yaml.YAMLError, OSError, UnicodeDecodeError, RecursionError) as error:
                mark = getattr(error, "problem_mark", None)
                place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
                faults.append(Fault(place, "yaml", f"this is no YAML: {error}".splitlines()[0]))
                continue
            found.append(_check(model, validators, file, text, content))
    return tuple(found), tuple(faults)


class _TextLoader(yaml.SafeLoader):
    """Keep days and moments as they are written, as JSON has them."""


_TextLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _check(
    model: SchemaModel, validators: "_Validators", file: Path, text: str, content: Any
) -> CheckedExample:
    valid = file.parent.name == "valid"
    name = re.split(r"[-.]", file.name)[0]
    if name not in model.classes or not validators.knows(name):
        return CheckedExample(file, name, valid, decidable=False)
    ours = isinstance(content, dict) and isinstance(content.get("record"), dict)
    record = _to_json(model, name, content["record"]) if ours else content
    try:
        with at_most(ONE_RECORD):
            errors = list(validators.errors(name, record))
    except TakesForeverError:
        endless = ("a pattern takes for ever on one of its values",)
        return CheckedExample(file, name, valid, endless, as_stated=False)
    said = tuple(dict.fromkeys(f"{_path(each)}{each.message[:160]}" for each in errors))
    if valid or not ours:
        stated = _REASON.search(text)
        as_stated = not stated or any(_plain(stated[1]) in _plain(each) for each in said)
        return CheckedExample(file, name, valid, said, as_stated)
    keywords = REASONS.get(str(content.get("reason")), ())
    column = str(content.get("column"))
    as_stated = any(
        column in (*map(str, each.path), *re.findall(r"'([^']+)'", each.message))
        and any(one.validator in keywords for one in (each, *each.context))
        for each in errors
    )
    decidable = bool(keywords) and "checked_by" not in content
    slot = model.classes[name].slots.get(column)
    if slot is not None and slot.annotations.get("template"):
        decidable = False
    return CheckedExample(file, name, valid, said, as_stated or not decidable, decidable)


def _plain(text: str) -> str:
    return text.replace("'", "").replace('"', "").strip().casefold()


def _path(error: Any) -> str:
    path = ".".join(str(each) for each in error.path)
    return f"{path}: " if path else ""


class _Validators:
    """The JSON Schema of each class."""

    def __init__(self, model: SchemaModel) -> None:
        subject = read_subject(model.source.path, Languages())
        files = render_files(subject, ["json-schema"])
        self.schema: dict[str, Any] = json.loads(files["schema.json"])

    def knows(self, name: str) -> bool:
        return camel_case(name) in self.schema["$defs"]

    def errors(self, name: str, record: Any) -> Iterator[Any]:
        from jsonschema import Draft201909Validator, FormatChecker

        schema = {**self.schema, "$ref": f"#/$defs/{camel_case(name)}"}
        yield from Draft201909Validator(schema, format_checker=FormatChecker()).iter_errors(record)


def _to_json(model: SchemaModel, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    slots = model.classes[name].slots
    return {
        key: _cell(model, slots[key], cell) if key in slots else cell
        for key, cell in record.items()
    }


def _cell(model: SchemaModel, slot: SlotModel, cell: Any) -> Any:
    """Return a cell, or several, with the types of JSON; what does not fit stays as it is."""
    values = cell if isinstance(cell, list) else str(cell).split("|")
    typed = [_value(model, slot, str(each).strip()) for each in values]
    if slot.multivalued:
        return typed
    return typed if isinstance(cell, list) else _value(model, slot, str(cell))


def _value(model: SchemaModel, slot: SlotModel, text: str) -> Any:
    datatype = model.types[slot.range].iri.rpartition("#")[2] if slot.range in model.types else ""
    try:
        if datatype in {"integer", "nonNegativeInteger"}:
            return int(text)
        if datatype in {"decimal", "double", "float"}:
            return float(text)
    except ValueError:
        return text
    if datatype == "boolean" and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return text
