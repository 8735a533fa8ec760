"""Offer the terms of the graph to whoever writes a query.

Step on the line: a view; the editor of ``/sparql`` reads it once per generation.
"""

from flask import Blueprint, Response, current_app, request

from ontology.namespaces import prefixes_at
from server.representations import dataset, keep
from server.serialization import to_etag

BLUEPRINT = Blueprint("completion", __name__)


@BLUEPRINT.get("/api/completion")
def completion() -> Response:
    """Answer the prefixes, classes and properties that a query may name, as JSON."""
    found = dataset()
    prefixes = {"prefixes": prefixes_at(found.base)}
    body = current_app.json.dumps({**prefixes, **found.terms_in_use()}).encode()
    response = Response(body, content_type="application/json")
    response.set_etag(to_etag(body))
    response.make_conditional(request)
    return keep(response)
