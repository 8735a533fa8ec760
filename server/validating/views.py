"""Serve the check of data: a page for people at /valideren, an API at /api/validate.

Step on the line: views; each reads the request, has the data checked and answers. What is
answered is of one visitor and is kept nowhere.
"""

import json

from flask import Blueprint, Response, current_app, request

from linkml_schemas.conformance_values import FAULT_KINDS
from linkml_schemas.validating.profiles import HANDED_IN, OWN
from ontology.namespaces import shrink_at
from server.clients import Clients
from server.negotiation import PAGE_OFFER, Offer, choose_offer, offer_with_extension
from server.problems import BadParameter
from server.render import render_page
from server.representations import dataset
from server.settings import Settings
from server.validating.asking import Checked, Checks, Question
from server.validating.component_texts import COMPONENT_TEXTS
from server.validating.form import listed_profiles, render_form
from server.validating.offers import JSON_OFFER, OFFERS
from server.validating.own_data import TRIPLES, read_graph, read_thing
from server.validating.refilling import Typed
from server.validating.requests import HandedIn, read_request, require_data

BLUEPRINT = Blueprint("validating", __name__)

FAILS = ("", "violation", "warning")
"""What ``fail`` may be: from which severity on an answer has status 422."""


@BLUEPRINT.get("/valideren")
def form() -> Response:
    """Show the form."""
    page = render_form(Typed(request.args))
    page.headers["Cache-Control"] = "no-cache"
    return page


@BLUEPRINT.get("/api/validate")
def profiles() -> Response:
    """List the profiles."""
    choose_offer(request.headers.get("Accept", ""), (JSON_OFFER,))
    found, broken = listed_profiles()
    document = {
        "profiles": [item.to_document() for item in found],
        "shapes": f"The profile {HANDED_IN} stands for shapes that are sent with the data.",
        "problem": broken,
    }
    body = f"{json.dumps(document, ensure_ascii=False, indent=1)}\n"
    response = Response(body, content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@BLUEPRINT.post("/valideren")
@BLUEPRINT.post("/api/validate")
def check() -> Response:
    """Check what was handed in."""
    handed = read_request(request, _settings())
    offer = _choose(handed)
    fail = _require_fail(handed.field("fail"))
    clients: Clients = current_app.extensions["check_clients"]
    with clients.running(request.remote_addr or ""):
        checked = _checks().check(to_question(handed, offer))
    if offer is PAGE_OFFER:
        report = json.loads(checked.body)
        response = render_page(
            "validation.html",
            report=report,
            base=dataset().base,
            short=lambda iri, base: shrink_at(iri, base) or iri,
            fault_kinds=FAULT_KINDS,
            components=COMPONENT_TEXTS,
        )
        response.headers.pop("ETag", None)
    else:
        response = Response(checked.body, content_type=offer.content_type)
    response.status_code = 422 if _fails(checked, fail) else 200
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Validation-Conforms"] = json.dumps(checked.conforms)
    counts = checked.counts
    response.headers["Validation-Counts"] = ", ".join(f"{k.lower()}={n}" for k, n in counts.items())
    return response


def to_question(handed: HandedIn, offer: Offer) -> Question:
    """Return the question that a visitor asks.

    Raises:
        CheckUnusable: Nothing was handed in, or the graph does not have it (422).
    """
    require_data(handed)
    data, media_type, context = handed.data, handed.media_type, b""
    if not data:
        media_type = TRIPLES
        if iri := handed.field("iri"):
            data, context = read_thing(dataset(), iri)
        else:
            data, context = read_graph(dataset(), handed.field("graph"), _settings().check_size)
    return Question(
        data=data,
        media_type=media_type,
        profile=HANDED_IN if handed.shapes else handed.field("profile") or OWN,
        base=dataset().base,
        answer="page" if offer is PAGE_OFFER else offer.media_type,
        class_name=handed.field("class"),
        columns=handed.columns,
        shapes=handed.shapes,
        shapes_type=handed.shapes_type,
        context=context,
    )


def _choose(handed: HandedIn) -> Offer:
    """Return the format of the answer: the one that is named, else the one to negotiate."""
    if named := handed.field("answer"):
        offer = offer_with_extension(named, OFFERS)
        if offer is None:
            known = ", ".join(offer.extension for offer in OFFERS)
            raise BadParameter(f"There is no answer {named[:40]!r}; there are {known}.",
                               parameter="answer", value=named[:40], expected=known)  # fmt: skip
        return offer
    return choose_offer(request.headers.get("Accept", ""), OFFERS)


def _require_fail(fail: str) -> str:
    if fail not in FAILS:
        raise BadParameter(f"fail is {fail[:40]!r}; expected violation or warning.",
                           parameter="fail", value=fail[:40],
                           expected="violation or warning")  # fmt: skip
    return fail


def _fails(checked: Checked, fail: str) -> bool:
    if not fail:
        return False
    return checked.conforms is not True or (fail == "warning" and bool(checked.counts["Warning"]))


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _checks() -> Checks:
    found: Checks = current_app.extensions["checks"]
    return found
