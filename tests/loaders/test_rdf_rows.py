"""RDF mapped through the plan: things become rows, and go the way of all rows."""

import gzip

import pytest

from loaders.build import ensure_built
from loaders.check import check_registries
from loaders.errors import DefinitionError
from loaders.generations.data_directory import DataDirectory
from loaders.reading.definitions import read_definition
from loaders.reading.rdf_paths import Step, parse_path
from ontology.namespaces import PREFIXES
from tests.loaders.conftest import BASE

HEAD = (
    "".join(
        f"@prefix {name}: <{PREFIXES[name]}> .\n"
        for name in ("adms", "dct", "org", "rdfs", "regorg", "schema", "skos", "dcat", "xsd")
    )
    + "@prefix x: <https://e.org/> .\n"
)

TURTLE = (
    HEAD
    + """
x:one a org:Organization ;
  skos:prefLabel "Een"@nl, "One"@en, "Un"@fr ;
  dct:identifier "ovo 000001" ;
  org:classification <http://lblod.data.gift/concepts/1> ;
  schema:foundingDate "2020-01-01"^^xsd:date ;
  dct:temporal [ dcat:startDate "2020-01-01"^^xsd:date ] ;
  dct:source <https://e.org/s1>, <https://e.org/s2> ;
  x:other 1 .
x:two a org:Organization ;
  skos:prefLabel "Twee" ;
  adms:identifier x:i1 , x:i2 .
x:i1 skos:notation "KBO" ; x:number "0207437468" .
x:i2 skos:notation "OVO" ; x:number "OVO000002" .
x:goal a x:Goal ; dct:publisher x:one .
"""
)
COLUMNS = """
  skos:prefLabel: label_nl
  adms:identifier[skos:notation=OVO]/x:number: ovo
  dct:identifier: ovo
"""


@pytest.fixture
def mapped(write, settings, world):
    """Return what builds one registry of Turtle and returns its dump and manifest entry."""

    def build(content, **more):
        write("orgs", content, "Organisation", form="turtle", more=more)
        built = ensure_built(settings, base=BASE, world=world)
        dump = settings.data / "generations" / built.id / "dumps/orgs.nq.gz"
        text = gzip.decompress(dump.read_bytes()).decode()
        return text, DataDirectory(settings.data).read_manifest(built.id)["registries"][0]

    return build


def path(text):
    return text.replace("x:number", "<https://e.org/number>")


def test_slots_are_filled_against_the_plan(mapped):
    text, entry = mapped(TURTLE, columns=path(COLUMNS))

    subject = "<https://e.org/one>"
    assert entry["rows"] == {"read": 2, "accepted": 2, "refused": 0}
    assert f'{subject} <{PREFIXES["skos"]}prefLabel> "Een"@nl' in text
    assert f'{subject} <{PREFIXES["skos"]}prefLabel> "One"@en' in text
    assert f'{subject} <{PREFIXES["dct"]}identifier> "OVO000001"' in text
    assert f"{subject} <{PREFIXES['org']}classification> <http://lblod.data.gift/" in text
    assert text.count(f"{subject} <{PREFIXES['dct']}source> ") == 2
    assert f'<{PREFIXES["dcat"]}startDate> "2020-01-01"' in text


def test_a_chosen_path_takes_what_has_no_language_and_asks_what_it_passes(mapped):
    text, _ = mapped(TURTLE, columns=path(COLUMNS))

    assert f'<https://e.org/two> <{PREFIXES["skos"]}prefLabel> "Twee"@nl' in text
    assert f'<https://e.org/two> <{PREFIXES["dct"]}identifier> "OVO000002"' in text


def test_what_no_slot_takes_is_counted_by_predicate(mapped):
    _, entry = mapped(TURTLE, columns=path(COLUMNS))

    assert entry["unmapped"] == {
        "adms:identifier": 1,
        "https://e.org/number": 1,
        "https://e.org/other": 1,
        "rdf:type": 1,
        "skos:notation": 1,
        "skos:prefLabel": 1,
    }


def test_a_row_is_checked_as_any_other_and_told_with_its_line(write, settings, world):
    text = TURTLE.replace('"2020-01-01"^^xsd:date ;\n  dct:temporal', '"ooit" ;\n  dct:temporal')
    write("orgs", text.replace("x:one a", "<https://e.org/one> a"), "Organisation", form="turtle")

    faults = check_registries(settings, base=BASE, world=world).faults

    line = 1 + text.splitlines().index("x:one a org:Organization ;")
    assert [(fault.file, fault.row, fault.column, fault.reason) for _, fault in faults] == [
        ("orgs.turtle", 0, "label_nl", "required"),
        ("orgs.turtle", line, "founded", "datatype"),
    ]


def test_things_are_selected_by_start_and_by_predicate(mapped):
    chosen = "{start: 'https://e.org/t', predicate: adms:identifier}"
    text, entry = mapped(TURTLE, columns=path(COLUMNS), subjects=chosen)

    assert entry["rows"]["read"] == 1
    assert "<https://e.org/two>" in text
    assert "<https://e.org/one>" not in text


def test_the_iri_of_a_thing_can_fill_other_slots(mapped):
    columns = path(COLUMNS) + "  '.': source\n"
    text, _ = mapped(TURTLE, columns=columns)

    assert "<https://data.vlaanderen.be/id/organisatie/OVO000002> " in text
    assert f"<{PREFIXES['dct']}source> <https://e.org/two>" in text


def test_a_path_may_go_backwards(mapped):
    columns = path(COLUMNS) + "  ^dct:publisher/rdfs:seeAlso: homepage\n"
    text, _ = mapped(TURTLE + "x:goal rdfs:seeAlso <https://e.org/page> .", columns=columns)

    assert "<http://xmlns.com/foaf/0.1/homepage> <https://e.org/page>" in text


def test_a_node_without_a_name_fills_no_slot(mapped):
    text, entry = mapped(TURTLE + "x:one org:subOrganizationOf [ x:other 2 ] .")

    assert "subOrganizationOf" not in text
    assert entry["unmapped"]["org:subOrganizationOf"] == 1


def test_a_wrong_statement_does_not_cost_the_thing(write, settings, world):
    bad = TURTLE + 'x:one dct:modified "2022-02-31"^^xsd:date .\n'
    columns = path(COLUMNS)
    write("orgs", bad, "Organisation", form="turtle", more={"columns": columns})

    checked = check_registries(settings, base=BASE, world=world)

    assert [fault.column for _, fault in checked.faults] == ["dct:modified"]
    assert (checked.summaries[0].read, checked.summaries[0].accepted) == (3, 2)


def test_a_path_is_read_step_by_step():
    steps = parse_path("^<https://e.org/p>/adms:identifier[skos:notation=KBO nummer]/dct:title")

    assert steps[0] == Step("https://e.org/p", inverse=True)
    assert (steps[1].where, steps[1].value) == (f"{PREFIXES['skos']}notation", "KBO nummer")
    assert steps[2] == Step(f"{PREFIXES['dct']}title")
    assert parse_path(".") == ()


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("{'label': label_nl}", "'label' is no path from character 1"),
        ("{'dct:title/': label_nl}", "ends with nothing"),
        ("{'': label_nl}", "ends with nothing"),
        ("{'nope:title': label_nl}", "prefix 'nope'"),
        ("{'<nope>': label_nl}", "no absolute IRI"),
        ("{dct:title: label}", "no slot 'label'; did you mean 'label_"),
    ],
)
def test_a_wrong_path_is_told(write, settings, world, columns, told):
    write("orgs", TURTLE, "Organisation", form="turtle", more={"columns": columns})

    with pytest.raises(DefinitionError) as caught:
        check_registries(settings, base=BASE, world=world)

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("subjects", "told"),
    [
        ("[org:Post]", "must be a class, or lines of"),
        ("{clas: org:Post}", "unknown key 'clas' under subjects; did you mean 'class'"),
        ("{start: 5}", "must be a text"),
        ("post", "is no CURIE"),
    ],
)
def test_a_wrong_selection_is_told_with_its_line(write, subjects, told):
    with pytest.raises(DefinitionError) as caught:
        read_definition(write("r", "", "Body", form="turtle", more={"subjects": subjects}))

    assert told in str(caught.value)
    assert str(caught.value).startswith("r.yaml:11: ")
