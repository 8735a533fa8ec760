import pytest

from server.translations import set_translations_aside

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


def text(value, lang):
    return {"kind": "literal", "text": value, "lang": lang}


def group(*values, predicate=LABEL):
    return {
        "key": "identification",
        "statements": [{"predicate": predicate, "values": list(values), "total": len(values)}],
    }


def test_another_language_is_set_aside_where_the_reader_has_it_in_their_own():
    dutch, english = text("begrip", "nl"), text("concept", "en")

    groups, aside = set_translations_aside([group(dutch, english)], "nl", {})

    assert groups == [group(dutch)]
    assert aside == group(english)["statements"]


def test_another_language_is_set_aside_where_the_head_of_the_page_has_it():
    groups, aside = set_translations_aside(
        [group(text("concept", "en"))], "nl", {LABEL: {"text": "begrip", "lang": "nl"}}
    )

    assert groups == []
    assert aside == group(text("concept", "en"))["statements"]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(text("Konzept", "de"), id="the only language there is"),
        pytest.param(text("OVO000001", ""), id="no language"),
        pytest.param({"kind": "link", "iri": "http://a.example/", "lang": "en"}, id="a link"),
    ],
)
def test_what_nothing_else_says_stays(value):
    groups, aside = set_translations_aside([group(value)], "nl", {})

    assert groups == [group(value)]
    assert aside == []


def test_hidden_values_are_still_counted():
    many = group(text("een", "nl"), text("one", "en"))
    many["statements"][0]["total"] = 150

    groups, _ = set_translations_aside([many], "nl", {})

    assert groups[0]["statements"][0]["total"] == 149


def test_what_is_the_same_in_another_language_is_not_said_again():
    same, german = text("API guidelines", "en"), text("API-Leitlinien", "de")
    head = {"text": "API guidelines", "lang": "nl"}

    groups, aside = set_translations_aside([group(same, german)], "nl", {LABEL: head})
    own, none = set_translations_aside([group(text("API", "nl"), text("API", "en"))], "nl", {})

    assert groups == []
    assert aside == group(german)["statements"]
    assert own == [group(text("API", "nl"))]
    assert none == []
