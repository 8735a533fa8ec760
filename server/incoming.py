"""List what points at a thing, a page at a time.

Step on the line: beside ``describe``. A thing with few incoming links has them sorted by name;
of a thing with many only the asked page is read, in the order of the store.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store, Variable

from queries.reader import read_query
from server.dereferencing.pointing import read_subjects, write_out
from server.labels import fold
from server.statements import Reader
from server.terms import DEFAULT, to_term

PAGE_SIZE = 50
"""Incoming links on one page."""

SORTED_UP_TO = 300
"""With more incoming links than this the order is that of the store, not that of names."""

_CLIMB = 8

ASIDE = frozenset(to_term(curie).value for curie in ("sh:defaultValue", "sh:class", "skos:example"))
"""Predicates with which a parameter of a query or a term of a vocabulary points at something
by way of example: that says nothing of the thing, so its page leaves them out."""

_LINKED_MUCH = f"""
SELECT ?thing ?predicate (COUNT(*) AS ?count)
WHERE {{
  {{
    SELECT ?thing
    WHERE {{ ?subject ?any ?thing . FILTER (isIRI(?thing)) }}
    GROUP BY ?thing
    HAVING (COUNT(*) > {20 * SORTED_UP_TO})
  }}
  ?subject ?predicate ?thing .
}}
GROUP BY ?thing ?predicate
"""

_AHEAD: dict[Store, Mapping[str, Counter[str]]] = {}
"""What was counted before any reader came, for the one store of a holder."""

NOTHING_SHOWN: Mapping[str, Collection[str]] = MappingProxyType({})


def read_incoming(
    reader: Reader,
    iri: str,
    *,
    page: int,
    without: Collection[str] = (),
    shown: Mapping[str, Collection[str]] = NOTHING_SHOWN,
) -> dict[str, Any]:
    """Return one page of the links to an IRI, grouped by predicate.

    Shape:
        ``total``, ``page``, ``pages`` and ``groups``, each with ``label``, ``predicate``,
        ``total`` (of all pages) and the ``links`` of this page. Counts are exact; what
        points with one of ``ASIDE`` is left out.

    Args:
        reader: Store, base and languages.
        iri: What is pointed at.
        page: From 1; a number beyond the last page gives the last one.
        without: Predicates that the page shows elsewhere.
        shown: By predicate, what points here and stands elsewhere on the page; left out
            where the links are few enough to be sorted.
    """
    without = ASIDE.union(without)
    head = list(islice(_pointing(reader.store, NamedNode(iri)), SORTED_UP_TO + 1))
    if len(head) <= SORTED_UP_TO:
        found = _sorted_iris(reader, head, without, shown)
        counts = {predicate: len(iris) for predicate, iris in found.items()}
    else:
        found = {}
        counts = {p: n for p, n in _count(reader.store, iri).items() if p not in without}
    order = sorted(counts, key=lambda p: (fold(reader.labels.name(p).value), p))
    total = sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    groups = []
    for predicate, start, stop in _slices([(p, counts[p]) for p in order], page):
        iris = found.get(predicate)
        part = iris[start:stop] if iris else _read(reader, predicate, iri, start, stop)
        links = [reader.link(each) for each in part]
        groups.append({**reader.predicate(predicate), "total": counts[predicate], "links": links})
    return {"total": total, "page": page, "pages": pages, "groups": groups}


def _slices(counts: list[tuple[str, int]], page: int) -> Iterator[tuple[str, int, int]]:
    first, last = (page - 1) * PAGE_SIZE, page * PAGE_SIZE
    offset = 0
    for predicate, count in counts:
        start, stop = max(0, first - offset), min(count, last - offset)
        if start < stop:
            yield predicate, start, stop
        offset += count


def _sorted_iris(
    reader: Reader,
    quads: list[Quad],
    without: Collection[str],
    shown: Mapping[str, Collection[str]],
) -> dict[str, list[str]]:
    """Return what points here by predicate and by name; links are made of the asked page only."""
    found: dict[str, list[str]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in without:
            iri = _source(reader, quad.subject, predicate)
            if iri not in shown.get(predicate, ()):
                found.setdefault(predicate, []).append(iri)
    for iris in found.values():
        iris.sort(key=lambda iri: (fold(reader.labels.name(iri).value), iri))
    return found


def _read(reader: Reader, predicate: str, iri: str, start: int, stop: int) -> list[str]:
    subjects = read_subjects(reader.store, predicate, iri, start, stop)
    return [_source(reader, subject, predicate) for subject in subjects]


def holder_of(reader: Reader, subject: Any) -> Any:
    """Return a subject; of a node without a name, the thing that holds it."""
    for _ in range(_CLIMB):
        if not (isinstance(subject, NamedNode) and reader.is_nameless(subject.value)):
            break
        holders = reader.store.quads_for_pattern(None, None, subject, DEFAULT)
        holder = next(holders, None)
        if holder is None:
            break
        subject = holder.subject
    return subject


def _source(reader: Reader, subject: Any, predicate: str) -> str:
    """Return the thing that points here; of a node without a name, the thing that holds it."""
    holder = holder_of(reader, subject)
    return holder.value if isinstance(holder, NamedNode | BlankNode) else predicate


def count_ahead(store: Store) -> int:
    """Count, and write out, the links to what very many point at; return how many things are.

    A holder does this before it forks: in a worker the engine would copy each page of memory
    that it reads, which takes longer than to count.

    Args:
        store: A store in memory.
    """
    found: dict[str, Counter[str]] = {}
    for row in _solutions(store, _LINKED_MUCH, {}):
        counts = found.setdefault(row["thing"].value, Counter())
        counts[row["predicate"].value] = int(row["count"].value)
    _AHEAD.clear()
    _AHEAD[store] = {iri: _without_own(store, iri, counts) for iri, counts in found.items()}
    many = [(n, p, iri) for iri, counts in _AHEAD[store].items() for p, n in counts.items()]
    write_out(store, [(p, iri) for n, p, iri in sorted(many, reverse=True) if n > SORTED_UP_TO])
    return len(found)


@lru_cache(maxsize=256)
def _count(store: Store, iri: str) -> Counter[str]:
    """Count the links of others to an IRI per predicate; kept, for a generation never changes.

    The one place where a query beats pattern access: 100,000 links are counted by the engine
    in half the time that Python needs to walk over them.
    """
    if known := _AHEAD.get(store, {}).get(iri):
        return known
    thing = NamedNode(iri)
    solutions = _solutions(store, read_query("incoming_links").text, {Variable("thing"): thing})
    counts = Counter({row["predicate"].value: int(row["count"].value) for row in solutions})
    return _without_own(store, iri, counts)


def _solutions(store: Store, text: str, substitutions: Mapping[Variable, Any]) -> QuerySolutions:
    found = store.query(text, substitutions=dict(substitutions))
    assert isinstance(found, QuerySolutions), "a SELECT gives solutions"
    return found


def _without_own(store: Store, iri: str, counts: Counter[str]) -> Counter[str]:
    """Leave out what a thing says of itself, which stands on its page."""
    thing = NamedNode(iri)
    for quad in store.quads_for_pattern(thing, None, thing, DEFAULT):
        counts[quad.predicate.value] -= 1
    return +counts


def _pointing(store: Store, target: NamedNode) -> Iterator[Quad]:
    """Yield the statements of others about a thing; what it says of itself is on its page."""
    found = store.quads_for_pattern(None, None, target, DEFAULT)
    return (quad for quad in found if quad.subject != target)
