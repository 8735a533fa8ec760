"""Serve the named queries: their list, and their answers in every format.

Step on the line: views; each reads the request, asks the dataset and answers.
"""

import json

from flask import Blueprint, Response

from server.negotiation import GRAPH_OFFERS, PAGE_OFFER, Offer
from server.query_listing import to_listing
from server.representations import answer_file, dataset

BLUEPRINT = Blueprint("api", __name__)

JSON_OFFER = Offer("application/json", "json", "solutions", "application/json")
LIST_OFFERS = (JSON_OFFER, *GRAPH_OFFERS, PAGE_OFFER)


@BLUEPRINT.get("/api/queries")
def queries() -> Response:
    """List the named queries."""
    listing = json.dumps(to_listing(dataset().base), ensure_ascii=False, indent=1)
    return answer_file(f"{listing}\n".encode(), JSON_OFFER)
