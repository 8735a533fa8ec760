import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from linkml_schemas.commands import schema
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.reusing.mappings import OTHERWISE, find_faults, read_mappings
from linkml_schemas.source import SCHEMA_FILE
from ontology.known_terms import known_terms
from ontology.namespaces import DS, expand
from ontology.vocabulary import read_vocabulary_turtle

WRONG = """
id: https://www.example.org/wrong
name: wrong
prefixes:
  linkml: https://w3id.org/linkml/
  ex: https://www.example.org/ns#
  org: http://www.w3.org/ns/org#
  dcat: http://www.w3.org/ns/dcat#
  foaf: http://xmlns.com/foaf/0.1/
default_prefix: ex
imports: [linkml:types]
classes:
  Organisation:
    exact_mappings: [MAPPING]
    slots: [shared]
    attributes:
      own: {close_mappings: [org:purpose]}
slots:
  shared: {broad_mappings: [org:classification]}
"""


@pytest.fixture(scope="module")
def ours():
    return read_mappings(read_model(SCHEMA_FILE))


@pytest.fixture
def list_wrong(tmp_path):
    def list_wrong(mapping, *options):
        path = tmp_path / "wrong.yaml"
        path.write_text(WRONG.replace("MAPPING", mapping), encoding="utf-8")
        return CliRunner().invoke(schema, ["mappings", "--schema", str(path), *options])

    return list_wrong


def test_our_mappings_lead_to_terms_that_exist_and_are_of_the_same_kind(ours):
    assert list(find_faults(ours)) == []
    assert len({each.target for each in ours}) > 30
    terms = [each for each in ours if each.term_kind]
    assert [each.target for each in terms if each.target not in known_terms()] == []


def test_what_our_own_terms_are_mapped_to_stands_in_the_vocabulary(ours):
    stated = ox.Store()
    stated.load(read_vocabulary_turtle(), format=ox.RdfFormat.TURTLE)
    missing = [
        f"{each.element}: {each.relation} {each.target}"
        for each in ours
        if each.subject.startswith(DS)
        and ox.Quad(
            ox.NamedNode(each.subject),
            ox.NamedNode(expand(each.relation)),
            ox.NamedNode(each.target),
        )
        not in stated
    ]

    assert missing == [], "state these in ontology/datastrategie.ttl"


def test_a_mapping_in_a_shared_slot_is_listed_once_and_one_in_a_class_by_its_class(list_wrong):
    done = list_wrong("org:Organization")

    assert done.exit_code == 0, done.output
    assert (
        "wrong.yaml:14:5: Organisation (https://www.example.org/ns#Organisation) exact org:Org"
        in (done.output)
    )
    assert done.output.count(" shared (") == 1
    assert "Organisation.own (https://www.example.org/ns#own) close org:purpose" in done.output


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        pytest.param("org:Organisation", "did you mean org:Organization?", id="misspelt"),
        pytest.param("dcat:dataset", "is no class but a property", id="other kind"),
        pytest.param("foaf:geekcode", "foaf:geekcode is deprecated", id="deprecated"),
    ],
)
def test_a_wrong_mapping_is_named_with_its_place(list_wrong, mapping, said):
    done = list_wrong(mapping)

    assert done.exit_code == 3
    assert "wrong.yaml:14:5" in done.output
    assert said in done.output


def test_mappings_are_shared_as_sssom(list_wrong):
    lines = list_wrong("org:Organization", "--format", "sssom").output.splitlines()

    assert lines[0].split("\t")[:4] == ["subject_id", "subject_label", "predicate_id", "object_id"]
    assert lines[1].split("\t")[2:] == [
        "skos:exactMatch",
        "org:Organization",
        "semapv:ManualMappingCuration",
    ]


def test_classes_and_properties_are_never_called_concepts(ours):
    relations = {each.relation for each in ours if each.term_kind}

    assert relations <= {"owl:equivalentClass", "rdfs:subClassOf", "rdfs:subPropertyOf", OTHERWISE}


def test_a_schema_with_an_error_ends_with_3(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("classes: [", encoding="utf-8")

    assert CliRunner().invoke(schema, ["mappings", "--schema", str(path)]).exit_code == 3
