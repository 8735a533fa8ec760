"""The derived registries against the real files, read by another parser than the build's."""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from rdflib import OWL, PROV, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.running import CHECKOUT

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SOURCES = CHECKOUT.parent / "shared" / "data"
REGISTRIES = CHECKOUT / "loaders" / "registries"
BESLUIT = Namespace("http://data.vlaanderen.be/ns/besluit#")
ORG = Namespace("http://www.w3.org/ns/org#")
OLD_SCHEMA = Namespace("http://schema.org/")
DCT = Namespace("http://purl.org/dc/terms/")
LISTS = {
    "magda-categorie": ("metadata-dcat-codelijsten/magda-categorie.ttl", 20),
    "dataserviceprotocol": ("metadata-dcat-codelijsten/protocol.ttl", 50),
    "relatievorm": ("metadata-dcat-codelijsten/relatievorm.ttl", 5),
    "statuut": ("eu-vl-thesauri/GDI-Vlaanderen-trefwoorden.rdf", 9),
    "distributiestatus": ("eu-vl-thesauri/distribution-status.rdf", 5),
    "uitgeverstype": ("eu-vl-thesauri/publisher-type.rdf", 11),
    "licentietype": ("eu-vl-thesauri/licence-type.rdf", 13),
    "dienstenintegrator": ("belgif-vocab/codelist/serv-integr.nt", 7),
    "belgisch-datathema": ("belgif-vocab/codelist/datatheme.nt", 14),
    "rechtsvorm": ("lblod-lokale-besturen/rechtsvormen.ttl", 25),
    "bestuursfunctie": ("lblod-lokale-besturen/bestuursfunctie-codes.ttl", 30),
    "mandatarisstatus": ("lblod-lokale-besturen/mandataris-status-code.ttl", 4),
    "inhoudelijk-thema": ("lblod-lokale-besturen/thema-codelijst.ttl", 32),
}
"""Each list that is taken over whole: its file and how many codes it has."""

WITHOUT_DUTCH = {"relatievorm": 2}
"""How many codes of a list have their Dutch name under an English tag."""


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        path = SOURCES / name
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        formats = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml"}
        graph.parse(data=content, format=formats[Path(name.removesuffix(".gz")).suffix])
    return graph


def rows(registry: str) -> list[dict[str, str]]:
    with (REGISTRIES / f"{registry}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def codes() -> Iterator[dict[str, str]]:
    for path in sorted(REGISTRIES.glob("codes-*.csv")):
        yield from rows(path.stem)


def dutch(graph: Graph, thing: Node, predicate: URIRef = SKOS.prefLabel) -> str:
    """Return the Dutch name, else the one without a language, empty if all are of another one."""
    labels = [each for each in graph.objects(thing, predicate) if isinstance(each, Literal)]
    found = {each.language: str(each) for each in labels}
    return found.get("nl") or found.get(None, "")


def concepts(graph: Graph) -> set[Node]:
    return {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(SKOS.inScheme, None)}


def first_day_after(value: Node | None) -> str:
    """Return the day after a moment, empty if there is none."""
    if value is None:
        return ""
    return (date.fromisoformat(str(value)[:10]) + timedelta(days=1)).isoformat()


def test_policy_domains_are_those_of_the_source():
    graph = read("themis-beleid/beleidsdomeinen.ttl")

    assert Counter((r["iri"], r["label_nl"], r["deprecated"]) for r in rows("beleidsdomeinen")) == (
        Counter(
            (str(each), dutch(graph, each), str(graph.value(each, OWL.deprecated)))
            for each in graph.subjects(RDF.type, SKOS.Concept)
        )
    )


def test_policy_fields_have_the_domain_period_and_place_of_the_source():
    graph = read("themis-beleid/beleidsvelden.ttl")
    domains = {row["id"]: row["iri"] for row in rows("beleidsdomeinen")}
    ours = Counter(
        (
            row["iri"],
            row["label_nl"],
            domains[row["broader"].removeprefix("beleidsdomein/")],
            row["position"],
            row["valid_from"],
            row["valid_to"],
        )
        for row in rows("beleidsvelden")
    )

    assert ours.total() == 696
    assert ours == Counter(
        (
            str(each),
            dutch(graph, each),
            str(graph.value(each, SKOS.broader)),
            str(graph.value(each, OLD_SCHEMA.position)),
            str(graph.value(each, PROV.generatedAtTime))[:10],
            first_day_after(graph.value(each, PROV.invalidatedAtTime)),
        )
        for each in graph.subjects(RDF.type, SKOS.Concept)
    )


@pytest.mark.parametrize("scheme", LISTS)
def test_a_list_has_the_codes_of_the_source(scheme):
    name, count = LISTS[scheme]
    graph = read(name)
    ours = {row["iri"]: row["label_nl"] for row in codes() if row["scheme"] == scheme}
    theirs = {str(each): dutch(graph, each) for each in concepts(graph)}
    named = {iri: label for iri, label in theirs.items() if label}

    assert len(ours) == count
    assert ours.keys() == theirs.keys()
    assert named.items() <= ours.items()
    assert len(theirs) - len(named) == WITHOUT_DUTCH.get(scheme, 0)


def test_only_the_top_of_the_high_value_categories_is_taken_over():
    graph = read("eu-vl-thesauri/high-value-dataset-category.rdf.gz")
    inside = {str(each) for each in graph.subjects(SKOS.inScheme, None)}
    top = {iri for iri in inside if graph.value(URIRef(iri), SKOS.broader) is None}

    ours = {row["iri"] for row in codes() if row["scheme"] == "hvd-categorie"}

    assert len(ours) == 6
    assert ours == {iri for iri in top if (URIRef(iri), SKOS.prefLabel, None) in graph}


def test_areas_have_the_code_place_and_names_of_the_source():
    graph = read("lblod-lokale-besturen/refnis2025.ttl")
    areas = rows("gebieden")
    by_id: Mapping[str, str] = {row["id"]: row["iri"] for row in areas}
    ours = Counter(
        (row["iri"], row["notation"], by_id.get(row["parent"]), row["label_nl"], row["label_fr"])
        for row in areas
        if row["level"] != "district"
    )
    theirs = Counter(
        (
            str(each),
            str(graph.value(each, SKOS.notation)),
            str(graph.value(each, SKOS.broader) or "") or None,
            dutch(graph, each),
            next(str(o) for o in graph.objects(each, SKOS.prefLabel) if o.language == "fr"),
        )
        for each in graph.subjects(RDF.type, SKOS.Concept)
    )

    assert ours.total() == 624
    assert ours == theirs


def test_every_pair_of_a_unit_and_a_kind_of_body_is_one_of_the_source():
    graph = read(
        "lblod-lokale-besturen/bestuursorganen-district-ocmw.ttl",
        "lblod-lokale-besturen/igs-bestuursorganen.ttl",
    )
    iris = {row["id"]: row["iri"] for row in rows("bestuursorgaansoorten")}
    theirs = {
        (str(unit), str(kind))
        for body, unit in graph.subject_objects(BESLUIT.bestuurt)
        for kind in graph.objects(body, ORG.classification)
    }
    units = {unit for unit, _ in theirs}
    ours: dict[str, set[str]] = defaultdict(set)
    for row in rows("lokale-besturen"):
        names = {*row["same_as"].split("|"), row["iri"], row["source"]} & units
        for unit in names:
            ours[unit] |= {iris[kind] for kind in row["governing_body"].split("|")}

    assert len(list(graph.subject_objects(BESLUIT.bestuurt))) == 5003
    assert len(theirs) == 4952
    assert {(unit, kind) for unit, kinds in ours.items() for kind in kinds} == theirs


def test_flemish_licences_are_those_of_the_source():
    graph = read("vlaamse-codelijsten/licentie/licenties.ttl")
    theirs = {
        str(each): dutch(graph, each, DCT.title)
        for each in graph.subjects(RDF.type, DCT.LicenseDocument)
    }
    ours = {row["iri"]: row["label_nl"] for row in rows("licenties")}

    assert len(theirs) == 8
    assert theirs.items() <= ours.items()
