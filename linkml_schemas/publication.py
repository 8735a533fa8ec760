"""Say under which names the artefacts of a schema are published.

Step on the line: beside the plan, beneath the emitters. :func:`our_publication` is for schemas of
our convention; :mod:`linkml_schemas.generating` makes that of any other schema.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from linkml_schemas.headings import heading
from linkml_schemas.plan import Schema, Texts
from ontology.iris import ParsedIri, mint
from ontology.namespaces import DS, PLACEHOLDER_BASE, PREFIXES

_NO_LOCAL = re.compile(r"[^\w.~:/-]")

PROFILE_IRI = mint(PLACEHOLDER_BASE, ParsedIri("ns", "datastrategie", ("profiel",)))
PROFILE_TITLES: Texts = {
    "nl": "Applicatieprofiel van de datastrategie",
    "en": "Application profile of the data strategy",
}
PROFILE_DESCRIPTIONS: Texts = {
    "nl": "Hoe de registers klassen en eigenschappen van anderen gebruiken.",
    "en": "How the registries use classes and properties of others.",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """The names of what is made of a schema.

    Shape:
        ``identifier`` is the ``id`` of the schema, ``ontology`` the IRI of what holds its terms;
        ``shapes`` is what the IRI of each shape begins with, ``own`` that of each list and code
        which is the schema's own, ``vocabulary`` the IRI of what states those.
        ``languages`` are those in which the shapes speak to people.
    """

    heading: str
    identifier: str
    ontology: str
    titles: Texts
    descriptions: Texts
    version: str
    shapes: str
    own: str
    vocabulary: str
    prefixes: Mapping[str, str]
    languages: tuple[str, ...]

    def is_own(self, name: str) -> bool:
        """Tell whether an IRI of a list or a code is minted by the schema itself."""
        return name.startswith(self.own)


def to_local(name: str) -> str:
    """Return a name as the last part of an IRI; letters of any script stay.

    >>> to_local("50% of [it]")
    '50%25%20of%20%5Bit%5D'
    """
    return _NO_LOCAL.sub(lambda match: quote(match[0], safe=""), name)


def our_publication(schema: Schema) -> Publication:
    """Return the names under which schemas of our convention are published."""
    return Publication(
        heading=heading(schema),
        identifier=f"{PLACEHOLDER_BASE}/ns/schema/{schema.name}",
        ontology=PROFILE_IRI,
        titles=PROFILE_TITLES,
        descriptions=PROFILE_DESCRIPTIONS,
        version=schema.version,
        shapes=mint(PLACEHOLDER_BASE, ParsedIri("ns", "datastrategie", ("shapes",))) + "#",
        own=f"{PLACEHOLDER_BASE}/",
        vocabulary=DS.removesuffix("#"),
        prefixes=PREFIXES,
        languages=("nl", "en"),
    )
