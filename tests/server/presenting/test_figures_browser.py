"""The figures of a page in a real browser: where they stand, how large they are, for everyone."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse
from werkzeug.serving import make_server

from linkml_schemas.generated_files import read_ontology_turtle
from linkml_schemas.plan import read_plan_at
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.axe import complaints
from tests.server.small_graph import BASE, small_store, to_store
from tests.server.test_browser import browser, opened

pytestmark = pytest.mark.slow

__all__ = ["browser"]

STATUS = next(
    value.iri
    for value in read_plan_at(BASE).enumeration("StandardStatus").values
    if value.code == "KandidaatStandaard"
)
MORE = f"""<{BASE}/id/graaf/meer> {{
  <{BASE}/id/datastandaard/stap> a dct:Standard ; dct:title "Stap"@nl ; dct:identifier "S" ;
    dct:publisher <https://data.vlaanderen.be/id/organisatie/OVO002949> ;
    dct:issued "2024-01-01"^^xsd:date ; adms:status <{STATUS}> .
  <{STATUS}> skos:prefLabel "kandidaat-standaard"@nl, "candidate"@en . }}
<{BASE}/id/graaf/ook> {{ <{BASE}/id/datastandaard/stap> dct:identifier "S" . }}"""
STANDARD = "/doc/datastandaard/stap.html"
ANSWER = "/api/queries/things_by_class.html?page_size=2"
ORGANISATION = "/doc.html?iri=https://data.vlaanderen.be/id/organisatie/OVO002949"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    store = small_store()
    store.extend(to_store(MORE))
    for triple in parse(read_ontology_turtle(), format=RdfFormat.TURTLE):
        store.add(Quad(*list(triple)[:3], DefaultGraph()))
    app = create_app(Settings.from_mapping({}), Dataset(store, BASE, "0123456789abcdef"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_source_of_a_workflow_stands_beside_its_steps(browser: Browser, site: str) -> None:
    page = opened(browser, site + STANDARD)

    steps = page.locator("ol.steps").bounding_box()
    source = page.locator("ol.steps + .why summary").bounding_box()
    assert steps
    assert source
    assert steps["y"] - 8 <= source["y"] <= steps["y"] + steps["height"]
    assert source["x"] >= steps["x"] + steps["width"]
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [STANDARD, ORGANISATION, ANSWER, "/"])
def test_axe_finds_nothing(browser: Browser, site: str, path: str, width: int) -> None:
    page = opened(browser, site + path, width=width)

    assert complaints(page) == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_links_at_a_glance_are_large_enough_to_hit(browser: Browser, site: str, width: int) -> None:
    page = opened(browser, site + STANDARD, width=width)

    boxes = [link.bounding_box() for link in page.locator(".glance a:visible").all()]
    assert len(boxes) > 1
    assert [box for box in boxes if not box or min(box["height"], box["width"]) < 24] == []
    page.context.close()


@pytest.mark.parametrize(("width", "drawing"), [(320, "narrow"), (1280, "wide-drawing")])
def test_kinds_are_drawn_so_that_their_names_can_be_read(
    browser: Browser, site: str, width: int, drawing: str
) -> None:
    page = opened(browser, site, width=width)

    shown = page.locator(".kinds-drawing svg:visible")
    assert shown.count() == 1
    assert shown.get_attribute("class") == drawing
    box = shown.bounding_box()
    assert box is not None
    assert box["width"] > 0.8 * (shown.evaluate("svg => svg.viewBox.baseVal.width"))
    assert page.locator(".kinds-drawing + details").is_visible()
    page.context.close()


@pytest.mark.parametrize("width", [960, 1024, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_head_of_a_page_is_one_line(browser: Browser, site: str, width: int, language: str) -> None:
    page = opened(browser, f"{site}{STANDARD}?lang={language}", width=width)

    name, switch = (
        page.locator(f"header.site {part}").bounding_box() for part in (".name", ".switch")
    )
    assert name
    assert switch
    assert switch["y"] < name["y"] + name["height"]
    page.context.close()
