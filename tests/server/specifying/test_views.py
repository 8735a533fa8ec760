"""The specification of the profile answers in every language and format."""

import re
from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from linkml_schemas.generated_files import read_context, read_version
from linkml_schemas.publication import PROFILE_IRI
from linkml_schemas.releasing.records import read_releases
from linkml_schemas.releasing.statuses import STATUSES as RELEASE_STATUSES
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.wording import LANGUAGES
from ontology.namespaces import PLACEHOLDER_BASE
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from server.specifying import documents
from server.specifying.texts import STATUSES
from tests.server.small_graph import BASE, small_store, to_store

pytestmark = pytest.mark.slow

HERE = "https://data.example.org"
PROFILE = PROFILE_IRI.removeprefix(PLACEHOLDER_BASE)


@pytest.fixture(scope="module")
def client():
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), HERE, "0123456789abcdef"))
    with app.test_client() as found:
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
def test_specification_and_diagram_answer_in_every_language(client, language):
    page = client.get(f"{PROFILE}/specificatie.{language}.html")
    text = client.get(f"{PROFILE}/specificatie.{language}.md")
    svg = client.get(f"{PROFILE}/diagram.{language}.svg")

    assert [each.status_code for each in (page, text, svg)] == [200, 200, 200]
    assert [each.mimetype for each in (page, text, svg)] == [
        "text/html", "text/markdown", "image/svg+xml",
    ]  # fmt: skip
    assert {each.headers["Content-Language"] for each in (page, text, svg)} == {language}
    assert f'<html lang="{language}">' in page.text
    assert PLACEHOLDER_BASE not in page.text + text.text + svg.text
    assert ElementTree.fromstring(svg.data).tag.endswith("svg")
    again = client.get(
        f"{PROFILE}/specificatie.{language}.html", headers={"If-None-Match": page.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_page_keeps_to_the_policy_of_the_site(client):
    page = client.get(f"{PROFILE}/specificatie.nl.html").text

    assert "<style" not in page
    assert " style=" not in page
    assert "<script" not in page
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    answer = client.get(style)
    assert answer.mimetype == "text/css"
    assert len(answer.data) < 60_000


def test_the_bare_address_leads_to_the_language_of_the_reader(client):
    french = client.get(f"{PROFILE}/specificatie", headers={"Accept-Language": "fr-BE, nl;q=0.5"})
    asked = client.get(f"{PROFILE}/specificatie?lang=de", headers={"Accept-Language": "fr"})

    assert (french.status_code, asked.status_code) == (303, 303)
    assert french.headers["Location"] == f"{PROFILE}/specificatie.fr.html"
    assert asked.headers["Location"] == f"{PROFILE}/specificatie.de.html"
    assert "Accept-Language" in french.headers["Vary"]


def test_links_of_the_page_lead_somewhere(client):
    page = client.get(f"{PROFILE}/specificatie.en.html").text

    inner = set(re.findall(r'href="(/[^"#]*)', page))
    assert len(inner) >= 6
    for link in inner:
        assert client.get(link).status_code == 200, link


def test_the_front_speaks_the_language_and_leads_to_frozen_files(client):
    french, german, dutch = (
        client.get(f"{PROFILE}/specificatie.{tag}.md").text for tag in ("fr", "de", "nl")
    )
    version = read_version()
    release = next(each for each in read_releases() if str(each.version) == version)

    assert to_text("mostly_elsewhere", "fr") in french.replace("\\", "")
    assert to_text("mostly_elsewhere", "de") in german.replace("\\", "")
    assert to_text("mostly_elsewhere", "nl") not in dutch
    assert STATUSES[release.status.status]["fr"] in french
    assert STATUSES[release.status.status]["de"] in german
    assert "https://eupl.eu/1.2/fr/" in french
    assert "https://eupl.eu/1.2/nl/" in dutch
    unchanged = release.read("artefacts/context.jsonld") == read_context()
    assert (f"/{version}/context)" in dutch) == unchanged


def test_a_schema_that_changed_since_its_release_claims_no_version(monkeypatch):
    monkeypatch.setattr(documents, "is_as_released", lambda: False)
    changed = documents._publication(HERE, "nl")

    assert (changed.this_version, changed.status, changed.date) == ("", "", "")
    assert changed.previous_version == f"{PROFILE_IRI}/{read_version()}"


def test_the_specification_of_a_version_is_there_while_it_is_that_version(client):
    now = client.get(f"{PROFILE}/{read_version()}/specificatie")
    before = client.get(f"{PROFILE}/0.0.1/specificatie")

    assert now.status_code == (303 if documents.is_as_released() else 404)
    assert before.status_code == 404


def test_terms_with_the_same_title_are_told_apart_in_the_list():
    graph = f"<{BASE}/ns/datastrategie> a owl:Ontology ; dct:title 'Begrippen'@nl ."
    terms = "".join(
        f"ds:{name} a owl:Class ; rdfs:label '{title}'@nl ."
        for name, title in (("One", "Contact"), ("Two", "Contact"), ("Three", "Ander"))
    )
    store = to_store(f"<{BASE}/id/graaf/vocabularium> {{ {graph} {terms} }}")
    app = create_app(Settings.from_mapping({}), Dataset(store, BASE, "0123456789abcdef"))
    with app.test_client() as client:
        page = client.get("/ns/datastrategie?lang=nl", headers={"Accept": "text/html"}).text

    title = '<a href="#{}"><span dir="auto">{}</span></a>'
    assert f"{title.format('One', 'Contact')} <code>ds:One</code></li>" in page
    assert f"{title.format('Two', 'Contact')} <code>ds:Two</code></li>" in page
    assert f"{title.format('Three', 'Ander')}</li>" in page


def test_every_status_is_said_in_every_language():
    assert set(STATUSES) == set(RELEASE_STATUSES)
    assert all(set(said) == set(LANGUAGES) for said in STATUSES.values())


@pytest.mark.parametrize("name", ["begrip", "areas"])
def test_the_identifier_of_a_module_leads_to_its_source(client, name):
    answer = client.get(f"/ns/schema/{name}")

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/bron/{name}.yaml")
    assert client.get(answer.headers["Location"], follow_redirects=True).status_code == 200
    assert client.get("/ns/schema/nothing").status_code == 404


def test_boxes_of_the_diagram_lead_to_the_specification(client):
    svg = client.get(f"{PROFILE}/diagram.nl.svg").text

    assert f'href="{PROFILE}/specificatie.nl.html#Dataset"' in svg


def test_what_a_version_changed_stands_in_the_specification(client):
    page = client.get(f"{PROFILE}/specificatie.en.html").text

    assert 'id="s-changes"' in page
    assert f"{HERE}{PROFILE}/" in page


@pytest.mark.parametrize("name", ["specificatie.es.html", "specificatie.nl.pdf", "diagram.x.svg"])
def test_what_there_is_not_is_not_found(client, name):
    assert client.get(f"{PROFILE}/{name}").status_code == 404


def test_the_page_of_the_profile_shows_the_diagram_and_leads_to_the_specification():
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), BASE, "0123456789abcdef"))
    with app.test_client() as client:
        page = client.get(f"{PROFILE}?lang=en", headers={"Accept": "text/html"}).text

    assert f'<img src="{PROFILE}/diagram.en.svg" alt="Class diagram: Application profile"' in page
    assert f'<a href="{PROFILE}/specificatie.en.html">' in page


def test_the_page_of_the_vocabulary_leads_to_the_specification():
    app = create_app(Settings.from_mapping({}), Dataset(small_store(), BASE, "0123456789abcdef"))
    with app.test_client() as client:
        page = client.get("/ns/datastrategie?lang=nl", headers={"Accept": "text/html"}).text

    assert f'<a href="{PROFILE}/specificatie.nl.html">' in page


def test_a_drawing_may_have_its_own_style_and_nothing_else(client):
    answer = client.get(f"{PROFILE}/diagram.nl.svg")

    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
