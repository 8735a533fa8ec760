"""Every file of the shared data: loaded, or named with its line and reason; nothing in between."""

import gzip

import pytest
import rdflib

from loaders.reading.definitions import read_definitions
from tests.real_files.conftest import DEFINITIONS

pytestmark = pytest.mark.shared

DATA = DEFINITIONS.parents[3] / "shared/data"

UNPARSABLE = {
    "belgif-vocab/ontologies/dataentry.ttl": ("14", "prefix rdf: has not been declared"),
    "belgif-vocab/ontologies/gdpr.ttl": ("58", "prefix dcterms: has not been declared"),
    "belgif-vocab/ontologies/infosec.ttl": ("14", "prefix rdf: has not been declared"),
    "belgif-vocab/ontologies/organization.ttl": ("9", "prefix rdf: has not been declared"),
    "belgif-vocab/shacl/publicorganization.ttl": ("14", "prefix owl: has not been declared"),
    "belgif-vocab/shacl/publicservice.ttl": ("13", "prefix owl: has not been declared"),
    "belgium-federal-dcat/favv.rdf": ("73", "Unexpected node"),
    "belgium-federal-dcat/fpsbosabudget.xml": ("49", "Unexpected text event"),
    "semic-profiles/dcat-ap/3.0.1_context_dcat-ap.jsonld": (None, "Inconsistent expansion"),
    "vlaamse-codelijsten/adressenregister/gebouweenheidfunction.ttl": ("20", "Invalid IRI"),
    "vlaamse-codelijsten/milieubewakingsvoorzieningen/PurposeOfCollectionValue.ttl": (
        "12",
        "Line jumps are not allowed",
    ),
    "vlaamse-codelijsten/milieubewakingsvoorzieningen/SpecialisedEMFTypeValue.ttl": (
        "12",
        "Line jumps are not allowed",
    ),
}

FORMATS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}

PASSED = {
    "belgif-vocab": 24_697,
    "belgium-federal-dcat": 2_918,
    "dcat-vlaanderen": 739,
    "eu-vl-thesauri": 22_769,
    "lblod-lokale-besturen": 64_485,
    "metadata-dcat-codelijsten": 861,
    "organisaties-ovo": 1_426,
    "semic-profiles": 5_419,
    "staatsblad-decreten": 56_967,
    "themis-beleid": 7_688,
    "vlaamse-codelijsten": 1_614,
}

ROWS = {
    "beleid-rijen": (714, 714),
    "besturen-rijen": (606, 605),
    "datasets-rijen": (5, 5),
    "metadata-begrippen": (92, 10),
    "metadata-schema": (1, 1),
    "organisaties-rijen": (153, 153),
    "standaarden-rijen": (252, 245),
}


def test_every_definition_takes_part(real):
    assert real.built.exit_code == 0
    assert not any(entry["from_snapshot"] for entry in real.manifest["registries"])
    names = {definition.name for definition in read_definitions(DEFINITIONS)}
    assert names == set(PASSED) | set(ROWS)


def test_every_data_file_belongs_to_a_definition():
    taken = {
        file.source.path.resolve()
        for definition in read_definitions(DEFINITIONS)
        for file in definition.files()
        if file.source.path
    }
    suffixes = (".ttl", ".nt", ".rdf", ".xml", ".jsonld", ".csv", ".gz")
    there = {
        path.resolve()
        for path in DATA.rglob("*")
        if path.name.endswith(suffixes) and path.parent.name != "w3c-sparql-tests"
    }
    standards = {
        path.resolve()
        for path in (DATA / "oslo-standaardenregister").rglob("nl/configuration.json")
    }

    assert len(standards) == 252
    assert there | standards <= taken


def test_each_file_that_does_not_parse_is_named_with_its_line_and_reason(real):
    told = {
        row["file"]: (row["row"], row["reason"])
        for row in real.report("quarantine")
        if not row["column"]
    }

    assert set(told) == set(UNPARSABLE)
    for name, (line, reason) in UNPARSABLE.items():
        assert told[name][1].startswith("unreadable: ")
        assert reason in told[name][1]
        assert told[name][0] == line or (line is None and int(told[name][0]) > 1)


def test_the_rest_of_a_folder_is_loaded(real):
    files = real.entry("belgif-vocab")["files"]

    assert sum(bool(file["reason"]) for file in files) == 6
    assert sum(file["read"] > 0 for file in files) == len(files) - 6


@pytest.mark.parametrize("name", PASSED)
def test_counts_are_those_of_another_parser_but_for_what_is_counted(real, name):
    entry = real.entry(name)
    ground, nameless = count_independently(name)

    dropped = sum(entry["dropped"].values())
    kept_spellings = entry["repaired"].get("organisations owl:sameAs", 0)
    expected = len(ground) + nameless - dropped - entry["rows"]["refused"] + kept_spellings
    assert entry["quads"] == expected == PASSED[name]


def count_independently(name):
    """Return the triples without blank nodes of the files that parse, and how many have one."""
    definition = next(item for item in read_definitions(DEFINITIONS) if item.name == name)
    ground, nameless = set(), 0
    for file in definition.files():
        if file.source.name in UNPARSABLE:
            continue
        content = file.source.path.read_bytes()
        content = gzip.decompress(content) if file.source.path.suffix == ".gz" else content
        graph = rdflib.Graph()
        graph.parse(data=content, format=FORMATS[file.format], publicID="http://relative.invalid/")
        for triple in graph:
            if any(isinstance(term, rdflib.BNode) for term in triple):
                nameless += 1
            else:
                ground.add(tuple(map(expand, triple)))
    return ground, nameless


def expand(term):
    """Return a CURIE that stands where an IRI belongs as the IRI that it means."""
    if isinstance(term, rdflib.URIRef) and term.startswith("dct:"):
        return rdflib.DCTERMS[term.removeprefix("dct:")]
    return term


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_accepted_or_told(real, name):
    rows = real.entry(name)["rows"]
    refused = {
        (row["file"], row["row"]) for row in real.report("quarantine") if row["registry"] == name
    }

    assert (rows["read"], rows["accepted"]) == ROWS[name]
    assert len(refused) == rows["refused"]


def test_the_same_files_are_not_built_again(real):
    again = real.build()

    assert (again.id, again.published) == (real.built.id, False)


def test_another_build_gives_the_same_generation(real, tmp_path):
    from loaders.settings import LoaderSettings
    from tests.real_files.conftest import BASE, build

    other = build(LoaderSettings(tmp_path, DEFINITIONS, BASE), [])

    dumps = tmp_path / "generations" / other.id / "dumps"
    assert other.id == real.built.id
    for entry in real.manifest["registries"]:
        if entry["name"] != "herkomst":
            ours = real.settings.data / "current" / entry["dump"]["path"]
            assert (dumps / ours.name).read_bytes() == ours.read_bytes()
