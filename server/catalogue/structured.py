"""Say in the words of schema.org what a page shows, for search engines.

Step on the line: beside a template; from the values that it shows, so that both say the same.
Pure functions. What comes out is data in a page and nothing that runs: no character of it can
end the element that it stands in.

Source:
    schema.org; HTML Living Standard, section 4.12.1 (data blocks).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from markupsafe import Markup

from ontology.namespaces import expand
from server.links import is_web_address

Values = Mapping[str, Any]

KINDS: tuple[tuple[str, str], ...] = (
    ("dcat:Catalog", "DataCatalog"),
    ("dcat:Dataset", "Dataset"),
    ("org:Organization", "GovernmentOrganization"),
    ("foaf:Organization", "GovernmentOrganization"),
    ("skos:Concept", "DefinedTerm"),
)
"""Classes of things and what schema.org calls them, the first that fits."""

_LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Dataset": (
        ("dct:publisher", "publisher"),
        ("dct:license", "license"),
        ("dcat:landingPage", "mainEntityOfPage"),
    ),
    "DefinedTerm": (("skos:inScheme", "inDefinedTermSet"),),
    "GovernmentOrganization": (
        ("foaf:homepage", "sameAs"),
        ("org:subOrganizationOf", "parentOrganization"),
    ),
    "DataCatalog": (("dct:publisher", "publisher"), ("dct:license", "license")),
}
_TEXTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Dataset": (
        ("dct:identifier", "identifier"),
        ("dct:issued", "datePublished"),
        ("dct:modified", "dateModified"),
        ("dcat:keyword", "keywords"),
    ),
    "DefinedTerm": (("skos:notation", "termCode"), ("skos:altLabel", "alternateName")),
    "GovernmentOrganization": (
        ("dct:identifier", "identifier"),
        ("skos:altLabel", "alternateName"),
    ),
    "DataCatalog": (("dct:modified", "dateModified"),),
}
_NAMED = frozenset({"publisher", "parentOrganization", "inDefinedTermSet"})
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def to_script(value: Mapping[str, Any] | None) -> Markup:
    r"""Return JSON-LD as it may stand in an element of a page; empty for nothing.

    >>> to_script({"name": "</script><!--"})
    Markup('{"name": "\\u003c/script\\u003e\\u003c!--"}')
    """
    if not value:
        return Markup("")
    return Markup(json.dumps(value, ensure_ascii=False).translate(_ESCAPES))


def describe_site(overview: Values, base: str, language: str, name: str) -> dict[str, Any]:
    """Return the home page as a catalogue of data.

    Args:
        overview: What the home page shows.
        base: The base of our IRIs.
        language: Of the page.
        name: Of the site.
    """
    registries = overview.get("registries", ())
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": f"{base}/catalogus",
        "url": f"{base}/",
        "name": name,
        "inLanguage": language,
        "dataset": [
            {"@type": "Dataset", "@id": item["graph"], "name": item["title"]["text"]}
            for item in registries
            if item.get("graph")
        ],
    }


def describe_thing(page: Values, base: str, language: str) -> dict[str, Any] | None:
    """Return what a page about a thing shows; None if schema.org has no word for it.

    Args:
        page: What the page shows: of any thing, or of a concept in the thesaurus.
        base: The base of our IRIs.
        language: Of the page.
    """
    if page.get("kind") == "concept":
        return _term(page, base, language)
    kind = _kind(page)
    if kind is None or not isinstance(page.get("title"), Mapping):
        return None
    found = _begun(page, kind, base, language)
    if page.get("description"):
        found["description"] = page["description"]["text"]
    for curie, key in _LINKS[kind]:
        _put(found, key, list(_links(_values(page, curie), key)))
    for curie, key in _TEXTS[kind]:
        texts = [value["text"] for value in _values(page, curie) if value["kind"] == "literal"]
        _put(found, key, texts)
    if kind == "Dataset":
        _put(found, "distribution", list(_distributions(page)))
    return found


def _begun(page: Values, kind: str, base: str, language: str) -> dict[str, Any]:
    """Return what is said of every thing: what it is, its IRI and its name."""
    found = {
        "@context": "https://schema.org",
        "@type": kind,
        **_identified(page["iri"]),
        "name": page["title"]["text"],
        "inLanguage": page["title"].get("lang") or language,
    }
    return {**found, "url": page["iri"]} if str(page["iri"]).startswith(f"{base}/") else found


def _term(page: Values, base: str, language: str) -> dict[str, Any]:
    """Return a concept as its page in the thesaurus shows it."""
    found = _begun(page, "DefinedTerm", base, language)
    _put(found, "description", [item["text"] for item in page.get("definitions", ())])
    _put(found, "termCode", [item["text"] for item in page.get("notations", ())])
    labels = [item["text"] for row in page.get("labels", ()) for item in row["alternative"]]
    _put(found, "alternateName", labels)
    schemes = [
        {"@type": "DefinedTermSet", **_identified(item["iri"]), "name": item.get("text", "")}
        for item in page.get("schemes", ())
    ]
    _put(found, "inDefinedTermSet", schemes)
    return found


def _kind(page: Values) -> str | None:
    types = {item["iri"] for item in page.get("types", ())}
    return next((kind for curie, kind in KINDS if expand(curie) in types), None)


def _values(page: Values, curie: str) -> Iterator[Values]:
    """Yield the values of a predicate, wherever on the page they stand."""
    parts = (page.get("glance", ()), *(group["statements"] for group in page.get("groups", ())))
    for statement in (statement for part in parts for statement in part):
        if _predicate(statement) == expand(curie):
            yield from statement.get("values", ())
    for moment in page.get("moments", ()):
        if moment.get("predicate") == expand(curie):
            yield {"kind": "literal", "text": moment["start"]}


def _predicate(statement: Values) -> str:
    predicate = statement.get("predicate", "")
    return str(predicate.get("iri", "") if isinstance(predicate, Mapping) else predicate)


def _links(values: Iterable[Values], key: str) -> Iterator[Any]:
    for value in values:
        if key in _NAMED and value.get("iri"):
            yield {**_identified(value["iri"]), "name": value.get("text", "")}
        elif is_web_address(value.get("iri") or ""):
            yield value["iri"]


def _identified(iri: str) -> dict[str, str]:
    """Return the IRI of something if a reader may follow it, as readers of this block do."""
    return {"@id": iri} if is_web_address(iri) else {}


def _put(found: dict[str, Any], key: str, values: list[Any]) -> None:
    if values:
        found[key] = values[0] if len(values) == 1 else values


def _distributions(page: Values) -> Iterator[dict[str, Any]]:
    blocks = (b for b in page.get("blocks", ()) if b["predicate"] == expand("dcat:distribution"))
    rows = (row["link"] for block in blocks for row in block["rows"])
    for value in chain(_values(page, "dcat:distribution"), rows):
        name = {"name": value["text"]} if value.get("text") else {}
        yield {"@type": "DataDownload", **_identified(value.get("iri") or ""), **name}
