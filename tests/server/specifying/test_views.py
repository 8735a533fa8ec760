"""The specification of the profile answers in every language and format."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from linkml_schemas.generated_files import read_context, read_version
from linkml_schemas.plan import read_plan
from linkml_schemas.publication import PROFILE_IRI
from linkml_schemas.releasing.records import read_releases
from linkml_schemas.releasing.statuses import STATUSES as RELEASE_STATUSES
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.wording import LANGUAGES
from ontology.namespaces import PLACEHOLDER_BASE
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from server.specifying import publications
from server.specifying.texts import STATUSES
from tests.server.small_graph import BASE, small_store, to_store

pytestmark = pytest.mark.slow

HERE = "https://data.example.org"
PROFILE = PROFILE_IRI.removeprefix(PLACEHOLDER_BASE)
VERSIONS = [str(each.version) for each in read_releases()]
FILES = re.compile(r'<ul class="inline">.*?</ul>', re.DOTALL)


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
    monkeypatch.setattr(publications, "is_as_released", lambda: False)
    changed = publications.to_publication(HERE, "nl")

    assert (changed.this_version, changed.status, changed.date) == ("", "", "")
    assert changed.previous_version == f"{PROFILE_IRI}/{read_version()}"


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_its_specification_and_its_files(client, version):
    bare = client.get(f"{PROFILE}/{version}/specificatie", headers={"Accept-Language": "en"})
    page = client.get(bare.headers["Location"])

    assert bare.status_code == 303
    assert bare.headers["Location"] == f"{PROFILE}/{version}/specificatie.en.html"
    assert f'href="{HERE}{PROFILE}/{version}"' in page.text
    assert PLACEHOLDER_BASE not in page.text
    assert 'rel="latest-version"' in page.headers["Link"]
    files = FILES.search(page.text)[0]
    addresses = re.findall(r'href="([^"]+)"', files)
    assert len(addresses) == 8
    assert all(f"/{version}" in address for address in addresses)
    answers = [client.get(address, follow_redirects=True) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    for tag in ("nl", "fr", "de"):
        assert f'href="{PROFILE}/{version}/specificatie.{tag}.html"' in page.text


def test_the_specification_alone_leads_to_all_that_was_made_of_its_version(client):
    page = client.get(f"{PROFILE}/specificatie.en.html").text

    words = re.findall(r">([^<>]+)</a>", FILES.search(page)[0])
    assert words == [
        "Ontology", "SHACL shapes", "JSON-LD context", "JSON Schema", "Code lists",
        "Spreadsheet to fill in", "Diagram", "Markdown",
    ]  # fmt: skip
    for address in re.findall(r'href="([^"]+)"', FILES.search(page)[0]):
        assert client.get(address, follow_redirects=True).status_code == 200, address


def test_a_file_that_changed_since_its_release_is_the_one_of_now(monkeypatch):
    read = {key: (name, lambda: b"another") for key, (name, _) in publications._CURRENT.items()}
    monkeypatch.setattr(publications, "_CURRENT", read)
    of_now = {
        "ontology": "/ns/datastrategie.ttl",
        "context": "/ns/datastrategie/context.jsonld",
        "shapes": "/ns/datastrategie/shapes.ttl",
    }

    mixed = dict(publications._artefacts(HERE, ""))
    monkeypatch.setattr(publications, "is_as_released", lambda: False)

    assert {key: mixed[key] for key in ("context", "shapes")} == {
        key: of_now[key] for key in ("context", "shapes")
    }
    assert dict(publications._artefacts(HERE, "")) == of_now


def test_a_workbook_has_a_sheet_for_each_class(client):
    now = client.get(f"{PROFILE}/werkblad.nl.xlsx")
    first = client.get(f"{PROFILE}/{VERSIONS[0]}/werkblad.nl.xlsx")

    assert now.headers["Content-Disposition"] == 'attachment; filename="datastrategie.nl.xlsx"'
    assert f"datastrategie-{VERSIONS[0]}.nl" in first.headers["Content-Disposition"]
    for answer in (now, first):
        with ZipFile(BytesIO(answer.data)) as files:
            sheets = [name for name in files.namelist() if "/worksheets/sheet" in name]
        assert len(sheets) > len(read_plan().classes) / 2


@pytest.mark.parametrize(
    "name", ["specificatie", "specificatie.nl.html", "diagram.nl.svg", "werkblad.nl.xlsx"]
)
def test_a_version_that_there_is_not_says_which_there_are(client, name):
    answer = client.get(f"{PROFILE}/0.0.1/{name}")
    page = client.get(f"{PROFILE}/0.0.1/{name}?lang=nl", headers={"Accept": "text/html"})

    assert (answer.status_code, page.status_code) == (404, 404)
    assert f"there are {', '.join(VERSIONS)}" in answer.json["detail"]
    assert f'<a href="{PROFILE}/specificatie?lang=nl">Wat er nu geldt</a>' in page.text
    assert "Het profiel heeft geen versie 0.0.1" in page.text
    assert "De melding in het Engels" not in page.text


def test_a_version_without_its_sources_has_no_specification_and_that_is_said(client, monkeypatch):
    bare = [replace(each, record={**each.record, "files": {}}) for each in read_releases()]
    monkeypatch.setattr(publications, "known_releases", lambda folder: tuple(bare))
    publications.model_of.cache_clear()

    answer = client.get(f"{PROFILE}/{VERSIONS[0]}/specificatie")

    publications.model_of.cache_clear()
    assert answer.status_code == 404
    assert "released without the schema" in answer.json["detail"]
    assert answer.json["see"] == f"{PROFILE}/specificatie"


def test_a_version_that_makes_no_schema_has_no_specification(client, monkeypatch, tmp_path):
    broken = [replace(each, folder=tmp_path) for each in read_releases()]
    (tmp_path / "source").mkdir()
    (tmp_path / str(broken[0].record["entry"])).write_text("classes: [", encoding="utf-8")
    monkeypatch.setattr(publications, "known_releases", lambda folder: tuple(broken))
    publications.model_of.cache_clear()

    answer = client.get(f"{PROFILE}/{VERSIONS[0]}/specificatie")

    publications.model_of.cache_clear()
    assert answer.status_code == 404
    assert "can no longer be read" in answer.json["detail"]


def test_the_page_of_a_version_leads_to_its_specification(client):
    page = client.get(f"{PROFILE}/{VERSIONS[0]}?lang=en", headers={"Accept": "text/html"}).text
    vocabulary = client.get(f"/ns/datastrategie/{VERSIONS[0]}/specificatie?lang=de")

    address = f"{PROFILE}/{VERSIONS[0]}/specificatie"
    assert f'<a href="{address}?lang=en">Specification to read</a>' in page
    assert vocabulary.headers["Location"] == f"{address}.de.html"


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
