"""Arrange the page of a thing by the annotations of its class: glance, time, workflow, blocks.

Step on the line: after ``statements`` has made the groups, within a worker. What a class does not
annotate stays in its group, so a thing of an unknown class has a page too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from linkml_schemas.plan import Schema
from server.labels import choose_label
from server.layout import Layout
from server.presenting.grouping import join_small
from server.presenting.moments import to_moments
from server.presenting.reading import ancestors
from server.statements import Reader
from server.terms import to_term

GLANCE_VALUES = 3
"""Values of one fact under the title; a fact with more stays in its group."""

MOST_AT_A_GLANCE = 5

LONGEST_GLANCE = 90
"""Characters of a value under the title; a longer one stays in its group."""

LONGEST_PATH = 6
"""Things above a thing on the path to it."""

_TWINS = tuple(
    (to_term(one).value, to_term(other).value)
    for one, other in (("skos:topConceptOf", "skos:inScheme"), ("dct:source", "foaf:page"))
)
"""A predicate that says nothing more where its values are those of the other."""

Group = dict[str, Any]


def to_arrangement(reader: Reader, layout: Layout, groups: Sequence[Group]) -> dict[str, Any]:
    """Return the parts of a page that its class asks for, and the groups that are left.

    Shape:
        ``family``, ``glance`` (statements), ``notices`` (statements), ``quotes``
        (statements), ``moments``, ``workflow`` or None, ``path`` (links, topmost first) and
        ``groups``.
    """
    moments = to_moments(groups)
    moments = moments if _tells(moments) else []
    on_time = {name for moment in moments for name in moment["names"]}
    glance = _glance(layout, groups)
    workflow = _workflow(reader, layout, groups)
    notices, quotes = (_showing(groups, show) for show in ("notice", "quote"))
    taken = {s["name"] for s in (*glance, *notices, *quotes)} | on_time
    if workflow:
        taken.add(workflow["name"])
    return {
        "family": (layout.record_class and layout.record_class.family) or "other",
        "glance": [s for s in glance if not workflow or s["name"] != workflow["name"]],
        "notices": notices,
        "quotes": quotes,
        "moments": moments,
        "workflow": workflow,
        "path": _path(reader, groups, layout),
        "groups": join_small(_without_twins(_without(groups, taken))),
    }


def _tells(moments: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a line of time says more than a fact would: two moments or a period."""
    return len(moments) > 1 or any(moment["period"] for moment in moments)


def _statements(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [statement for group in groups for statement in group["statements"]]


def _showing(groups: Sequence[Group], show: str) -> list[dict[str, Any]]:
    return [s for s in _statements(groups) if s["show"] == show and s["values"]]


def _glance(layout: Layout, groups: Sequence[Group]) -> list[dict[str, Any]]:
    if layout.record_class is None:
        return []
    by_name = {s["name"]: s for s in _statements(groups) if s["name"]}
    found = [by_name[name] for name in layout.record_class.glance if name in by_name]
    short = [statement for statement in found if _is_short(statement)][:MOST_AT_A_GLANCE]
    return short if len(short) > 1 else []


def _is_short(statement: Mapping[str, Any]) -> bool:
    return statement["total"] <= GLANCE_VALUES and all(
        value["kind"] != "node" and len(value["text"]) <= LONGEST_GLANCE
        for value in statement["values"]
    )


def _workflow(reader: Reader, layout: Layout, groups: Sequence[Group]) -> dict[str, Any] | None:
    """Return the steps of a workflow with the one that the thing is at; None off its path."""
    for statement in _showing(groups, "steps"):
        column = _column(layout, statement["name"])
        if column is None or column.enumeration is None or len(statement["values"]) != 1:
            continue
        value = statement["values"][0]
        steps = _steps(reader.schema, column.enumeration, reader.languages)
        places = [step["iri"] for step in steps]
        if value.get("iri") in places:
            at = places.index(value["iri"])
            return {**statement, "steps": steps, "at": at, "value": value}
    return None


def _steps(schema: Schema, name: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    enumeration = schema.enumeration(name)
    by_code = {value.code: value for value in enumeration.values}
    steps = []
    for code in enumeration.steps:
        label = choose_label(by_code[code].labels, languages)
        text = label.to_json() if label else {"text": code, "lang": ""}
        steps.append({**text, "iri": by_code[code].iri})
    return steps


def _column(layout: Layout, name: str) -> Any:
    assert layout.record_class is not None, "a statement with a name has a class"
    return next((c for c in layout.record_class.columns if c.name == name), None)


def _path(reader: Reader, groups: Sequence[Group], layout: Layout) -> list[dict[str, Any]]:
    """Return the way down to a thing: what it is part of, and what that is part of."""
    for statement in _showing(groups, "path"):
        value = statement["values"][0]
        if value["kind"] != "link" or not value["href"] or value["external"]:
            continue
        column = _column(layout, statement["name"])
        same = layout.record_class is not None and layout.record_class.name in column.targets
        above = [value["iri"]]
        if same and not column.inverse:
            above += ancestors(reader, value["iri"], statement["predicate"], LONGEST_PATH - 1)
        return [reader.link(iri) for iri in reversed(above)]
    return []


def _without_twins(groups: Sequence[Group]) -> list[Group]:
    values = {s["predicate"]: _iris(s) for s in _statements(groups)}
    needless = {one for one, other in _TWINS if values.get(one) == values.get(other)}
    left = []
    for group in groups:
        rest = [s for s in group["statements"] if s["predicate"] not in needless]
        if rest:
            left.append({**group, "statements": rest})
    return left


def _iris(statement: Mapping[str, Any]) -> set[str]:
    return {value.get("iri") or value["text"] for value in statement["values"]}


def _without(groups: Sequence[Group], names: set[str]) -> list[Group]:
    left = []
    for group in groups:
        rest = [s for s in group["statements"] if not s["name"] or s["name"] not in names]
        if rest:
            left.append({**group, "statements": rest})
    return left
