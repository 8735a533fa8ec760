"""Render templates in the reader's language, with links that keep it.

Step on the line: between a view's values and the bytes of a page. What every template may use
is made here: the texts, the filters, the addresses of the other language.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, current_app, g, render_template, request, url_for
from flask.sansio.app import App
from markupsafe import Markup

from ontology.days import to_day, to_month
from ontology.words import fold
from server.catalogue.structured import describe_site, describe_thing, to_script
from server.languages import SITE_LANGUAGES, choose_site_language, content_languages
from server.links import is_web_address
from server.negotiation import PAGE_OFFER, choose_media_type
from server.presenting.functions import FUNCTIONS, to_size
from server.problems import RequestProblem
from server.serialization import to_etag
from server.texts import FORMAT_NAMES, to_text
from server.wording import breakable, cut, to_group_name, to_number


def site_language() -> str:
    """Return the language of the page that is being made: ``nl`` or ``en``."""
    if "site_language" not in g:
        asked, header = request.args.get("lang", ""), request.headers.get("Accept-Language", "")
        g.site_language = choose_site_language(asked, header)
    language: str = g.site_language
    return language


def sort_by_title(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows by their ``title`` in the language of the page."""
    languages = (site_language(), *SITE_LANGUAGES)

    def key(row: dict[str, Any]) -> str:
        title = row["title"]
        return fold(next((title[each] for each in languages if each in title), ""))

    return sorted(rows, key=key)


def reader_languages() -> tuple[str, ...]:
    """Return the languages in which this reader wants names and descriptions, best first."""
    return content_languages(site_language(), request.headers.get("Accept-Language", ""))


def install(app: App) -> None:
    """Give every template of an application its texts, filters and addresses."""
    app.context_processor(_context)
    app.add_template_filter(keep_language, "keep")
    app.add_template_filter(safe_href, "web")
    app.add_template_filter(cut, "cut")
    app.add_template_filter(breakable, "breakable")
    app.jinja_env.globals.update(FUNCTIONS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def keep_language(href: str) -> str:
    """Return a link within the site with the language that the reader chose in the address.

    Nothing is kept in a cookie, so a choice made by the switch travels with the links.
    """
    chosen = request.args.get("lang", "")
    if not chosen or not href.startswith("/"):
        return href
    address, mark, fragment = href.partition("#")
    joiner = "&" if "?" in address else "?"
    return f"{address}{joiner}{urlencode({'lang': site_language()})}{mark}{fragment}"


def safe_href(href: str) -> str:
    """Return a link that may stand in a page: a path of ours or an address on the web."""
    ours = href.startswith(("/", "#")) and not href.startswith("//")
    return href if ours or is_web_address(href) else ""


def render_page(template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page with the headers that caches and readers need.

    Shape:
        HTML with ``Content-Language``, ``Vary`` and a strong ETag of its content; 304 when
        the client has it.

    Raises:
        NotAcceptable: The client takes no page, and the address does not insist on one by its
            suffix (406).
    """
    negotiated = not request.path.endswith(f".{PAGE_OFFER.extension}")
    if negotiated and status == 200:
        choose_media_type(request.headers.get("Accept", ""), (PAGE_OFFER.media_type,))
    body = render_template(template, **values).encode()
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = site_language()
    response.vary.update(("Accept", "Accept-Language") if negotiated else ("Accept-Language",))
    response.set_etag(to_etag(body))
    if status == 200:
        response.make_conditional(request)
    return response


def _context() -> dict[str, Any]:
    language = site_language()
    return {
        "lang": language,
        "t": lambda key, **values: to_text(key, language, **values),
        "number": lambda value: to_number(value, language),
        "size": lambda value: to_size(value, language),
        "day": lambda value: to_day(value, language),
        "month": lambda value: to_month(value, language),
        "group_name": lambda key: to_group_name(key, language),
        "in_language": lambda texts: texts.get(language) or texts.get("nl", ""),
        "format_names": FORMAT_NAMES,
        "languages": [(tag, _address_in(tag)) for tag in SITE_LANGUAGES],
        "has_report": _has_report(),
        "structured": _structured,
        "canonical": _canonical(),
        "current": _current,
        "graph_of": _graph_of,
        "site": url_for("pages.home").rstrip("/"),
    }


def _graph_of(iri: str) -> Mapping[str, Any] | None:
    """Return what the build said of a registry by the IRI of its graph, None if it is none."""
    entries = current_app.extensions["dataset"].manifest.get("registries", ())
    return next((entry for entry in entries if entry.get("graph") == iri), None)


def _current(place: str) -> Markup:
    """Return the attribute that tells a link of the menu that the reader is there, or below."""
    if request.path == place:
        return Markup(' aria-current="page"')
    below = request.path.startswith((f"{place}/", f"{place}."))
    return Markup(' aria-current="true"') if below else Markup()


def _canonical() -> str:
    """Return the address of this page without the choice of a language, empty if it has none."""
    if "lang" not in request.args:
        return ""
    try:
        base = current_app.extensions["dataset"].base
    except RequestProblem:
        return ""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{base}{quote(request.path)}{'?' if kept else ''}{urlencode(kept)}"


def _structured(page: Mapping[str, Any] | None, overview: Mapping[str, Any] | None) -> Markup:
    """Return what a page shows in the words of schema.org, empty if they have none for it."""
    found, language = None, site_language()
    base = current_app.extensions["dataset"].base if page or overview else ""
    if page and "iri" in page:
        found = describe_thing(page, base, language)
    elif overview and request.path == "/":
        found = describe_site(overview, base, language, to_text("tagline", language))
    return to_script(found)


def _has_report() -> bool:
    """Return whether the build of the served generation wrote a report that may be shown."""
    if not current_app.extensions["settings"].report:
        return False
    try:
        manifest = current_app.extensions["dataset"].manifest
    except RequestProblem:
        return False
    return "page" in manifest.get("reports", {})


def _address_in(language: str) -> str:
    query = {**request.args.to_dict(flat=False), "lang": [language]}
    return f"?{urlencode(query, doseq=True)}"
