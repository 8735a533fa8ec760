"""Nothing enters the graph that RDF/XML cannot write, and no RDF/XML that could grow."""

import pytest

from loaders.errors import DefinitionError, SourceError
from loaders.reading.csv_reader import read_csv
from loaders.reading.definitions import read_definition
from loaders.reading.json_reader import read_json
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE
from tests.loaders.passing import pass_files

A = "<https://e.org/a> <https://e.org/p>"
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.org/">'
    '<rdf:Description rdf:about="https://e.org/a"><e:p>{}</e:p></rdf:Description></rdf:RDF>'
)


def passed_through(content, form):
    return pass_files({"r": (content, form)}).lines


@pytest.mark.parametrize(
    ("declaration", "told"),
    [
        pytest.param('<!ENTITY a "x">\n<!ENTITY b "&a;&a;">', "r:4: an entity refers", id="nested"),
        pytest.param("<!ENTITY a 'x'>\n<!ENTITY b '&a;'>", "r:4: an entity refers", id="single"),
        pytest.param('\n<!ENTITY a "&#38;b;">', "r:4: an entity refers", id="by its number"),
        pytest.param('\n<!ENTITY a SYSTEM "file:///etc/passwd">', "another file", id="external"),
        pytest.param('\n<!ENTITY % a SYSTEM "x.dtd">', "another file", id="parameter"),
        pytest.param('<!-- \n<!ENTITY b "&a;"> -->', "r:4: an entity refers", id="comment"),
        pytest.param(f'\n<!ENTITY a "{"x" * 257}">', "r:4: an entity is longer", id="long"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_that_could_grow_is_refused_before_parsing(declaration, told, encoding):
    text = f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n{declaration}\n]>\n{RDF.format("y")}'

    with pytest.raises(SourceError, match=told) as caught:
        passed_through(text.encode(encoding), "rdfxml")

    assert "save the file as Turtle" in str(caught.value)


def test_an_entity_behind_much_text_is_found():
    text = f'<!DOCTYPE r [<!--{"x" * 2_000_000}-->\n<!ENTITY a "&b;">]>{RDF.format("y")}'

    with pytest.raises(SourceError, match="r:2: an entity refers"):
        passed_through(text, "rdfxml")


def test_entities_for_namespaces_are_read():
    text = f'<!DOCTYPE rdf:RDF [<!ENTITY e "https://e.org/"> ]>{RDF.format("&e;x")}'

    assert b'"https://e.org/x"' in passed_through(text, "rdfxml")


CHARACTERS = ["\x01", "\x0b", "\x1e", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_cell_with_a_character_outside_xml_is_refused(write, character):
    definition = read_definition(write("r", "id\n"))

    source = Source("r.csv", content=f"id,name\na,x{character}\nb,y\n".encode())
    chunk = next(read_csv(source, definition, BASE))

    fault = chunk.faults[0]
    assert (fault.row, fault.column, fault.reason) == (2, "name", "unreadable")
    assert f"U+{ord(character):04X}" in fault.message
    assert chunk.frame["id"].to_list() == ["b"]


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_json_text_with_a_character_outside_xml_is_refused(write, character):
    definition = read_definition(write("r", "[]", form="json"))

    text = f'[{{"id": "a", "name": "\\u{ord(character):04x}"}},\n{{"id": "b"}}]'
    chunk = next(read_json(Source("r.json", content=text.encode()), definition, BASE))

    assert f"U+{ord(character):04X}" in chunk.faults[0].message
    assert chunk.frame["id"].to_list() == ["b"]


@pytest.mark.parametrize("key", [" line", " row", " subject", " x"])
def test_a_json_key_that_begins_with_a_space_is_refused(write, key):
    definition = read_definition(write("r", "[]", form="json"))

    text = f'[{{"id": "a", "{key}": "1"}}, {{"id": "b"}}]'
    chunk = next(read_json(Source("r.json", content=text.encode()), definition, BASE))

    assert "cannot be the name of a column" in chunk.faults[0].message
    assert chunk.frame["id"].to_list() == ["b"]


@pytest.mark.parametrize("written", ["{}", "\\u{:04X}"])
@pytest.mark.parametrize("character", CHARACTERS)
def test_a_passed_through_literal_with_a_character_outside_xml_is_refused(character, written):
    text = written.format(character if written == "{}" else ord(character))

    passed = pass_files({"r": (f'\n{A} "x{text}" .\n{A} "y" .', "turtle")})

    assert [(fault.reason, fault.file) for fault in passed.read.faults] == [("unreadable", "r")]
    assert f"U+{ord(character):04X}" in passed.read.faults[0].message
    assert passed.lines == f'{A} "y" .\n'.encode()


@pytest.mark.parametrize("text", ["\\\\b", "\\\\u0001", "\\t", "\\u00e9", "\\\\f"])
def test_a_harmless_escape_is_passed_through(text):
    assert passed_through(f'<https://e.org/a> <https://e.org/p> "{text}" .', "turtle")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(("nl: Register", 'fr ca: x, nl: "Register"'), "is no language", id="space"),
        pytest.param(("nl: Register", "12: x, nl: Register"), "is no language", id="number"),
        pytest.param(("nl: Register", 'nl: "a\\x01"'), "U+0001", id="title"),
        pytest.param(("name: r", 'constants: {a: "\\v"}\nname: r'), "U+000B", id="constant"),
        pytest.param(("name: r", "source_page: https://x.y/%zz\nname: r"), "an absolute", id="pct"),
        pytest.param(("licence: http", 'licence: "https://[bad"\n#'), "an absolute", id="bracket"),
        pytest.param(("name: r", "encoding: undefined\nname: r"), "unknown enc", id="undefined"),
        pytest.param(("name: r", 'encoding: "a\\0b"\nname: r'), "r.yaml:1: encoding", id="nul"),
        pytest.param(("name: r", "encoding: rot13\nname: r"), "unknown encoding", id="no text"),
    ],
)
def test_a_definition_that_cannot_be_written_is_told_with_its_line(write, change, told):
    path = write("r", "id\n")
    path.write_text(path.read_text().replace(*change, 1))

    with pytest.raises(DefinitionError) as caught:
        read_definition(path)

    assert told in str(caught.value)
    assert str(caught.value).startswith("r.yaml:")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "U8", "utf-8-sig"])
def test_a_byte_order_mark_is_left_out_in_every_encoding(write, encoding):
    definition = read_definition(write("r", "id\n", more={"encoding": encoding}))
    plain = {"utf-16": "utf-16-le", "U8": "utf-8", "utf-8-sig": "utf-8"}.get(encoding, encoding)

    content = "\ufeffid,name\na,é\n".encode(plain)
    chunk = next(read_csv(Source("r.csv", content=content), definition, BASE))

    assert chunk.frame.columns[1:] == ["id", "name"]
    assert chunk.frame["name"].to_list() == ["é"]


def test_a_long_cell_is_read(write):
    definition = read_definition(write("r", "id\n"))

    content = f"id,name\na,{'x' * 200_000}\n".encode()
    chunk = next(read_csv(Source("r.csv", content=content), definition, BASE))

    assert (chunk.frame.height, chunk.faults) == (1, ())


def test_a_cell_over_the_limit_is_told_with_the_first_line_of_its_record(write):
    from loaders.reading.csv_reader import CELL_LIMIT

    definition = read_definition(write("r", "id\n"))
    content = f'id,name\na,"\n\n{"x" * (CELL_LIMIT + 1)}"\nb,y\n'.encode()
    chunk = next(read_csv(Source("r.csv", content=content), definition, BASE))

    assert chunk.faults[0].row == 2
    assert "10,000,000 characters" in chunk.faults[0].message
    assert chunk.frame["id"].to_list() == ["b"]


@pytest.mark.parametrize("key", ["constants", "columns"])
def test_a_slot_that_a_column_and_the_definition_fill_is_told_as_filled_twice(
    write, settings, world, key
):
    from loaders.check import check_registries

    filling = {"constants": "{label_nl: Raad}", "columns": "{naam: label_nl}"}[key]
    write("r", "id,naam,label_nl\na,A,A\n", "Body", more={key: filling, "ignore": "[]"})
    text = (settings.registries / "r.csv").read_text()
    if key == "constants":
        (settings.registries / "r.csv").write_text(text.replace("naam", "label_en"))

    checked = check_registries(settings, base=BASE, world=world)

    assert f"is filled twice: by this column and under {key}:" in checked.summaries[0].reason
