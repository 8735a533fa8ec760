"""Answer with the event streams: what they are, their tree, their pages.

Step on the line: views; each parses the address, reads the feed and answers. A closed page
never changes and may be kept for a year; an open one is asked after again.
"""

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, current_app, request
from pyoxigraph import Quad

from server.feed.feed_texts import DESCRIBED
from server.feed.reading import ALL, Feed, Page, read_feed
from server.feed.tree import (
    FAN,
    describe_node,
    describe_stream,
    node_iri,
    page_targets,
    stream_iri,
)
from server.feed.writing import OFFERS, write_page
from server.kept import KEEP
from server.links import base_path
from server.negotiation import (
    GRAPH_ALIASES,
    PAGE_OFFER,
    Offer,
    choose_offer,
    require_offer,
)
from server.problems import NotFound
from server.redirecting import redirect_within
from server.render import render_page, sort_by_title
from server.representations import dataset
from server.saying.message import say
from server.serialization import to_etag

BLUEPRINT = Blueprint("feed", __name__)

CLOSED = "public, max-age=31536000, immutable"
OPEN = "public, max-age=30"
_NODE = re.compile(r"(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?")
_NOT_A_DOT = r"[^/.]+"


@BLUEPRINT.get("/ldes", defaults={"suffix": ""})
@BLUEPRINT.get("/ldes.<suffix>")
def everything(suffix: str) -> Response:
    """Answer with the stream of the whole graph."""
    return _answer_stream(ALL, suffix)


@BLUEPRINT.get("/ldes/<name>")
def stream(name: str) -> Response:
    """Answer with the stream of one registry."""
    stem, _, suffix = name.partition(".")
    if stem == ALL:
        dot = f".{suffix}" if suffix else ""
        return redirect_within(f"{base_path(dataset().base)}/ldes{dot}", 301)
    return _answer_stream(stem, suffix)


@BLUEPRINT.get("/ldes/<name>/<node>")
def node(name: str, node: str) -> Response:
    """Answer with a node of the tree of a stream: its root, a group of pages, or a page."""
    feed = _require_feed()
    pages = _require_stream(feed, name)
    asked, _, suffix = node.partition(".")
    found = _NODE.fullmatch(asked)
    if not found:
        raise NotFound(say("feed.number", asked=asked))
    first, last = int(found["first"]), found["last"]
    offer, negotiated = _choose(suffix, OFFERS)
    if last is None and first == 0:
        return _answer_root(feed, name, offer, negotiated=negotiated)
    if last is not None:
        group = _require_group(pages, first, int(last))
        iri = node_iri(dataset().base, name, asked)
        told = describe_node(iri, page_targets(dataset().base, name, group), closed=True)
        return _finish(b"", told, offer, closed=True, negotiated=negotiated)
    return _answer_page(feed, name, _require_page(pages, first), offer, negotiated=negotiated)


def _answer_stream(name: str, suffix: str) -> Response:
    feed = _require_feed()
    pages = _require_stream(feed, name)
    offer, negotiated = _choose(suffix, (*OFFERS, PAGE_OFFER))
    if offer.kind == "page":
        response = _show(feed, name, pages)
        if negotiated:
            response.vary.add("Accept")
        return response
    return _answer_root(feed, name, offer, negotiated=negotiated)


def _answer_root(feed: Feed, name: str, offer: Offer, *, negotiated: bool) -> Response:
    told = describe_stream(dataset().base, name, _title(name), feed.streams[name])
    return _finish(b"", told, offer, closed=False, negotiated=negotiated)


def _answer_page(feed: Feed, name: str, page: Page, offer: Offer, *, negotiated: bool) -> Response:
    iri = node_iri(dataset().base, name, page.number)
    told = describe_node(iri, iter(()), closed=page.is_closed)
    members = feed.read(name, page)
    return _finish(members, told, offer, closed=page.is_closed, negotiated=negotiated)


def _finish(
    members: bytes, told: Iterable[Quad], offer: Offer, *, closed: bool, negotiated: bool
) -> Response:
    body = write_page(members, told, offer.format)
    response = Response(body, content_type=offer.content_type)
    response.set_etag(to_etag(offer.media_type.encode() + body))
    if negotiated:
        response.vary.add("Accept")
    response.make_conditional(request)
    response.headers["Cache-Control"] = CLOSED if closed else OPEN
    if closed:
        response.headers[KEEP] = "1"
    return response


def _choose(suffix: str, offers: tuple[Offer, ...]) -> tuple[Offer, bool]:
    """Return the format of an answer, and whether it was negotiated."""
    if not suffix:
        return choose_offer(request.headers.get("Accept", ""), offers, GRAPH_ALIASES[:1]), True
    return require_offer(suffix, offers), False


def _require_feed() -> Feed:
    feed = read_feed(current_app.extensions["settings"].data)
    if feed is None:
        raise NotFound(say("feed.none"))
    return feed


def _require_stream(feed: Feed, name: str) -> tuple[Page, ...]:
    if name not in feed.streams:
        raise NotFound(say("feed.stream", name=name))
    return feed.streams[name]


def _require_page(pages: tuple[Page, ...], number: int) -> Page:
    if not 1 <= number <= len(pages):
        raise NotFound(say("feed.page", page=number, last=len(pages)))
    return pages[number - 1]


def _require_group(pages: tuple[Page, ...], first: int, last: int) -> tuple[Page, ...]:
    group = pages[first - 1 : last] if first >= 1 else ()
    whole = first % FAN == 1 and last - first == FAN - 1 and len(group) == FAN
    if not whole or not all(page.is_closed for page in group):
        raise NotFound(say("feed.group", first=first, last=last))
    return group


def _title(name: str) -> dict[str, str]:
    if name == ALL:
        return dict(DESCRIBED["all"])
    titles = _registry_title(name)
    return {tag: text.format(title=titles[tag]) for tag, text in DESCRIBED["one"].items()}


def _registry_title(name: str) -> dict[str, str]:
    """Return what a registry is called, by language; its name where it is called nothing."""
    entries = dataset().manifest.get("registries", ())
    titles: dict[str, str] = next((e.get("title", {}) for e in entries if e["name"] == name), {})
    return {tag: titles.get(tag, name) for tag in DESCRIBED["one"]}


def _show(feed: Feed, name: str, pages: tuple[Page, ...]) -> Response:
    response = render_page(
        "feed.html",
        title=_title(name),
        described=DESCRIBED,
        address=stream_iri(dataset().base, name),
        stream=_row(feed, name),
        streams=_others(feed) if name == ALL else (),
        formats=OFFERS,
        types={offer.extension: offer.media_type for offer in OFFERS},
    )
    response.headers["Cache-Control"] = OPEN
    return response


def _others(feed: Feed) -> list[dict[str, Any]]:
    """Return the streams of single registries, by title in the language of the reader."""
    names = [name for name in feed.streams if name != ALL]
    return sort_by_title({**_row(feed, name), "title": _registry_title(name)} for name in names)


def _row(feed: Feed, name: str) -> dict[str, Any]:
    pages = feed.streams[name]
    path = base_path(dataset().base)
    return {
        "name": name,
        "title": _title(name),
        "href": stream_iri(path, name),
        "members": sum(page.members for page in pages),
        "pages": len(pages),
        "last": pages[-1].last,
    }
