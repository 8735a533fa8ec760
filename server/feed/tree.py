"""Describe a stream and its search tree: where each page is and from when its members are.

Step on the line: the index of a feed → statements. Pure functions.

Source:
    Linked Data Event Streams 1.0; TREE hypermedia specification; SHACL.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.namespaces import PREFIXES, expand
from server.feed.feed_texts import DESCRIBED
from server.feed.reading import ALL, Page
from server.triples import about, links, moment, number, texts, types

AS = "https://www.w3.org/ns/activitystreams#"
LDES = "https://w3id.org/ldes#"
TREE = "https://w3id.org/tree#"
VERSION_OF = expand("dct:isVersionOf")
MADE = expand("prov:generatedAtTime")

FAN = 200
"""Closed pages to which one node leads."""

POLLING = 60
"""Seconds between two looks of a client that follows."""


@dataclass(frozen=True, slots=True)
class Target:
    """A node that another one leads to, and from when the members below it are.

    Shape:
        ``last`` is empty while members are still added.
    """

    iri: str
    first: str
    last: str


def stream_iri(base: str, stream: str) -> str:
    """Return the IRI of a stream.

    >>> stream_iri("https://b.example", "rollen"), stream_iri("https://b.example", ALL)
    ('https://b.example/ldes/rollen', 'https://b.example/ldes')
    """
    return f"{base}/ldes" if stream == ALL else f"{base}/ldes/{stream}"


def node_iri(base: str, stream: str, node: int | str) -> str:
    """Return the IRI of a node of the tree of a stream; node 0 is its root.

    >>> node_iri("https://b.example", ALL, 3)
    'https://b.example/ldes/_alles/3'
    """
    return f"{base}/ldes/{stream}/{node}"


def describe_stream(
    base: str, stream: str, title: Mapping[str, str], pages: Sequence[Page]
) -> Iterator[Quad]:
    """Yield what a client must know of a stream, and the root of its tree."""
    iri, root = stream_iri(base, stream), node_iri(base, stream, 0)
    shape, kept = f"{iri}#shape", f"{iri}#retention"
    yield from about(iri, types(f"{LDES}EventStream"))
    yield from about(iri, texts("dct:title", title))
    yield from about(iri, texts("dct:description", DESCRIBED["stream"]))
    yield from about(iri, links(f"{LDES}versionOfPath", VERSION_OF))
    yield from about(iri, links(f"{LDES}timestampPath", MADE))
    for word in ("Create", "Update", "Delete"):
        yield from about(iri, links(f"{LDES}version{word}Path", expand("rdf:type")))
        yield from about(iri, links(f"{LDES}version{word}Object", f"{AS}{word}"))
    yield from about(iri, number(f"{LDES}pollingInterval", POLLING))
    yield from about(iri, links(f"{TREE}shape", shape))
    yield from about(iri, links(f"{TREE}view", root))
    yield from about(root, types(f"{LDES}EventSource"))
    yield from about(root, links(f"{LDES}retentionPolicy", kept))
    yield from about(kept, types(f"{LDES}RetentionPolicy"))
    yield from about(kept, texts("rdfs:comment", DESCRIBED["retention"]))
    if pages:
        yield from about(kept, moment(f"{LDES}startingFrom", pages[0].first))
    yield from _shape(shape)
    yield from describe_node(root, root_targets(base, stream, pages))


def root_targets(base: str, stream: str, pages: Sequence[Page]) -> Iterator[Target]:
    """Yield where the root leads to: full groups of closed pages, then the pages after them."""
    full = sum(page.is_closed for page in pages) // FAN * FAN
    for start in range(0, full, FAN):
        group = pages[start : start + FAN]
        name = f"{group[0].number}-{group[-1].number}"
        yield Target(node_iri(base, stream, name), group[0].first, group[-1].last)
    yield from page_targets(base, stream, pages[full:])


def page_targets(base: str, stream: str, pages: Sequence[Page]) -> Iterator[Target]:
    """Yield pages to which a node leads."""
    for page in pages:
        last = page.last if page.is_closed else ""
        yield Target(node_iri(base, stream, page.number), page.first, last)


def describe_node(iri: str, targets: Iterator[Target], *, closed: bool = False) -> Iterator[Quad]:
    """Yield what is said of a node of the tree, and its relations."""
    yield from about(iri, types(f"{TREE}Node"))
    if closed:
        true = Literal("true", datatype=NamedNode(f"{PREFIXES['xsd']}boolean"))
        yield Quad(NamedNode(iri), NamedNode(f"{LDES}immutable"), true)
    for count, target in enumerate(targets):
        yield from _relation(iri, f"a{count}", "GreaterThanOrEqualTo", target.first, target.iri)
        if target.last:
            yield from _relation(iri, f"b{count}", "LessThanOrEqualTo", target.last, target.iri)


def _relation(node: str, label: str, kind: str, value: str, target: str) -> Iterator[Quad]:
    relation = BlankNode(label)
    yield Quad(NamedNode(node), NamedNode(f"{TREE}relation"), relation)
    pairs = [
        *types(f"{TREE}{kind}Relation"),
        *links(f"{TREE}path", MADE),
        *moment(f"{TREE}value", value),
        *links(f"{TREE}node", target),
    ]
    for predicate, term in pairs:
        yield Quad(relation, NamedNode(expand(predicate)), term)


def _shape(iri: str) -> Iterator[Quad]:
    """Yield the shape of a member: of what it is a version, since when, and what became of it."""
    paths = {
        VERSION_OF: ("sh:nodeKind", expand("sh:IRI")),
        MADE: ("sh:datatype", f"{PREFIXES['xsd']}dateTime"),
    }
    yield from about(iri, types("sh:NodeShape"))
    for count, (path, (key, value)) in enumerate(paths.items()):
        node = BlankNode(f"p{count}")
        yield Quad(NamedNode(iri), NamedNode(expand("sh:property")), node)
        pairs = [*links("sh:path", path), *links(key, value)]
        pairs += [*number("sh:minCount", 1), *number("sh:maxCount", 1)]
        for predicate, term in pairs:
            yield Quad(node, NamedNode(expand(predicate)), term)
