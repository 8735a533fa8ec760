"""List the topics of the named queries, in the order in which a newcomer meets them."""

from collections.abc import Mapping
from types import MappingProxyType

TOPICS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "overview": {"nl": "Wat er is", "en": "What is there"},
        "organisations": {"nl": "Organisaties en gebieden", "en": "Organisations and areas"},
        "standards": {"nl": "Datastandaarden", "en": "Data standards"},
        "datasets": {"nl": "Datasets", "en": "Datasets"},
        "services": {"nl": "Diensten", "en": "Services"},
        "concepts": {"nl": "Begrippen en codelijsten", "en": "Concepts and code lists"},
        "strategy": {"nl": "Strategie en bestuur", "en": "Strategy and governance"},
        "changes": {"nl": "Herkomst en wijzigingen", "en": "Provenance and changes"},
        "questions": {"nl": "Kernvragen aan de graaf", "en": "Key questions to the graph"},
    }
)
"""Title of each topic per language; the first tag of a query is its topic."""

TAGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **TOPICS,
        "areas": {"nl": "Gebieden", "en": "Areas"},
        "provenance": {"nl": "Herkomst", "en": "Provenance"},
        "quality": {"nl": "Kwaliteit", "en": "Quality"},
    }
)
"""Title of each tag per language: of the topics, and of what else a query may be about."""


def topic_position(topic: str) -> int:
    """Return where a topic stands in the order.

    >>> topic_position("overview") < topic_position("questions")
    True
    """
    return list(TOPICS).index(topic)
