"""Each rule of repair: what it does to a statement or a cell, and that it is counted."""

import pytest

from loaders.build import ensure_built
from loaders.errors import DefinitionError
from loaders.reading.definitions import read_definition
from loaders.repairing.repair_rules import RULES, Repair
from loaders.repairing.text_repairs import repair_text
from ontology.namespaces import PREFIXES
from tests.loaders.conftest import BASE
from tests.loaders.passing import pass_one

SKOS, DCT, OWL, XSD = (PREFIXES[name] for name in ("skos", "dct", "owl", "xsd"))
OVO = "https://data.vlaanderen.be/id/organisatie/OVO002949"
A = "<https://e.org/a>"
P = "https://e.org/p"

STATEMENTS = [
    pytest.param(
        Repair("predicates", "", f"{SKOS}inscheme", f"{SKOS}inScheme"),
        f"{A} <{SKOS}inscheme> <https://e.org/s> .",
        f"{A} <{SKOS}inScheme> <https://e.org/s> .",
        "predicates skos:inscheme",
        id="predicates",
    ),
    pytest.param(
        Repair("classes", "", f"{SKOS}concept", f"{SKOS}Concept"),
        f"{A} a <{SKOS}concept> .",
        f"{A} <{PREFIXES['rdf']}type> <{SKOS}Concept> .",
        "classes skos:concept",
        id="classes",
    ),
    pytest.param(
        Repair("curies", "", "dct:", DCT),
        f"{A} <{P}> <dct:LinguisticSystem> .",
        f"{A} <{P}> <{DCT}LinguisticSystem> .",
        "curies dct:",
        id="curies",
    ),
    pytest.param(
        Repair("iris", "", "htts://", "https://"),
        f"<htts://e.org/a> <{P}> <htts://e.org/b> .",
        f"{A} <{P}> <https://e.org/b> .",
        "iris htts://",
        id="iris",
    ),
    pytest.param(
        Repair("relative_iris", "", "www.", "https://www."),
        f"{A} <{P}> <www.e.org/x> .",
        f"{A} <{P}> <https://www.e.org/x> .",
        "relative_iris www.",
        id="relative_iris",
    ),
    pytest.param(
        Repair("ports"),
        f"{A} <{P}> <https://e.org:443/b> .",
        f"{A} <{P}> <https://e.org/b> .",
        "ports",
        id="ports",
    ),
    pytest.param(
        Repair("organisations", P),
        f"{A} <{P}> <http://data.vlaanderen.be/doc/organisatie/ovo002949> .",
        f"{A} <{P}> <{OVO}> .\n"
        f"<{OVO}> <{OWL}sameAs> <http://data.vlaanderen.be/doc/organisatie/ovo002949> .",
        f"organisations {P}",
        id="organisations",
    ),
    pytest.param(
        Repair("values", P, "TBD", ""), f'{A} <{P}> "TBD" .', "", f"values {P} TBD", id="emptied"
    ),
    pytest.param(
        Repair("values", P, "https://e.org/x", "https://e.org/y"),
        f"{A} <{P}> <https://e.org/x> .",
        f"{A} <{P}> <https://e.org/y> .",
        f"values {P} https://e.org/x",
        id="values",
    ),
    pytest.param(
        Repair("patterns", P, r"(\d\d)/(\d\d)/(\d{4})", r"\3-\2-\1"),
        f'{A} <{P}> "16/03/2023"^^<{XSD}date> .',
        f'{A} <{P}> "2023-03-16"^^<{XSD}date> .',
        rf"patterns {P} (\d\d)/(\d\d)/(\d{{4}})",
        id="patterns",
    ),
    pytest.param(
        Repair("tags", "", "dut", "nl"),
        f'{A} <{P}> "Raad"@dut .',
        f'{A} <{P}> "Raad"@nl .',
        "tags dut",
        id="tags",
    ),
    pytest.param(
        Repair("untagged", P, "", "nl"),
        f'{A} <{P}> "Raad", 5 .',
        f'{A} <{P}> "Raad"@nl .\n{A} <{P}> "5"^^<{XSD}integer> .',
        f"untagged {P}",
        id="untagged",
    ),
    pytest.param(
        Repair("datatypes", "", "https://e.org/bool", f"{XSD}boolean"),
        f'{A} <{P}> "0"^^<https://e.org/bool> .',
        f'{A} <{P}> "false"^^<{XSD}boolean> .',
        "datatypes https://e.org/bool",
        id="datatypes",
    ),
]


@pytest.mark.parametrize(("repair", "before", "after", "label"), STATEMENTS)
def test_a_statement_is_repaired_and_counted(repair, before, after, label):
    passed = pass_one(before, repairs=[repair])

    assert passed.lines.decode().splitlines() == after.splitlines()
    assert passed.told == []
    assert set(passed.read.tally.repaired) == {label}
    example = passed.read.tally.examples[0]
    assert (example.rule, example.file) == (label, "r.ttl")
    assert example.before != example.after


@pytest.mark.parametrize(("repair", "before", "after", "label"), STATEMENTS)
def test_a_repaired_statement_needs_no_repair(repair, before, after, label):
    assert pass_one(after, repairs=[repair]).read.tally.repaired == {}


def test_every_rule_of_statements_has_a_case():
    cases = {case.values[0].rule for case in STATEMENTS}

    assert cases == {rule.name for rule in RULES if rule.rdf}


@pytest.mark.parametrize(
    ("repair", "before", "after"),
    [
        (Repair("spaces", "a"), " https://e.org/a b ", "https://e.org/a%20b"),
        (Repair("curies", "", "skos:", SKOS), "skos://host/x", "skos://host/x"),
        (Repair("ports"), "http://e.org:443/", "http://e.org:443/"),
        (Repair("ports"), "https://[bad", "https://[bad"),
        (Repair("organisations", "a"), "http://data.vlaanderen.be/id/organisatie/OVO1", None),
        (Repair("patterns", "a", r"\d{4}", "x"), "in 2020", "in 2020"),
    ],
)
def test_a_text_is_repaired_only_where_the_rule_fits(repair, before, after):
    assert repair_text(before, [repair])[0] == (before if after is None else after)


ROWS = """id,label_nl,type,homepage,founded,source
a,A,TBD,https://e.org/x y,16/03/2023,htts://e.org/1|https://e.org/2
b,B,gemeentes,https://e.org:443/,2020-01-01,https://e.org/3
"""
REPAIRS = r"""
  iris: {"htts://": "https://"}
  ports: true
  spaces: [homepage]
  values: {type: {TBD: "", gemeentes: gemeente}}
  patterns: {founded: {'(\d\d)/(\d\d)/(\d{4})': '\3-\2-\1'}}
"""


def test_cells_are_repaired_before_they_are_checked(write, settings, world):
    write("orgs", ROWS, more={"repairs": REPAIRS})

    built = ensure_built(settings, base=BASE, world=world)

    folder = settings.data / "generations" / built.id
    report = (folder / "reports/repairs.csv").read_text("utf-8-sig").splitlines()
    assert (folder / "reports/quarantine.csv").read_text("utf-8-sig").count("\n") == 1
    assert report[0] == "registry,what,rule,count,file,where,before,after"
    assert "orgs,repaired,values type TBD,1,orgs.csv,2,TBD," in report
    assert "orgs,repaired,values type gemeentes,1,orgs.csv,3,gemeentes,gemeente" in report
    assert any(line.startswith("orgs,repaired,iris htts://,1,orgs.csv,2,") for line in report)


def test_a_rule_that_never_applies_is_told(write, settings, world):
    write("orgs", "id,label_nl\na,A\n", more={"repairs": "{values: {type: {TBD: ''}}}"})
    messages = []

    ensure_built(settings, base=BASE, world=world, report=messages.append)

    assert "orgs: repairs: values type TBD never applied; take it out" in [
        item.text for item in messages
    ]


def test_what_was_repaired_is_still_told_when_nothing_is_read_again(write, settings, world):
    write("orgs", ROWS, more={"repairs": REPAIRS})
    ensure_built(settings, base=BASE, world=world)
    write("other", "id,label_nl\nx,X\n", "Body")

    built = ensure_built(settings, base=BASE, world=world)

    report = settings.data / "generations" / built.id / "reports/repairs.csv"
    assert "orgs,repaired,values type TBD,1," in report.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("repairs", "told"),
    [
        ("{value: {a: {b: c}}}", "no rule 'value'; did you mean 'values'?"),
        ("[values]", "must be lines of the form rule:"),
        ("{values: {type: TBD}}", "{slot or predicate: {wrong: right}}; put texts between"),
        ("{values: {type: {2020: x}}}", "put texts between quotes"),
        ("{spaces: homepage}", "rule spaces is given [slot]"),
        ("{curies: [dcct]}", "no prefix 'dcct'; did you mean 'dct'?"),
        ("{ports: yes please}", "rule ports is given true"),
        ("{patterns: {id: {'(': x}}}", "is no regular expression"),
        ("{patterns: [id]}", "rule patterns is given {slot or predicate"),
        ("{predicates: {skos:inscheme: skos:inScheme}}", "predicates does not apply to rows"),
    ],
)
def test_a_wrong_repair_is_told_with_its_line(write, repairs, told):
    path = write("r", "id\n", more={"repairs": repairs})

    with pytest.raises(DefinitionError) as caught:
        read_definition(path)

    assert told in str(caught.value)
    assert str(caught.value).startswith("r.yaml:11:")


@pytest.mark.parametrize(
    ("repairs", "told"),
    [
        ("{spaces: [p:q]}", "prefix 'p'"),
        ("{predicates: {'nl inscheme': skos:inScheme}}", "is no CURIE"),
        ("{predicates: {'http://e.org/%z': skos:inScheme}}", "is no IRI"),
        ("{spaces: [skos:note]}", "spaces does not apply to RDF"),
    ],
)
def test_a_wrong_repair_of_statements_is_told(write, repairs, told):
    path = write("r", "", None, form="turtle", more={"repairs": repairs})

    with pytest.raises(DefinitionError, match=told):
        read_definition(path)


def test_a_repair_of_a_slot_that_is_not_there_is_told(write, settings, world):
    write("orgs", "id,label_nl\na,A\n", more={"repairs": "{spaces: [homepag]}"})

    with pytest.raises(DefinitionError, match="no slot 'homepag'; did you mean 'homepage'"):
        ensure_built(settings, base=BASE, world=world)
