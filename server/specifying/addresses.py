"""Say where the specification, the diagram and the workbook of the application profile are.

Step on the line: beneath the views, and beneath the page of the profile that leads there.
"""

from linkml_schemas.publication import PROFILE_IRI
from ontology.namespaces import PLACEHOLDER_BASE
from server.links import base_path

PROFILE = PROFILE_IRI.removeprefix(PLACEHOLDER_BASE)
"""The path of the application profile."""

SPECIFICATION, DIAGRAM, WORKBOOK = "specificatie", "diagram", "werkblad"


def address_of(
    base: str, name: str, language: str = "", extension: str = "", version: str = ""
) -> str:
    """Return the path of the specification, the diagram or the workbook.

    Args:
        base: The base of the data directory.
        name: One of the names above.
        language: Empty for the address that leads to the language of the reader.
        extension: The format.
        version: The released version, empty for what holds now.

    >>> address_of("https://b.example/x", "specificatie", "nl", "html", "0.1.0")
    '/x/ns/datastrategie/profiel/0.1.0/specificatie.nl.html'
    """
    parts = [part for part in (name, language, extension) if part]
    below = f"/{version}" if version else ""
    return f"{base_path(base)}{PROFILE}{below}/{'.'.join(parts)}"
