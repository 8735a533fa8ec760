"""Answer every IRI: 303 from the thing to its document, the document in every format.

Step on the line: views; each parses the address, asks the dataset what it names and answers.

Source:
    Flemish and Belgian URI standard, rule 5; W3C "Cool URIs for the Semantic Web", section 4.2.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from unicodedata import category
from urllib.parse import quote, unquote

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode

from ontology.iris import IriError, mint_genid, parse_iri
from server import artefacts
from server.artefacts import CONTEXT_OFFERS, SHAPES_OFFERS
from server.dereferencing import published_context
from server.dereferencing.graphs import lead_from_graph
from server.dereferencing.published_context import VOCABULARY
from server.links import document_path, foreign_document_path, has_graph
from server.negotiation import (
    PAGE_OFFER,
    Offer,
    choose_offer,
    offer_with_extension,
    require_offer,
)
from server.paging import page_number
from server.problems import NotFound, RequestProblem
from server.redirecting import redirect_within
from server.representations import (
    OFFERS,
    answer,
    answer_file,
    answer_gone,
    dataset,
    not_found,
)
from server.saying.message import say
from server.specifying.shapes_page import render_shapes
from server.versions.views import answer_version

BLUEPRINT = Blueprint("documents", __name__)

_LONGEST_IRI = 2000

View = Callable[..., Response]


class Removed(Exception):  # noqa: N818 - what happened to the thing, no error
    """Say that what was asked for existed once.

    Args:
        gone: What the dataset remembers of it.
        offer: The format that the address names by its suffix, None if it names none.
    """

    def __init__(self, gone: Mapping[str, Any], offer: Offer | None = None) -> None:
        super().__init__(gone["iri"])
        self.gone, self.offer = gone, offer


def _or_gone(view: View) -> View:
    """Return a view that answers 410, with what is remembered, for a thing that was removed."""

    @wraps(view)
    def answering(**arguments: Any) -> Response:
        try:
            return view(**arguments)
        except Removed as removed:
            return answer_gone(removed.gone, removed.offer)

    return answering


@BLUEPRINT.get("/id/<path:path>")
@_or_gone
def thing(path: str) -> Response:
    """Send the client from a thing to the document about it, in one hop; or to a graph itself."""
    iri = _own_iri("id", path)
    if not has_graph(dataset().manifest, iri):
        iri = require_described(iri)
    if has_graph(dataset().manifest, iri):
        return lead_from_graph(iri)
    return redirect_within(document_path(dataset().base, iri), 303)


@BLUEPRINT.get("/.well-known/genid/<digest>")
def nameless(digest: str) -> Response:
    """Send the client to what is said of a node that has no name of its own."""
    try:
        iri = require_described(mint_genid(dataset().base, digest))
    except IriError as error:
        raise NotFound(say("genid.none", digest=digest)) from error
    return redirect_within(document_path(dataset().base, iri), 303)


@BLUEPRINT.get("/doc/<path:path>")
@_or_gone
def document(path: str) -> Response:
    """Answer with the document about one of our things."""
    return _answer_path("id", path)


@BLUEPRINT.get("/ns/<path:path>")
@_or_gone
def vocabulary(path: str) -> Response:
    """Answer with a vocabulary and all its terms, or with what is asked of its versions."""
    of_version = answer_version(path)
    return of_version if of_version is not None else _answer_path("ns", path)


@BLUEPRINT.get(f"/ns/{VOCABULARY}/shapes", defaults={"extension": ""})
@BLUEPRINT.get(f"/ns/{VOCABULARY}/shapes.<extension>")
def shapes(extension: str) -> Response:
    """Answer with the SHACL shapes of the registries, to people with what they ask."""
    offers = (*SHAPES_OFFERS, PAGE_OFFER)
    offer = _offer(extension, offers) or choose_offer(_accept(), offers)
    if offer.kind == "page":
        return render_shapes(dataset().base)
    return answer_file(artefacts.shapes(dataset().base, offer.format), offer)


@BLUEPRINT.get(f"/ns/{VOCABULARY}/context")
@BLUEPRINT.get(f"/ns/{VOCABULARY}/context.jsonld")
def context() -> Response:
    """Answer with the JSON-LD context of the registries, whatever the client accepts."""
    return answer_file(published_context.context(dataset().base), CONTEXT_OFFERS[0])


@BLUEPRINT.get("/doc", defaults={"extension": ""})
@BLUEPRINT.get("/doc.<extension>")
@_or_gone
def foreign(extension: str) -> Response:
    """Answer with the document about any IRI, named in the address."""
    asked = require_iri(request.args.get("iri", ""))
    offer = _offer(extension, OFFERS)
    if file := artefacts.find_artefact(dataset().base, asked):
        return redirect_within(file, 303, without=("iri",))
    iri = require_described(asked, offer)
    home = document_path(dataset().base, iri, extension)
    if iri != asked or home != foreign_document_path(dataset().base, iri, extension):
        return redirect_within(home, 303, without=("iri",))
    return answer(iri, offer, page_number())


def require_iri(text: str) -> str:
    """Return an IRI that an address holds.

    Raises:
        RequestProblem: It is missing, relative, too long or no IRI (400).
    """
    example = "/doc?iri=https://data.vlaanderen.be/id/organisatie/OVO002949"
    if not text:
        raise RequestProblem(say("iri.missing", example=example))
    if len(text) > _LONGEST_IRI:
        raise RequestProblem(say("iri.long", most=_LONGEST_IRI))
    try:
        return NamedNode(text).value
    except ValueError as error:
        said = say("iri.wrong", iri=text, reason=str(error), example=example)
        raise RequestProblem(said) from error


def require_described(asked: str, offer: Offer | None = None) -> str:
    """Return the canonical IRI of what is asked.

    Args:
        asked: The IRI, in any spelling.
        offer: The format that the address names by its suffix.

    Raises:
        NotFound: Nothing is said of it, and never was (404).
        Removed: It existed once (410).
    """
    iri = dataset().resolve(asked)
    if iri is None:
        if gone := dataset().gone(asked):
            raise Removed(gone, offer)
        raise not_found(asked)
    return iri


def _answer_path(kind: str, path: str) -> Response:
    iri, offer = _find(kind, path)
    home = document_path(dataset().base, iri, offer.extension if offer else "")
    if unquote(home) != request.root_path + request.path:
        return redirect_within(home, 303 if "?" in home else 301)
    return answer(iri, offer, page_number())


def _find(kind: str, path: str) -> tuple[str, Offer | None]:
    """Return what a path is about and the format its suffix names; a reference with dots wins."""
    whole = _own_iri(kind, path)
    if exact := dataset().resolve(whole):
        return exact, None
    stem, _, extension = path.rpartition(".")
    offer = offer_with_extension(extension, OFFERS) if stem else None
    if offer is None:
        return require_described(whole), None
    return require_described(_own_iri(kind, stem), offer), offer


def _own_iri(kind: str, path: str) -> str:
    """Return the IRI that a path of ours names.

    Raises:
        RequestProblem: The path is not UTF-8, or holds a control character (400).
        NotFound: The path cannot name anything (404).
    """
    if "\N{REPLACEMENT CHARACTER}" in path:
        raise RequestProblem(say("path.utf8"))
    if any(category(character) == "Cc" for character in path):
        raise RequestProblem(say("path.control"))
    iri = f"{dataset().base}/{kind}/{quote(path)}"
    try:
        parse_iri(dataset().base, iri)
    except IriError as error:
        pattern = f"{dataset().base}/(id|doc|ns)/concept/reference"
        reason = say("path.pattern", iri=iri, pattern=pattern)
        raise NotFound(say("path.name", iri=iri, reason=reason)) from error
    return iri


def _offer(extension: str, offers: Sequence[Offer]) -> Offer | None:
    return require_offer(extension, offers) if extension else None


def _accept() -> str:
    return request.headers.get("Accept", "")
