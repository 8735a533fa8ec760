import pytest

from loaders.errors import SourceError
from loaders.reading.jsonld_losses import find_losses
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE
from tests.loaders.passing import pass_one

NAME = '"name": "https://e.org/n"'


def source(text):
    return Source("r.jsonld", content=text.encode())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            f'{{"@context": {{{NAME}}},\n"@id": "a", "name": "x"}}', [(2, "@id", "a")], id="node"
        ),
        pytest.param(
            f'{{"@context": {{{NAME}, "id": "@id"}},\n"id": "https://e.org/a",\n'
            '"name": {"id": "b"}}',
            [(3, "@id", "b")],
            id="object by another name",
        ),
        pytest.param(
            f'[{{"@context": {{{NAME}}}, "@id": "https://e.org/a",\n"foo": {{"@id": "b"}}}}]',
            [(2, "foo", "")],
            id="unknown key",
        ),
        pytest.param(
            f'{{"@context": {{{NAME}, "@base": "https://e.org/"}}, "@id": "a", "name": "x"}}',
            [],
            id="base",
        ),
        pytest.param(
            '{"@context": {"@vocab": "https://e.org/"}, "@id": "_:a", "foo": "x"}', [], id="vocab"
        ),
        pytest.param(
            '{"@context": {"l": {"@id": "https://e.org/l", "@container": "@language"}}, '
            '"l": {"nl": "x"}}',
            [],
            id="container",
        ),
        pytest.param("{", [], id="no JSON"),
    ],
)
def test_what_the_parser_leaves_out_is_told(text, told):
    found = find_losses(source(text))

    assert [(fault.row, fault.column, fault.value) for fault in found] == told


def test_a_build_counts_what_is_left_out(write, settings, world):
    from loaders.check import check_registries

    nodes = '{"@id": "https://e.org/a", "name": "x"},\n{"@id": "b", "name": "x"}'
    write("r", f'{{"@context": {{{NAME}}}, "@graph": [{nodes}]}}', None, form="jsonld")

    checked = check_registries(settings, base=BASE, world=world)

    assert (checked.summaries[0].read, checked.summaries[0].refused) == (2, 1)
    assert checked.faults[0][1].value == "b"


def test_a_context_elsewhere_is_told_with_its_remedy():
    text = '{"@context": "https://schema.org/", "@id": "https://e.org/a", "name": "x"}'

    with pytest.raises(SourceError, match="put the context itself in the file"):
        pass_one(text, "jsonld")
