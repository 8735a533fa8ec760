import pytest

from queries.errors import QueryError
from queries.reader import read_query

GOOD = """\
#+ title:
#+   nl: Dingen
#+   en: Things
#+ description:
#+   nl: Alle dingen.
#+   en: All things.
#+ tags: [overview, more]
#+ parameters:
#+   kind:
#+     type: iri
#+     class: http://www.w3.org/2000/01/rdf-schema#Class
#+     label: {nl: Soort, en: Kind}
#+     required: true
#+     example: http://example.org/Kind
#+   language:
#+     type: language
#+     label: {nl: Taal, en: Language}
#+     description: {nl: Van de naam., en: Of the name.}
#+     default: nl
#+     values: [nl, {value: en, label: {nl: Engels, en: English}}]
SELECT ?thing (COUNT(*) AS ?count)
WHERE {
  #+ bind ?kind ?language
  ?thing a ?kind ;
    <http://example.org/name> ?name .
  FILTER (LANG(?name) = ?language)
}
GROUP BY ?thing
ORDER BY ?thing
"""


def read(folder, text):
    (folder / "things.rq").write_text(text, encoding="utf-8")
    return read_query("things", folder)


def test_a_header_says_all_there_is_to_know(tmp_path):
    query = read(tmp_path, GOOD)
    kind, language = query.parameters

    assert (query.titles["nl"], query.descriptions["en"]) == ("Dingen", "All things.")
    assert (query.tags, query.topic) == (("overview", "more"), "overview")
    assert (kind.type, kind.required, kind.sample) == ("iri", True, "http://example.org/Kind")
    assert kind.class_iri == "http://www.w3.org/2000/01/rdf-schema#Class"
    assert (language.default, language.required, language.sample) == ("nl", False, "nl")
    assert [choice.labels["nl"] for choice in language.choices] == ["nl", "Engels"]
    assert (query.form, query.columns) == ("SELECT", ("thing", "count"))
    assert len(query.version) == 16


def test_another_text_is_another_version(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    first = read(tmp_path / "a", GOOD)
    second = read(tmp_path / "b", GOOD.replace("Dingen", "Zaken"))

    assert first.version != second.version


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("#+ title:", "# title:", 1, "expected a header"),
        ("#+   nl: Dingen\n", "", 2, "nl is missing"),
        ("#+   nl: Dingen", "#+   fr: Choses", 2, "'fr' is no key here"),
        ("#+   nl: Dingen", "#+   nl: [Dingen]", 2, "expected a text"),
        ("#+   nl: Dingen", "#+   nl: {Dingen", 3, "the header is no YAML"),
        ("Alle dingen.", "Alle dingen", 5, "a sentence that ends in '.'"),
        ("#+ tags: [overview, more]\n", "", 1, "tags is missing"),
        ("[overview, more]", "[overvieuw]", 7, "did you mean 'overview'?"),
        ("[overview, more]", "[overview, More]", 7, "'More'"),
        ("[overview, more]", "[overview, overview]", 7, "'overview' is there twice"),
        ("[overview, more]", "[]", 7, "expected a list"),
        ("[overview, more]", "overview", 7, "expected a list"),
        ("#+ parameters:", "#+ parametres:", 8, "did you mean 'parameters'?"),
        ("#+   kind:", "#+   page:", 10, "'page' cannot name a parameter"),
        ("#+   kind:", "#+   a-kind:", 10, "cannot name a parameter"),
        ("type: iri", "type: uri", 10, "'uri' is no type"),
        ("#+     type: iri\n", "", 10, "type is missing"),
        ("#+     label: {nl: Soort, en: Kind}\n", "", 10, "label is missing"),
        ("{nl: Soort, en: Kind}", "{nl: Soort}", 12, "en is missing"),
        ("{nl: Soort, en: Kind}", "Kind", 12, "expected keys: nl, en"),
        ("required: true", "required: yes", 13, "expected true or false"),
        ("example: http", "default: http", 14, "a required parameter has no default"),
        ("#+     example: http://example.org/Kind\n", "", 10, "needs an example"),
        ("http://example.org/Kind", "Kind", 14, "an absolute IRI"),
        ("#+     type: iri", "#+     type: string", 11, "only a parameter of type iri"),
        ("http://www.w3.org/2000/01/rdf-schema#Class", "rdfs", 11, "an absolute IRI"),
        ("default: nl", "default: fr", 19, "expected one of nl, en"),
        ("[nl, {value", "[n, {value", 20, "the value 'n'"),
        ("#+     default: nl", "#+     default: nl\n#+     default: en", 20, "is there twice"),
        ("ORDER BY ?thing\n", "", 28, "a SELECT ends in ORDER BY"),
        ("ORDER BY ?thing\n", "ORDER BY ?thing\nLIMIT 5\n", 30, "LIMIT cannot stand"),
        ("SELECT ?thing (COUNT(*) AS ?count)", "SELECT *", 21, "expected the variables"),
        ("(COUNT(*) AS ?count)", "(COUNT(*))", 21, "expected AS ?name"),
        ("SELECT ?thing", "DESCRIBE ?thing", 21, "SELECT, ASK or CONSTRUCT"),
        ("WHERE {", "{", 21, "expected a line 'WHERE {'"),
        ("#+ bind ?kind ?language", "#+ bound ?kind", 23, "expected '#+ bind ?name'"),
        ("#+ bind ?kind ?language", "#+ bind ?kind", 21, "parameter 'language' stands in"),
        ("#+ bind ?kind ?language", "#+ bind ?kind ?language ?b", 21, "parameter 'b' stands in"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, old, new, line, said):
    assert GOOD.count(old) >= 1

    with pytest.raises(QueryError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))

    assert str(caught.value).startswith(f"things.rq:{line}: ")
    assert said in str(caught.value)
