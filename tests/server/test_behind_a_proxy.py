"""A real server behind a real proxy: the base has a path, with and without it on the way."""

import re
from threading import Thread
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from tests.server.generation import write_generation
from tests.server.proxy import proxying
from tests.server.serving import await_equal, serving

pytestmark = pytest.mark.slow

BASE = "https://data.example.org/begrip"
THING = "/id/concept/actiedomein/1"
NODE = "[2001:db8::1]:4711"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    write_generation(data, count=100, base=BASE)
    return data


@pytest.fixture(scope="module")
def mounted(data, tmp_path_factory):
    """A server that trusts a proxy on this machine, and logs each request."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(data, log, WORKERS=2, TRUSTED_PROXIES="127.0.0.1", ACCESS_LOG="on") as server:
        yield server


@pytest.fixture(params=[True, False], ids=["prefix taken off", "prefix left"])
def proxy(mounted, request):
    host = urlsplit(BASE).hostname
    with proxying(mounted.address, host=host, prefix="/begrip", strip=request.param) as address:
        yield f"{address}/begrip"


def get(url, accept="text/turtle", **headers):
    return httpx.get(url, headers={"Accept": accept, **headers}, timeout=30)


def test_an_iri_leads_to_its_document_in_one_hop(proxy):
    first = get(proxy + THING)
    location = first.headers["Location"]
    second = get(urljoin(proxy + THING, location))

    assert (first.status_code, location) == (303, "/begrip/doc/concept/actiedomein/1")
    assert second.status_code == 200
    assert f"<{BASE}{THING}>" in second.text
    assert "http://data.example.org" not in second.text
    assert "127.0.0.1" not in str(second.headers) + second.text


@pytest.mark.parametrize("path", ["", "/", "/lijst", "/doc/concept/actiedomein/1", "/sparql"])
def test_every_link_of_a_page_arrives(proxy, path):
    page = get(proxy + path, "text/html")
    links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text))

    assert page.status_code == 200, page.text
    assert links
    assert [link for link in links if not f"{link}/".startswith("/begrip/")] == []
    codes = {link: get(urljoin(proxy, link), "text/html, */*").status_code for link in links}
    assert {link: code for link, code in codes.items() if code not in {200, 303}} == {}
    assert "set-cookie" not in page.headers


def test_the_document_names_itself_by_the_base(proxy):
    links = get(f"{proxy}/doc/concept/actiedomein/1").headers["Link"]
    addresses = re.findall(r"<([^>]*)>", links)

    assert f"{BASE}{THING}" in addresses
    assert [a for a in addresses if "127.0.0.1" in a] == []


@pytest.mark.parametrize(
    "path",
    ["/health/live", "/health/ready", "/sparql?query=ASK%7B%7D", "/doc?iri=" + BASE + THING],
)
def test_what_stands_at_the_root_stands_below_the_path_too(mounted, proxy, path):
    accept = "application/json, application/sparql-results+json, text/turtle;q=0.5, */*;q=0.1"

    assert get(proxy + path, accept).status_code in {200, 303}
    assert get(mounted.address + path, accept).status_code in {200, 303}


def test_the_client_is_in_the_log_and_what_it_says_of_itself_is_not(mounted, proxy):
    seen = len(mounted.events("answered"))
    stranger = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(transport=stranger, headers={"X-Forwarded-For": "192.0.2.66"}) as client:
        client.get(f"{proxy}/health/live")
        client.get(f"{mounted.address}/health/live")
    get(f"{mounted.address}/health/live", **{"X-Forwarded-For": NODE})
    await_equal(lambda: len(mounted.events("answered")) - seen, 3)
    lines = mounted.events("answered")[seen:]

    assert [line["client"] for line in lines] == ["127.0.0.2", "127.0.0.2", "2001:db8::1"]
    assert (lines[0]["scheme"], lines[0]["host"]) == ("https", "data.example.org")
    assert (lines[1]["scheme"], lines[1]["host"]) == ("http", mounted.address[7:])
    assert (lines[0]["path"], lines[0]["status"]) == ("/begrip/health/live", 200)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"X-Forwarded-Host": "evil.example"}, id="host"),
        pytest.param({"X-Forwarded-Host": "evil.example/<script>"}, id="no host"),
        pytest.param({"Host": "evil.example"}, id="Host"),
        pytest.param({"Host": "evil.example,other"}, id="two hosts"),
        pytest.param({"X-Forwarded-Proto": "javascript"}, id="scheme"),
        pytest.param({"X-Forwarded-Prefix": "/evil"}, id="prefix"),
        pytest.param({"X-Forwarded-For": "," * 4000}, id="commas"),
        pytest.param({"X-Forwarded-For": NODE}, id="version 6 with a port"),
        pytest.param({"X-Forwarded-For": "1" * 20000}, id="oversize"),
        pytest.param({"Forwarded": 'for="' + "\\" * 3000}, id="quotes"),
    ],
)
def test_no_header_changes_an_iri_a_link_or_a_redirect(mounted, headers):
    """They come from an address that is trusted, as from a proxy that passes all of them on."""
    path = "/begrip/doc/concept/actiedomein/1"
    plain = get(mounted.address + path)
    document = get(mounted.address + path, **headers)
    redirect = get(f"{mounted.address}/begrip{THING}", **headers)
    page = get(mounted.address + path, "text/html", **headers)

    assert (document.status_code, redirect.status_code, page.status_code) == (200, 303, 200)
    assert document.content == plain.content
    assert document.headers["ETag"] == plain.headers["ETag"]
    assert redirect.headers["Location"] == path
    assert "evil" not in page.text + str(page.headers) + str(redirect.headers)


def test_one_client_behind_a_proxy_cannot_have_all_workers(data, tmp_path):
    settings = {"TRUSTED_PROXIES": "127.0.0.1", "FRONTS": 1, "WORKERS": 4, "QUERY_DEADLINE": 2}
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    found = []

    def ask(server, client, text):
        headers = {"X-Forwarded-For": client, "Accept": "text/csv"}
        query = {"query": text}
        found.append((client, httpx.get(f"{server.address}/sparql", params=query, headers=headers)))

    with serving(data, tmp_path / "log", CLIENT_QUERIES=2, **settings) as server:
        threads = [Thread(target=ask, args=(server, "198.51.100.7", slow)) for _ in range(4)]
        for thread in threads:
            thread.start()
        await_equal(lambda: len(found), 2)
        ask(server, "198.51.100.8", "ASK {}")
        for thread in threads:
            thread.join()
        ask(server, "198.51.100.7", "ASK {}")
    refused = [answer for _, answer in found if answer.status_code == 429]

    assert [(client, answer.status_code) for client, answer in found] == [
        ("198.51.100.7", 429),
        ("198.51.100.7", 429),
        ("198.51.100.8", 200),
        ("198.51.100.7", 504),
        ("198.51.100.7", 504),
        ("198.51.100.7", 200),
    ]
    assert "2 queries of your address" in refused[0].json()["detail"]
    assert refused[0].headers["Retry-After"] == "2"


def test_the_standard_header_of_a_proxy_is_believed_where_it_is_chosen(data, tmp_path):
    settings = {"TRUSTED_PROXIES": "127.0.0.1", "FORWARDED": "forwarded", "ACCESS_LOG": "on"}
    with (
        serving(data, tmp_path / "log", **settings) as server,
        proxying(server.address, host="h.example", prefix="", strip=False, standard=True) as front,
    ):
        get(f"{front}/lijst", **{"X-Forwarded-For": "192.0.2.66"})
        await_equal(lambda: any(e["path"] == "/lijst" for e in server.events("answered")), True)
        line = next(e for e in server.events("answered") if e["path"] == "/lijst")

        assert (line["client"], line["scheme"], line["host"]) == ("127.0.0.1", "https", "h.example")
