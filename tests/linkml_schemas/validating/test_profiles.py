import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import ShapesSource
from linkml_schemas.validating.checking import check_data
from linkml_schemas.validating.constraint_tables import COLUMNS, read_constraints
from linkml_schemas.validating.profiles import (
    ProfileError,
    held_contexts,
    known_profiles,
    newest_profile,
    read_profile,
)
from linkml_schemas.validating.reading import read_data
from linkml_schemas.validating.values import Asked
from tests.linkml_schemas.validating.tabled import BASE
from tests.running import CHECKOUT

TABLES = sorted((CHECKOUT / "linkml_schemas/validating/profiles").glob("*.csv"))
SHARED = CHECKOUT.parent / "shared" / "data"
RECORDS = sorted((SHARED / "dcat-vlaanderen" / "records").glob("*.xml"))
SHAPES = b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://x.example/S> a sh:NodeShape ; sh:targetClass <http://x.example/C> ;
  sh:property [ sh:path <http://x.example/p> ; sh:class <http://x.example/Code> ] .
"""
CODES = b"<http://x.example/code> a <http://x.example/Code> ."
DATA = (
    b"<http://x.example/a> a <http://x.example/C> ; <http://x.example/p> <http://x.example/code> ."
)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_folder(folder: Path, *, background: bool = True, sha: str = "", more: str = "") -> str:
    (folder / "shapes.ttl").write_bytes(SHAPES)
    (folder / "codes.ttl").write_bytes(CODES)
    (folder / "context.jsonld").write_text('{"@context": {"p": "http://x.example/p"}}')
    background_line = 'background = ["codes.ttl"]' if background else ""
    (folder / "profiles.toml").write_text(f"""
[official]
title = {{nl = "Officieel", en = "Official"}}
files = ["shapes.ttl"]
{background_line}
source = "https://x.example/official"
licence = "CC-BY 4.0"
sha256 = {{"shapes.ttl" = "{sha or digest(SHAPES)}", "codes.ttl" = "{digest(CODES)}"}}
{more}
[contexts]
"https://x.example/context.jsonld" = "context.jsonld"
""")
    return str(folder)


def check(data: bytes, profile: str, folder: str = "", **more):
    return check_data(Asked(data, "text/turtle", profile, BASE, folder=folder, **more))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_of_facts_says_what_it_knows(path):
    rows = read_constraints(path.read_text(encoding="utf-8"))

    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert {row.level for row in rows} <= {"mandatory", "recommended", "optional", ""}
    assert {row.kind for row in rows} <= {"literal", "resource", "text", ""}
    assert all((row.level == "mandatory") == bool(row.least) for row in rows)
    assert len({(row.class_name, row.property) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["begrip", "dcat-ap-3.0.1", "dcat-ap-vl-3.0"])
def test_the_shapes_of_a_built_in_profile_have_no_fault(name):
    (source,) = read_profile(known_profiles(BASE)[name], BASE)

    found = check_conformance(b'<http://x.example/a> <http://x.example/p> "x" .', source)

    assert (found.problem, found.faulty, found.results) == ("", (), ())


def test_a_dataset_without_anything_breaks_what_is_mandatory():
    data = b"<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> ."

    found = {
        name: {
            item.path.rpartition("/")[2].rpartition("#")[2]
            for item in check(data, name).findings
            if item.severity == "Violation"
        }
        for name in ("dcat-ap-3.0.1", "dcat-ap-vl-3.0")
    }

    assert found == {
        "dcat-ap-3.0.1": {"title", "description"},
        "dcat-ap-vl-3.0": {
            "title", "description", "identifier", "accessRights", "contactPoint", "publisher",
        },
    }  # fmt: skip


def test_every_class_of_ours_is_a_profile_of_its_own():
    data = f"""<http://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> .
    <http://x.example/b> a <{BASE}/ns/datastrategie#Role> .""".encode()

    report = check(data, "begrip/Dataset")

    assert {item.focus for item in report.findings} == {"http://x.example/a"}
    assert [(t.iri.rpartition("#")[2], t.count) for t in report.parts[0].targets] == [
        ("Dataset", 1)
    ]


def test_a_profile_of_the_operator_is_used_with_its_code_lists(tmp_path):
    folder = write_folder(tmp_path)

    report = check(DATA, "official", folder)

    assert report.conforms is True
    assert (report.things, report.notes) == (1, {"background": 1})
    assert check(DATA, "official", write_folder(tmp_path, background=False)).conforms is False


def test_a_context_of_the_operator_is_known_by_its_address(tmp_path):
    folder = write_folder(tmp_path)
    data = (
        b'{"@context": "https://x.example/context.jsonld", "@id": "http://x.example/a", "p": "v"}'
    )

    report = check_data(Asked(data, "application/ld+json", "begrip", BASE, folder=folder))

    assert report.triples == 1
    assert set(held_contexts(folder)) == {"https://x.example/context.jsonld"}


def test_a_file_that_is_another_one_than_the_list_says_is_not_used(tmp_path):
    with pytest.raises(ProfileError, match=r"shapes\.ttl is not the file"):
        check(DATA, "official", write_folder(tmp_path, sha="0" * 64))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("nonsense = 1", "unknown key nonsense"),
        ('[other]\ntitle = "x"', "needs files"),
        ("[[", "profiles.toml"),
    ],
)
def test_a_list_that_is_wrong_is_refused(tmp_path, more, message):
    with pytest.raises(ProfileError, match=message):
        known_profiles(BASE, write_folder(tmp_path, more=more))


def test_a_file_outside_the_folder_is_not_read(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (inner / "profiles.toml").write_text('[contexts]\n"https://x.example/c" = "../secret.json"\n')

    with pytest.raises(ProfileError, match="outside the folder"):
        held_contexts(str(inner))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem[:40])
def test_our_table_of_dcat_ap_gives_the_verdicts_of_the_official_shapes(path):
    official = SHARED / "semic-profiles/dcat-ap/3.0.1_shacl_dcat-ap-SHACL.ttl"
    lines = read_data(path.read_bytes(), "application/rdf+xml", {}).lines
    (ours,) = read_profile(known_profiles(BASE)["dcat-ap-3.0.1"], BASE)

    expected = check_conformance(lines, ShapesSource("official", official.read_bytes()))
    found = check_conformance(lines, ours)

    assert (expected.problem, found.problem) == ("", "")
    assert told(found) == told(expected)
    assert {fault.kind for fault in expected.faulty} == {"dangling"}


def told(found) -> set[tuple[str, ...]]:
    return {
        (item.focus, item.path, item.component, item.value_term)
        for item in found.results
        if item.severity == "Violation"
    }


@pytest.mark.shared
@pytest.mark.slow
def test_records_that_say_they_follow_dcat_ap_vl_mostly_do():
    counts = {}
    for path in RECORDS:
        lines = read_data(path.read_bytes(), "application/rdf+xml", {}).lines
        assert len(list(ox.parse(lines, ox.RdfFormat.N_TRIPLES))) > 50
        report = check_data(Asked(lines, "application/n-triples", "dcat-ap-vl-3.0", BASE))
        assert (report.problem, report.things > 5) == ("", True)
        counts[path.stem] = report.counts["Violation"]

    assert sum(count == 0 for count in counts.values()) == 3


def test_a_profile_without_a_version_is_the_newest(tmp_path):
    known = ("dcat-ap-2.1", "dcat-ap-3.0.1", "dcat-ap-3.0", "dcat-ap-vl-3.0", "begrip")

    assert newest_profile("dcat-ap", known) == "dcat-ap-3.0.1"
    assert newest_profile("dcat-ap-vl", known) == "dcat-ap-vl-3.0"
    assert newest_profile("begrip", known) == "begrip"
    assert newest_profile("dcat", known) == "dcat"
