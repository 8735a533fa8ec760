"""Pages say in schema.org what they show, and no literal leaves the element it stands in."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.namespaces import expand
from server.catalogue.structured import describe_thing, to_script
from tests.server.published import BASE, HOSTILE, PUBLISHER

JSON_LD = "application/ld+json"


class Blocks(HTMLParser):
    """Gather the scripts of a page as a browser would, with their types."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str | None, str]] = []
        self._within = False

    def handle_starttag(self, tag, attrs):
        self._within = tag == "script"
        if self._within:
            self.blocks.append((dict(attrs).get("type"), ""))

    def handle_endtag(self, tag):
        self._within = False

    def handle_data(self, data):
        if self._within:
            kind, text = self.blocks[-1]
            self.blocks[-1] = kind, text + data


def read_blocks(html):
    """Return the texts of the scripts that are data; nothing else stands in a script."""
    parser = Blocks()
    parser.feed(html)
    assert not any(text.strip() for kind, text in parser.blocks if kind != JSON_LD)
    return [text for kind, text in parser.blocks if kind == JSON_LD]


def described(client, address):
    response = client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
    [text] = read_blocks(response.text)
    return json.loads(text)


def test_the_home_page_is_a_catalogue_of_data(client):
    found = described(client, "/?lang=en")

    assert (found["@type"], found["url"]) == ("DataCatalog", f"{BASE}/")
    assert f"{BASE}/id/graaf/organen" in {item["@id"] for item in found["dataset"]}


def test_a_data_set_names_its_publisher(client):
    found = described(client, "/doc/dataset/net?lang=en")

    assert (found["@type"], found["name"]) == ("Dataset", "Clean")
    assert found["publisher"] == {"@id": PUBLISHER, "name": "Digitaal Vlaanderen"}


def test_an_organisation_is_one_of_a_government(client):
    found = described(client, f"/doc?iri={PUBLISHER}")

    assert (found["@type"], found["identifier"]) == ("GovernmentOrganization", "OVO002949")


def test_a_concept_is_a_term_of_its_scheme(client):
    found = described(client, "/doc/concept/actievoortgang/gepland?lang=en")

    assert (found["@type"], found["name"]) == ("DefinedTerm", "planned")
    assert found["inDefinedTermSet"]["@id"] == f"{BASE}/id/conceptscheme/actievoortgang"
    assert found["inDefinedTermSet"]["name"]


def test_hostile_texts_stay_texts(client):
    found = described(client, "/doc/dataset/vuil")

    assert found["name"] == HOSTILE
    assert found["description"] == HOSTILE


def test_a_thing_that_schema_org_has_no_word_for_has_no_block(client):
    response = client.get("/doc/graaf/organen", headers={"Accept": "text/html"})

    assert read_blocks(response.text) == []


def test_distributions_and_terms_are_told():
    def link(curie_end, name):
        return {"kind": "link", "iri": f"https://e.org/{curie_end}", "text": name, "lang": ""}

    page = {
        "iri": "https://e.org/set",
        "title": {"text": "Set", "lang": "en"},
        "description": None,
        "types": [{"iri": "http://www.w3.org/ns/dcat#Dataset"}],
        "groups": [
            {
                "statements": [
                    {
                        "predicate": "http://www.w3.org/ns/dcat#distribution",
                        "values": [link("csv", "CSV")],
                    }
                ]
            }
        ],
    }
    concept = {
        **page,
        "types": [{"iri": "http://www.w3.org/2004/02/skos/core#Concept"}],
        "groups": [
            {
                "statements": [
                    {
                        "predicate": "http://www.w3.org/2004/02/skos/core#inScheme",
                        "values": [link("scheme", "Scheme")],
                    }
                ]
            }
        ],
    }

    assert describe_thing(page, BASE, "nl")["distribution"]["@id"] == "https://e.org/csv"
    assert describe_thing(concept, BASE, "nl")["@type"] == "DefinedTerm"
    assert describe_thing(concept, BASE, "nl")["inDefinedTermSet"]["name"] == "Scheme"


@given(st.text() | st.just(HOSTILE) | st.just("<!--<script>") | st.just("\u2028</SCRIPT "))
def test_whatever_a_text_holds_it_comes_back_and_ends_nothing(text):
    script = str(to_script({"name": text}))

    assert json.loads(script) == {"name": text}
    assert not re.search("[<>&\u2028\u2029]", script)
    assert to_script(None) == ""


@pytest.mark.parametrize("kind", ["dcat:Nothing", ""])
def test_without_a_known_class_nothing_is_said(kind):
    assert describe_thing({"iri": "a:b", "types": [{"iri": kind}]}, BASE, "nl") is None


def test_what_stands_at_a_glance_on_a_line_of_time_and_in_a_table_is_told_too():
    def linked(iri, text):
        return {"kind": "link", "iri": iri, "text": text}

    page = {
        "iri": "https://b.example/id/dataset/x",
        "title": {"text": "X", "lang": "nl"},
        "types": [{"iri": expand("dcat:Dataset")}],
        "glance": [
            {"predicate": expand("dct:publisher"), "values": [linked("https://b.example/o", "O")]},
            {"predicate": expand("dct:license"), "values": [linked("https://b.example/l", "L")]},
        ],
        "groups": [],
        "moments": [{"predicate": expand("dct:issued"), "start": "2026-01-02"}],
        "blocks": [
            {
                "predicate": expand("dcat:distribution"),
                "rows": [{"link": linked("https://b.example/d", "CSV")}],
            }
        ],
    }

    told = describe_thing(page, "https://b.example", "nl")
    assert told["publisher"]["name"] == "O"
    assert told["license"] == "https://b.example/l"
    assert told["datePublished"] == "2026-01-02"
    file = {"@type": "DataDownload", "@id": "https://b.example/d", "name": "CSV"}
    assert told["distribution"] == file


@pytest.mark.parametrize(
    "hostile",
    ["javascript:alert(4)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "//e.org/x", "http:"],
)
def test_only_addresses_of_the_web_are_told_as_addresses(hostile):
    def stated(curie):
        value = {"kind": "link", "iri": hostile, "text": "Hostile"}
        return {"predicate": expand(curie), "values": [value]}

    predicates = ("dcat:landingPage", "dct:license", "dct:publisher", "dcat:distribution")
    page = {
        "iri": hostile,
        "title": {"text": "X", "lang": "nl"},
        "types": [{"iri": expand("dcat:Dataset")}],
        "groups": [{"statements": [stated(curie) for curie in predicates]}],
    }
    homepages = {
        **page,
        "types": [{"iri": expand("org:Organization")}],
        "groups": [{"statements": [stated("foaf:homepage"), stated("org:subOrganizationOf")]}],
    }
    term = {
        **page,
        "kind": "concept",
        "schemes": [{"iri": hostile, "text": "Hostile"}],
    }

    told = [describe_thing(each, BASE, "nl") for each in (page, homepages, term)]
    assert hostile not in json.dumps(told)
    assert told[0]["publisher"] == {"name": "Hostile"}
    assert told[0]["distribution"] == {"@type": "DataDownload", "name": "Hostile"}
    assert told[2]["inDefinedTermSet"] == {"@type": "DefinedTermSet", "name": "Hostile"}
