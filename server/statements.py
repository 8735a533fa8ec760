"""Turn the statements about a thing into what a page shows.

Step on the line: between the quads that ``describe`` finds and the template. Values carry their
name, their link, their language and the numbers of the registries that state them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from linkml_schemas.plan import Schema
from ontology.namespaces import shrink_at
from server.identity import is_described
from server.labels import Labels, Text, choose_label, fold, rank, shorten_name
from server.layout import Layout, Place, group_order
from server.links import document_path, is_web_address, service_path
from server.terms import DEFAULT, TYPE, to_term
from server.texts import TEXTS

SHOWN_VALUES = 100
"""Values of one statement on a page; the other formats hold them all, and the page says so."""

LONGEST_TEXT = 4000
"""Characters of one value on a page; the other formats hold them all, and the page says so."""

_DEPTH, _MANY = 6, 12

_CODE = frozenset(to_term(curie).value for curie in ("sh:select", "sh:ask", "sh:construct"))
"""What holds the text of a query, of which every line stays a line."""

Facts = dict[str, dict[Any, set[str]]]
"""Predicate to object to the graphs that state it."""


@dataclass(slots=True)
class Reader:
    """One reader at one store: what to read, in which languages, from which registries."""

    store: Store
    base: str
    schema: Schema
    languages: tuple[str, ...]
    labels: Labels = field(init=False)
    subject: str = ""
    graphs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.labels = Labels(self.store, self.base, self.languages)

    def is_nameless(self, iri: str) -> bool:
        """Return whether an IRI stands for a node without a name of its own."""
        return iri.startswith(f"{self.base}/.well-known/genid/")

    def link(self, iri: str) -> dict[str, Any]:
        """Return an IRI as a named link; without ``href`` when a page should not lead there."""
        name = self.labels.find(iri)
        described = iri != self.subject and (name is not None or is_described(self.store, iri))
        ours = iri.startswith(f"{self.base}/")
        href = ""
        if described:
            href = document_path(self.base, iri)
        elif not ours and is_web_address(iri):
            href = iri
        elif ours:
            href = service_path(self.base, iri)
        leads_out = bool(href) and not described and not ours
        shown = self._stand_in(iri) if leads_out else name or self.labels.name(iri)
        return {
            "kind": "link",
            "iri": iri,
            "href": href,
            "external": leads_out,
            **shorten_name(shown).to_json(),
        }

    def predicate(self, iri: str, place: Place | None = None) -> dict[str, Any]:
        """Return the name of a predicate: as its class calls it, as the graph does, else short."""
        label = choose_label(place.labels, self.languages) if place else None
        label = label or self.labels.find(iri) or self._planned(iri)
        curie = shrink_at(iri, self.base) or iri
        label = label or choose_label(TEXTS.get(f"predicate.{curie}", {}), self.languages)
        described = is_described(self.store, iri)
        return {
            "label": (label or self.labels.name(iri)).to_json(),
            "predicate": iri,
            "curie": curie,
            "href": document_path(self.base, iri) if described else "",
        }

    def sources(self, graphs: Iterable[str]) -> list[int]:
        """Return the numbers of graphs in the list of sources of the page, from 1."""
        numbers = []
        for graph in sorted(graphs):
            if graph not in self.graphs:
                self.graphs.append(graph)
            numbers.append(self.graphs.index(graph) + 1)
        return sorted(numbers)

    def facts(self, iri: str) -> Facts:
        """Return what is said of an IRI and where, rdf:type included."""
        facts: Facts = {}
        found = self.store.quads_for_pattern(NamedNode(iri), None, None, None)
        for quad, graphs in with_graphs(found):
            facts.setdefault(quad.predicate.value, {}).setdefault(quad.object, set()).update(graphs)
        return facts

    def _stand_in(self, iri: str) -> Text:
        return self.labels.listed(iri) or Text(shrink_at(iri, self.base) or _bare(iri))

    def _planned(self, iri: str) -> Text | None:
        """Return what a column calls a predicate; not one that states it of a node between."""
        for record_class in self.schema.classes:
            for column in record_class.columns:
                if column.predicate == iri and not (column.inverse or column.via):
                    return choose_label(column.labels, self.languages)
        return None


def to_groups(reader: Reader, facts: Facts, layout: Layout) -> list[dict[str, Any]]:
    """Return the statements of a thing in the groups of its class.

    Shape:
        ``[{"key", "statements": [{"label", "predicate", "values", "total"}]}]``; a group
        without statements is left out.
    """
    placed: dict[str, list[tuple[int, str, dict[str, Any]]]] = {}
    for predicate, values in facts.items():
        if predicate == TYPE.value:
            continue
        for place, statement in _place_statement(reader, predicate, values, layout):
            long = statement["total"] > _MANY and not place.column
            key = (place.position + long, fold(statement["label"]["text"]), statement)
            placed.setdefault(place.group, []).append(key)
    return [
        {
            "key": group,
            "statements": [
                statement for *_, statement in sorted(placed[group], key=lambda row: row[:2])
            ],
        }
        for group in sorted(placed, key=group_order)
    ]


def _place_statement(
    reader: Reader, predicate: str, values: Mapping[Any, set[str]], layout: Layout
) -> list[tuple[Place, dict[str, Any]]]:
    if unfolded := _unfold(reader, predicate, values, layout):
        return unfolded
    place = layout.own.get(predicate)
    statement = to_statement(reader, predicate, values, place)
    return [(place or Place("other", 10_000, {}), statement)]


def _unfold(
    reader: Reader, predicate: str, values: Mapping[Any, set[str]], layout: Layout
) -> list[tuple[Place, dict[str, Any]]]:
    """Show the values of a single node between as if they were the thing's own."""
    node = next(iter(values))
    if len(values) != 1 or not isinstance(node, NamedNode) or not reader.is_nameless(node.value):
        return []
    inner = {p: v for p, v in reader.facts(node.value).items() if p != TYPE.value}
    places = {p: layout.nested.get((predicate, p)) for p in inner}
    rows = []
    for nested, place in places.items():
        if place is None:
            return []
        rows.append((place, to_statement(reader, nested, inner[nested], place)))
    return rows


def to_statement(
    reader: Reader,
    predicate: str,
    values: Mapping[Any, set[str]],
    place: Place | None = None,
    depth: int = 0,
) -> dict[str, Any]:
    """Return one statement with its values, named ones by name, texts by the reader's language."""
    terms = sorted(values, key=str)[:SHOWN_VALUES] if len(values) > SHOWN_VALUES else list(values)
    shown = [to_value(reader, term, values[term], depth) for term in terms]
    shown.sort(key=lambda value: _order(value, reader.languages))
    column = place.column if place else None
    return {
        **reader.predicate(predicate, place),
        "name": column.name if column else "",
        "show": (column.show if column else None) or ("source" if predicate in _CODE else ""),
        "family": place.family if place else "",
        "values": shown,
        "total": len(values),
    }


def to_value(reader: Reader, term: Any, graphs: set[str], depth: int = 0) -> dict[str, Any]:
    """Return one value: a literal, a link, or a node with statements of its own."""
    sources = reader.sources(graphs)
    if isinstance(term, Literal):
        datatype = shrink_at(term.datatype.value, reader.base) or term.datatype.value
        return {
            "kind": "literal",
            "text": term.value[:LONGEST_TEXT],
            "cut": len(term.value) if len(term.value) > LONGEST_TEXT else 0,
            "lang": term.language or "",
            "datatype": "" if datatype in {"xsd:string", "rdf:langString"} else datatype,
            "sources": sources,
        }
    if isinstance(term, NamedNode):
        if reader.is_nameless(term.value) and depth < _DEPTH:
            return {"kind": "node", **_node(reader, term.value, depth), "sources": sources}
        return {**reader.link(term.value), "sources": sources}
    text = str(term)[:LONGEST_TEXT]
    empty = {"cut": 0, "lang": "", "datatype": ""}
    return {"kind": "literal", "text": text, **empty, "sources": sources}


def _node(reader: Reader, iri: str, depth: int) -> dict[str, Any]:
    facts = reader.facts(iri)
    types = [reader.link(t.value) for t in facts.pop(TYPE.value, {}) if isinstance(t, NamedNode)]
    statements = [to_statement(reader, p, v, depth=depth + 1) for p, v in sorted(facts.items())]
    return {"iri": iri, "types": types, "statements": statements, "text": "", "lang": ""}


def inverse_facts(store: Store, iri: str, predicate: str) -> dict[Any, set[str]]:
    """Return who points at an IRI with a predicate, and in which graphs."""
    subjects: dict[Any, set[str]] = {}
    found = store.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri), None)
    for quad, graphs in with_graphs(found):
        subjects.setdefault(quad.subject, set()).update(graphs)
    return subjects


def with_graphs(quads: Iterable[Quad]) -> Iterator[tuple[Quad, set[str]]]:
    """Yield quads with the graph that states each; of the default graph where no other does."""
    found = list(quads)
    for quad in [quad for quad in found if quad.graph_name != DEFAULT] or found:
        graph = quad.graph_name
        yield quad, {graph.value} if isinstance(graph, NamedNode) else set()


def _order(value: Mapping[str, Any], languages: tuple[str, ...]) -> tuple[int, str, str, str]:
    literal = value["kind"] == "literal"
    place = rank(value["lang"], languages)[0] if literal and value["lang"] else 0
    return place, value["lang"] if literal else "", fold(value["text"]), value.get("iri", "")


def _bare(iri: str) -> str:
    return iri.partition("://")[2].rstrip("/") or iri
