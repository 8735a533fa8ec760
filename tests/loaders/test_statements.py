"""A statement that is wrong costs that statement, and is told with its line."""

import pytest

from tests.loaders.passing import pass_files


@pytest.mark.parametrize("form", ["ntriples", "nquads"])
def test_a_wrong_line_costs_that_line(form):
    lines = [
        b'<https://e.org/a> <https://e.org/p> "x" .',
        b"<https://e.org/a> <https://e.org/p> nothing .",
        b'<https://e.org/a b> <https://e.org/p> "y" .',
        b'<https://e.org/a> <https://e.org/p> "\xff" .',
        b"# a comment",
        b'<https://e.org/a> <https://e.org/p> "z" .',
    ]

    passed = pass_files({"r.nt": (b"\n".join(lines), form)})

    assert passed.lines == b"\n".join([lines[0], lines[5]]) + b"\n"
    assert [(fault.row, fault.reason) for fault in passed.read.faults] == [
        (2, "unreadable"),
        (3, "unreadable"),
        (4, "unreadable"),
    ]
    assert (passed.read.read, passed.read.refused) == (5, 3)


def test_a_relative_iri_costs_its_statement_with_its_line():
    text = "<https://e.org/a> <https://e.org/p> <https://e.org/o> ,\n <www.e.org> .\n"

    passed = pass_files({"r.ttl": (text, "turtle")})

    assert passed.lines == b"<https://e.org/a> <https://e.org/p> <https://e.org/o> .\n"
    assert passed.told == ["r.ttl:2: iri: the IRI is relative and the file declares no base"]


def test_a_base_makes_relative_iris_whole():
    passed = pass_files({"r.ttl": ("<a> <p> <#b> .", "turtle")}, iri_base="https://e.org/x/")

    assert passed.lines == b"<https://e.org/x/a> <https://e.org/x/p> <https://e.org/x/#b> .\n"


def test_a_curie_that_no_rule_repairs_is_refused():
    passed = pass_files({"r.ttl": ("<https://e.org/a> a <dct:Standard> .", "turtle")})

    fault = passed.read.faults[0]
    assert (fault.row, fault.value, fault.remedy) == (
        1,
        "dct:Standard",
        "write http://purl.org/dc/terms/Standard",
    )


def test_a_triple_term_is_refused():
    passed = pass_files(
        {"r.ttl": ("<https://e.org/a> <https://e.org/p> <<( <urn:a> <urn:b> 1 )>> .", "turtle")}
    )

    assert "RDF 1.2" in passed.told[0]
