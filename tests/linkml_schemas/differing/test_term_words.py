"""Words that a version publishes of terms are compared, once and beside what the schemas say."""

import pytest
from click.testing import CliRunner

from linkml_schemas.differing.command import diff_command
from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.term_words import read_ontology, with_term_words
from linkml_schemas.differing.values import Difference
from tests.linkml_schemas.differing.edits import FIXED, to_model

HEAD = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
OLD = HEAD + "dct:type a rdfs:Class ; rdfs:label 'Soort'@nl, 'Type'@en ; rdfs:comment 'A'@en ."


@pytest.fixture
def same(tmp_path):
    model = to_model(FIXED, tmp_path)
    return difference(model, model)


def told(found: Difference):
    return [(each.kind, each.name, each.key, each.old, each.new) for each in found.changes]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(OLD, [], id="nothing"),
        pytest.param(
            OLD.replace("Soort", "Aard"),
            [("text_changed", "dct:type", "label@nl", "Soort", "Aard")],
            id="a label",
        ),
        pytest.param(
            OLD.replace("rdfs:comment", "skos:definition"),
            [
                ("text_added", "dct:type", "definition@en", "", "A"),
                ("text_removed", "dct:type", "comment@en", "A", ""),
            ],
            id="a definition",
        ),
        pytest.param(
            OLD + " <https://e.org/other> rdfs:label 'Other' .",
            [("text_added", "https://e.org/other", "label", "", "Other")],
            id="a further term",
        ),
        pytest.param("", [], id="no ontology"),
        pytest.param("no turtle", [], id="an ontology that cannot be read"),
    ],
)
def test_a_term_that_is_worded_otherwise_is_editorial(same, new, expected):
    found = with_term_words(same, OLD.encode(), new.encode())

    assert told(found) == expected
    assert {each.verdict for each in found.changes} <= {"editorial"}
    assert found.step == ("patch" if expected else "none")


def slotted(tmp_path, name: str, slots):
    (tmp_path / name).mkdir()
    record = {**FIXED["classes"], "Record": {"slots": list(slots)}}
    prefixes = {**FIXED["prefixes"], "dct": "http://purl.org/dc/terms/"}
    schema = {**FIXED, "prefixes": prefixes, "slots": slots, "classes": record}
    return to_model(schema, tmp_path / name)


def test_what_the_schemas_say_is_not_said_again(tmp_path):
    old = slotted(tmp_path, "old", {"kind": {"slot_uri": "dct:type", "title": "Soort"}})
    new = slotted(
        tmp_path,
        "new",
        {
            "kind": {"slot_uri": "dct:type", "title": "Aard"},
            "part": {"slot_uri": "dct:hasPart", "title": "Deel"},
        },
    )
    ontology = OLD.replace("Soort", "Aard") + " dct:hasPart rdfs:label 'Deel'@nl ."
    compared = difference(old, new)

    assert with_term_words(compared, OLD.encode(), ontology.encode()) == compared


def test_a_term_that_follows_from_other_words_is_said_beside_them(tmp_path):
    old = slotted(tmp_path, "old", {"kind": {"slot_uri": "dct:type", "title": "Soort"}})
    new = slotted(tmp_path, "new", {"kind": {"slot_uri": "dct:type", "title": "Aard"}})

    found = with_term_words(
        difference(old, new), OLD.encode(), OLD.replace("Type", "Kind").encode()
    )

    assert [each.element for each in found.changes] == ["slot", "term"]


@pytest.mark.parametrize("folders", [("source", "artefacts"), ("model", "model/generated")])
def test_the_ontology_is_found_in_a_release_or_beside_the_schema(tmp_path, folders):
    schema, ontology = (tmp_path / folder for folder in folders)
    schema.mkdir()
    ontology.mkdir()
    (ontology / "ontology.ttl").write_text(OLD, encoding="utf-8")

    assert read_ontology(schema / "main.yaml") == OLD.encode()
    assert read_ontology(tmp_path / "main.yaml") == b""


@pytest.mark.slow
def test_two_released_versions_of_our_schemas_differ_in_words_of_terms_too():
    done = CliRunner().invoke(diff_command, ["0.2.0", "0.3.0", "--no-uses"])

    assert done.exit_code == 0, done.output
    assert "term dcat:dataset is worded otherwise (label@nl)" in done.output
    assert "Dataset van → Dataset" in done.output
