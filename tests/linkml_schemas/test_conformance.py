import json

import pytest

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import FAULT_KINDS, Conformance, ShapesSource
from linkml_schemas.remedies import REMEDIES, to_remedy

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://e.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMED = """
ex:Named a sh:NodeShape ; sh:targetClass ex:Person ; sh:property ex:name .
ex:name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ;
  sh:message "Geef een naam."@nl , "Give a name."@en .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DATA = f"""
<https://e.org/a> {TYPE} <https://e.org/Person> .
<https://e.org/b> {TYPE} <https://e.org/Person> .
<https://e.org/b> <https://e.org/name> "B" .
"""


def check(shapes: str, data: str = DATA, **more: str) -> Conformance:
    source = ShapesSource("s.ttl", (PREFIXES + shapes).encode())
    return check_conformance(data.encode(), source, **more)


def test_what_breaks_a_shape_is_told_with_its_messages():
    found = check(NAMED)

    (result,) = found.results
    assert (result.focus, result.path) == ("https://e.org/a", "https://e.org/name")
    assert (result.component, result.severity, result.constraint) == ("MinCount", "Violation", "1")
    assert result.messages == {"nl": "Geef een naam.", "en": "Give a name."}
    assert (found.focus_nodes, found.failing, found.conforms) == (2, 1, False)


def test_data_that_follow_the_shapes_conform():
    assert check(NAMED, DATA.replace("e.org/a>", "e.org/b>")).conforms is True


def test_a_warning_is_no_violation():
    found = check(NAMED + "ex:name sh:severity sh:Warning .")

    assert found.count() == {"Violation": 0, "Warning": 1, "Info": 0}
    assert found.conforms is True


@pytest.mark.parametrize(
    ("faulty", "kind", "detail", "done", "better"),
    [
        pytest.param(
            "ex:Named sh:property ex:gone .", "dangling", "sh:property https://e.org/gone",
            "dropped", "", id="property",
        ),
        pytest.param(
            "ex:Named sh:node ex:gone .", "dangling", "sh:node https://e.org/gone", "dropped", "",
            id="node",
        ),
        pytest.param(
            "ex:Named sh:or ( ex:name ex:gone ) .", "dangling", "sh:or ( https://e.org/gone )",
            "dropped", "", id="member of a list",
        ),
        pytest.param(
            'ex:name sh:maxCount "1" .', "number", 'sh:maxCount "1"', "mended", "1",
            id="number as text",
        ),
        pytest.param(
            'ex:name sh:maxCount "n" .', "number", 'sh:maxCount "n"', "dropped", "",
            id="no number",
        ),
        pytest.param(
            "ex:name sh:maxcount 1 .", "predicate", "sh:maxcount", "dropped", "sh:maxCount",
            id="misspelt predicate",
        ),
        pytest.param(
            "ex:Named sh:property [ sh:path ex:NAME ; sh:minCount 1 ] .", "path",
            "https://e.org/NAME", "dropped", "https://e.org/name", id="letter case of a path",
        ),
        pytest.param(
            'ex:name sh:pattern "(" .', "parameter", "sh:pattern (", "dropped", "", id="pattern",
        ),
        pytest.param(
            "ex:name sh:nodeKind sh:Iri .", "parameter",
            "sh:nodeKind http://www.w3.org/ns/shacl#Iri", "dropped", "", id="kind of node",
        ),
        pytest.param(
            'ex:Named sh:sparql [ sh:select "SELECT $this { SERVICE <http://x.y/> { } }" ] .',
            "beyond-core", "sh:sparql", "dropped", "", id="SPARQL",
        ),
    ],
)  # fmt: skip
def test_a_faulty_shape_is_named_and_the_others_are_used(faulty, kind, detail, done, better):
    found = check(NAMED + faulty)

    (fault,) = found.faulty
    assert (fault.kind, fault.detail, fault.done, fault.better) == (kind, detail, done, better)
    assert fault.shape in {"https://e.org/Named", "https://e.org/name"}
    assert fault.kind in FAULT_KINDS
    assert [result.component for result in found.results] == ["MinCount"]


def test_a_number_that_was_text_is_checked_as_a_number():
    data = DATA + '<https://e.org/b> <https://e.org/name> "C" .'

    found = check(NAMED + 'ex:name sh:maxCount "1" .', data)

    assert {result.component for result in found.results} == {"MinCount", "MaxCount"}


def test_a_shape_on_which_the_validator_falls_over_is_named_and_the_others_are_used():
    chain = "".join(
        f"<https://e.org/{n}> <https://e.org/next> <https://e.org/{n + 1}> .\n" for n in range(60)
    )
    endless = """
        ex:Chain a sh:NodeShape ; sh:targetNode ex:0 ;
          sh:property [ sh:path ex:next ; sh:node ex:Chain ] .
    """

    found = check(NAMED + endless, DATA + chain)

    (fault,) = found.faulty
    assert (fault.kind, fault.shape) == ("circle", "https://e.org/Chain")
    assert [result.focus for result in found.results] == ["https://e.org/a"]
    assert (found.problem, found.focus_nodes) == ("", 2)


@pytest.mark.parametrize(
    ("shapes", "problem"),
    [
        pytest.param("ex:a b .", "the file cannot be parsed: line ", id="no Turtle"),
        pytest.param("ex:a ex:b ex:c .", "no shape with a target", id="no shapes"),
        pytest.param(
            NAMED + "ex:Named a sh:PropertyShape .", "the validator falls over", id="none runs"
        ),
    ],
)
def test_shapes_that_cannot_be_used_never_conform(shapes, problem):
    found = check(shapes)

    assert problem in found.problem
    assert found.conforms is None


def test_shapes_that_speak_of_nothing_never_conform():
    found = check(NAMED.replace("ex:Person", "ex:Nobody"))

    assert (found.problem, found.focus_nodes, found.conforms) == ("", 0, None)


def test_a_class_that_is_a_shape_targets_its_own_things():
    shapes = """
        ex:Person a sh:NodeShape, <http://www.w3.org/2000/01/rdf-schema#Class> ;
          sh:property [ sh:path ex:name ; sh:minCount 1 ] .
    """

    assert [result.focus for result in check(shapes).results] == ["https://e.org/a"]


def test_no_context_of_others_is_fetched_for_shapes_in_json():
    content = json.dumps({"@context": "http://127.0.0.1:9/context", "@id": "https://e.org/x"})

    found = check_conformance(b"", ShapesSource("s.jsonld", content.encode(), "json-ld"))

    assert "cannot be parsed" in found.problem


def test_nodes_without_a_name_are_checked_as_such_and_told_by_their_iri():
    genid = "https://b.example/.well-known/genid/"
    data = f"<https://e.org/a> <https://e.org/to> <{genid}0af3> ."
    shapes = "ex:S sh:targetSubjectsOf ex:to ; sh:property [ sh:path ex:to ; sh:nodeKind sh:IRI ]."

    found = check(shapes, data, genid=genid)

    assert [result.value for result in found.results] == [f"{genid}0af3"]
    assert found.results[0].value_term == f"<{genid}0af3>"
    assert check(shapes, data).results == ()


@pytest.mark.parametrize(
    ("path", "sparql", "turtle"),
    [
        (
            "[ sh:inversePath ex:p ]",
            "^(<https://e.org/p>)",
            "[ sh:inversePath <https://e.org/p> ]",
        ),
        (
            "( ex:p [ sh:oneOrMorePath ex:q ] )",
            "<https://e.org/p>/(<https://e.org/q>)+",
            "( <https://e.org/p> [ sh:oneOrMorePath <https://e.org/q> ] )",
        ),
        (
            "[ sh:alternativePath ( ex:p ex:q ) ]",
            "(<https://e.org/p>|<https://e.org/q>)",
            "[ sh:alternativePath ( <https://e.org/p> <https://e.org/q> ) ]",
        ),
    ],
)
def test_a_path_is_written_as_sparql_and_as_turtle(path, sparql, turtle):
    shapes = f"ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:minCount 1 ] ."

    (result,) = check(shapes).results

    assert (result.path, result.path_term) == (sparql, turtle)
    assert result.shape == "https://e.org/S"


def test_results_come_in_the_same_order_each_time():
    data = "".join(f"<https://e.org/{n}> {TYPE} <https://e.org/Person> .\n" for n in range(20))

    assert check(NAMED, data) == check(NAMED, data)


def test_every_constraint_of_the_core_has_a_remedy_in_both_languages():
    from pyshacl.constraints import ALL_CONSTRAINT_COMPONENTS

    core = {
        str(each.shacl_constraint_component).rpartition("#")[2].removesuffix("ConstraintComponent")
        for each in ALL_CONSTRAINT_COMPONENTS
    }

    assert core - {"SPARQL", "NotImplemented", "Property", "QualifiedValueShape"} <= set(REMEDIES)
    assert all(set(texts) == {"nl", "en"} for texts in REMEDIES.values())
    assert to_remedy("Invented", "", "nl").startswith("Lees in de shape")


def test_lack_of_what_is_recommended_is_not_said_to_be_needed():
    assert "needed" in to_remedy("MinCount", "1", "en", "Violation")
    assert "recommended" in to_remedy("MinCount", "1", "en", "Warning")
    assert "aanbevolen" in to_remedy("MinCount", "1", "nl", "Info")
