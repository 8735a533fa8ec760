import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from linkml_schemas.commands import schema
from linkml_schemas.plan import read_plan
from linkml_schemas.reusing.coverage import VERDICTS, cover
from linkml_schemas.reusing.covering import cover_schema
from linkml_schemas.reusing.own_profile import given_by_model, given_by_plan
from linkml_schemas.reusing.profile_reading import read_asked
from linkml_schemas.reusing.profiles import (
    FOLDER,
    Asked,
    Profile,
    parse_profile,
    profile_names,
    read_profile,
    read_reasons,
    render_profile,
)
from linkml_schemas.reusing.words import LANGUAGES, WORDS
from linkml_schemas.source import SCHEMA_FILE
from ontology.known_terms import is_missing
from ontology.namespaces import expand
from tests.clients.browsing import browsing
from tests.running import CHECKOUT
from tests.server.axe import complaints

SHARED = CHECKOUT.parent / "shared/data/semic-profiles/dcat-ap"

SHAPES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<#A> a sh:NodeShape ; sh:targetClass dcat:Dataset ;
    sh:property <#gone> , <#one> , <#two> ,
        [ sh:path dct:type ; sh:maxCount "n" ; sh:minCount "1" ; sh:class skos:Concept ] ,
        [ sh:path dcat:theme ; sh:minCount 1 ; sh:severity sh:Warning ; sh:node <#list> ] ,
        [ sh:path dcat:mediatype ; sh:nodeKind sh:IRI ] ,
        [ sh:path ( dct:a dct:b ) ; sh:minCount 1 ] ,
        [ sh:path dct:issued ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:dateTime ] ) ] .
<#one> sh:path dct:title ; sh:minCount 1 .
<#two> sh:path dct:title ; sh:maxCount 1 ; sh:nodeKind sh:Literal .
<#list> sh:property [ sh:path skos:inScheme ; sh:hasValue <https://www.example.org/list> ] .
<#B> sh:targetClass dct:Frequency .
<#C> sh:targetClass xsd:string .
"""

OTHER = """
id: https://www.example.org/catalogue
name: catalogue
title: Catalogue of others
conforms_to: https://www.example.org/profile/1.0
prefixes:
  linkml: https://w3id.org/linkml/
  dcat: http://www.w3.org/ns/dcat#
  dct: http://purl.org/dc/terms/
  xsd: http://www.w3.org/2001/XMLSchema#
default_prefix: dct
imports: [linkml:types]
classes:
  Dataset:
    class_uri: dcat:Dataset
    attributes:
      title: {slot_uri: dct:title, required: true}
      issued: {slot_uri: dct:issued, range: integer}
      kind: {slot_uri: dct:type, required: true, multivalued: true, range: Kind}
      extra: {slot_uri: dct:extent}
enums:
  Kind:
    permissible_values: {a: {}}
"""


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """The facts of the shapes above, where the command finds them."""
    monkeypatch.setattr("linkml_schemas.reusing.profiles.FOLDER", tmp_path)
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    options = ["--name", "own", "--iri", "https://www.example.org/profile", "--title", "Own"]
    done = CliRunner().invoke(
        schema, ["profile", str(tmp_path / "shapes.ttl"), *options, "--output", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    return tmp_path


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "catalogue.yaml"
    path.write_text(OTHER, encoding="utf-8")
    return path


def by_name(covered):
    return {(each.iri, row.asked.property): row for each in covered for row in each.rows}


def test_shapes_become_facts_although_they_are_faulty(facts):
    listed = {
        each.property.rpartition("/")[2].rpartition("#")[2]: each
        for each in read_profile("own").asked
        if each.class_iri == expand("dcat:Dataset")
    }

    assert (listed["title"].minimum, listed["title"].maximum) == (1, 1)
    assert listed["title"].ranges == (expand("rdfs:Literal"),)
    assert (listed["type"].obligation, listed["type"].maximum) == ("mandatory", None)
    assert listed["theme"].obligation == "recommended"
    assert listed["theme"].codes == ("https://www.example.org/list",)
    assert listed["issued"].ranges == (expand("xsd:date"), expand("xsd:dateTime"))
    assert "mediaType" in listed
    assert len(listed) == 5


@pytest.mark.parametrize("name", profile_names())
def test_the_facts_of_a_profile_are_written_as_the_command_writes_them(name):
    text = (FOLDER / f"{name}.tsv").read_bytes().decode()
    profile = parse_profile(name, text)

    assert render_profile(profile) == text
    assert all((profile.iri, profile.title, profile.version, profile.source, profile.licence))
    named = {iri for each in profile.asked for iri in (each.class_iri, each.property, *each.ranges)}
    assert [iri for iri in sorted(named) if iri and is_missing(iri)] == []


@pytest.mark.shared
def test_the_facts_of_dcat_ap_are_those_of_the_official_shapes():
    names = (
        "3.0.1_shacl_dcat-ap-SHACL.ttl",
        "3.0.1_shacl_ranges.ttl",
        "3.0.1_html_shacl_shapes_recommended.ttl",
        "3.0.1_html_shacl_mdr-vocabularies.shape.ttl",
    )

    official = read_asked([SHARED / name for name in names])

    assert set(official) == set(read_profile("dcat-ap").asked)


def test_a_wider_schema_that_claims_to_conform_is_refused(facts, other):
    done = CliRunner().invoke(schema, ["coverage", "--profile", "own", "--schema", str(other)])

    assert done.exit_code == 3
    assert "dcat:Dataset dct:issued is wider than Own allows" in done.output
    assert "dcat:Dataset dcat:theme: lacks (recommended 0..n" in done.output
    assert "dcat:Dataset dct:title: has" in done.output
    assert "dcat:Dataset dct:type: narrows" in done.output


def test_a_schema_that_claims_nothing_is_only_described(facts, other):
    other.write_text(OTHER.replace("conforms_to:", "see_also:"), encoding="utf-8")
    arguments = ["coverage", "--profile", "own", "--schema", str(other)]

    assert CliRunner().invoke(schema, arguments).exit_code == 0
    assert CliRunner().invoke(schema, [*arguments, "--strict"]).exit_code == 3


def test_what_a_schema_adds_is_listed(facts, other):
    told = json.loads(cover_schema("own", other, "json").text)

    (dataset,) = [each for each in told["classes"] if each["class"].endswith("#Dataset")]
    assert dataset["added"] == [expand("dct:extent")]
    assert dataset["here"] == ["Dataset"]


def test_no_such_profile_and_no_such_schema_are_said(tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("classes: [", encoding="utf-8")

    none = CliRunner().invoke(schema, ["coverage", "--profile", "dcat"])
    assert none.exit_code == 2
    assert "there are dcat-ap, dcat-ap-vl" in none.output
    assert CliRunner().invoke(schema, ["coverage", "--schema", str(wrong)]).exit_code == 3


def test_a_file_without_shapes_is_refused(tmp_path):
    file = tmp_path / "none.ttl"
    file.write_text("<x:a> <x:b> <x:c> .", encoding="utf-8")

    done = CliRunner().invoke(schema, ["profile", str(file), "--name", "x"])

    assert done.exit_code == 2
    assert "no shape has a target class" in done.output


def ours(name="dcat-ap-vl"):
    return by_name(cover(read_profile(name), given_by_plan(read_plan()), read_reasons(name)))


@pytest.mark.parametrize(
    ("class_name", "name", "verdict"),
    [
        pytest.param("dcat:Dataset", "dct:title", "has", id="texts in languages"),
        pytest.param("dcat:Dataset", "dct:identifier", "widens", id="may be absent"),
        pytest.param("dcat:Dataset", "dct:issued", "narrows", id="a date only"),
        pytest.param("dcat:Catalog", "dcat:dataset", "has", id="inverse column"),
        pytest.param("dcat:Dataset", "dcat:contactPoint", "widens", id="node between"),
        pytest.param("dct:PeriodOfTime", "dcat:startDate", "narrows", id="on a node between"),
        pytest.param("dcat:CatalogRecord", "foaf:primaryTopic", "widens", id="wider range"),
        pytest.param("dcat:Dataset", "dcat:inSeries", "lacks", id="lacking"),
    ],
)
def test_our_schema_is_judged_by_its_plan(class_name, name, verdict):
    assert ours()[expand(class_name), expand(name)].verdict == verdict


def test_the_plan_and_the_schema_say_the_same_of_plain_columns():
    from linkml_schemas.modelling.reading import read_model

    by_plan = {each.name: each for each in given_by_plan(read_plan())}
    by_model = {each.name: each for each in given_by_model(read_model(SCHEMA_FILE))}

    for name in ("dcat:theme", "dct:accessRights", "dct:rightsHolder"):
        one = by_plan["Dataset"].properties[expand(name)]
        two = by_model["Dataset"].properties[expand(name)]
        assert (one.minimum, one.maximum) == (two.minimum, two.maximum)


def test_every_reason_is_about_something_that_is_lacking():
    lacking = {}
    for name in profile_names():
        covered = cover(read_profile(name), given_by_plan(read_plan()), {})
        absent = {key for key, row in by_name(covered).items() if row.verdict == "lacks"}
        lacking[name] = absent | {(each.iri, "") for each in covered if not each.names}

    for name in profile_names():
        for key in read_reasons(name):
            assert any(key in absent for absent in lacking.values()), key


def test_every_word_is_there_in_every_language():
    assert all(words.keys() == LANGUAGES.keys() for words in WORDS.values())


def test_the_documented_coverage_is_current():
    page = CHECKOUT / "docs" / "coverage-dcat-ap-vl.md"

    written = cover_schema("dcat-ap-vl", SCHEMA_FILE, "markdown").text

    assert page.read_text(encoding="utf-8") == written, (
        "run `begrip schema coverage --format markdown --output docs/coverage-dcat-ap-vl.md`"
    )


def test_a_class_of_which_nothing_is_asked_has_no_rows():
    profile = Profile("x", "x:", "X", "1", "", "", "", (Asked(expand("dct:Frequency"), ""),))

    (covered,) = cover(profile, given_by_plan(read_plan()), {})

    assert covered.rows == ()


@pytest.mark.slow
def test_the_page_of_a_coverage_has_all_verdicts_and_axe_has_no_complaint(tmp_path: Path):
    target = tmp_path / "coverage.html"
    CliRunner().invoke(schema, ["coverage", "--format", "html", "--output", str(target)])
    text = target.read_text(encoding="utf-8")

    assert all(f'class="{verdict} ' in text for verdict in VERDICTS)
    with browsing() as page:
        page.set_content(text)
        assert complaints(page) == []
        page.get_by_label("English").check()
        assert page.locator("h1").inner_text().startswith("Coverage of DCAT-AP Vlaanderen")
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
