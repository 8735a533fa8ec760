"""One registry over many files: each read, named where it is wrong, and part of the inputs."""

import csv
import gzip
import json

import pytest

from loaders.build import ensure_built
from loaders.check import check_registries
from loaders.errors import DefinitionError, RefusedError
from loaders.generations.data_directory import DataDirectory
from loaders.reading.definitions import read_definition
from tests.loaders.conftest import BASE
from tests.loaders.passing import pass_files

GOOD = "<https://e.org/{0}> <https://e.org/p> [ <https://e.org/q> 1 ] , <https://e.org/o> .\n"


@pytest.fixture
def folder(settings):
    (settings.registries / "many/deep").mkdir(parents=True)
    return settings.registries / "many"


@pytest.fixture
def many(write, folder):
    """Return what writes a definition over the folder ``many``."""

    def define(source="many", form="auto", class_name=None, share=0.5, **more):
        path = write("many", "", class_name, form=form, share=share, more=more)
        (path.parent / f"many.{form}").unlink()
        path.write_text(path.read_text().replace(f"source: many.{form}", f"source: {source}"))
        return path

    return define


def test_all_files_of_a_folder_are_read_by_their_suffixes(many, folder, settings, world):
    (folder / "a.ttl").write_text(GOOD.format("a"))
    (folder / "deep/b.nt.gz").write_bytes(
        gzip.compress(b"<https://e.org/b> <https://e.org/p> <https://e.org/o> .\n")
    )
    (folder / "README.md").write_text("no RDF")
    many()

    built = ensure_built(settings, base=BASE, world=world)

    entry = DataDirectory(settings.data).read_manifest(built.id)["registries"][0]
    assert [file["name"] for file in entry["files"]] == ["many/a.ttl", "many/deep/b.nt.gz"]
    assert (entry["rows"]["read"], entry["quads"]) == (4, 4)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("many/*.ttl", ["many/a.ttl", "many/b.ttl"]),
        ("many/**/*.ttl", ["many/a.ttl", "many/b.ttl", "many/deep/c.ttl"]),
        ("[many/b.ttl, many/deep]", ["deep/c.ttl", "many/b.ttl"]),
        ("../registries/many/[ab].ttl", ["many/a.ttl", "many/b.ttl"]),
    ],
)
def test_files_are_named_by_list_folder_and_pattern(many, folder, source, names):
    for name in ("a.ttl", "b.ttl", "deep/c.ttl"):
        (folder / name).write_text(GOOD)

    definition = read_definition(many(source, "turtle"))

    assert [file.source.name for file in definition.files()] == names


@pytest.mark.parametrize(
    ("source", "form", "told"),
    [
        ("many/*.ttl", "turtle", "no file 'many/*.ttl' beside the definition"),
        ("many", "rdfxml", "no file 'many' beside the definition"),
        ("many/README.md", "auto", "README.md has no suffix of RDF; known: .ttl"),
        ("[]", "turtle", "source must be a text"),
    ],
)
def test_a_source_that_leads_to_no_file_is_told_with_its_line(many, folder, source, form, told):
    (folder / "README.md").write_text("")

    with pytest.raises(DefinitionError) as caught:
        read_definition(many(source, form))

    assert str(caught.value).startswith("many.yaml:4: ")
    assert told in str(caught.value)


def test_a_file_that_cannot_be_parsed_costs_that_file(many, folder, settings, world):
    for name in "acd":
        (folder / f"{name}.ttl").write_text(GOOD.format(name))
    (folder / "b.ttl").write_text(GOOD.format("b") + "\n<https://e.org/b> x:p 1 .\n")
    many()

    built = ensure_built(settings, base=BASE, world=world)

    report = settings.data / "generations" / built.id / "reports/quarantine.csv"
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    entry = DataDirectory(settings.data).read_manifest(built.id)["registries"][0]
    assert [(row["file"], row["row"]) for row in rows] == [("many/b.ttl", "3")]
    assert "prefix x: has not been declared" in rows[0]["reason"]
    assert entry["quads"] == 9
    assert [bool(file["reason"]) for file in entry["files"]] == [False, True, False, False]


def test_too_many_unreadable_files_refuse_the_registry(many, folder, settings, world):
    for name in "ab":
        (folder / f"{name}.ttl").write_text("no Turtle")
    (folder / "c.ttl").write_text(GOOD.format("c"))
    many()

    with pytest.raises(RefusedError, match=r"2 of 3 files cannot be read, 50.0% are allowed"):
        ensure_built(settings, base=BASE, world=world)


@pytest.mark.parametrize("change", ["content", "name", "more"])
def test_every_file_is_part_of_the_inputs(many, folder, settings, world, change):
    for name in "ab":
        (folder / f"{name}.ttl").write_text(GOOD.format(name))
    many()
    first = ensure_built(settings, base=BASE, world=world)
    again = ensure_built(settings, base=BASE, world=world)
    match change:
        case "content":
            (folder / "b.ttl").write_text(GOOD.format("b") + "# changed")
        case "name":
            (folder / "b.ttl").rename(folder / "z.ttl")
        case "more":
            (folder / "c.ttl").write_text("")

    assert (again.id, again.published) == (first.id, False)
    assert ensure_built(settings, base=BASE, world=world).id != first.id


def test_blank_nodes_of_two_files_are_two_nodes_and_stay_stable():
    same = "_:n <https://e.org/q> 1 .\n<https://e.org/a> <https://e.org/p> _:n .\n"
    files = {"a.nt": (same, "turtle"), "b.nt": (same, "turtle")}

    first, second = pass_files(files), pass_files(dict(reversed(files.items())))

    assert len(set(first.lines.splitlines())) == 4
    assert sorted(first.lines.splitlines()) == sorted(second.lines.splitlines())


def test_rows_of_many_files_are_told_with_their_file(many, folder, settings, world):
    (folder / "a.csv").write_text("id,label_nl,type\na,A,gemeent\nb,B,gemeente\n")
    (folder / "deep/c.csv").write_text("id,label_nl,type\nb,Again,\nc,C,\n")
    (folder / "d.csv").write_text("id,label_nl\nd,D,too much\n")
    (folder / "e.csv").write_bytes(b"")
    many(form="csv", class_name="Organisation", share=0.9)

    checked = check_registries(settings, base=BASE, world=world)

    assert [(fault.file, fault.row, fault.reason) for _, fault in checked.faults] == [
        ("many/a.csv", 2, "enumeration"),
        ("many/d.csv", 2, "unreadable"),
        ("many/deep/c.csv", 2, "unique"),
        ("many/e.csv", 1, "unreadable"),
    ]
    assert (checked.summaries[0].read, checked.summaries[0].accepted) == (5, 2)


def test_a_row_that_is_refused_later_still_has_its_file(many, folder, write, settings, world):
    (folder / "a.csv").write_text("id,label_nl\na,A\n")
    (folder / "b.csv").write_text("id,label_nl,parent\nb,B,x\nc,C,\n")
    many(form="csv", class_name="Organisation")
    write("other", "id,label_nl\nx,X\n", "Body")
    ensure_built(settings, base=BASE, world=world)
    write("other", "id,label_nl\ny,Y\n", "Body")

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.file, fault.row, fault.reason) for _, fault in faults] == [
        ("many/b.csv", 2, "reference")
    ]


def test_the_only_file_that_cannot_be_read_is_told_with_its_line(write, settings, world):
    write("r", "<https://e.org/a> a <https://e.org/C> .\n<oops", None, form="turtle")

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.file, fault.row) for _, fault in faults] == [("r.turtle", 2)]


def test_a_code_may_be_written_as_the_iri_of_its_concept(write, settings, world):
    write(
        "orgs",
        "id,label_nl,type\na,A,http://lblod.data.gift/concepts/1\nb,B,https://e.org/x/gemeentes\n",
    )

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.row, fault.remedy) for _, fault in faults] == [(3, "did you mean gemeente?")]


def test_a_file_of_one_object_is_a_row_and_its_path_fills_slots(many, folder, settings, world):
    for name in ("first", "second"):
        (folder / name).mkdir()
        (folder / name / "about.json").write_text(
            '{"title": "A", "by": [{"name": "X", "page": "https://e.org/1"},'
            '{"name": "Y", "page": "https://e.org/2"}], "notes": [{"any": {"thing": 1}}]}'
        )
    more = {
        "from_path": "'{id}/about.json'",
        "columns": "{title: label_nl, by.page: source}",
        "ignore": "[by.name, notes]",
    }
    many("many/*/about.json", "json", "Organisation", **more)

    built = ensure_built(settings, base=BASE, world=world)

    dump = settings.data / "generations" / built.id / "dumps/many.nq.gz"
    text = gzip.decompress(dump.read_bytes()).decode()
    assert text.count("<http://purl.org/dc/terms/source> <https://e.org/") == 4
    assert f"<{BASE}/id/organisatie/second>" in text


def test_a_path_pattern_needs_slots(many, folder):
    (folder / "a.json").write_text("[]")

    with pytest.raises(DefinitionError, match="with slots in braces"):
        read_definition(many("many/*.json", "json", "Body", from_path="about.json"))


def test_a_path_fills_slots_of_the_class_only(many, folder, settings, world):
    (folder / "a.json").write_text("[]")
    many("many/*.json", "json", "Body", from_path="'{idd}.json'")

    with pytest.raises(DefinitionError, match="from_path: class Body has no slot 'idd'; did you"):
        check_registries(settings, base=BASE, world=world)


@pytest.mark.parametrize(
    ("form", "key", "text", "told"),
    [
        ("csv", "base", "https://e.org/", "base goes with RDF"),
        ("turtle", "ignore", "[a]", "ignore goes with csv and json; name the predicates"),
        ("turtle", "columns", "{a: b}", "columns goes with class:"),
    ],
)
def test_a_key_that_does_not_go_with_the_format_is_told(write, form, key, text, told):
    class_name = "Body" if form == "csv" else None

    with pytest.raises(DefinitionError, match=told):
        read_definition(write("r", "", class_name, form=form, more={key: text}))


def test_the_report_of_a_check_names_the_file_of_each_fault(
    many, folder, settings, world, tmp_path
):
    (folder / "a.ttl").write_text(GOOD.format("a"))
    (folder / "deep/b.ttl").write_text("\n<https://e.org/b> x:p 1 .\n")
    many()

    check_registries(settings, base=BASE, world=world, into=tmp_path / "check")

    told = json.loads((tmp_path / "check/report.json").read_text(encoding="utf-8"))
    shown = told["registries"][0]["faults"]["groups"][0]["shown"]
    assert [(fault["file"], fault["row"]) for fault in shown] == [("many/deep/b.ttl", 2)]
    assert "many/deep/b.ttl" in (tmp_path / "check/index.html").read_text(encoding="utf-8")
