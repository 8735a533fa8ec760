"""Render the pages of schemes, concepts and collections.

Step on the line: asked by ``representations`` for the page about an IRI, before it makes the page
that every other thing has.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response

from server.dereferencing.generation_documents import generation_iri
from server.interface import DatasetLike
from server.links import base_path, document_path
from server.paging import PARAMETER, page_addresses, require_page
from server.render import render_page, site_language
from server.serialization import DOCUMENT_OFFERS
from server.thesaurus import asking
from server.thesaurus.exports import EXPORTS
from server.thesaurus.tongues import to_tongue

EVENTS = 10
"""Changes of a thing that its page tells."""

TEMPLATES = {"scheme": "scheme.html", "concept": "concept.html", "collection": "collection.html"}


def find_page(dataset: DatasetLike, iri: str) -> dict[str, Any] | None:
    """Return the page of a scheme, a collection or a concept, None of anything else."""
    asked = asking.asked_of_scheme()
    found: dict[str, Any] | None = dataset.thesaurus(
        "page", languages=asking.languages(), iri=iri, **asked
    )
    if found is not None:
        found["past"] = to_past(dataset.base, dataset.history(iri))
    return found


def to_past(base: str, history: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the graph remembers of the changes of a thing, the last first.

    Shape:
        ``since`` when it remembers (ISO 8601, empty for not at all); ``events``, ``EVENTS`` at
        most, each with ``at``, ``change`` and ``href`` of the generation; ``total``.
    """
    events = [
        {**event, "href": document_path(base, generation_iri(base, event["generation"]))}
        for event in history["events"][:EVENTS]
    ]
    return {"since": history["since"], "events": events, "total": len(history["events"])}


def render_found(base: str, iri: str, page: dict[str, Any]) -> Response:
    """Return the page that ``find_page`` found.

    Raises:
        NotFound: It has no such page of concepts, members or uses (404).
    """
    paged = page.get("shown") or page
    if "page" in paged:
        require_page(paged["page"])
    if "usage" in page:
        require_page(page["usage"]["page"], _usage_parameter(page))
    return render_view(
        TEMPLATES[page["kind"]],
        page=page,
        home=document_path(base, iri),
        types={offer.extension: offer.media_type for offer in DOCUMENT_OFFERS},
        formats=[(o.extension, document_path(base, iri, o.extension)) for o in DOCUMENT_OFFERS],
        own_address=base_path(base) + iri[len(base) :] if iri.startswith(f"{base}/") else iri,
        remark=asking.remark_address(iri, page["title"]["text"]),
        addresses=page_addresses(paged.get("page", 1)),
        usage_addresses=page_addresses(
            page.get("usage", {}).get("page", 1), _usage_parameter(page)
        ),
    )


def _usage_parameter(page: dict[str, Any]) -> str:
    return asking.USAGE if page["kind"] == "scheme" else PARAMETER


def render_view(template: str, **values: Any) -> Response:
    """Return a page of the thesaurus, which keeps the reader's languages in its links."""
    return render_page(
        template,
        content=asking.content_language(),
        here=asking.here,
        same_but=asking.same_but,
        words=asking.WORDS,
        exports=EXPORTS,
        tongue=lambda tag: to_tongue(tag, site_language()),
        **values,
    )
