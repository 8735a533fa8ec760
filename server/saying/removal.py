"""Say that something was removed, and all that is known of it.

Step on the line: used where the answer 410 is made.
"""

from collections.abc import Mapping
from typing import Any

from server.saying.message import Message, say


def to_removal(gone: Mapping[str, Any]) -> Message:
    """Return what is said of a thing that was removed.

    >>> gone = {"iri": "urn:a", "removed": "", "reasons": {"nl": "Fout."}, "successor": "urn:b"}
    >>> to_removal(gone).to_text("nl")
    'urn:a is verwijderd. Fout. Het is vervangen door urn:b.'
    """
    iri, successor = gone["iri"], gone["successor"]
    reasons = {language: said.rstrip(".") for language, said in gone["reasons"].items() if said}
    rest = {
        "reason": say("gone.reason", reason=reasons) if reasons else "",
        "successor": say("gone.successor", successor=successor) if successor else "",
    }
    if gone["removed"]:
        return say("gone.day", iri=iri, day=gone["removed"][:10], **rest)
    return say("gone", iri=iri, **rest)
