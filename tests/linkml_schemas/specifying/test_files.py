import json
import shutil

import pytest
from click.testing import CliRunner
from rdflib import Graph
from rdflib.compare import to_isomorphic

from linkml_schemas.commands import schema
from linkml_schemas.examples import read_valid_examples
from linkml_schemas.generated_files import read_context
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.specifying.files import choose_languages, diagram_files, specification_files
from linkml_schemas.specifying.linked_records import to_document
from linkml_schemas.specifying.shown_examples import read_shown_examples
from tests.linkml_schemas import reference
from tests.linkml_schemas.specifying.models import LIBRARY, library, ours


def test_every_example_is_shown_as_json_ld_with_the_meaning_of_its_row(real):
    for example in read_valid_examples():
        cells = {key: list(v) if isinstance(v, tuple) else v for key, v in example.record.items()}
        document = to_document(real, example.class_name, cells)
        expected = reference.to_document(real, example.class_name, example.record)
        assert document == expected


@pytest.mark.slow
def test_every_example_is_shown_as_turtle_with_the_meaning_of_its_row(real):
    context = json.loads(read_context())["@context"]
    shown = read_shown_examples(
        ours(), context=context, to_document=lambda name, record: to_document(real, name, record)
    )
    examples = {each.name: each for each in read_valid_examples()}

    assert {each.name for each in shown} == set(examples)
    for each in shown:
        example = examples[each.name]
        expected = reference.to_graph(real, example.class_name, example.record)
        # rdflib writes literals its own way when it parses, so both sides are parsed
        parsed = Graph().parse(data=expected.serialize(format="nt"), format="nt")
        found = Graph().parse(data=each.turtle, format="turtle")
        assert to_isomorphic(found) == to_isomorphic(parsed)
        assert json.loads(each.json_ld)["@context"] == "context.jsonld"
        assert dict(each.rows).keys() == example.record.keys()


def test_examples_of_another_schema_are_taken_as_they_are(tmp_path):
    folder = tmp_path / "examples"
    folder.mkdir()
    shutil.copy(LIBRARY, tmp_path)
    (folder / "Book-small.yaml").write_text("id: b1\ntitle: <Small>\nauthor: [p1, p2]\n", "utf-8")
    (folder / "Unknown-x.yaml").write_text("id: x\n", "utf-8")
    (folder / "Book-broken.yaml").write_text("id: [\n", "utf-8")
    context = {"title": {"@id": "http://purl.org/dc/terms/title"}, "Book": "http://schema.org/Book"}

    shown = read_shown_examples(read_model(tmp_path / LIBRARY.name), context=context)

    assert [(each.class_name, each.name) for each in shown] == [("book", "Book-small")]
    assert dict(shown[0].rows) == {"id": "b1", "title": "<Small>", "author": "p1 | p2"}
    graph = Graph().parse(data=shown[0].turtle, format="turtle")
    assert {str(value) for value in graph.objects()} >= {"<Small>", "http://schema.org/Book"}


def test_markdown_shows_the_diagrams_that_are_made_beside_it():
    text = specification_files(ours(), ["nl"])["specification.nl.md"].decode()

    for name in diagram_files(ours(), ["nl"]):
        assert f"]({name})" in text


def test_diagrams_lead_to_the_page_of_their_language():
    (svg,) = diagram_files(library(), ["fr"]).values()

    assert b'href="specification.fr.html#Book"' in svg
    assert b"<style>" in svg


def test_languages_without_fixed_words_are_left_out():
    assert choose_languages(["es", "de-AT"]) == ("de",)
    assert choose_languages([]) == ("en",)


@pytest.mark.slow
def test_the_command_writes_them_for_another_schema(tmp_path):
    arguments = ["generate", "--schema", str(LIBRARY), "--output", str(tmp_path)]
    done = CliRunner().invoke(schema, [*arguments, "--only", "specification,diagram"])

    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.iterdir()} == {
        "specification.en.html", "specification.en.md", "diagram.en.svg",
    }  # fmt: skip
    again = CliRunner().invoke(schema, [*arguments, "--only", "specification,diagram", "--check"])
    assert again.exit_code == 0
