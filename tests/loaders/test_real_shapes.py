"""Official shapes over real records, with the counts that an independent run gave."""

import shutil
from pathlib import Path

import pytest
from rdflib import Graph

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import Conformance, ShapesSource
from loaders.check import check_registries
from loaders.settings import LoaderSettings
from tests.running import CHECKOUT

pytestmark = pytest.mark.shared

DATA = CHECKOUT.parent / "shared" / "data"
RECORDS = DATA / "dcat-vlaanderen" / "records"
PROFILES = DATA / "semic-profiles"
DCAT = PROFILES / "dcat-ap" / "3.0.1_shacl_dcat-ap-SHACL.ttl"
SHAPES = "https://semiceu.github.io/DCAT-AP/releases/3.0.1#"
VIOLATIONS = {
    "agrarisch-groen-ontoegankelijk-antwerpen": 20,
    "evolutie-fijn-stof-in-de-lucht-vlaanderen": 2,
    "fietstelpaal-visserij-gent.dcat-ap3": 8,
    "geluid-industrie-antwerpen": 31,
    "profiel-werknemers-met-aanmoedigingspremie-vlaanderen": 18,
}
RESULTS = {
    "dcat-ap/3.0.1_shacl_ranges.ttl": (11, 2, 4, 16, 12),
    "dcat-ap/3.0.0-hvd_shacl_hvd-SHACL.ttl": (16, 22, 7, 26, 10),
    "dcat-ap/3.0.1_html_shacl_shapes_recommended.ttl": (23, 15, 18, 33, 15),
    "dcat-ap/3.0.1_html_shacl_mdr-vocabularies.shape.ttl": (17, 7, 8, 22, 14),
    "cpov/core-public-organisation-ap-SHACL-2.1.2.ttl": (0, 0, 0, 0, 0),
    "cpsv-ap/cpsv-ap-SHACL-3.2.0.ttl": (6, 4, 6, 6, 5),
}
"""Results of each file over each record, as a second validator counted them too."""

DEFINITION = """\
name: {name}
title: {{nl: Record, en: Record}}
description: {{nl: Een record., en: A record.}}
source: {source}
format: rdfxml
pass_through: true
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://creativecommons.org/publicdomain/zero/1.0/
access: PUBLIC
max_refused_share: 0.2
shapes: [{shapes}]
"""


def check(record: str, shapes: Path = DCAT) -> Conformance:
    data = Graph().parse(RECORDS / f"{record}.xml", format="xml")
    lines = data.serialize(format="nt", encoding="utf-8")
    return check_conformance(lines, ShapesSource(shapes.name, shapes.read_bytes()))


@pytest.mark.parametrize(("record", "violations"), VIOLATIONS.items())
def test_a_record_breaks_the_shapes_of_dcat_as_often_as_was_counted(record, violations):
    found = check(record)

    assert (found.count()["Violation"], found.problem) == (violations, "")


@pytest.mark.parametrize(
    ("record", "violations"),
    [
        ("marine-regions-soap-vlaanderen-service", 5),
        ("ogc-api-features-landinrichting-service-vlaanderen", 4),
    ],
)
def test_a_service_is_checked_although_its_shape_has_dangling_references(record, violations):
    found = check(record)

    assert found.count()["Violation"] == violations
    assert [(fault.kind, fault.shape) for fault in found.faulty] == [
        ("dangling", f"{SHAPES}dcat:DataServiceShape")
    ] * 2


@pytest.mark.parametrize("name", ["publicorganization", "publicservice"])
def test_federal_shapes_with_undeclared_prefixes_are_not_checked(name):
    found = check("geluid-industrie-antwerpen", DATA / "belgif-vocab/shacl" / f"{name}.ttl")

    assert 'Prefix "owl:" not bound' in found.problem
    assert found.conforms is None


@pytest.mark.parametrize(
    ("shapes", "faults"),
    [
        ("dcat-ap/3.0.1_shacl_ranges.ttl", 206),
        ("dcat-ap/3.0.0-hvd_shacl_hvd-SHACL.ttl", 0),
        ("dcat-ap/3.0.1_html_shacl_shapes_recommended.ttl", 0),
        ("dcat-ap/3.0.1_html_shacl_mdr-vocabularies.shape.ttl", 0),
        ("cpov/core-public-organisation-ap-SHACL-2.1.2.ttl", 0),
        ("cpsv-ap/cpsv-ap-SHACL-3.2.0.ttl", 0),
    ],
)
@pytest.mark.parametrize("record", VIOLATIONS)
def test_every_file_of_shapes_speaks_of_a_real_record(record, shapes, faults):
    found = check(record, PROFILES / shapes)

    assert (found.problem, len(found.faulty)) == ("", faults)
    assert found.focus_nodes > 0
    assert len(found.results) == RESULTS[shapes][list(VIOLATIONS).index(record)]


@pytest.mark.slow
def test_a_check_of_real_records_finds_the_same_as_the_validator_alone(tmp_path):
    registries = tmp_path / "registries"
    registries.mkdir()
    names = ["geluid-industrie-antwerpen", "agrarisch-groen-ontoegankelijk-antwerpen"]
    (registries / "dcat.ttl").symlink_to(DCAT)
    for name in names:
        shutil.copyfile(RECORDS / f"{name}.xml", registries / f"{name}.xml")
        text = DEFINITION.format(name=name, source=f"{name}.xml", shapes="dcat.ttl, profile")
        (registries / f"{name}.yaml").write_text(text, encoding="utf-8")
    into = tmp_path / "report"
    settings = LoaderSettings(tmp_path / "var", registries)

    checked = check_registries(settings, base="https://data.example.org", into=into)

    assert checked.exit_code == 0
    for name in names:
        table = (into / "shacl" / f"{name}.csv").read_text(encoding="utf-8-sig")
        lines = [line for line in table.splitlines() if line.endswith(",dcat.ttl")]
        assert len(lines) == VIOLATIONS[name]


@pytest.mark.slow
def test_a_large_file_is_checked_by_the_shapes_of_organisations(tmp_path):
    source = DATA / "lblod-lokale-besturen" / "bestuursorganen-district-ocmw.ttl"
    lines = Graph().parse(source).serialize(format="nt", encoding="utf-8")
    shapes = b"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://e.org/S> sh:targetClass <http://data.vlaanderen.be/ns/besluit#Bestuursorgaan> ;
          sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ] .
    """

    found = check_conformance(lines, ShapesSource("s.ttl", shapes))

    assert found.problem == ""
    assert found.focus_nodes > 1000
