import polars as pl
import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from linkml_schemas.plan import RecordClass
from loaders.emitting.emit import compile_emitter, emit_rows, to_lines
from loaders.reading.rows import LINE, ROW, SUBJECT
from tests.loaders.conftest import BASE, CONCEPT, DS, GOAL, ORGANISATION, SKOS, column

TARGETS = pl.DataFrame(
    {
        "column": ["parent", "publishes", "scheme", "broader"],
        "value": ["b", "g", "s", "c"],
        "iri": ["x:b", "x:g", "x:s", "x:c"],
    }
)


def emit(record_class, **cells):
    row = {ROW: 0, LINE: 2, SUBJECT: "https://example.org/s"}
    columns = {}
    for item in record_class.columns:
        datatype = pl.List(pl.String) if item.multivalued else pl.String
        columns[item.name] = pl.Series(item.name, [cells.get(item.name)], dtype=datatype)
    frame = pl.DataFrame([pl.Series(name, [value]) for name, value in row.items()])
    frame = frame.hstack(list(columns.values()))
    return to_lines(emit_rows(frame, TARGETS, compile_emitter(record_class, BASE)))


def objects(lines):
    return {(quad.predicate.value, quad.object) for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES)}


@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives_the_way_through_the_store(text):
    text_class = RecordClass(
        "T",
        "x:T",
        (),
        {},
        {},
        (column("a", f"{DS}a", "text", language="nl"), column("b", f"{DS}b")),
    )
    store = ox.Store()

    store.bulk_load(emit(text_class, a=text, b=text), ox.RdfFormat.N_TRIPLES)

    assert {quad.object for quad in store} == {ox.Literal(text, language="nl"), ox.Literal(text)}


def test_half_a_surrogate_pair_is_refused_before_it_comes_here():
    import pytest

    with pytest.raises(UnicodeEncodeError):
        pl.Series(["\ud800"], dtype=pl.String)


def test_columns_with_the_same_predicate_share_a_node_that_keeps_its_name():
    lines = emit(ORGANISATION, valid_from="2020-01-01", valid_to="2021-01-01")

    nodes = {term.value for predicate, term in objects(lines) if predicate.endswith("temporal")}
    assert len(nodes) == 1
    assert nodes.pop().startswith(f"{BASE}/.well-known/genid/")
    assert lines == emit(ORGANISATION, valid_from="2020-01-01", valid_to="2021-01-01")
    assert lines.count(b"PeriodOfTime") == 1


def test_an_inverse_column_says_it_of_the_other():
    lines = emit(ORGANISATION, publishes=["g"])

    assert b"<x:g> <http://purl.org/dc/terms/publisher> <https://example.org/s> ." in lines


def test_a_filled_column_may_add_a_type_and_a_template_makes_an_iri():
    lines = emit(ORGANISATION, kbo="0316380841", nis="http://vocab.belgif.be/auth/refnis2025/11002")

    assert b"regorg#RegisteredOrganization" in lines
    assert b"<http://vocab.belgif.be/auth/refnis2025/11002> ." in lines
    assert b"RegisteredOrganization" not in emit(ORGANISATION)


def test_a_value_that_is_there_twice_is_said_once():
    lines = emit(ORGANISATION, source=["https://a.example/", "https://a.example/"])

    assert lines.count(b"https://a.example/") == 1


def test_a_concept_without_a_broader_one_is_at_the_top_of_its_scheme():
    top = emit(GOAL, id="g").decode()
    scheme = f"{BASE}/id/conceptscheme/doelstelling"

    assert f"<https://example.org/s> <{SKOS}topConceptOf> <{scheme}> ." in top
    assert f"<{scheme}> <{SKOS}hasTopConcept> <https://example.org/s> ." in top
    assert b"opConcept" not in emit(GOAL, id="g", parent="b")
    assert b"opConcept" not in emit(ORGANISATION, id="o")


def test_the_top_of_a_scheme_that_a_column_names_is_said_too():
    top = emit(CONCEPT, scheme="s")

    assert f"<https://example.org/s> <{SKOS}topConceptOf> <x:s> .".encode() in top
    assert f"<x:s> <{SKOS}hasTopConcept> <https://example.org/s> .".encode() in top
    assert b"opConcept" not in emit(CONCEPT, scheme="s", broader=["c"])
