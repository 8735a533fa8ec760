"""List the statuses by which a thing is said to be deprecated.

Step on the line: beside the namespaces. A thing of such a status is still described and may
still be in use; who refers to it should look for what replaces it.
"""

from ontology.namespaces import PLACEHOLDER_BASE, rebase

_EUROPE = "http://publications.europa.eu/resource/authority"
_FLANDERS = "https://data.vlaanderen.be/id/concept"

_DEPRECATED = (
    f"{PLACEHOLDER_BASE}/id/concept/begripstatus/verouderd",
    f"{PLACEHOLDER_BASE}/id/concept/begripstatus/ingetrokken",
    f"{PLACEHOLDER_BASE}/id/concept/strategiestatus/ingetrokken",
    f"{PLACEHOLDER_BASE}/id/concept/strategiestatus/vervangen",
    f"{_EUROPE}/concept-status/DEPRECATED",
    f"{_EUROPE}/concept-status/RETIRED",
    f"{_EUROPE}/dataset-status/DEPRECATED",
    f"{_EUROPE}/dataset-status/WITHDRAWN",
    f"{_EUROPE}/dataset-status/DISCONT",
    f"{_EUROPE}/distribution-status/DEPRECATED",
    f"{_EUROPE}/distribution-status/WITHDRAWN",
    f"{_FLANDERS}/StandaardStatus/VerouderdeStandaard",
    f"{_FLANDERS}/StandaardStatus/VervangenStandaard",
    f"{_FLANDERS}/StandaardStatus/HerroepenStandaard",
    f"{_FLANDERS}/levensfase/deprecated",
    "http://purl.org/adms/status/Deprecated",
    "http://purl.org/adms/status/Withdrawn",
)


def deprecated_statuses(base: str) -> frozenset[str]:
    """Return the statuses of deprecated things, those of our own lists under a base.

    >>> "http://purl.org/adms/status/Withdrawn" in deprecated_statuses("https://data.example.org")
    True
    """
    return frozenset(rebase(status, base) for status in _DEPRECATED)
