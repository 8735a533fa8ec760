"""A graph in which every presentation of a page has to show texts that try to run."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ontology.namespaces import expand
from tests.server.small_graph import BASE, HOSTILE

TEXTS = (
    *HOSTILE,
    "</text></svg><script>window.kwaad=1</script>",
    '" style="position:fixed" onload="window.kwaad=1',
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}omgekeerd" * 3,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5,
    "W" * 600,
    "zeer lange tekst " * 6000,
)
"""What the names, the values and the codes say."""

ORGANISATION, DATASET, ROLE, ACTION = (
    f"{BASE}/id/{kind}/kwaad" for kind in ("organisatie", "dataset", "rol", "actie")
)
PAGES = tuple(f"/doc/{kind}/kwaad.html" for kind in ("organisatie", "dataset", "rol", "actie"))

_GRAPH = NamedNode(f"{BASE}/id/graaf/kwaad")
_ONE = (
    (ORGANISATION, "rdf:type", "org:Organization"),
    (DATASET, "rdf:type", "dcat:Dataset"),
    (ROLE, "rdf:type", "org:Role"),
    (ACTION, "rdf:type", "ds:Action"),
)
_LITERALS = (
    (ORGANISATION, "dct:identifier"), (ORGANISATION, "schema:foundingDate"),
    (ORGANISATION, "org:purpose"), (DATASET, "dcat:keyword"), (DATASET, "dct:issued"),
    (DATASET, "dct:identifier"), (DATASET, "ds:accessReason"), (ROLE, "ds:responsibilities"),
    (ACTION, "schema:startDate"), (ACTION, "dct:identifier"),
)  # fmt: skip
_IRIS = (
    "javascript:window.kwaad=1",
    "data:text/html,%3Cscript%3Ewindow.kwaad=1%3C/script%3E",
    "https://example.org/%22onmouseover=%22window.kwaad=1",
    "https://example.org/" + "w" * 800,
)


def hostile_store() -> Store:
    """Return the graph, with every triple once in the default graph too."""
    store = Store()
    for quad in _quads():
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    return store


def _quads() -> Iterator[Quad]:
    for subject, predicate, kind in _ONE:
        yield _quad(subject, predicate, NamedNode(_expand(kind)))
        yield _quad(subject, "skos:prefLabel", Literal(TEXTS[0], language="nl"))
    for number, text in enumerate(TEXTS):
        for subject, predicate in _LITERALS:
            yield _quad(subject, predicate, Literal(text))
        yield from _around(number, text)
    for number, iri in enumerate(_IRIS):
        yield _quad(DATASET, "dcat:landingPage", NamedNode(iri))
        yield _quad(ORGANISATION, "foaf:homepage", NamedNode(iri))
        yield _quad(f"{BASE}/id/distributie/kwaad-{number}", "dcat:downloadURL", NamedNode(iri))


def _around(number: int, text: str) -> Iterator[Quad]:
    """Yield things with a hostile name that stand in a tree, tables, lines of time, a workflow."""
    part, distribution, assignment, status, period = (
        f"{BASE}/{path}-{number}"
        for path in (
            "id/organisatie/kwaad", "id/distributie/kwaad", "id/roltoewijzing/kwaad",
            "id/actiestatus/kwaad", ".well-known/genid/aa",
        )
    )  # fmt: skip
    for subject in (part, distribution, assignment, status):
        yield _quad(subject, "skos:prefLabel", Literal(text, language="nl"))
    yield _quad(part, "rdf:type", NamedNode(_expand("org:Organization")))
    yield _quad(part, "org:subOrganizationOf", NamedNode(ORGANISATION))
    yield _quad(distribution, "rdf:type", NamedNode(_expand("dcat:Distribution")))
    yield _quad(DATASET, "dcat:distribution", NamedNode(distribution))
    yield _quad(distribution, "dcat:byteSize", Literal(text))
    yield _quad(assignment, "rdf:type", NamedNode(_expand("org:Membership")))
    yield _quad(assignment, "org:role", NamedNode(ROLE))
    yield _quad(assignment, "org:member", NamedNode(part))
    yield _quad(assignment, "ds:overResource", NamedNode(DATASET))
    yield _quad(assignment, "org:memberDuring", NamedNode(period))
    yield _quad(period, "dcat:startDate", Literal(f"20{number:02}-01-01"))
    yield _quad(period, "dcat:endDate", Literal(text if number % 2 else "2050"))
    yield _quad(status, "rdf:type", NamedNode(_expand("ds:ActionStatus")))
    yield _quad(status, "ds:ofAction", NamedNode(ACTION))
    yield _quad(status, "dct:date", Literal(f"{number:04}"))
    yield _quad(status, "adms:status", NamedNode(part))


def _quad(subject: str, predicate: str, term: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(_expand(predicate)), term, _GRAPH)


def _expand(curie: str) -> str:
    return expand(curie)
