import pytest

from loaders.errors import DefinitionError
from loaders.reading.definitions import FORMATS, read_definition, read_definitions
from loaders.reading.readers import READERS


def test_a_definition_is_read_with_its_defaults(write):
    definition = read_definition(write("organisaties", "id\n"))

    assert definition.class_name == "Organisation"
    assert definition.title["en"] == "Registry"
    assert definition.delimiter == ","
    assert [file.source.name for file in definition.files()] == ["organisaties.csv"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            ("title:", "tittle:"), "r.yaml:2: unknown key 'tittle'; did you mean", id="misspelt"
        ),
        pytest.param(("publisher:", "#"), "missing key 'publisher'", id="missing"),
        pytest.param(
            ("format: csv", "format: xls"), "r.yaml:5: format 'xls' must be one", id="format"
        ),
        pytest.param(
            ("{nl: Register, en: Registry}", "Register"), "r.yaml:2: title must", id="texts"
        ),
        pytest.param(("name: r", "name: other"), "as the file: r", id="name"),
        pytest.param(("class: Organisation", ""), "give either class:", id="no class"),
        pytest.param(("access: PUBLIC", "access: OPEN"), "must be one of PUBLIC", id="access"),
        pytest.param(("share: 0.5", "share: half"), "must be a number", id="share"),
        pytest.param(("share: 0.5", "share: 5"), "between 0 and 1", id="share too large"),
        pytest.param(("source: r.csv", "source: s.csv"), "r.yaml:4: no file 's.csv'", id="source"),
        pytest.param(("licence: http", "licence: x"), "must be an absolute IRI", id="licence"),
        pytest.param(
            ("name: r", "name: r\nname: r"), "r.yaml:2: key 'name' is there twice", id="twice"
        ),
        pytest.param(("name: r", "name: [r"), "this is no YAML", id="yaml"),
        pytest.param(("name: r", "encoding: utf-9\nname: r"), "unknown encoding", id="encoding"),
        pytest.param(("name: r", "delimiter: ab\nname: r"), "one character", id="delimiter"),
        pytest.param(("name: r", "constants: {a: 1}\nname: r"), "between quotes", id="constant"),
        pytest.param(("name: r", "example: ja\nname: r"), "true or false", id="switch"),
        pytest.param(("name: r", "ignore: a\nname: r"), "must be a list", id="ignore"),
    ],
)
def test_a_wrong_definition_is_told_with_file_and_line(write, change, told):
    path = write("r", "id\n")
    path.write_text(path.read_text().replace(*change))

    with pytest.raises(DefinitionError) as caught:
        read_definition(path)

    assert told in str(caught.value)
    assert str(caught.value).startswith("r.yaml:")


def test_definitions_come_by_name(write, settings):
    write("b", "id\n")
    write("a", "id\n")

    assert [item.name for item in read_definitions(settings.registries)] == ["a", "b"]


def test_an_empty_folder_is_told(settings):
    with pytest.raises(DefinitionError, match="no definition"):
        read_definitions(settings.registries)


def test_the_names_of_system_graphs_are_taken(write):
    with pytest.raises(DefinitionError, match="the build makes itself"):
        read_definition(write("herkomst", "id\n"))


def test_every_format_has_one_reader():
    assert [reader.format for reader in READERS] + ["auto"] == list(FORMATS)
