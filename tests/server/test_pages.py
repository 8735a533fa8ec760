import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from server.languages import SITE_LANGUAGES
from server.links import is_web_address
from server.render import safe_href
from server.texts import TEXTS
from tests.server.small_graph import BASE, HOSTILE, UNWRITABLE
from tests.server.test_documents import client_at

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TEMPLATES = Path(__file__).parents[2] / "server" / "templates"
STATIC = TEMPLATES.parent / "static"
FAMILIES = [
    "strategy", "governance", "organisation", "data", "standard", "law", "concept", "other",
]  # fmt: skip
INKS = ["ink", "soft", "accent", "visited", "mark", *FAMILIES]
PAGES = [
    "/",
    "/lijst",
    "/lijst/organisatie",
    "/lijst/organisatie?q=niets%20van%20dit",
    "/doc/strategie/vlaamse-datastrategie.html",
    "/doc/rol/lastig.html",
    "/doc.html?iri=https://data.vlaanderen.be/id/organisatie/OVO002949",
    "/ns/datastrategie.html",
    "/zoeken",
    "/zoeken?q=digitaal",
    "/zoeken?q=niets%20van%20dit",
    "/api/queries.html",
    "/api/queries/things_by_class.html?page_size=2&page=2",
    "/api/queries/is_described.html",
    "/api/queries/everything_about.html",
]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return client_at(BASE)


class Outline(HTMLParser):
    """The parts of a page that these tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", SITE_LANGUAGES)
def test_page_stands_on_its_own(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(path, headers={**BROWSER, "Accept-Language": language})
    outline = Outline(answer.text)

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == outline.all("html")[0]["lang"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    head = [tag for tag, _ in outline.elements].index("body")
    assert [len(outline.all(tag)) for tag in ("h1", "main")] == [1, 1]
    assert [tag for tag, _ in outline.elements[:head]].count("title") == 1
    assert outline.all("a")[0]["href"] == "#main"
    scripts = [script for script in outline.all("script") if "src" in script]
    assert [script["src"] for script in scripts] == ["/static/search.js"]
    assert all("defer" in script for script in scripts)
    data = [script.get("type") for script in outline.all("script") if script not in scripts]
    assert set(data) <= {"application/ld+json"}
    assert not outline.all("style")
    for _, attributes in outline.elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_site_answers(client: FlaskClient, path: str) -> None:
    outline = Outline(client.get(path, headers=BROWSER).text)
    ours = {a["href"].partition("#")[0] for a in outline.all("a") if a["href"].startswith("/")}

    for href in ours - {"/sparql", "/api"}:
        answer = client.get(href, headers=BROWSER, follow_redirects=True)
        unwritable = answer.status_code == 406 and UNWRITABLE in answer.text
        assert answer.status_code == 200 or unwritable, href


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_to_the_web_only(client: FlaskClient, path: str) -> None:
    for link in Outline(client.get(path, headers=BROWSER).text).all("a"):
        href = link["href"]
        assert href.startswith(("/", "#", "?")) or is_web_address(href), href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/doc/rol/cdo", "/doc/rol/cdo"),
        ("https://example.org/", "https://example.org/"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example/", ""),
        ("vbscript:x", ""),
        ("", ""),
    ],
)
def test_only_safe_addresses_become_links(href: str, expected: str) -> None:
    assert safe_href(href) == expected


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_are_shown_as_text(client: FlaskClient, number: int) -> None:
    answer = client.get(f"/doc/rol/kwaad-{number}.html")
    outline = Outline(answer.text)

    assert answer.status_code == 200
    assert str(escape(HOSTILE[number])) in answer.text
    assert not [tag for tag in ("svg", "iframe") if outline.all(tag)]
    assert len(outline.all("script")) == 1
    assert len(outline.all("img")) == 1
    assert not [a for a in outline.all("a") if not safe_href(a["href"]) and a["href"][0] != "?"]


@pytest.mark.parametrize(
    ("address", "header", "language"),
    [
        pytest.param("/", "", "nl", id="Dutch without a wish"),
        pytest.param("/", "en-GB,en;q=0.9", "en", id="header"),
        pytest.param("/?lang=nl", "en", "nl", id="address over header"),
        pytest.param("/?lang=xx", "en", "en", id="unknown language in the address"),
        pytest.param("/", "fr", "nl", id="a language the site lacks"),
    ],
)
def test_reader_chooses_the_language(
    client: FlaskClient, address: str, header: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": header})

    assert answer.headers["Content-Language"] == language
    assert TEXTS["tagline"][language] in answer.text


def test_choice_of_language_travels_with_the_links(client: FlaskClient) -> None:
    links = Outline(client.get("/lijst/organisatie?lang=en", headers=BROWSER).text).all("a")
    things = [a["href"] for a in links if a["href"].startswith("/doc")]

    assert things
    assert all(href.endswith("lang=en") for href in things)
    assert {a["href"] for a in links if "hreflang" in a} == {"?lang=nl", "?lang=en"}


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/lijst/organisatie?lang=en", [f"{BASE}/lijst/organisatie"]),
        ("/lijst/organisatie?q=a&lang=en", [f"{BASE}/lijst/organisatie?q=a"]),
        ("/lijst/organisatie", []),
    ],
)
def test_page_in_a_chosen_language_names_the_one_without(
    client: FlaskClient, address: str, canonical: list[str]
) -> None:
    links = Outline(client.get(address, headers=BROWSER).text).all("link")

    assert [link["href"] for link in links if link["rel"] == "canonical"] == canonical


@pytest.mark.parametrize(
    ("path", "place", "mark"),
    [("/lijst", "/lijst", "page"), ("/lijst/rol?lang=en", "/lijst", "true"), ("/", "", "")],
)
def test_menu_says_where_the_reader_is(
    client: FlaskClient, path: str, place: str, mark: str
) -> None:
    page = client.get(path, headers=BROWSER).text
    links = Outline(page.partition('<nav class="switch"')[0]).all("a")

    marked = [
        (a["href"].partition("?")[0], a["aria-current"]) for a in links if "aria-current" in a
    ]
    assert marked == ([(place, mark)] if place else [])


def test_client_that_reads_no_page_finds_the_icon(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico", follow_redirects=True, buffered=True)

    assert answer.status_code == 200
    assert answer.content_type.startswith("image/svg+xml")


def test_source_of_a_fact_is_told_where_there_is_more_than_one(client: FlaskClient) -> None:
    one = client.get("/doc/dataset/organisaties.html").text
    more = client.get("/doc.html?iri=https://data.vlaanderen.be/id/organisatie/OVO002949").text

    assert 'class="why"' not in one
    assert 'class="why"' in more


def test_text_in_another_language_says_so(client: FlaskClient) -> None:
    outline = Outline(client.get("/doc/rol/caf%C3%A9.html?lang=en").text)

    assert outline.all("h1")[0]["lang"] == "nl"


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_is_in_both_languages_with_the_same_values(key: str) -> None:
    texts = TEXTS[key]

    assert set(texts) == set(SITE_LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert len({tuple(sorted(re.findall(r"{(\w+)}", text))) for text in texts.values()}) == 1


def templates() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.*ml")))


def test_templates_name_texts_that_exist() -> None:
    named = set(re.findall(r"""\bt\(["']([\w.]+)["'](?!\s*~)""", templates()))

    assert named <= set(TEXTS)


@pytest.mark.parametrize(
    "name",
    ["base", "home", "lists", "list", "thing", "vocabulary", "macros", "description", "search"],
)
def test_templates_hold_no_sentence_of_their_own(name: str) -> None:
    source = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    bare = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", source, flags=re.DOTALL)

    assert not re.findall(r"[A-Za-z]{2,}", bare)


def test_every_text_is_used() -> None:
    code = templates() + "".join(
        path.read_text(encoding="utf-8") for path in TEMPLATES.parent.rglob("*.py")
        if path.name != "texts.py"
    )  # fmt: skip
    families = (
        "switch.",
        "family.",
        "kind.",
        "facet.",
        "search.why.",
        "described.",
        "group.",
        "terms.",
        "vocabulary.",
        "persistence.",
        "predicate.",
        "true",
        "false",
        "thesaurus.",  # tests/server/thesaurus looks at these
        "version.file.",
        "profile.",
        "validation.",  # tests/server/validating looks at these
    )

    unused = [k for k in TEXTS if f'"{k}"' not in code and f"'{k}'" not in code]
    assert [key for key in unused if not key.startswith(families)] == []


def test_a_page_takes_little() -> None:
    sizes = {path.name: path.stat().st_size for path in STATIC.iterdir() if path.is_file()}

    assert sizes["search.js"] < 6_000
    assert sizes["begrip.css"] + sizes["search.css"] + sizes["search.js"] < 60_000


def test_style_is_small_and_fetches_nothing() -> None:
    style = (STATIC / "begrip.css").read_text(encoding="utf-8")

    assert len(style.encode()) < 30_000
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("paper", ["paper", "sheet", "wash"])
def test_text_has_contrast_on_every_background(scheme: int, ink: str, paper: str) -> None:
    style = (STATIC / "begrip.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#\w+);", style.split(":root {")[scheme + 1]))

    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_answers_carry_the_headers_that_guard_the_reader(client: FlaskClient) -> None:
    for path in ("/", "/doc/rol/kwaad-0", "/id/rol/onbekend", "/static/begrip.css"):
        headers = client.get(path, buffered=True).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"]
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/zoeken", "/begrippen", "/lijst", "/catalogus", "/lijst/rol"])
def test_a_final_slash_leads_to_the_page_with_its_query(client, path):
    answer = client.get(f"{path}/?q=a%20b&lang=en")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{path}?q=a%20b&lang=en"
    assert client.get("/nergens/").status_code == 404


ONLY_PAGES = ("/", "/begrippen", "/zoeken?q=data", "/persistentie", "/api")


@pytest.mark.parametrize("address", ONLY_PAGES)
@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json, text/html;q=0"])
def test_an_address_that_is_a_page_only_says_so_to_a_program(client, address, accept):
    refused = client.get(address, headers={"Accept": accept})

    assert (refused.status_code, refused.mimetype) == (406, "application/problem+json")
    assert "text/html" in refused.json["offers"]
    assert "Accept" in refused.headers["Vary"]


@pytest.mark.parametrize("address", ONLY_PAGES)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle;q=0.9, */*;q=0.1", "text/*"])
def test_who_takes_a_page_gets_it_and_caches_know_why(client, address, accept):
    page = client.get(address, headers={"Accept": accept})

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert {"Accept", "Accept-Language"} <= set(page.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    "path",
    [
        "/lijst/organisatie",
        "/zoeken?q=data",
        "/doc/strategie/vlaamse-datastrategie.html",
        "/catalogus",
    ],
)
@pytest.mark.parametrize(("page", "status"), [("0", 400), ("-1", 400), ("x", 400), ("999", 404)])
def test_a_page_that_is_not_there_is_treated_alike_everywhere(
    client: FlaskClient, path: str, page: str, status: int
) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}p={page}")
    assert answer.status_code == status
