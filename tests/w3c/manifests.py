"""Read the manifests of the W3C suites, packed as they were published."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

PACKED = Path(__file__).parents[3] / "shared/data/w3c-sparql-tests/sparql.tar.gz"
ROOT = "http://w3c.example/"
"""Stands for the folder in which the suites were unpacked."""

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_REQUEST = "http://www.w3.org/2009/sparql/tests/test-update#request"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

EVALUATIONS = ("QueryEvaluationTest", "CSVResultFormatTest")
ACCEPTED = ("PositiveSyntaxTest", "PositiveSyntaxTest11")
REFUSED = ("NegativeSyntaxTest", "NegativeSyntaxTest11")
UPDATES = ("UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")

ELSEWHERE = {"entailment", "service"}
"""Suites of what this endpoint does not offer: entailment, and asking other servers."""


@dataclass(frozen=True)
class Case:
    """One test of a manifest: its files by their addresses."""

    name: str
    kind: str
    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: str | None = None
    lax: bool = False

    @property
    def text(self) -> str:
        """Return the query with its own address as the base."""
        return f"BASE <{self.query}> {files()[self.query].decode()}"


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Return the files of the suites by their addresses; none where they are not at hand."""
    if not PACKED.exists():
        return {}
    with tarfile.open(PACKED) as packed:
        members = [member for member in packed if member.isfile()]
        return {ROOT + member.name: packed.extractfile(member).read() for member in members}


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Return every test of every manifest, in the order of the files."""
    manifests = sorted(name for name in files() if name.endswith("/manifest.ttl"))
    return tuple(case for manifest in manifests for case in _read(manifest))


def of_kinds(kinds: tuple[str, ...]) -> list[Case]:
    """Return the tests of these kinds that concern what this endpoint offers."""
    return [
        case for case in cases() if case.kind in kinds and case.name.split("/")[1] not in ELSEWHERE
    ]


def parse_quads(address: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield the quads of a file, those without a graph in the one given."""
    extension = address.rpartition(".")[2]
    formats = {"ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML, "nt": RdfFormat.N_TRIPLES,
               "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}  # fmt: skip
    found = parse(
        files()[address], formats[extension], base_iri=address, rename_blank_nodes=True,
        lenient=True,
    )  # fmt: skip
    for quad in found:
        own = graph if quad.graph_name == DefaultGraph() else quad.graph_name
        yield Quad(quad.subject, quad.predicate, quad.object, own)


def _read(manifest: str) -> Iterator[Case]:
    store = Store()
    store.load(files()[manifest], RdfFormat.TURTLE, base_iri=manifest)

    def values(subject: NamedNode | BlankNode, predicate: str) -> list:
        return [q.object for q in store.quads_for_pattern(subject, NamedNode(predicate), None)]

    folder = manifest.removeprefix(f"{ROOT}sparql/").removesuffix("/manifest.ttl")
    lists = [q.object for q in store.quads_for_pattern(None, NamedNode(f"{_MF}entries"), None)]
    for entry in chain.from_iterable(_items(values, head) for head in lists):
        kinds = [k.value.removeprefix(_MF) for k in values(entry, f"{_RDF}type")]
        action = next(iter(values(entry, f"{_MF}action")), None)
        if action is None:
            continue
        query = values(action, f"{_QT}query") or values(action, _REQUEST) or [action]
        result = [found.value for found in values(entry, f"{_MF}result") if _is_file(found)]
        yield Case(
            name=f"{folder}/{unquote(entry.value.rpartition('#')[2])}",
            kind=next((kind for kind in kinds if kind != "Test"), ""),
            query=query[0].value,
            default=tuple(found.value for found in values(action, f"{_QT}data")),
            named=tuple(found.value for found in values(action, f"{_QT}graphData")),
            result=result[0] if result else None,
            lax=NamedNode(f"{_MF}LaxCardinality") in values(entry, f"{_MF}resultCardinality"),
        )


def _is_file(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value in files()


def _items(values, head) -> Iterator[NamedNode]:
    while head != NamedNode(f"{_RDF}nil"):
        yield values(head, f"{_RDF}first")[0]
        head = values(head, f"{_RDF}rest")[0]
