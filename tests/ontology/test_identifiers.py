import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.identifiers import (
    NORMALISERS,
    IdentifierError,
    organisation_iri,
    organisation_spellings,
    parse_eli,
    parse_kbo,
    parse_nis,
    parse_ovo,
)

SIX_DIGITS = st.integers(0, 999_999).map(lambda number: f"{number:06d}")
KBO_STEMS = st.integers(1, 19_999_999).map(lambda number: f"{number:08d}")
DECREE = "http://www.ejustice.just.fgov.be/eli/decreet/2018/12/07/2018032457"


def in_arabic_digits(text: str) -> str:
    return "".join(chr(0x660 + int(letter)) if letter.isdigit() else letter for letter in text)


def kbo(stem: str) -> str:
    return f"{stem}{97 - int(stem) % 97:02d}"


@given(SIX_DIGITS, st.sampled_from(("OVO", "ovo", "Ovo ", "OVO-", " OVO")))
def test_an_ovo_code_is_capitals_and_six_digits(digits, prefix):
    assert parse_ovo(prefix + digits + " ") == f"OVO{digits}"


@given(SIX_DIGITS)
def test_every_spelling_of_an_organisation_is_one_organisation(digits):
    spellings = organisation_spellings(f"ovo{digits}")

    assert len(set(spellings)) == 4
    assert {organisation_iri(spelling) for spelling in spellings} == {spellings[0]}


@pytest.mark.parametrize("text", ["", "OVO", "OVO12345", "OVO1234567", "0VO002949"])
def test_what_is_no_ovo_code_is_refused(text):
    with pytest.raises(IdentifierError, match="OVO and six digits"):
        parse_ovo(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ovo", "OVO002949"),
        ("ovo", "https://data.vlaanderen.be/id/organisatie/OVO002949"),
        ("kbo", "0207437468"),
        ("nis", "11002"),
        ("eli", DECREE),
        ("eli", "http://data.europa.eu/eli/reg_impl/2023/138/oj"),
    ],
)
def test_digits_of_other_scripts_are_refused(name, text):
    normalise = NORMALISERS[name]
    assert normalise(text)

    with pytest.raises(IdentifierError):
        normalise(in_arabic_digits(text))


@given(KBO_STEMS)
def test_a_kbo_number_with_right_check_digits_is_itself(stem):
    assert parse_kbo(kbo(stem)) == kbo(stem)


@given(KBO_STEMS)
def test_ways_to_write_a_kbo_number_are_one_number(stem):
    number = kbo(stem)
    dotted = f"{number[:4]}.{number[4:7]}.{number[7:]}"

    assert {parse_kbo(text) for text in (f"BE {dotted}", f"be{number}", f" {dotted} ")} == {number}


@given(KBO_STEMS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_a_kbo_number_is_found(stem, position, shift):
    number = kbo(stem)
    wrong = (int(number[position]) + shift) % 10
    mistyped = f"{number[:position]}{wrong}{number[position + 1 :]}"

    with pytest.raises(IdentifierError):
        parse_kbo(mistyped)


def test_a_kbo_number_of_nine_digits_gets_its_first_zero():
    assert parse_kbo("207437468") == "0207437468"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "ten digits", id="empty"),
        pytest.param("12345678", "ten digits", id="eight digits"),
        pytest.param("2207437468", "start with 0 or 1", id="starts with 2"),
        pytest.param("0207437469", "ask for 68", id="check digits"),
    ],
)
def test_what_is_no_kbo_number_is_refused_with_the_reason(text, reason):
    with pytest.raises(IdentifierError, match=reason):
        parse_kbo(text)


@given(st.integers(1000, 99_999))
def test_a_nis_code_has_five_digits(number):
    assert parse_nis(f" {number} ") == f"{number:05d}"


@pytest.mark.parametrize("text", ["", "123", "123456", "1100a", "11.002"])
def test_what_is_no_nis_code_is_refused(text):
    with pytest.raises(IdentifierError, match="five digits"):
        parse_nis(text)


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param(DECREE, id="canonical"),
        pytest.param(f"{DECREE}/justel", id="expression"),
        pytest.param(f"{DECREE}/", id="final slash"),
        pytest.param(DECREE.replace("http:", "https:"), id="https"),
        pytest.param(f"  {DECREE}\n", id="spaces"),
    ],
)
def test_spellings_of_an_eli_are_one_act(spelling):
    assert parse_eli(spelling) == DECREE


def test_the_french_twin_is_an_act_of_its_own():
    french = DECREE.replace("decreet", "decret")

    assert parse_eli(french) == french


def test_an_eli_of_the_union_is_http():
    expected = "http://data.europa.eu/eli/reg_impl/2023/138/oj"

    assert parse_eli("https://data.europa.eu/eli/reg_impl/2023/138/oj") == expected


@pytest.mark.parametrize("text", ["", "2018032457", "http://example.org/eli/x", f"{DECREE}/x/y"])
def test_what_is_no_eli_is_refused(text):
    with pytest.raises(IdentifierError, match="is no ELI"):
        parse_eli(text)


@given(st.sampled_from(sorted(NORMALISERS)), st.text(max_size=30))
def test_normalising_twice_changes_nothing(name, text):
    normalise = NORMALISERS[name]
    try:
        once = normalise(text)
    except IdentifierError:
        return

    assert normalise(once) == once
