"""The plan: what a LinkML class says, flat, as loaders and server read it.

Step on the line: ``linkml_schemas.compiler`` makes the plan from the schemas and commits it
as ``generated/plan.json``; loaders check and emit by it, the server lays out pages by it.
Nothing here imports linkml. IRIs hold the placeholder base until :func:`read_plan_at`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from linkml_schemas.plan_columns import Back as Back
from linkml_schemas.plan_columns import Beyond as Beyond
from linkml_schemas.plan_columns import Column as Column
from linkml_schemas.plan_columns import Inlined as Inlined
from linkml_schemas.plan_columns import Kind as Kind
from linkml_schemas.plan_columns import Texts as Texts
from linkml_schemas.plan_columns import Via as Via
from linkml_schemas.sharing import Use, name_shared
from ontology.namespaces import rebase

PLAN_FILE = Path(__file__).parent / "generated" / "plan.json"


@dataclass(frozen=True, slots=True)
class RecordClass:
    """The plan of one class: how a row becomes an entity.

    Shape:
        Subject of a record: its ``iri`` cell, else the first template of ``authority`` (with
        spaces between) whose column is filled, else minted under ``concept``, else as a
        concept of ``scheme`` or of the scheme that ``scheme_column`` names. A class with
        ``scheme`` states skos:inScheme of its records.
        ``types`` are all rdf:types of a record, ``iri`` first. ``family`` gives a page its
        colour, ``plurals`` a list its heading, ``glance`` the columns that matter most.
    """

    name: str
    iri: str
    types: tuple[str, ...]
    labels: Texts
    descriptions: Texts
    columns: tuple[Column, ...]
    concept: str | None = None
    scheme: str | None = None
    scheme_column: str | None = None
    authority: str | None = None
    family: str | None = None
    plurals: Texts = field(default_factory=dict)
    glance: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column with this name.

        Raises:
            KeyError: The class has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True, slots=True)
class Value:
    """One permissible value: its code in a cell and its concept in the graph.

    Shape:
        ``as_text`` where data hold the code itself: LinkML's way for a value without meaning.
    """

    code: str
    iri: str
    labels: Texts
    descriptions: Texts
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A closed list of codes, published as the concept scheme with the IRI ``scheme``.

    Shape:
        ``steps`` are the codes that follow each other in a life without accidents. An ``open``
        one, of another schema than ours, has codes that are not written in it.
    """

    name: str
    scheme: str
    labels: Texts
    descriptions: Texts
    values: tuple[Value, ...]
    steps: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """All plans of one schema version.

    Shape:
        ``digest`` is 16 hexadecimal digits over everything else, so that a changed meaning
        is a changed digest.
    """

    name: str
    version: str
    digest: str
    classes: tuple[RecordClass, ...]
    enumerations: tuple[Enumeration, ...]

    def record_class(self, name: str) -> RecordClass:
        """Return the plan of a class.

        Raises:
            KeyError: No such class; the message lists those there are.
        """
        for record_class in self.classes:
            if record_class.name == name:
                return record_class
        names = ", ".join(record_class.name for record_class in self.classes)
        raise KeyError(f"no class {name!r} in schema {self.name}; there are: {names}")

    def enumeration(self, name: str) -> Enumeration:
        """Return an enumeration.

        Raises:
            KeyError: No such enumeration.
        """
        for enumeration in self.enumerations:
            if enumeration.name == name:
                return enumeration
        raise KeyError(f"no enumeration {name!r} in schema {self.name}")


def to_json(schema: Schema) -> str:
    """Return the plan as JSON: stable, one key a line, defaults left out.

    Shape:
        A column that several classes have alike stands once, under ``columns``; in the
        columns of those classes stands its key.
    """
    data = _lean(asdict(schema))
    classes = data.get("classes", [])
    uses = [
        Use(each["name"], column["name"], json.dumps(column))
        for each in classes
        for column in each.get("columns", [])
    ]
    keys = name_shared(uses)
    for each in classes:
        listed = each.get("columns", [])
        listed[:] = [keys.get(json.dumps(column), column) for column in listed]
    head = {key: data[key] for key in ("name", "version", "digest") if key in data}
    shared = {key: json.loads(content) for content, key in keys.items()}
    content = {**head, "columns": shared, **data} if shared else data
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def parse_plan(text: str) -> Schema:
    """Return the plan that :func:`to_json` wrote."""
    data = json.loads(text)
    shared = {key: _to_column(item) for key, item in data.get("columns", {}).items()}
    return Schema(
        name=data["name"],
        version=data["version"],
        digest=data["digest"],
        classes=tuple(_to_class(item, shared) for item in data.get("classes", ())),
        enumerations=tuple(_to_enumeration(item) for item in data.get("enumerations", ())),
    )


@cache
def read_plan(path: Path = PLAN_FILE) -> Schema:
    """Return the compiled plan with the placeholder base, as committed."""
    return parse_plan(path.read_text(encoding="utf-8"))


@cache
def read_plan_at(base: str, path: Path = PLAN_FILE) -> Schema:
    """Return the compiled plan with its IRIs under a base."""
    return parse_plan(rebase(path.read_text(encoding="utf-8"), base))


def _lean(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _lean(item)
            for key, item in value.items()
            if item not in (None, False, (), "", {}) or key in {"labels", "descriptions"}
        }
    if isinstance(value, list | tuple):
        return [_lean(item) for item in value]
    return value


def _to_column(data: Mapping[str, Any]) -> Column:
    via, back = data.get("via"), data.get("back")
    return Column(
        **{
            **data,
            "predicate": data.get("predicate"),
            "targets": tuple(data.get("targets", ())),
            "via": Via(via["predicate"], tuple(via.get("types", ()))) if via else None,
            "back": Back(back["view"], back["labels"], tuple(back.get("columns", ())))
            if back
            else None,
        }
    )


def _to_class(data: Mapping[str, Any], shared: Mapping[str, Column]) -> RecordClass:
    columns = tuple(
        shared[item] if isinstance(item, str) else _to_column(item)
        for item in data.get("columns", ())
    )
    lists = {key: tuple(data.get(key, ())) for key in ("types", "glance")}
    return RecordClass(**{**data, **lists, "columns": columns})


def _to_enumeration(data: Mapping[str, Any]) -> Enumeration:
    values = tuple(Value(**item) for item in data.get("values", ()))
    return Enumeration(**{**data, "values": values, "steps": tuple(data.get("steps", ()))})
