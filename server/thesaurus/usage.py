"""Say what uses a concept: the things that point at it, by kind, and the columns that take it.

Step on the line: under ``concept``. Links are read, not asked for one by one; beyond a number of
them they are counted by the engine and read a page at a time.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from pyoxigraph import NamedNode, Store

from linkml_schemas.plan import Column, RecordClass
from server.incoming import ASIDE, PAGE_SIZE, SORTED_UP_TO, holder_of, read_incoming
from server.labels import Text, choose_label, fold
from server.layout import choose_class, list_key
from server.links import base_path
from server.statements import Reader
from server.terms import DEFAULT, TYPE
from server.thesaurus import terms

STRUCTURE = frozenset(
    term.value
    for term in (
        terms.IN_SCHEME, terms.TOP_OF, terms.HAS_TOP, terms.BROADER, terms.NARROWER,
        terms.RELATED, terms.MEMBER, terms.FIRST, terms.REPLACED_BY, terms.REPLACES,
    )
)  # fmt: skip
"""Links within a thesaurus, which its pages show elsewhere."""

Pairs = tuple[tuple[str, str], ...]
"""Subjects, as the store writes them, and the predicates with which they point."""

Kinds = dict[str, tuple[dict[str, Any], list[dict[str, Any]]]]


def outside(store: Store, iri: str) -> Pairs:
    """Return what points at something from outside the structure of a thesaurus.

    Shape:
        Pairs of subject and predicate in the order of the store; one more than
        ``SORTED_UP_TO`` where there are more.
    """
    target = NamedNode(iri)
    quads = store.quads_for_pattern(None, None, target, DEFAULT)
    without = STRUCTURE | ASIDE
    found = (q for q in quads if q.predicate.value not in without and q.subject != target)
    pairs = ((str(quad.subject), quad.predicate.value) for quad in found)
    return tuple(islice(pairs, SORTED_UP_TO + 1))


def read_usage(
    reader: Reader, iri: str, *, page: int = 1, found: Pairs | None = None
) -> dict[str, Any]:
    """Return a page of what points at a concept or a scheme.

    Shape:
        ``total``, ``page`` and ``pages``; ``kinds``, each with ``label`` and ``total``;
        ``shown``, the kinds of this page with their ``links`` on it, each with the ``as`` that
        it points with; ``incoming`` in their place, a page of links by
        predicate, where there are more than ``SORTED_UP_TO``.

    Args:
        reader: Store, base, plan and languages.
        iri: What is pointed at.
        page: From 1; a number beyond the last gives the last.
        found: What :func:`outside` returns, if it is known.
    """
    pairs = outside(reader.store, iri) if found is None else found
    if len(pairs) > SORTED_UP_TO:
        incoming = read_incoming(reader, iri, page=page, without=STRUCTURE)
        where = {key: incoming[key] for key in ("total", "page", "pages")}
        return {**where, "kinds": [], "shown": [], "incoming": incoming}
    kinds = [{**kind, "links": links} for kind, links in _by_kind(reader, pairs).values()]
    kinds.sort(key=lambda kind: (-len(kind["links"]), fold(kind["label"]["text"])))
    total = sum(len(kind["links"]) for kind in kinds)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    return {
        "total": total,
        "page": page,
        "pages": pages,
        "kinds": [_told(kind) for kind in kinds],
        "shown": _slice(kinds, page),
        "incoming": None,
    }


def _told(kind: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": kind["label"], "total": len(kind["links"])}


def _slice(kinds: Sequence[dict[str, Any]], page: int) -> list[dict[str, Any]]:
    """Return the kinds with things on a page, each with those things, by name."""
    rows = [
        (place, link)
        for place, kind in enumerate(kinds)
        for link in sorted(kind["links"], key=lambda link: (fold(link["text"]), link["iri"]))
    ]
    asked = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return [
        {**_told(kinds[place]), "links": [link for _, link in group]}
        for place, group in groupby(asked, key=lambda row: row[0])
    ]


def _by_kind(reader: Reader, pairs: Pairs) -> Kinds:
    kinds: Kinds = {}
    seen: set[tuple[str, str]] = set()
    names: dict[str, dict[str, Any]] = {}
    for written, predicate in pairs:
        if not written.startswith("<"):
            continue
        subject = holder_of(reader, NamedNode(written[1:-1]))
        if not isinstance(subject, NamedNode) or (subject.value, predicate) in seen:
            continue
        seen.add((subject.value, predicate))
        key, kind = _kind(reader, subject)
        name = names.setdefault(predicate, reader.predicate(predicate)["label"])
        link = {**reader.link(subject.value), "as": name}
        kinds.setdefault(key, (kind, []))[1].append(link)
    return kinds


def _kind(reader: Reader, subject: NamedNode) -> tuple[str, dict[str, Any]]:
    """Return what kind of thing something is: as the plan calls it, else as the graph does."""
    quads = reader.store.quads_for_pattern(subject, TYPE, None, DEFAULT)
    types = sorted(q.object.value for q in quads if isinstance(q.object, NamedNode))
    planned = choose_class(reader.schema, reader.base, subject.value, types)
    if planned:
        label = choose_label(planned.labels, reader.languages) or Text(planned.name)
        return planned.iri, {"label": label.to_json()}
    first = types[0] if types else ""
    name = reader.labels.name(first) if first else Text("")
    return first, {"label": name.to_json()}


def columns(reader: Reader, schemes: Collection[str], concept: str = "") -> list[dict[str, Any]]:
    """Return the columns of the registries that take their values from a scheme.

    Shape:
        ``class`` and ``column`` as texts, ``href`` of the list of the class, ``required``.

    Args:
        reader: Store, base, plan and languages.
        schemes: The schemes.
        concept: Of a code list, only columns that take this value; empty for any.
    """
    lists = {
        enumeration.name
        for enumeration in reader.schema.enumerations
        if enumeration.scheme in schemes
        if not concept or any(value.iri == concept for value in enumeration.values)
    }
    own = f"{reader.base}/id/conceptscheme/"
    planned = reader.schema.classes
    targets = {item.name for item in planned if item.scheme and own + item.scheme in schemes}
    rows = [
        _to_column(reader, record_class, column)
        for record_class in planned
        for column in record_class.columns
        if column.enumeration in lists or (column.targets and targets.issuperset(column.targets))
    ]
    return sorted(rows, key=lambda row: (fold(row["class"]["text"]), fold(row["column"]["text"])))


def _to_column(reader: Reader, record_class: RecordClass, column: Column) -> dict[str, Any]:
    kind = choose_label(record_class.labels, reader.languages) or Text(record_class.name)
    name = choose_label(column.labels, reader.languages) or Text(column.name)
    return {
        "class": kind.to_json(),
        "column": name.to_json(),
        "href": f"{base_path(reader.base)}/lijst/{list_key(record_class)}",
        "required": column.required,
    }
