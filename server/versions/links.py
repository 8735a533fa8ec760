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
from server.versions.addresses import DIFFERENCE, FILES, LIST, SOURCE, version_path

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
    here = version_path(prefix, name, release.version)
    links = [
        to_link(f"{base}/ns/{name}/{release.version}", "describes"),
        *own_links(base, here, chosen, offers),
        to_link(f"{prefix}/ns/{name}", "up"),
        *([to_link(release.licence, "license")] if release.licence else []),
    ]
    return ", ".join([*links, *_neighbours(prefix, name, release, releases),
                      *_files(base, release)])  # fmt: skip


def page_links(base: str, here: str, up: str, chosen: Offer, offers: Iterable[Offer]) -> str:
    """Return the Link header of what is said in words of versions.

    Args:
        base: The base of the data directory.
        here: The path, without a suffix.
        up: The path of what it is about.
        chosen: The format that is answered with.
        offers: All formats.
    """
    return ", ".join([*own_links(base, here, chosen, offers), to_link(up, "up")])


def own_links(base: str, here: str, chosen: Offer, offers: Iterable[Offer]) -> list[str]:
    """Return the links of a document to itself, whole, and to its other formats."""
    origin = base[: len(base) - len(base_path(base))]
    return [
        to_link(origin + here, "canonical"),
        *(
            f'<{here}.{offer.extension}>; rel="alternate"; type="{offer.media_type}"'
            for offer in offers
            if offer.extension != chosen.extension
        ),
    ]


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


def artefact_links(
    base: str, name: str, release: Release, releases: Sequence[Release], part: str
) -> list[str]:
    """Return the links of a frozen file: its version, and the same file in the latest one.

    Args:
        base: The base of the data directory.
        name: The path of the standard under ``/ns/``.
        release: The version.
        releases: All versions of the standard, the oldest first.
        part: The file: a key of ``FILES``, or ``bron/…``.
    """
    prefix = base_path(base)
    links = [to_link(version_path(prefix, name, release.version), "up")]
    newest = latest(releases)
    if newest and (FILES.get(part) or part.replace(SOURCE, "source", 1)) in newest.files:
        links.append(to_link(version_path(prefix, name, newest.version, part), "latest-version"))
    if release.licence:
        links.append(to_link(release.licence, "license"))
    return links
