import pytest
from click.testing import CliRunner

from linkml_schemas.commands import schema
from ontology.known_terms import parse_term_list

COPY = """
@prefix ex: <https://www.example.org/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://www.example.org/ns> a owl:Ontology .
ex:Thing a owl:Class ; rdfs:label "Ding"@nl , "Thing"@en ; rdfs:comment "A text of others."@en .
ex:name a owl:DatatypeProperty ; owl:deprecated true .
ex:Code a rdfs:Datatype .
ex:one a ex:Thing .
ex:mentioned rdfs:seeAlso ex:Thing .
ex:deeper\\/path a owl:Class .
<https://www.example.org/other#Thing> a owl:Class .
"""

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix x: <x:> .

x:Shape a sh:NodeShape ; sh:targetClass x:Thing ;
    sh:property [ sh:path x:name ; sh:minCount 1 ] .
"""


@pytest.fixture
def run(tmp_path):
    def run(*arguments, copy=COPY, name="copy.ttl"):
        file = tmp_path / name
        file.write_text(copy, encoding="utf-8")
        options = [str(file), "--prefix", "ex", "--output", str(tmp_path / "terms"), *arguments]
        return CliRunner().invoke(schema, ["terms", *options])

    return run


def test_the_terms_of_a_copy_become_a_list_of_facts(run, tmp_path):
    namespace = "https://www.example.org/ns#"

    result = run("--namespace", namespace, "--title", "Example", "--licence", "CC0")

    assert result.exit_code == 0, result.output
    text = (tmp_path / "terms/ex.tsv").read_text(encoding="utf-8")
    listed = parse_term_list("ex", text)
    kinds = {iri.removeprefix(namespace): term.kind for iri, term in listed.terms.items()}
    assert kinds == {
        "Thing": "class",
        "name": "property",
        "Code": "datatype",
        "one": "individual",
    }
    assert listed.terms[f"{namespace}name"].deprecated
    assert listed.terms[f"{namespace}Thing"].label == "Thing"
    assert listed.complete
    assert "A text of others" not in text


def test_a_second_copy_adds_and_keeps_what_was_said(run, tmp_path):
    run("--namespace", "https://www.example.org/ns#", "--title", "Example", "--partial")
    more = "<https://www.example.org/ns#Other> a <http://www.w3.org/2002/07/owl#Class> ."

    result = run("--add", "--version", "2", copy=more)

    assert result.exit_code == 0, result.output
    listed = parse_term_list("ex", (tmp_path / "terms/ex.tsv").read_text(encoding="utf-8"))
    assert (listed.title, listed.version, listed.complete) == ("Example", "2", True)
    assert len(listed.terms) == 5


@pytest.mark.parametrize(
    ("arguments", "copy", "name", "said"),
    [
        pytest.param([], COPY, "copy.ttl", "give --namespace", id="unknown prefix"),
        pytest.param(["--namespace", "x:"], "no rdf", "copy.ttl", "no RDF", id="no RDF"),
        pytest.param(["--namespace", "x:"], COPY, "copy.ttl", "defines no term", id="no term"),
        pytest.param(["--namespace", "x:"], COPY, "copy.doc", ".doc is not one", id="ending"),
    ],
)
def test_what_cannot_be_listed_is_said(run, arguments, copy, name, said):
    result = run(*arguments, copy=copy, name=name)

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


@pytest.mark.parametrize("name", ["../x", "a/b", "..", "", "/x"])
@pytest.mark.parametrize("command", ["profile --name", "terms --namespace x: --prefix"])
def test_a_name_never_leads_out_of_the_folder(tmp_path, command, name):
    file = tmp_path / "copy.ttl"
    file.write_text(SHAPES, encoding="utf-8")
    words = [*command.split(), name, str(file), "--output", str(tmp_path / "lists" / "inner")]

    result = CliRunner().invoke(schema, words)

    assert result.exit_code == 2, result.output
    assert "is no name of a list" in " ".join(result.output.split())
    assert [path.name for path in tmp_path.iterdir()] == ["copy.ttl"]


def test_a_profile_is_listed_in_the_folder(tmp_path):
    file = tmp_path / "copy.ttl"
    file.write_text(SHAPES, encoding="utf-8")
    words = ["profile", "--name", "my-ap", str(file), "--output", str(tmp_path / "lists")]

    result = CliRunner().invoke(schema, words)

    assert result.exit_code == 0, result.output
    assert (tmp_path / "lists" / "my-ap.tsv").is_file()
