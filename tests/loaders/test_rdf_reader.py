import gzip

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.reading.rdf_parser import RDF_FORMATS
from loaders.reading.source_files import SourceFile
from loaders.reading.sources import Source
from tests.loaders.conftest import BASE
from tests.loaders.passing import pass_one, pass_sources

TURTLE = """\
@prefix x: <https://example.org/> .
x:a x:p "één"@nl, 1.5 ; x:contact [ x:name "Loket" ; x:list ( 1 1 2 ) ] .
x:b x:contact [ x:name "Loket" ] .
"""


def read(content, form="turtle", name="r"):
    return pass_one(content, form, name).lines


def canonical(lines, form=ox.RdfFormat.N_TRIPLES):
    dataset = ox.Dataset(ox.parse(lines, form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def anonymous(lines):
    """Return lines with the names that blank nodes got taken away again."""
    import re

    return re.sub(rb"<[^>]*/\.well-known/genid/([0-9a-f]+)>", rb"_:b\1", lines)


@pytest.mark.parametrize("form", list(RDF_FORMATS))
def test_every_format_of_the_store_is_passed_through(form):
    quads = [
        ox.Quad(*triple)
        for triple in ox.parse(TURTLE, ox.RdfFormat.TURTLE)
        for triple in [triple.triple]
    ]
    content = (
        ox.serialize(quads, format=RDF_FORMATS[form])
        if form != "jsonld"
        else ox.serialize(quads, format=ox.RdfFormat.JSON_LD)
    )

    lines = read(content, form)

    assert canonical(anonymous(lines)) == canonical(TURTLE.encode(), ox.RdfFormat.TURTLE)
    assert b"_:" not in lines


def test_blank_nodes_keep_their_names_when_the_source_is_written_otherwise():
    other = (
        TURTLE.replace("x:", "y:").replace('[ y:name "Loket" ]', "_:n") + '_:n y:name "Loket" .\n'
    )
    lines = other.splitlines()
    shuffled = "\n".join([lines[0], *reversed(lines[1:])])

    assert sorted(read(shuffled).splitlines()) == sorted(read(TURTLE).splitlines())


def test_a_change_elsewhere_leaves_the_name_of_a_blank_node():
    before = set(read(TURTLE).splitlines())
    after = set(read(TURTLE + 'x:c x:contact [ x:name "Ander" ] .').splitlines())

    assert before < after


def test_nodes_of_two_registries_stay_apart():
    first, second = read("[] <urn:x:p> 1 ."), read("[] <urn:x:p> 1 .", name="s")

    assert first != second


def test_indistinguishable_nodes_stay_two():
    assert len(read("<urn:x:a> <urn:x:p> [ <urn:x:q> 1 ], [ <urn:x:q> 1 ] .").splitlines()) == 4


@given(
    edges=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from("pq"), st.integers(0, 7)), max_size=12
    )
)
def test_any_graph_of_blank_nodes_stays_isomorphic_and_ignores_labels(edges):
    def write(order, shift):
        term = lambda n: f"_:n{(n + shift) % 6}x{shift}" if n < 6 else f'"{n}"'  # noqa: E731
        return "".join(f"{term(s)} <urn:x:{p}> {term(o)} .\n" for s, p, o in order)

    first, second = write(edges, 0), write(edges[::-1], 2)

    assert canonical(anonymous(read(first, "ntriples"))) == canonical(first.encode())
    assert sorted(set(read(first, "ntriples").splitlines())) == sorted(
        set(read(second, "ntriples").splitlines())
    )


@pytest.mark.parametrize(
    ("content", "form", "told"),
    [
        pytest.param(
            "<urn:x:a> <urn:x:p> 1 .\n<urn:x:a> <urn:x:p> .\n", "turtle", "r.ttl:2:", id="turtle"
        ),
        pytest.param('{"@id": }', "jsonld", "r.ttl:", id="json"),
        pytest.param("<a>\n<b></a>", "rdfxml", "r.ttl:", id="xml"),
        pytest.param(b"\x1f\x8b broken", "turtle", "r.ttl:", id="bytes"),
    ],
)
def test_what_cannot_be_parsed_is_told_with_its_line(content, form, told):
    with pytest.raises(SourceError) as caught:
        read(content, form)

    assert told in str(caught.value)


def test_a_packed_file_is_unpacked(tmp_path):
    path = tmp_path / "r.ttl.gz"
    path.write_bytes(gzip.compress(TURTLE.encode()))

    packed = pass_sources([SourceFile(Source("r", path), "turtle")])

    assert packed.lines == read(TURTLE)


def test_the_placeholder_base_becomes_the_base():
    assert f"<{BASE}/id/rol/cdo>".encode() in read(
        "<https://begrip.example/id/rol/cdo> a <urn:x:R> ."
    )


def test_every_item_of_a_long_list_of_equal_items_has_its_own_name():
    items = " ".join(["1"] * 3000)

    lines = read(f"<urn:x:a> <urn:x:p> ({items}) .").splitlines()

    assert len({line.split()[0] for line in lines}) == 3001
