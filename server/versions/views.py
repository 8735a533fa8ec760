"""Answer what is asked of the versions of a standard, under its own path.

Step on the line: asked by ``documents`` before it looks in the graph, for what a version said is
in files that travel with the program and not in the graph.

Source:
    RFC 5829 (latest-version, version-history, predecessor-version, successor-version); RFC 8246
    (immutable).
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flask import Response, current_app, redirect, request

from linkml_schemas.releasing.changelog import render_changelog
from linkml_schemas.releasing.records import RELEASES, Release, Standard
from linkml_schemas.releasing.rendering import render_changes_markdown
from ontology.namespaces import rebase
from server.links import base_path
from server.negotiation import (
    GRAPH_ALIASES,
    GRAPH_OFFERS,
    PAGE_OFFER,
    Offer,
    choose_offer,
    require_offer,
)
from server.problems import NotFound
from server.redirecting import with_query
from server.render import site_language
from server.representations import answer_file, dataset, keep
from server.saying.message import say
from server.serialization import DOCUMENT_OFFERS, to_etag
from server.versions.addresses import (
    DIFFERENCE,
    FILES,
    LIST,
    SOURCE,
    Asked,
    find_standard,
    parse_path,
    releases_of,
    version_path,
)
from server.versions.documents import (
    artefact_document,
    known_releases,
    modified,
    offers_of,
    version_document,
)
from server.versions.links import artefact_links, own_links, page_links, version_links
from server.versions.listing import between, to_listing
from server.versions.pages import render_difference, render_list, render_version

_JSON = Offer("application/json", "json", "triples", "application/json")
_MARKDOWN = Offer("text/markdown", "md", "triples", "text/markdown")
TEXT_OFFERS = (PAGE_OFFER, _JSON, _MARKDOWN)
"""The formats of what is said in words."""

VERSION_OFFERS = (*DOCUMENT_OFFERS, PAGE_OFFER)
"""The formats of a version, data first."""

YEAR = "public, max-age=31536000, immutable"
"""How long a frozen file may be kept without asking."""


def answer_version(path: str) -> Response | None:
    """Return the answer to a path under ``/ns/`` that is about versions, None of any other.

    Raises:
        NotFound: The standard has versions, but none like this (404).
        NotAcceptable: Nothing that there is satisfies the client (406).
    """
    asked = parse_path(path)
    releases = releases_of(known_releases(_folder()), asked.name) if asked else ()
    if asked is None or not releases:
        return None
    if not asked.version:
        return _answer_list(asked, releases)
    release = next((each for each in releases if str(each.version) == asked.version), None)
    if release is None:
        there = ", ".join(str(each.version) for each in releases)
        raise NotFound(say("version.none", asked=asked.version, name=asked.name, known=there))
    return _answer_part(asked, release, releases)


def _answer_part(asked: Asked, release: Release, releases: tuple[Release, ...]) -> Response:
    if not asked.part:
        return _answer_document(asked, release, releases)
    if asked.part == DIFFERENCE:
        return _answer_difference(asked, release, releases)
    first = release.standards[0]
    if find_standard(release, asked.name) != first:
        return _to_first(asked, first)
    if asked.part in FILES and FILES[asked.part] in release.files:
        return _answer_artefact(asked, release, releases)
    if asked.part.startswith(f"{SOURCE}/"):
        return _answer_source(asked, release, releases)
    known = ", ".join((DIFFERENCE, *FILES))
    version = str(release.version)
    raise NotFound(say("version.part", version=version, part=asked.part, known=known))


def _answer_document(asked: Asked, release: Release, releases: tuple[Release, ...]) -> Response:
    standard = _standard(release, asked)
    offer = _offer(asked, VERSION_OFFERS)
    if offer.kind == "page":
        response = render_version(_folder(), dataset().base, asked.name, release, releases)
    else:
        body = version_document(
            _folder(), dataset().base, standard.iri, asked.version, offer.format
        )
        response = _file(body, offer, modified=modified(release))
    response.headers["Link"] = version_links(
        dataset().base, asked.name, release, releases, offer, VERSION_OFFERS
    )
    here = version_path(base_path(dataset().base), asked.name, release.version)
    return _negotiated(response, asked, f"{here}.{offer.extension}")


def _answer_difference(asked: Asked, release: Release, releases: tuple[Release, ...]) -> Response:
    told = between(releases, release, request.args.get("met", ""))
    offer = _offer(asked, TEXT_OFFERS)
    if offer is _JSON:
        response = _json(to_listing(dataset().base, asked.name, told, with_changes=True))
    elif offer is _MARKDOWN:
        words = (render_changes_markdown(each.read_changes(), site_language()) for each in told)
        response = _markdown("\n".join(words))
    else:
        response = render_difference(dataset().base, asked.name, release, releases, told)
    here = version_path(base_path(dataset().base), asked.name, release.version, DIFFERENCE)
    up = version_path(base_path(dataset().base), asked.name, release.version)
    response.headers["Link"] = page_links(dataset().base, here, up, offer, TEXT_OFFERS)
    return _negotiated(response, asked, f"{here}.{offer.extension}")


def _answer_list(asked: Asked, releases: tuple[Release, ...]) -> Response:
    offer = _offer(asked, TEXT_OFFERS)
    if offer is _JSON:
        response = _json(to_listing(dataset().base, asked.name, releases))
    elif offer is _MARKDOWN:
        response = _markdown(render_changelog(releases, site_language()))
    else:
        response = render_list(dataset().base, asked.name, releases)
    up = f"{base_path(dataset().base)}/ns/{asked.name}"
    here = f"{up}/{LIST}"
    response.headers["Link"] = page_links(dataset().base, here, up, offer, TEXT_OFFERS)
    return _negotiated(response, asked, f"{here}.{offer.extension}")


def _answer_artefact(asked: Asked, release: Release, releases: tuple[Release, ...]) -> Response:
    offers = offers_of(asked.part, GRAPH_OFFERS)
    chosen = require_offer(asked.extension, offers) if asked.extension else None
    if chosen is None:
        accept = request.headers.get("Accept", "") if len(offers) > 1 else ""
        chosen = choose_offer(accept, offers)
    body = artefact_document(_folder(), dataset().base, asked.version, asked.part, chosen.format)
    base = dataset().base
    here = version_path(base_path(base), asked.name, release.version, asked.part)
    links = [
        *artefact_links(base, asked.name, release, releases, asked.part),
        *own_links(base, here, chosen, offers),
    ]
    response = _frozen(answer_file(body, chosen), release, links)
    if not asked.extension:
        response.headers["Content-Location"] = f"{here}.{chosen.extension}"
    return response


def _answer_source(asked: Asked, release: Release, releases: tuple[Release, ...]) -> Response:
    name = f"source/{asked.part.removeprefix(f'{SOURCE}/')}"
    if name not in release.files:
        there = ", ".join(each[7:] for each in release.files if each.startswith("source/"))
        version = str(release.version)
        raise NotFound(say("version.source", version=version, name=name[7:], known=there))
    offer = Offer("application/yaml", "yaml", "triples", "application/yaml")
    links = artefact_links(dataset().base, asked.name, release, releases, asked.part)
    response = answer_file(rebase(release.read(name), dataset().base), offer)
    return _frozen(response, release, links)


def _frozen(response: Response, release: Release, links: Sequence[str]) -> Response:
    response.headers["Cache-Control"] = YEAR
    response.headers["Link"] = ", ".join(links)
    response.last_modified = modified(release)
    return response


def _to_first(asked: Asked, first: Standard) -> Response:
    """Send the client to the one address of a file that several standards share."""
    place = f"{rebase(first.iri, dataset().base)}/{asked.version}/{asked.part}"
    place = base_path(dataset().base) + place[len(dataset().base) :]
    response = redirect(f"{place}.{asked.extension}".removesuffix("."), 301)
    assert isinstance(response, Response), "an application of Flask redirects with its own class"
    return response


def _standard(release: Release, asked: Asked) -> Standard:
    found = find_standard(release, asked.name)
    assert found is not None, "the release was found by the name of its standard"
    return found


def _offer(asked: Asked, offers: tuple[Offer, ...]) -> Offer:
    if not asked.extension:
        aliases = GRAPH_ALIASES if offers is VERSION_OFFERS else ()
        return choose_offer(request.headers.get("Accept", ""), offers, aliases)
    return require_offer(asked.extension, offers)


def _file(body: bytes, offer: Offer, *, modified: datetime | None = None) -> Response:
    response = Response(body, content_type=offer.content_type)
    response.set_etag(to_etag(offer.media_type.encode() + body))
    response.last_modified = modified
    response.make_conditional(request)
    return response


def _json(found: object) -> Response:
    text: str = current_app.json.dumps(found, ensure_ascii=False, indent=1)
    return _file(f"{text}\n".encode(), _JSON)


def _markdown(text: str) -> Response:
    response = _file(text.encode(), _MARKDOWN)
    response.headers["Content-Language"] = site_language()
    response.vary.add("Accept-Language")
    return response


def _negotiated(response: Response, asked: Asked, location: str) -> Response:
    if not asked.extension:
        response.vary.update(("Accept", "Accept-Language"))
        response.headers["Content-Location"] = with_query(location)
    return keep(response)


def _folder() -> Path:
    folder: Path = current_app.extensions.get("releases", RELEASES)
    return folder
