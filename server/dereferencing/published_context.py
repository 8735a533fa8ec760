"""Give the JSON-LD context of the registries, and its address.

Step on the line: the file comes from ``linkml_schemas``, at the base of this server.
"""

from functools import cache

from linkml_schemas.generated_files import read_context
from ontology.iris import ParsedIri, mint
from ontology.namespaces import rebase

VOCABULARY = "datastrategie"


def context_address(base: str) -> str:
    """Return the whole address of the JSON-LD context of the registries.

    >>> context_address("https://b.example")
    'https://b.example/ns/datastrategie/context.jsonld'
    """
    return mint(base, ParsedIri("ns", VOCABULARY, ("context.jsonld",)))


@cache
def context(base: str) -> bytes:
    """Return the JSON-LD context of the registries."""
    return rebase(read_context(), base)
