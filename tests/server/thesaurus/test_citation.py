import re

from hypothesis import given
from hypothesis import strategies as st

from server.thesaurus.citation import Cited, to_bibtex, to_plain

IRI = "https://b.example/id/concept/kader/data"


def balance(text: str) -> int:
    level = 0
    for sign in re.sub(r"\\.", "", text, flags=re.DOTALL):
        level += (sign == "{") - (sign == "}")
        assert level >= 0
    return level


@given(st.text(), st.text(), st.text())
def test_no_label_opens_or_closes_a_field(title, author, within):
    entry = to_bibtex(Cited(title, IRI, author, within))

    assert balance(entry) == 0
    assert entry.splitlines()[0] == "@misc{concept-kader-data,"


@given(st.text(), st.text())
def test_a_citation_is_one_line(title, author):
    plain = to_plain(Cited(title, IRI, author))

    assert len(plain.splitlines()) == 1
    assert plain.endswith(IRI)


def test_a_citation_names_who_when_what_and_where():
    cited = Cited("data", IRI, "Digitaal Vlaanderen", "Begrippenkader", "1.2", "2026-01-15")

    assert to_plain(cited) == f"Digitaal Vlaanderen (2026). “data”. Begrippenkader, 1.2. {IRI}"
    assert "year = {2026}" in to_bibtex(cited)
    assert "note = {Begrippenkader, 1.2}" in to_bibtex(cited)


def test_the_key_of_a_foreign_concept_holds_its_whole_reference():
    iri = "http://themis.vlaanderen.be/id/beleidsveld/624436d6-3db6-11ed-ba35-88d7f641cbef"

    first = to_bibtex(Cited("Verkeer", iri)).splitlines()[0]
    assert first == "@misc{beleidsveld-624436d6-3db6-11ed-ba35-88d7f641cbef,"
