import datetime
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.binding import bind, to_example, to_page, to_rest
from queries.errors import ParameterError
from queries.reader import read_query
from tests.queries.test_header import GOOD, read

EX = "http://example.org/"
DATA = f"""
<{EX}a> a <{EX}Kind> ; <{EX}name> "a" ; <{EX}size> 1 .
<{EX}b> a <{EX}Kind> ; <{EX}name> "b" ; <{EX}size> 2 .
<{EX}c> a <{EX}Other> ; <{EX}name> "c" ; <{EX}size> 1 .
GRAPH <{EX}g> {{ <{EX}a> <{EX}name> "a" }}
GRAPH <{EX}h> {{ <{EX}b> <{EX}name> "b" }}
"""
HEADER = """\
#+ title: {nl: T, en: T}
#+ description: {nl: T., en: T.}
#+ tags: [overview]
#+ parameters:
#+   p:
#+     type: string
#+     label: {nl: P, en: P}
"""
SELECT = """\
SELECT ?s
WHERE {
  %s
}
ORDER BY ?s
"""
FORMS = {
    "top": "#+ bind ?p\n  ?s <http://example.org/name> ?p .",
    "filter": "#+ bind ?p\n  ?s <http://example.org/name> ?n .\n  FILTER (?n = ?p)",
    "optional": """#+ bind ?p
  ?s a ?class .
  OPTIONAL { ?s <http://example.org/name> ?n . FILTER (?n = ?p) }
  FILTER (BOUND(?n))""",
    "exists": """#+ bind ?p
  ?s a ?class .
  FILTER EXISTS { ?s <http://example.org/name> ?n . FILTER (?n = ?p) }""",
    "not exists": """#+ bind ?p
  ?s a ?class .
  FILTER NOT EXISTS { ?s <http://example.org/name> ?n . FILTER (?n != ?p) }""",
    "union": """{
    #+ bind ?p
    ?s <http://example.org/name> ?n .
    FILTER (?n = ?p)
  }
  UNION
  {
    #+ bind ?p
    ?s <http://example.org/none> ?n .
    FILTER (?n = ?p)
  }""",
    "subquery": """{
    SELECT ?s
    WHERE {
      #+ bind ?p
      ?s <http://example.org/name> ?n .
      FILTER (?n = ?p)
    }
  }""",
    "minus": """?s a ?class .
  MINUS {
    #+ bind ?p
    ?s <http://example.org/name> ?n .
    FILTER (?n != ?p)
  }""",
    "bind": '#+ bind ?p\n  BIND (CONCAT(?p, "") AS ?n)\n  ?s <http://example.org/name> ?n .',
}


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    return store


def rows(store, text):
    return [tuple(term and term.value for term in row) for row in store.query(text)]


@pytest.mark.parametrize("form", FORMS)
def test_a_parameter_is_bound_wherever_its_line_stands(tmp_path, store, form):
    query = read(tmp_path, HEADER + SELECT % FORMS[form])

    assert rows(store, bind(query, {"p": "b"})) == [(f"{EX}b",)]
    assert rows(store, bind(query, {"p": "nothing"})) == []


def test_a_parameter_is_bound_in_every_form_of_query(tmp_path, store):
    ask = read(tmp_path, HEADER + "ASK {\n  #+ bind ?p\n  ?s ?name ?p .\n}\n")
    (tmp_path / "graph").mkdir()
    construct = read(
        tmp_path / "graph",
        HEADER + "CONSTRUCT { ?s ?name ?p }\nWHERE {\n  #+ bind ?p\n  ?s ?name ?p .\n}\n",
    )

    assert bool(store.query(bind(ask, {"p": "a"})))
    assert not store.query(bind(ask, {"p": "z"}))
    assert [t.object.value for t in store.query(bind(construct, {"p": "a"}))] == ["a"]


def test_a_parameter_is_bound_within_a_named_graph(tmp_path, store):
    query = read(tmp_path, HEADER + SELECT % "#+ bind ?p\n  GRAPH ?g { ?s ?name ?p }")

    assert rows(store, bind(query, {"p": "a"})) == [(f"{EX}a",)]


def test_a_parameter_that_is_not_given_leaves_its_variable_free(tmp_path, store):
    query = read(tmp_path, HEADER + SELECT % FORMS["top"])

    assert len(rows(store, bind(query, {}))) == 3


def test_several_parameters_are_bound_together(tmp_path):
    query = read(tmp_path, GOOD)

    assert f'  VALUES (?kind ?language) {{ (<{EX}Kind> "en") }}\n' in bind(
        query, {"kind": f"{EX}Kind", "language": "en", "other": "}"}
    )


def test_lines_stay_where_they_were(tmp_path):
    query = read(tmp_path, GOOD)

    assert bind(query, {"kind": f"{EX}Kind"}).count("\n") == query.text.count("\n")


def test_a_required_parameter_is_asked_for_and_has_an_example(tmp_path):
    query = read(tmp_path, GOOD)

    with pytest.raises(ParameterError, match="The parameter kind is missing; expected an absolute"):
        bind(query, {})
    assert f"<{EX}Kind>" in to_example(query)


def test_today_is_the_day_on_which_the_query_is_asked(tmp_path, store):
    header = HEADER.replace("type: string", "type: date\n#+     default: today")
    query = read(tmp_path, header + "SELECT ?p\nWHERE {\n  #+ bind ?p\n}\nORDER BY ?p\n")
    before = datetime.datetime.now(datetime.UTC).date().isoformat()

    found = rows(store, bind(query, {}))

    after = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert found[0][0] in {before, after}
    assert rows(store, bind(query, {"p": "2024-01-01"})) == [("2024-01-01",)]


@given(st.text(alphabet=st.sampled_from("\\\"'u0022}{<>?#+ bind\np"), max_size=60))
def test_no_text_becomes_syntax(value):
    query = replace(
        read_query("things_by_name"),
        text="SELECT ?text\nWHERE {\n  #+ bind ?text\n}\nORDER BY ?text\n",
        columns=("text",),
    )

    try:
        text = bind(query, {"text": value})
    except ParameterError:
        return

    for asked in (text, to_page(query, text, number=1, size=9)):
        assert rows(ox.Store(), asked) == [(value,)]


def test_pages_hold_every_row_once_in_one_order(tmp_path, store):
    body = "SELECT ?size ?s\nWHERE {\n  #+ bind ?p\n  ?s <http://example.org/size> ?size .\n}\n"
    query = read(tmp_path, HEADER + body + "ORDER BY ?size\n")
    bound = bind(query, {})

    pages = [rows(store, to_page(query, bound, number=n, size=1)) for n in (1, 2, 3, 4)]

    assert [row for page in pages for row in page] == [
        ("1", f"{EX}a"),
        ("1", f"{EX}c"),
        ("2", f"{EX}b"),
    ]
    assert [len(rows(store, to_rest(bound, number=n, size=1))) for n in (1, 2, 3)] == [1, 1, 0]


def test_an_order_may_take_several_lines(tmp_path, store):
    body = "SELECT ?s\nWHERE {\n  #+ bind ?p\n  ?s <http://example.org/size> ?size .\n}\n"
    query = read(tmp_path, HEADER + body + "ORDER BY ?size\n  DESC(?s)\n")

    page = to_page(query, bind(query, {}), number=1, size=2)

    assert rows(store, page) == [(f"{EX}c",), (f"{EX}a",)]
