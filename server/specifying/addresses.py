"""Say where the specification and the diagram of the application profile are.

Step on the line: beneath the views, and beneath the page of the profile that leads there.
"""

from linkml_schemas.publication import PROFILE_IRI
from ontology.namespaces import PLACEHOLDER_BASE
from server.links import base_path

PROFILE = PROFILE_IRI.removeprefix(PLACEHOLDER_BASE)
"""The path of the application profile."""

SPECIFICATION, DIAGRAM = "specificatie", "diagram"


def address_of(base: str, name: str, language: str = "", extension: str = "") -> str:
    """Return the path of the specification or the diagram.

    >>> address_of("https://b.example/x", "specificatie", "nl", "html")
    '/x/ns/datastrategie/profiel/specificatie.nl.html'
    """
    parts = [part for part in (name, language, extension) if part]
    return f"{base_path(base)}{PROFILE}/{'.'.join(parts)}"
