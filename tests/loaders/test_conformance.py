import csv
import json
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from linkml_schemas.conformance_values import Conformance, ShapeResult
from loaders.build import ensure_built
from loaders.check import check_registries
from loaders.differing.preview import previewing
from loaders.errors import DefinitionError, RefusedError
from loaders.groups import MOST, SHOWN
from loaders.reading.definition_values import SHAPES_SUFFIXES
from loaders.shapes.bounded_check import check_within
from loaders.shapes.bounds import Bounds
from loaders.shapes.shapes_check import ShapesCheck
from loaders.shapes.shapes_lines import read_heads, read_lines, write_results
from loaders.shapes.shapes_reports import COLUMNS, write_shapes_reports
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow  # builds a dozen generations

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://e.org/> .
ex:Named sh:targetClass ex:Person ; sh:property ex:name , ex:gone .
ex:name sh:path ex:name ; sh:minCount 1 ;
  sh:message "Geef een naam."@nl , "Give a name."@en .
"""
PEOPLE = """
@prefix ex: <https://e.org/> .
ex:a a ex:Person .
ex:b a ex:Person ; ex:name "B" .
"""
HOSTILE = '"=HYPERLINK(\\"https://e.org\\")<script>alert(1)</script>"'
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture
def people(write, settings):
    """Return what writes a registry that is passed through, with its shapes."""

    def write_people(turtle=PEOPLE, shapes=SHAPES, names="[s.ttl]", **more):
        (settings.registries / "s.ttl").write_text(shapes, encoding="utf-8")
        return write("mensen", turtle, None, form="turtle", more={"shapes": names, **more})

    return write_people


@pytest.fixture
def build(settings, world):
    def run(**more):
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


def reports(settings) -> Path:
    return settings.data / "current" / "reports"


def entry(settings, name="mensen"):
    manifest = json.loads((settings.data / "current" / "manifest.json").read_text())
    return next(item for item in manifest["registries"] if item["name"] == name)


def test_violations_are_reported_and_published_all_the_same(people, build, settings):
    people()

    assert build().exit_code == 0
    told = entry(settings)["shapes"]
    assert (told["violations"], told["faulty_shapes"], told["not_checked"]) == (1, 1, 0)
    with (settings.data / "current" / told["csv"]).open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert tuple(row) == COLUMNS
    assert (row["focus_node"], row["message_nl"]) == ("https://e.org/a", "Geef een naam.")
    assert (row["severity"], row["message_en"]) == ("Violation", "Give a name.")


def test_the_report_is_one_of_shacl(people, build, settings):
    people()
    build()

    store = ox.Store()
    store.load(path=settings.data / "current" / entry(settings)["shapes"]["path"])
    found = store.query(
        f"""SELECT ?focus ?message WHERE {{
        ?report a <{SH}ValidationReport> ; <{SH}conforms> false ; <{SH}result> ?result .
        ?result a <{SH}ValidationResult> ; <{SH}focusNode> ?focus ;
          <{SH}resultPath> <https://e.org/name> ; <{SH}resultSeverity> <{SH}Violation> ;
          <{SH}sourceConstraintComponent> <{SH}MinCountConstraintComponent> ;
          <{SH}sourceShape> <https://e.org/name> ; <{SH}resultMessage> ?message .
        FILTER (LANG(?message) = "nl") }}"""
    )

    assert [row["focus"].value for row in found] == ["https://e.org/a"]


def test_a_registry_without_shapes_imports_no_validator(write, build, settings):
    write("raden", "id,label_nl\nraad,Raad\n", "Body")
    before = set(sys.modules)

    build()

    assert not {"pyshacl", "rdflib"} & (set(sys.modules) - before)
    assert entry(settings, "raden")["shapes"] is None
    assert json.loads((reports(settings) / "report.json").read_text())["registries"][0]["name"]


def test_changed_shapes_are_changed_inputs(people, build):
    people()
    first = build()
    same = build()

    people(shapes=SHAPES.replace("minCount 1", "minCount 0"))

    assert (same.id, same.published) == (first.id, False)
    assert build().id != first.id


def test_an_unchanged_registry_is_not_checked_again(people, write, build, settings, monkeypatch):
    people()
    build()
    before = (settings.data / "current" / entry(settings)["shapes"]["lines"]).read_text()
    write("raden", "id,label_nl\nraad,Raad\n", "Body")
    monkeypatch.setattr("loaders.shapes.conformance.check_within", None)

    build()

    assert (settings.data / "current" / entry(settings)["shapes"]["lines"]).read_text() == before


def test_a_registry_that_must_conform_falls_back_on_its_snapshot(people, build, settings):
    people(PEOPLE + 'ex:a ex:name "A" .', conformance="required")
    good = build()

    people(conformance="required")
    built = build()

    assert (good.exit_code, built.exit_code) == (0, 4)
    assert built.refused["mensen"] == (
        "shapes s.ttl: 1 of 2 things break them (50.0%), 0.0% are allowed"
    )
    assert entry(settings)["quads"] == 4
    assert json.loads((reports(settings) / "report.json").read_text())["registries"][0]["reason"]


def test_a_share_of_violations_may_be_allowed(people, build):
    people(conformance="required", max_violation_share="0.5")

    assert build().exit_code == 0


def test_a_registry_that_must_conform_and_never_did_stops_the_build(people, build, settings):
    people(conformance="required")

    with pytest.raises(RefusedError, match="1 of 2 things break them"):
        build()

    assert (settings.data / "failed/shacl/mensen.csv").is_file()


@pytest.mark.slow
def test_what_refers_to_a_registry_that_does_not_conform_is_refused_with_it(write, build, settings):
    shapes = SHAPES.replace("ex:Person", "<http://www.w3.org/ns/org#Organization>")
    (settings.registries / "s.ttl").write_text(shapes, encoding="utf-8")
    write("moeders", "id,label_nl\nm,M\n", more={"shapes": "[s.ttl]", "conformance": "required"})
    write("dochters", "id,label_nl,parent\nd,D,m\n", share=0)

    with pytest.raises(RefusedError) as caught:
        build()

    assert "moeders: shapes" in str(caught.value)
    assert "dochters: 1 of 1 rows refused" in str(caught.value)


def test_rows_are_checked_as_the_triples_that_they_become(write, build, settings):
    shapes = SHAPES.replace("ex:Person", "<http://www.w3.org/ns/org#Organization>")
    (settings.registries / "s.ttl").write_text(shapes, encoding="utf-8")
    write("raden", "id,label_nl\na,A\nb,\n", more={"shapes": "[s.ttl]"})

    build()

    assert entry(settings, "raden")["shapes"]["violations"] == 1


@pytest.mark.parametrize("word", ["profile", "own"])
def test_our_own_shapes_are_named_by_a_word(people, build, settings, word):
    people(PEOPLE + "ex:c a <http://www.w3.org/ns/org#Organization> .", names=f"[{word}]")

    build()

    heads = read_heads(settings.data / "current" / entry(settings)["shapes"]["lines"])
    assert [(head["file"], head["problem"], head["faulty"]) for head in heads] == [(word, "", [])]
    assert heads[0]["failing"] == 1


def test_one_unusable_file_leaves_the_others_in_use(people, build, settings):
    people(names="[s.ttl, kapot.ttl]")
    (settings.registries / "kapot.ttl").write_text("ex:a b .")
    people(names="[s.ttl, kapot.ttl]")

    build()

    told = json.loads((reports(settings) / "report.json").read_text())
    good, broken = told["registries"][0]["shapes"]["files"]
    assert (good["counts"]["Violation"], good["problem"]) == (1, "")
    assert "cannot be parsed: line" in broken["problem"]
    assert any("kapot.ttl: not checked" in text for text in told["warnings"])


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"shapes": "[weg.ttl]"}, "no file 'weg.ttl' beside the definition"),
        ({"shapes": "[s.txt]"}, "must be 'profile' or end in one of .ttl"),
        ({"shapes": "s.ttl"}, "must be a list"),
        ({"conformance": "maybe"}, "must be one of report, required"),
        ({"max_violation_share": "2"}, "between 0 and 1"),
    ],
)
def test_a_definition_says_what_is_wrong_with_its_shapes(write, build, more, message):
    write("mensen", PEOPLE, None, form="turtle", more=more)

    with pytest.raises(DefinitionError, match=message):
        build()


def test_every_suffix_of_a_definition_has_a_format():
    from linkml_schemas.conformance_values import FORMATS

    assert set(FORMATS) == set(SHAPES_SUFFIXES)


RUNAWAY = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://e.org/S> sh:targetSubjectsOf <https://e.org/p> ;
  sh:property [ sh:path <https://e.org/p> ; sh:pattern "^(a+)+$" ] .
"""


def run_away(tmp_path, bounds, length=60):
    data, shapes, out = (tmp_path / name for name in ("d.nt", "s.ttl", "out.jsonl"))
    data.write_text(f'<https://e.org/a> <https://e.org/p> "{"a" * length}!" .\n')
    shapes.write_text(RUNAWAY)
    check_within(data, shapes, "s.ttl", base=BASE, bounds=bounds, out=out)
    (head,) = read_heads(out)
    return head["problem"]


@pytest.mark.slow
def test_shapes_that_run_away_are_ended(tmp_path):
    assert run_away(tmp_path, Bounds(seconds=2)) == "it takes longer than 2 seconds"


@pytest.mark.slow
def test_shapes_that_take_too_much_memory_are_ended(tmp_path):
    problem = run_away(tmp_path, Bounds(memory=40), length=50_000_000)

    assert problem == "it takes more than 40 MiB of memory"


def test_a_validator_that_dies_is_told(tmp_path, monkeypatch):
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\nkill -SEGV $$\n")
    dying.chmod(0o755)
    monkeypatch.setattr("loaders.shapes.bounded_check.sys.executable", str(dying))

    assert run_away(tmp_path, Bounds()) == "the validator was ended by SIGSEGV"


@pytest.mark.slow
def test_shapes_that_run_away_stop_no_build(people, build, settings):
    data = PEOPLE + f'ex:a <https://e.org/p> "{"a" * 60}!" .'
    people(data, RUNAWAY)
    bounded = replace(settings, shapes_seconds=2)

    told = check_registries(bounded, base=BASE, into=settings.data / "check")

    assert told.exit_code == 0
    page = (settings.data / "check/index.html").read_text()
    assert "it takes longer than 2 seconds" in page


def test_what_must_conform_and_cannot_be_checked_is_refused(people, build):
    people(shapes="ex:a b .", conformance="required")

    with pytest.raises(RefusedError, match="not checked: the file cannot be parsed"):
        build()


def test_no_cell_is_a_formula_and_no_value_is_markup(people, settings, build):
    people(PEOPLE + f"ex:a ex:name {HOSTILE} .", SHAPES + "ex:name sh:maxLength 5 .")

    check_registries(settings, base=BASE, into=settings.data / "check")

    with (settings.data / "check/shacl/mensen.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert row["value"].startswith("'=HYPERLINK")
    page = (settings.data / "check/index.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.slow
def test_a_hundred_thousand_results_take_no_more_memory_than_a_page(tmp_path):
    lines = tmp_path / "lines.jsonl"
    many = 100_000
    results = tuple(
        ShapeResult(
            f"https://e.org/{n}", f"https://e.org/p{n % 500}", "x", "https://e.org/S", "MinCount",
            "Violation", {"nl": "Geef een naam."}, "<https://e.org/p>", '"x"', "1",
        )
        for n in range(many)
    )  # fmt: skip
    write_results(lines, Conformance("s.ttl", "", (), many, many, results))
    del results
    check = ShapesCheck(lines, tuple(read_heads(lines)), "")

    tracemalloc.start()
    shown = write_shapes_reports(tmp_path / "reports", "veel", check)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    (file,) = shown["files"]
    assert (len(file["groups"]), file["groups"][0]["count"]) == (MOST, many // 500)
    assert len(file["groups"][0]["shown"]) == SHOWN
    assert sum(group["count"] for group in file["groups"]) + file["more_groups"] == many
    assert peak < 8_000_000
    assert (tmp_path / "reports/shacl/veel.csv").read_bytes().count(b"\r\n") == many + 1
    assert sum(1 for _, result in read_lines(lines) if result) == many


def test_a_preview_refuses_what_a_build_would(people, settings, world):
    people(conformance="required")

    with previewing(settings, base=BASE, world=world) as preview:
        assert (preview.published, preview.exit_code) == (False, 5)
        assert "1 of 2 things break them" in preview.refused["mensen"]
