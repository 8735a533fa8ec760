"""Say what a path under ``/ns/`` asks of the versions of a standard.

Step on the line: beneath the views of versions. Pure.

Source:
    Flemish and Belgian URI standard, rules 7 and 8 (basis, then version).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from linkml_schemas.releasing.records import Release, Standard
from ontology.namespaces import PLACEHOLDER_BASE

LIST = "versies"
"""The last part of the path of the list of versions."""

DIFFERENCE = "verschil"
"""The last part of the path of what a version changed."""

SOURCE = "bron"
"""What stands before the name of a source."""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "shapes": "artefacts/shapes.ttl",
        "context": "artefacts/context.jsonld",
        "schema": "artefacts/schema.json",
        "codelijsten": "artefacts/concept_schemes.ttl",
    }
)
"""The artefacts that have an address of their own, by its last part."""

_NUMBER = r"\d+\.\d+\.\d+"
_ASKED = re.compile(
    rf"(?P<name>.+?)/(?:{LIST}|(?P<version>{_NUMBER})(?:/(?P<part>[a-z]+|{SOURCE}/[\w./-]+))?)"
    r"(?:\.(?P<extension>[a-z]+))?"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a path asks.

    Args:
        name: The path of the standard under ``/ns/``.
        version: The version, empty for the list of all.
        part: ``verschil``, a key of ``FILES``, ``bron/…``, or empty for the version itself.
        extension: Suffix of a format without the dot, empty for the one that is negotiated.
    """

    name: str
    version: str = ""
    part: str = ""
    extension: str = ""


def parse_path(path: str) -> Asked | None:
    """Return what a path asks, None if it cannot be about versions.

    >>> parse_path("datastrategie/profiel/0.1.0/verschil.md")
    Asked(name='datastrategie/profiel', version='0.1.0', part='verschil', extension='md')
    >>> parse_path("datastrategie/versies").version
    ''
    >>> parse_path("datastrategie/profiel.ttl") is None
    True
    """
    found = _ASKED.fullmatch(path)
    if found is None:
        return None
    part, extension = found["part"] or "", found["extension"] or ""
    if part.startswith(f"{SOURCE}/") and extension:
        part, extension = f"{part}.{extension}", ""
    return Asked(found["name"], found["version"] or "", part, extension)


def to_name(standard: Standard) -> str:
    """Return the path of a standard under ``/ns/``, empty if it is not below our base.

    >>> to_name(Standard("https://begrip.example/ns/datastrategie", "", "", {}, {}))
    'datastrategie'
    """
    head = f"{PLACEHOLDER_BASE}/ns/"
    return standard.iri.removeprefix(head) if standard.iri.startswith(head) else ""


def find_standard(release: Release, name: str) -> Standard | None:
    """Return the standard of a release that has a path, None if it has none there."""
    return next((each for each in release.standards if to_name(each) == name), None)


def releases_of(releases: Sequence[Release], name: str) -> tuple[Release, ...]:
    """Return the releases of a standard, the oldest first."""
    return tuple(each for each in releases if name and find_standard(each, name))


def version_path(prefix: str, name: str, version: object, part: str = "") -> str:
    """Return the path of a version, or of a part of it.

    >>> version_path("/x", "datastrategie", "0.1.0", "verschil")
    '/x/ns/datastrategie/0.1.0/verschil'
    """
    return f"{prefix}/ns/{name}/{version}" + (f"/{part}" if part else "")
