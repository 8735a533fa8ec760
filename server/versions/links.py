"""Write the Link headers of versions.

Step on the line: beside the views of versions. Pure.

Source:
    RFC 8288 (Web Linking); RFC 5829 (latest-version, version-history, predecessor-version,
    successor-version); JSON-LD 1.1, section 6.1 (context relation).
"""

from collections.abc import Iterable, Sequence

from linkml_schemas.releasing.records import Release, latest
from ontology.namespaces import expand, rebase
from server.dereferencing.link_header import to_link
from server.links import base_path
from server.negotiation import Offer
from server.versions.addresses import DIFFERENCE, FILES, LIST, version_path

CONTEXT = "http://www.w3.org/ns/json-ld#context"
SHAPES = expand("sh:shapesGraph")


def version_links(
    base: str,
    name: str,
    release: Release,
    releases: Sequence[Release],
    chosen: Offer,
    offers: Iterable[Offer],
) -> str:
    """Return the Link header of a version.

    Args:
        base: The base of the data directory.
        name: The path of the standard under ``/ns/``.
        release: The version.
        releases: All versions of the standard, the oldest first.
        chosen: The format that is answered with.
        offers: All formats.
    """
    prefix = base_path(base)
    origin = base[: len(base) - len(prefix)]
    here = version_path(prefix, name, release.version)
    links = [to_link(origin + here, "canonical")]
    links += [
        f'<{here}.{offer.extension}>; rel="alternate"; type="{offer.media_type}"'
        for offer in offers
        if offer.extension != chosen.extension
    ]
    return ", ".join([*links, *_neighbours(prefix, name, release, releases),
                      *_files(base, release)])  # fmt: skip


def _neighbours(
    prefix: str, name: str, release: Release, releases: Sequence[Release]
) -> Iterable[str]:
    newest = latest(releases)
    if newest:
        yield to_link(version_path(prefix, name, newest.version), "latest-version")
    yield to_link(f"{prefix}/ns/{name}/{LIST}", "version-history")
    position = [each.version for each in releases].index(release.version)
    if position:
        before = releases[position - 1].version
        yield to_link(version_path(prefix, name, before), "predecessor-version")
    if position + 1 < len(releases):
        after = releases[position + 1].version
        yield to_link(version_path(prefix, name, after), "successor-version")
    difference = version_path(prefix, name, release.version, DIFFERENCE)
    yield to_link(difference, "describedby")


def _files(base: str, release: Release) -> Iterable[str]:
    first = rebase(release.standards[0].version_iri(release.version), base)
    first = base_path(base) + first[len(base) :]
    for part, relation in (("shapes", SHAPES), ("context", CONTEXT)):
        if FILES[part] in release.files:
            yield to_link(f"{first}/{part}", relation)


def artefact_links(base: str, name: str, release: Release) -> str:
    """Return the Link header of a frozen file: the version that it is of."""
    return to_link(version_path(base_path(base), name, release.version), "up")
