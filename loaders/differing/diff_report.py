"""Say what differs between two states of the graph, as a value that JSON can hold.

Step on the line: two generations, or one and what a build would make → registries, things and
the values of their properties. :mod:`loaders.differing.diff_words` puts it in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox

from loaders.differing.diff_labels import Labels
from loaders.differing.differences import GENID, Difference, read_differences
from loaders.emitting.entries import Entry
from loaders.emitting.previous import Dumps, compare
from ontology.iris import PROVENANCE

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FACTS = (
    "title",
    "description",
    "class",
    "publisher",
    "licence",
    "licence_note",
    "attribution",
    "source_page",
    "access",
    "remark",
    "example",
    "from_snapshot",
)
"""What a registry's entry says of it that people want to know of."""

KINDS = ("added", "removed", "changed")


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states that are compared.

    Shape:
        ``what`` says which it is: served, generation, build or nothing.
    """

    id: str
    what: str
    made: str
    schema: str
    dumps: Dumps
    promised: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Shown:
    """The things of a graph by what became of them, and how many there are of each."""

    things: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]


def report_difference(
    old: State,
    new: State,
    labels: Labels,
    folder: Path,
    *,
    limit: int,
    registry: str | None = None,
) -> dict[str, Any]:
    """Return what differs between two states.

    Args:
        old: The state before.
        new: The state after.
        labels: The names of things and properties.
        folder: Where pieces may lie.
        limit: How many things of each kind are shown of a registry.
        registry: The one registry that is shown, None for all.

    Raises:
        DumpDamageError: A dump of the state before is not what was written.
        OSError: The disk refused.
    """
    differences = dict(compare(old.dumps, new.dumps, folder))
    names = _names(old.dumps, new.dumps, registry)
    shown = {name: _choose(differences[name], limit) for name in names if name in differences}
    lines = {name: _lines(differences[name], shown[name]) for name in shown}
    labels.learn(differences.values(), _iris(lines.values()))
    registries = []
    for name in names:
        before, after = old.dumps.entries.get(name), new.dumps.entries.get(name)
        item = _registry(name, before, after)
        if name in shown:
            item |= _things(differences[name], shown[name], lines[name], labels)
            item |= _removal(before, shown[name])
        if len(item) > 3 or before is None or after is None:
            registries.append(item)
    gone = old.promised.join(new.promised, on="iri", how="anti")["iri"].sort()
    schema = None if old.schema == new.schema else {"from": old.schema, "to": new.schema}
    return {
        "from": _describe(old),
        "to": _describe(new),
        "different": bool(registries or schema or len(gone)),
        "schema": schema,
        "registries": registries,
        "gone": {"count": len(gone), "iris": gone.head(limit).to_list()},
    }


def _names(old: Dumps, new: Dumps, only: str | None) -> list[str]:
    """Return the graphs to look at, those that are gone last; never that of the provenance."""
    names = [*new.entries, *(name for name in old.entries if name not in new.entries)]
    return [name for name in names if name != PROVENANCE and only in {None, name}]


def _describe(state: State) -> dict[str, str]:
    return {"id": state.id, "what": state.what, "made": state.made}


def _registry(name: str, before: Entry | None, after: Entry | None) -> dict[str, Any]:
    """Return what changed of a registry itself."""
    state = "changed" if before and after else "added" if after else "removed"
    known = after or before or {}
    item: dict[str, Any] = {"name": name, "title": known["title"], "state": state}
    if before is None or after is None:
        return item
    facts = [
        {"fact": fact, "from": before[fact], "to": after[fact]}
        for fact in FACTS
        if before.get(fact) != after.get(fact)
    ]
    rows = [{"fact": key, "from": before["rows"][key], "to": after["rows"][key]} for key in _ROWS]
    facts += [row for row in rows if row["from"] != row["to"]]
    return item | ({"facts": facts} if facts else {})


_ROWS = ("read", "accepted", "refused")


def _choose(difference: Difference, limit: int) -> _Shown:
    """Return the things that are shown, by name, and how many there are.

    Shape:
        A thing whose type is not said here, or of which only a nameless part changed, counts
        as changed.
    """
    frame = difference.subjects
    own = frame.filter(pl.col("subject") == pl.col("part_of"))
    typed = _typed(difference)
    is_whole = (pl.col("change") == "changed") | pl.col("subject").is_in(typed.implode())
    kind = pl.when(is_whole).then("change").otherwise(pl.lit("changed"))
    kinds = dict(own.select("subject", kind.alias("kind")).iter_rows())
    for part in frame["part_of"].unique().sort():
        kinds.setdefault(part, "changed")
    by_kind: dict[str, list[str]] = {name: [] for name in KINDS}
    for subject in sorted(kinds):
        by_kind[kinds[subject]].append(subject)
    counts = {name: len(found) for name, found in by_kind.items()}
    return _Shown({name: found[:limit] for name, found in by_kind.items()}, counts)


def _typed(difference: Difference) -> pl.Series:
    """Return the subjects whose type is among the lines that differ."""
    parts = [pl.Series("subject", [], dtype=pl.String)]
    for frame in read_differences(difference):
        typed = frame.filter(pl.col("line").str.contains(f"> <{RDF_TYPE}> <", literal=True))
        parts.append(typed["subject"].unique())
    return pl.concat(parts).unique()


Line = tuple[str, bool, ox.Quad]
"""The thing that a line is about, whether it is new, and what it says."""


def _lines(difference: Difference, shown: _Shown) -> list[Line]:
    """Return the lines of the things that are shown."""
    wanted = {thing for things in shown.things.values() for thing in things}
    parts = difference.subjects.filter(pl.col("part_of").is_in(list(wanted)))
    owners = dict(parts.select("subject", "part_of").iter_rows())
    found: list[Line] = []
    for frame in read_differences(difference):
        chosen = frame.filter(pl.col("subject").is_in(list(owners)))
        for subject, added, line in chosen.select("subject", "added", "line").iter_rows():
            quads = ox.parse(f"{line}\n".encode(), ox.RdfFormat.N_QUADS)
            found += [(owners[subject], added, quad) for quad in quads]
    return found


def _iris(lines: Iterable[Iterable[Line]]) -> frozenset[str]:
    """Return every IRI in some lines."""
    terms = (term for part in lines for _, _, quad in part for term in quad.triple)
    return frozenset(term.value for term in terms if isinstance(term, ox.NamedNode))


def _things(
    difference: Difference, shown: _Shown, lines: Sequence[Line], labels: Labels
) -> dict[str, Any]:
    """Return the things of a graph that differ, with the values of those that changed."""
    by_thing: dict[str, list[Line]] = {}
    for line in lines:
        by_thing.setdefault(line[0], []).append(line)
    answer: dict[str, Any] = {
        "statements": {"added": difference.added, "removed": difference.removed},
        "counts": dict(shown.counts),
    }
    for kind in KINDS:
        answer[kind] = []
        for iri in shown.things[kind]:
            thing: dict[str, Any] = {"iri": iri, "label": labels.find(iri)}
            if kind == "changed":
                thing["properties"] = _properties(by_thing.get(iri, ()), labels)
            answer[kind].append(thing)
    return answer


def _removal(before: Entry | None, shown: _Shown) -> dict[str, Any]:
    """Return how many records of how many go; nothing for triples that are passed through."""
    total = before["rows"]["accepted"] if before and before["class"] else 0
    return {"removal": {"removed": shown.counts["removed"], "total": total}} if total else {}


def _properties(lines: Iterable[Line], labels: Labels) -> list[dict[str, Any]]:
    """Return each property that differs with its values before and after."""
    values: dict[tuple[str, bool], dict[str, list[Any]]] = {}
    for thing, added, quad in lines:
        is_part = isinstance(quad.subject, ox.NamedNode) and quad.subject.value != thing
        sides = values.setdefault((quad.predicate.value, is_part), {"from": [], "to": []})
        sides["to" if added else "from"].append(_value(quad.object, labels))
    return [
        {"iri": iri, "label": labels.name(iri), "part": is_part, **values[iri, is_part]}
        for iri, is_part in sorted(values, key=lambda key: (key[1], key[0]))
    ]


def _value(term: object, labels: Labels) -> dict[str, str]:
    """Return a value as people read it."""
    if isinstance(term, ox.Literal):
        return {"text": term.value, "language": term.language or ""}
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    return {"text": "" if GENID in iri else labels.find(iri), "iri": iri}
