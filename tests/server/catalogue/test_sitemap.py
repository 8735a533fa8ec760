"""Crawlers are led to every promised document that is there, and away from what is heavy."""

import gzip
import json
import shutil
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from server.catalogue.sitemap import LARGEST, PAGES
from tests.server.published import BASE, client_over, publish_world

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def places(response):
    return [
        node.text for node in ElementTree.fromstring(response.data).iterfind(".//s:loc", NAMESPACE)
    ]


@pytest.mark.slow
def test_every_address_of_it_answers(client):
    [part] = places(client.get("/sitemap.xml"))
    found = places(client.get(part.removeprefix(BASE)))

    assert f"{BASE}/doc/orgaan/a" in found
    assert f"{BASE}/" in found
    assert len(found) == len(set(found))
    for address in found:
        response = client.get(address.removeprefix(BASE), headers={"Accept": "text/html"})
        assert response.status_code == 200, address


@pytest.mark.slow
def test_when_a_thing_changed_is_said_where_it_is_remembered(tmp_path):
    publish_world(tmp_path, "a", "b")
    client = client_over(publish_world(tmp_path, "a", "b", "c"))
    tree = ElementTree.fromstring(client.get("/sitemap-1.xml").data)
    told = {
        node.findtext("s:loc", "", NAMESPACE): node.findtext("s:lastmod", "", NAMESPACE)
        for node in tree.iterfind("s:url", NAMESPACE)
    }

    assert told[f"{BASE}/doc/orgaan/c"]
    assert not told[f"{BASE}/doc/orgaan/a"]


@pytest.mark.slow
def test_many_addresses_come_in_parts(data, tmp_path):
    """A generation of 120,000 promises; only its list of them is there."""
    served = str(data.current_id())
    folder = tmp_path / "generations" / served
    shutil.copytree(data.generation(served), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["counts"]["promises"] = 120_000
    (folder / "manifest.json").write_text(json.dumps(manifest))
    lines = "".join(f"/id/orgaan/n{number}\tBody\n" for number in range(120_000))
    (folder / "promises.txt.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "current").symlink_to(f"generations/{served}")
    from loaders.generations.data_directory import DataDirectory

    client = client_over(DataDirectory(tmp_path))
    parts = places(client.get("/sitemap.xml"))
    counts = [len(places(client.get(part.removeprefix(BASE)))) for part in parts]

    assert len(parts) == 3
    assert counts == [LARGEST, LARGEST, 120_000 + len(PAGES) - 2 * LARGEST]


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_part_that_is_not_there_is_not_found(client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_led_away_from_what_is_heavy(client):
    text = client.get("/robots.txt").text
    rules = RobotFileParser()
    rules.parse(text.splitlines())

    assert f"Sitemap: {BASE}/sitemap.xml" in text
    assert rules.can_fetch("*", f"{BASE}/doc/orgaan/a")
    assert not rules.can_fetch("*", f"{BASE}/sparql?query=ASK+%7B%7D")
    assert not rules.can_fetch("*", f"{BASE}/dumps/organen.nq.gz")
