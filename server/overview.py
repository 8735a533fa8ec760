"""Say what the graph holds: its numbers for the home page, its lists for browsing.

Step on the line: beside ``describe``; computed once per generation and kept by each worker.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode, Store

from linkml_schemas.plan import RecordClass, Schema
from server.labels import Labels, Text, choose_label, fold, shorten_name
from server.layout import list_key
from server.links import base_path, document_path
from server.presenting.marks import to_marks
from server.presenting.reading import position
from server.sources import to_source
from server.statements import Reader
from server.terms import DEFAULT, NAMED_GRAPH, TYPE

LIST_SIZE = 100
"""Things on one page of a list."""

EXAMPLES = ("strategie", "actiedomein", "organisatie", "datastandaard", "dataset", "rol")
"""The lists from which the home page shows an address to try."""

_CLOSE = 3
"""Classes in the range of a column that ties kinds together."""


def overview(store: Store, base: str, plan: Schema, *, languages: Sequence[str]) -> dict[str, Any]:
    """Return what the home page shows.

    Shape:
        ``triples``, ``classes`` as ``class_counts`` gives them, with ``name`` in the reader's
        language and ``tied`` (names of those with which it hangs together), ``ties`` (pairs
        of keys, the pointing one first),
        ``registries`` as ``to_source`` gives them, ``strategy`` and ``domains`` as links with
        a description, ``examples`` as links, one for each of ``EXAMPLES``.
    """
    reader = Reader(store, base, plan, tuple(languages))
    classes = class_counts(store, base, plan)
    ties = class_ties(plan, {row["key"] for row in classes})
    strategies = _instances(store, base, plan, "strategie")
    return {
        "triples": count_triples(store),
        "classes": _with_ties(classes, ties, reader.languages),
        "ties": [list(tie) for tie in ties],
        "registries": _registries(reader),
        "strategy": _entry(reader, strategies[0]) if strategies else None,
        "domains": [_entry(reader, iri) for iri in _instances(store, base, plan, "actiedomein")],
        "examples": _examples(reader),
    }


def listing(
    store: Store,
    base: str,
    plan: Schema,
    key: str,
    *,
    languages: Sequence[str],
    page: int = 1,
    text: str = "",
) -> dict[str, Any] | None:
    """Return one page of the things of a class, by name; None if there is no such class.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        plan: The compiled plan at that base.
        key: The concept or scheme in the paths of the class, ``organisatie``.
        languages: BCP 47 tags, the reader's best first.
        page: From 1; a number beyond the last gives the last.
        text: Only names that contain this, case ignored; empty for all.
    """
    record_class = planned_class(plan, key)
    if record_class is None:
        return None
    names = class_names(store, base, record_class.iri, tuple(languages))
    matching = matching_names(names, text)
    pages = max(1, -(-len(matching) // LIST_SIZE))
    page = min(max(1, page), pages)
    shown = matching[(page - 1) * LIST_SIZE : page * LIST_SIZE]
    times = Counter(name[0] for name in names)
    reader = Reader(store, base, plan, tuple(languages))
    return {
        "key": key,
        "labels": dict(record_class.plurals or record_class.labels),
        "family": record_class.family or "other",
        "descriptions": dict(record_class.descriptions),
        "iri": record_class.iri,
        "total": len(names),
        "matching": len(matching),
        "page": page,
        "pages": pages,
        "things": [
            {
                **_thing(base, *row[1:]),
                "marks": to_marks(reader, row[1], record_class, shared=times[row[0]] > 1),
            }
            for row in shown
        ],
    }


def _thing(base: str, iri: str, name: str, language: str) -> dict[str, str]:
    name = shorten_name(Text(name)).value
    return {"text": name, "lang": language, "iri": iri, "href": document_path(base, iri)}


@lru_cache(maxsize=8)
def count_triples(store: Store) -> int:
    """Return the triples of the default graph, which holds each of the published ones once."""
    return sum(1 for _ in store.quads_for_pattern(None, None, None, DEFAULT))


@lru_cache(maxsize=8)
def count_of_classes(store: Store) -> Counter[str]:
    """Return how many things of the default graph are of each class, by its IRI."""
    quads = store.quads_for_pattern(None, TYPE, None, DEFAULT)
    return Counter(str(quad.object)[1:-1] for quad in quads)


def class_counts(store: Store, base: str, plan: Schema) -> tuple[dict[str, Any], ...]:
    """Return how many things of each class there are, the largest class first."""
    counts = count_of_classes(store)
    rows = [
        {
            "key": list_key(record_class),
            "labels": dict(record_class.plurals or record_class.labels),
            "family": record_class.family or "other",
            "count": counts[record_class.iri],
            "href": f"{base_path(base)}/lijst/{list_key(record_class)}",
        }
        for record_class in plan.classes
        if counts[record_class.iri]
    ]
    return tuple(sorted(rows, key=lambda row: (-row["count"], row["key"])))


def class_ties(plan: Schema, keys: Collection[str]) -> list[tuple[str, str]]:
    """Return which kinds point at which by a column with a class as range, each pair once.

    Shape:
        A range of more than three classes ties nothing: it says "anything".
    """
    by_name = {record_class.name: list_key(record_class) for record_class in plan.classes}
    ties: dict[frozenset[str], tuple[str, str]] = {}
    for record_class in plan.classes:
        here = list_key(record_class)
        for column in record_class.columns:
            targets = column.targets if len(column.targets) <= _CLOSE else ()
            for there in (by_name[name] for name in targets):
                if here != there and here in keys and there in keys:
                    ties.setdefault(frozenset((here, there)), (here, there))
    return list(ties.values())


def _with_ties(
    classes: Iterable[Mapping[str, Any]],
    ties: Sequence[tuple[str, str]],
    languages: Sequence[str],
) -> list[dict[str, Any]]:
    named = {}
    for row in classes:
        label = choose_label(row["labels"], languages)
        named[row["key"]] = {**row, "name": label.value if label else row["key"]}
    for key, row in named.items():
        others = {b if a == key else a for a, b in ties if key in (a, b)}
        row["tied"] = sorted(named[other]["name"] for other in others)
    return list(named.values())


@lru_cache(maxsize=256)
def class_names(
    store: Store, base: str, class_iri: str, languages: tuple[str, ...]
) -> tuple[tuple[str, str, str, str], ...]:
    """Return (sorting key, IRI, name, language) of every thing of a class; kept."""
    labels = Labels(store, base, languages)
    rows = []
    for quad in store.quads_for_pattern(None, TYPE, NamedNode(class_iri), DEFAULT):
        if isinstance(quad.subject, NamedNode):
            name = labels.name(quad.subject.value)
            rows.append((fold(name.value), quad.subject.value, name.value, name.language))
    return tuple(sorted(rows))


def matching_names(
    names: Sequence[tuple[str, str, str, str]], text: str
) -> Sequence[tuple[str, str, str, str]]:
    """Return the names that contain a text, case ignored; all if it is empty.

    >>> matching_names([("ecole", "a:b", "École", "fr")], "éco")
    [('ecole', 'a:b', 'École', 'fr')]
    """
    wanted = fold(text).strip()
    return [name for name in names if wanted in name[0]] if wanted else names


def planned_class(plan: Schema, key: str) -> RecordClass | None:
    """Return the class whose things a list holds, None if there is none."""
    return next((c for c in plan.classes if list_key(c) == key), None)


def _instances(store: Store, base: str, plan: Schema, key: str) -> list[str]:
    record_class = planned_class(plan, key)
    if record_class is None:
        return []
    found = store.quads_for_pattern(None, TYPE, NamedNode(record_class.iri), DEFAULT)
    iris = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
    return sorted(iris, key=lambda iri: (position(store, iri), iri))


def _entry(reader: Reader, iri: str) -> dict[str, Any]:
    description = reader.labels.description(iri)
    return {**reader.link(iri), "description": description.to_json() if description else None}


def _registries(reader: Reader) -> list[dict[str, Any]]:
    found = reader.store.quads_for_pattern(None, TYPE, NAMED_GRAPH, DEFAULT)
    graphs = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
    rows = [to_source(reader.store, reader.base, reader.labels, graph) for graph in graphs]
    return sorted(rows, key=lambda row: (fold(row["title"]["text"]), row["graph"]))


def _examples(reader: Reader) -> list[dict[str, Any]]:
    """Return the first thing of some classes, as addresses to try."""
    examples = []
    for key in EXAMPLES:
        record_class = planned_class(reader.schema, key)
        first = _first(reader.store, reader.base, record_class) if record_class else None
        if record_class and first:
            examples.append({**reader.link(first), "class": dict(record_class.labels)})
    return examples


def _first(store: Store, base: str, record_class: RecordClass) -> str | None:
    """Return the first thing of a class, preferably one with a path of the class."""
    names = class_names(store, base, record_class.iri, ("nl",))
    key = list_key(record_class)
    own = (f"{base}/id/{key}/", f"{base}/id/concept/{key}/")
    return min(
        (row[1] for row in names), key=lambda iri: (not iri.startswith(own), iri), default=None
    )
