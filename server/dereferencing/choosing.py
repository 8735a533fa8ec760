"""Choose the representation of a document that a client should have, by format and by profile.

Step on the line: between a request for a document and the dataset. Pure.
"""

from collections.abc import Sequence

from server.dereferencing.profiles import (
    COMPACTED_PROFILE,
    FRAMED_PROFILE,
    accepted_profiles,
    asked_profiles,
)
from server.dereferencing.published_context import context_address
from server.dereferencing.relations import profile_iri
from server.negotiation import GRAPH_ALIASES, Offer, choose_offer
from server.serialization import FRAMED_OFFER

NEGOTIATED = ("Accept", "Accept-Language", "Accept-Profile")
"""What of a request decides which representation of a document it gets."""

JSON_LD = "application/ld+json"


def choose_representation(
    accept: str, accept_profile: str, offers: Sequence[Offer], base: str
) -> Offer:
    """Return the format that the client prefers, in the shape that it names.

    A profile that is not ours is passed over: it narrows what the client hopes for, not what
    it can read. One that only JSON-LD has breaks a tie between formats, and no more.

    Args:
        accept: The ``Accept`` header, empty if absent.
        accept_profile: The ``Accept-Profile`` header, empty if absent.
        offers: What there is, best first.
        base: The base of our IRIs.

    Raises:
        NotAcceptable: No format satisfies the client (406).
    """
    shapes = {FRAMED_PROFILE, COMPACTED_PROFILE, context_address(base)}
    ours = {*shapes, profile_iri(base)}
    named = [profile for profile in accepted_profiles(accept_profile) if profile in ours]
    if named and named[0] in shapes:
        offers = sorted(offers, key=lambda offer: offer.media_type != JSON_LD)
    offer = choose_offer(accept, offers, GRAPH_ALIASES)
    if offer.media_type != JSON_LD or ours.isdisjoint([*named, *asked_profiles(accept, JSON_LD)]):
        return offer
    return FRAMED_OFFER
