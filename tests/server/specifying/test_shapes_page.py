"""The shapes have a page for people at the address where programs get them."""

import re

import pytest

from server.artefacts import SHAPES_OFFERS, shape_names
from server.specifying.shape_rules import read_rules
from tests.server.test_documents import BASE, BROWSER, client_at

SHAPES = "/ns/datastrategie/shapes"


@pytest.fixture(scope="module")
def client():
    with client_at(BASE) as found:
        yield found


@pytest.mark.parametrize(
    ("address", "accept", "media_type"),
    [
        (SHAPES, BROWSER["Accept"], "text/html"),
        (SHAPES, "text/html", "text/html"),
        (SHAPES, "*/*", "text/turtle"),
        (SHAPES, "", "text/turtle"),
        (SHAPES, "text/turtle, text/html;q=0.9", "text/turtle"),
        (f"{SHAPES}.html", "text/turtle", "text/html"),
        (f"{SHAPES}.ttl", "text/html", "text/turtle"),
    ],
)
def test_people_get_a_page_and_programs_the_shapes(client, address, accept, media_type):
    answer = client.get(address, headers={"Accept": accept} if accept else {})

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" in answer.headers["Vary"]
    same = {"Accept": accept, "If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=same).status_code == 304


@pytest.mark.parametrize(("language", "title"), [("nl", "SHACL-vormen"), ("en", "SHACL shapes")])
def test_the_page_speaks_both_languages_and_leads_to_the_files(client, language, title):
    answer = client.get(f"{SHAPES}?lang={language}", headers=BROWSER)

    assert answer.headers["Content-Language"] == language
    assert f"<h1>{title}" in answer.text
    for offer in SHAPES_OFFERS:
        assert f'href="{SHAPES}.{offer.extension}" type="{offer.media_type}"' in answer.text


def test_each_shape_with_a_name_has_its_place_on_the_page(client):
    page = client.get(f"{SHAPES}.html").text
    places = re.findall(r' id="([^"]+)"', page)

    shown = {rule.anchor for each in read_rules(BASE) for rule in each.rules if rule.anchor}
    assert {each.anchor for each in read_rules(BASE)} | shown <= set(places)
    assert len(places) == len(set(places))
    fragments = {name.partition("#")[2] for name in shape_names(BASE)}
    assert {f for f in fragments if f.endswith("Shape")} <= set(places)


def test_each_rule_says_what_it_asks():
    rules = [rule for each in read_rules(BASE) for rule in each.rules]

    assert rules
    assert all(rule.path and rule.names and rule.messages for rule in rules)


@pytest.mark.slow
def test_each_class_leads_to_its_part_of_the_specification(client):
    page = client.get(f"{SHAPES}.html?lang=nl").text
    links = set(re.findall(r'href="(/ns/[^"]+specificatie[^"#]*)#([^"]+)"', page))

    [address] = {path for path, _ in links}
    specification = client.get(address).text
    assert len(links) > 20
    assert not [anchor for _, anchor in links if f'id="{anchor}"' not in specification]
