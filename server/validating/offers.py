"""List the formats of a report.

Step on the line: beneath the views and the form of a check.
"""

from linkml_schemas.validating.formats import CSV
from server.negotiation import GRAPH_OFFERS, PAGE_OFFER, Offer

JSON_OFFER = Offer("application/json", "json", "triples", "application/json")
CSV_OFFER = Offer(CSV, "csv", "triples", CSV)
OFFERS = (JSON_OFFER, *GRAPH_OFFERS, CSV_OFFER, PAGE_OFFER)
"""The formats of a report, the one we prefer first."""

ANSWERS = tuple(offer.extension for offer in OFFERS if offer is not PAGE_OFFER)
"""What the form names them, beside the page."""
