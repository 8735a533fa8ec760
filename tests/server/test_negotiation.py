from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.negotiation import (
    GRAPH_OFFERS,
    PAGE_OFFER,
    RESULT_ALIASES,
    RESULT_OFFERS,
    choose_language,
    choose_media_type,
    choose_offer,
    offer_with_extension,
)
from server.problems import NotAcceptable

TURTLE_FIRST = ["text/turtle", "application/rdf+xml", "application/ld+json", "text/html"]
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param("", "text/turtle", id="no header"),
        pytest.param("  ", "text/turtle", id="empty header"),
        pytest.param(" , ,", "text/turtle", id="empty elements"),
        pytest.param("*/*", "text/turtle", id="anything"),
        pytest.param("text/turtle;charset=utf-8", "text/turtle", id="parameter ignored"),
        pytest.param("TEXT/Turtle", "text/turtle", id="case ignored"),
        pytest.param(CHROME, "text/html", id="browser"),
        pytest.param("application/rdf+xml, text/turtle", "text/turtle", id="our order on a tie"),
        pytest.param("text/*, application/rdf+xml;q=0.9", "text/turtle", id="part wildcard"),
        pytest.param("*/*, application/rdf+xml", "application/rdf+xml", id="named beats wildcard"),
        pytest.param("*/*;q=0.8, application/rdf+xml;q=0.1", "text/turtle", id="least wanted"),
        pytest.param("text/turtle;q=0, */*", "application/rdf+xml", id="refused by name"),
        pytest.param("text/turtle;q=0.5, text/html", "text/html", id="quality"),
        pytest.param("text/turtle;q=0,9, text/html", "text/html", id="malformed quality is none"),
        pytest.param("text/turtle;q=.2, text/html;q=0.1", "text/turtle", id="no digit before"),
        pytest.param('text/turtle;profile="a,b";q=0.1, text/html;q=0.5', "text/html",
                     id="quoted comma"),
        pytest.param('text/turtle;profile="a;q=0\\"";q=0.6, text/html;q=0.5', "text/turtle",
                     id="quoted semicolon"),
        pytest.param("nonsense, text/html", "text/html", id="nonsense passed over"),
        pytest.param("application/ld+json;profile=x;q=0.9,text/html;q=0.8", "application/ld+json",
                     id="profile"),
        pytest.param("text/n3;q=0.9,application/ld+json", "application/ld+json", id="unknown type"),
    ],
)  # fmt: skip
def test_client_preference_wins(accept, expected):
    assert choose_media_type(accept, TURTLE_FIRST) == expected


@pytest.mark.parametrize(
    "accept", ["image/png", "text/turtle;q=0", "nonsense", "*/*;q=0", "text/", "*/html"]
)
def test_nothing_acceptable_lists_what_there_is(accept):
    with pytest.raises(NotAcceptable) as caught:
        choose_media_type(accept, TURTLE_FIRST)

    assert caught.value.fields["offers"] == TURTLE_FIRST
    assert caught.value.status == 406


@given(st.text())
def test_any_header_is_a_choice_or_not_acceptable(accept):
    with suppress(NotAcceptable):
        assert choose_media_type(accept, TURTLE_FIRST) in TURTLE_FIRST


@given(st.permutations(TURTLE_FIRST), st.sampled_from(TURTLE_FIRST))
def test_the_one_type_that_is_named_is_chosen_in_any_order_of_offers(offers, wanted):
    assert choose_media_type(f"{wanted}, */*;q=0.9", offers) == wanted


@pytest.mark.parametrize(
    ("accept", "media_type", "serialisation"),
    [
        ("application/json", "application/json", "application/sparql-results+json"),
        ("text/xml", "text/xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json", "application/sparql-results+json"),
        (CHROME, "text/html", "text/html"),
        ("text/csv;q=0.8, text/tab-separated-values", "text/tab-separated-values",
         "text/tab-separated-values"),
    ],
)  # fmt: skip
def test_other_names_of_a_format_are_understood(accept, media_type, serialisation):
    offer = choose_offer(accept, (*RESULT_OFFERS, PAGE_OFFER), RESULT_ALIASES)

    assert (offer.media_type, offer.format) == (media_type, serialisation)


def test_text_says_its_charset_and_the_rest_does_not():
    types = [offer.content_type for offer in GRAPH_OFFERS[:2]]

    assert types == ["text/turtle; charset=utf-8", "application/n-triples"]


@pytest.mark.parametrize("offer", [*GRAPH_OFFERS, *RESULT_OFFERS], ids=lambda o: o.extension)
def test_extension_leads_to_its_offer(offer):
    offers = GRAPH_OFFERS if offer in GRAPH_OFFERS else RESULT_OFFERS

    assert offer_with_extension(offer.extension, offers) == offer


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", "nl"), ("en", "en"), ("en-GB,nl;q=0.9", "en"), ("fr,de;q=0.9", "nl"), ("en;q=0", "nl")],
)
def test_reader_gets_the_language_that_fits_best(header, expected):
    assert choose_language(header, ("nl", "en")) == expected
