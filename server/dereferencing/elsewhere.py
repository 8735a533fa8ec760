"""Say at which addresses a client finds what it reads, where the one that it asked has nothing.

Step on the line: between a 406 and the problem document.

Source:
    RFC 9110, section 15.5.7: characteristics and addresses of what there is.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from flask import current_app, request

from server.negotiation import PAGE_OFFER, RESULT_OFFERS
from server.problems import NotAcceptable
from server.serialization import DOCUMENT_OFFERS

Alternative = dict[str, str]
"""``type``, a media type, and ``href``, an address that answers with it to anyone who takes it."""

_JSON, _TURTLE = "application/json", "text/turtle"

DATA: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType(
    {
        "/": (
            ("/catalogus.ttl", _TURTLE),
            ("/lijst.ttl", _TURTLE),
            ("/.well-known/void", _TURTLE),
            ("/api/openapi.json", _JSON),
        ),
        "/api": (("/api/openapi.json", _JSON),),
        "/begrippen": (("/api/schemes", _JSON), ("/lijst/conceptscheme.ttl", _TURTLE)),
        "/dumps/": (("/dumps/index.json", _JSON),),
        "/persistentie": (("/persistentie.json", _JSON),),
        "/rapport": (("/rapport.json", _JSON),),
        "/valideren": (("/ns/datastrategie/shapes.ttl", _TURTLE),),
        "/zoeken": (("/api/search", _JSON),),
    }
)
"""What pages show, by their addresses: where programs find it."""

WITH_QUERY = "/zoeken"
"""The page whose data are told only with the query that it was asked with."""

_SUFFIXED = frozenset({"/doc", "/doc/<path:path>", "/ns/<path:path>"})
"""Rules whose addresses take a suffix, though no other rule says so."""

_EXTENSIONS = {
    offer.media_type: offer.extension for offer in (*RESULT_OFFERS, *DOCUMENT_OFFERS, PAGE_OFFER)
}


def alternatives(
    rule: str, path: str, query: str, offers: Sequence[str], rules: Collection[str]
) -> list[Alternative]:
    """Return where a client finds the offers of an address, or what its page shows.

    Args:
        rule: That of the application for the address.
        path: Of the address, from where the site begins, percent-encoded.
        query: Of the address, without the question mark.
        offers: Media types that the address answers with.
        rules: All rules of the application.

    >>> alternatives("/lijst", "/lijst", "", ["text/csv"], {"/lijst", "/lijst.<suffix>"})
    [{'type': 'text/csv', 'href': '/lijst.csv'}]
    >>> alternatives("/zoeken", "/zoeken", "q=a", ["text/html"], set())
    [{'type': 'application/json', 'href': '/api/search?q=a'}]
    """
    asked = f"?{query}" if query else ""
    if rule in DATA:
        return [
            {"type": media_type, "href": href + (asked if rule == WITH_QUERY else "")}
            for href, media_type in DATA[rule]
            if query or rule != WITH_QUERY
        ]
    if not _takes_suffix(rule, rules):
        return []
    named: dict[str, str] = {}
    for media_type in offers:  # what comes later with the same suffix is another name for it
        if media_type in _EXTENSIONS:
            named.setdefault(f"{path}.{_EXTENSIONS[media_type]}{asked}", media_type)
    return [{"type": media_type, "href": href} for href, media_type in named.items()]


def add_alternatives(problem: NotAcceptable) -> None:
    """Add to a problem of this request where its client finds what it reads, if it does."""
    rules = {rule.rule for rule in current_app.url_map.iter_rules()}
    rule = request.url_rule.rule if request.url_rule else ""
    query = request.query_string.decode("ascii", "ignore")
    found = alternatives(rule, quote(request.path), query, problem.fields["offers"], rules)
    if found:
        root = quote(request.root_path)
        problem.fields["alternatives"] = [{**e, "href": root + e["href"]} for e in found]


def to_links(found: Sequence[Alternative]) -> str:
    """Return alternatives as a header of links.

    >>> to_links([{"type": "text/csv", "href": "/lijst.csv"}])
    '</lijst.csv>; rel="alternate"; type="text/csv"'
    """
    return ", ".join(f'<{each["href"]}>; rel="alternate"; type="{each["type"]}"' for each in found)


def _takes_suffix(rule: str, rules: Collection[str]) -> bool:
    return rule in _SUFFIXED or any(f"{rule}.<{name}>" in rules for name in ("suffix", "extension"))
