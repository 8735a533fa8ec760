"""Show versions of a standard to people: the list, one version, what it changed.

Step on the line: from the records of releases to pages, within a front.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Response

from linkml_schemas.releasing.records import Release, Standard, latest
from linkml_schemas.releasing.rendering import VERDICTS, to_key, to_title
from linkml_schemas.releasing.texts import to_words
from ontology.namespaces import rebase, shrink_at
from server.links import base_path, document_path
from server.render import reader_languages, render_page, site_language
from server.serialization import DOCUMENT_OFFERS
from server.specifying.addresses import PROFILE, SPECIFICATION, address_of
from server.versions.addresses import DIFFERENCE, FILES, LIST, find_standard, version_path
from server.versions.documents import frozen_terms

TYPES = {
    "json": "application/json",
    "md": "text/markdown",
    **{offer.extension: offer.media_type for offer in DOCUMENT_OFFERS},
}

_VOCABULARY = "Vocabularium"
"""The kind of a standard that has terms of its own and no classes of a profile."""


def render_list(base: str, name: str, releases: Sequence[Release]) -> Response:
    """Return the page that lists the versions of a standard, the last first."""
    standard = _standard(releases[-1], name)
    prefix = base_path(base)
    return render_page(
        "versions.html",
        **_frame(base, name, standard),
        newest=str(_newest(releases).version),
        rows=[
            {**_facts(prefix, name, each), "changes": each.read_changes()}
            for each in reversed(releases)
        ],
        formats=[(each, f"{prefix}/ns/{name}/{LIST}.{each}") for each in ("json", "md")],
    )


def render_version(
    folder: Path, base: str, name: str, release: Release, releases: Sequence[Release]
) -> Response:
    """Return the page of one version: its status, its files and its terms."""
    standard = _standard(release, name)
    prefix = base_path(base)
    here = version_path(prefix, name, release.version)
    newest = _newest(releases)
    terms = frozen_terms(folder, base, standard, str(release.version), reader_languages())
    return render_page(
        "version.html",
        **_frame(base, name, standard),
        release=_facts(prefix, name, release),
        newest=_facts(prefix, name, newest) if newest.version != release.version else None,
        changes=release.read_changes(),
        files=[*_files(base, release), *_specification(base, release)],
        sources=_sources(base, release),
        terms=[{**term, **_link(base, term["iri"])} for term in terms],
        iri=rebase(standard.version_iri(release.version), base),
        formats=[(o.extension, f"{here}.{o.extension}") for o in DOCUMENT_OFFERS],
    )


def render_difference(
    base: str,
    name: str,
    release: Release,
    releases: Sequence[Release],
    told: Sequence[Release],
) -> Response:
    """Return the page that says what a version changed.

    Args:
        base: The base of the data directory.
        name: The path of the standard under ``/ns/``.
        release: The version.
        releases: All versions of the standard, the oldest first.
        told: The versions whose changes are told, the last first.
    """
    prefix = base_path(base)
    address = version_path(prefix, name, release.version, DIFFERENCE)
    earlier = [each for each in releases if each.version < release.version]
    return render_page(
        "version_changes.html",
        **_frame(base, name, _standard(release, name)),
        release=_facts(prefix, name, release),
        parts=[_part(each) for each in told],
        prefix_of=to_key,
        counts_classes=_counts_classes(release, name),
        verdicts=VERDICTS,
        others=[str(each.version) for each in reversed(earlier)],
        compared=str(told[-1].prior) if told[-1].prior else "",
        address=address,
        formats=[(each, f"{address}.{each}") for each in ("json", "md")],
    )


def _counts_classes(release: Release, name: str) -> bool:
    """Return whether the counts are of this standard: a profile has them, not its vocabulary."""
    kinds = {each.kind for each in release.standards}
    return len(kinds) == 1 or _standard(release, name).kind != _VOCABULARY


def _part(release: Release) -> dict[str, Any]:
    changes = release.read_changes()
    groups = [
        (verdict, [each for each in changes["changes"] if each["verdict"] == verdict])
        for verdict in VERDICTS
    ]
    return {
        **changes,
        "title": to_title(changes, site_language()),
        "groups": [(verdict, listed) for verdict, listed in groups if listed],
    }


def _frame(base: str, name: str, standard: Standard) -> dict[str, Any]:
    """Return what the pages of versions share."""
    prefix = base_path(base)
    return {
        "types": TYPES,
        "standard": {
            "titles": standard.titles,
            "descriptions": standard.descriptions,
            "href": f"{prefix}/ns/{name}",
            "list": f"{prefix}/ns/{name}/{LIST}",
        },
        "words": lambda key, **values: to_words(key, site_language(), **values),
    }


def _facts(prefix: str, name: str, release: Release) -> dict[str, Any]:
    status = release.status
    successor = version_path(prefix, name, status.successor) if status.successor else ""
    prior = version_path(prefix, name, release.prior) if release.prior else ""
    return {
        "version": str(release.version),
        "date": release.date,
        "status": status.status,
        "stages": release.stages,
        "prior": str(release.prior) if release.prior else "",
        "prior_href": prior,
        "successor": status.successor,
        "successor_href": successor,
        "digest": release.record["digest"],
        "href": version_path(prefix, name, release.version),
        "difference": version_path(prefix, name, release.version, DIFFERENCE),
    }


def _files(base: str, release: Release) -> list[tuple[str, str]]:
    first = _first(base, release)
    return [
        (part, f"{first}/{part}.{'ttl' if file.endswith('.ttl') else file.rpartition('.')[2]}")
        for part, file in FILES.items()
        if file in release.files
    ]


def _specification(base: str, release: Release) -> list[tuple[str, str]]:
    """Return where the specification of a version is; none of another profile than ours."""
    if not find_standard(release, PROFILE.removeprefix("/ns/")):
        return []
    return [(SPECIFICATION, address_of(base, SPECIFICATION, version=str(release.version)))]


def _sources(base: str, release: Release) -> list[tuple[str, str]]:
    names = [each[7:] for each in release.files if each.startswith("source/")]
    return [(name, f"{_first(base, release)}/bron/{name}") for name in sorted(names)]


def _first(base: str, release: Release) -> str:
    iri = rebase(release.standards[0].version_iri(release.version), base)
    return base_path(base) + iri[len(base) :]


def _link(base: str, iri: str) -> dict[str, str]:
    curie = shrink_at(iri, base) or iri
    return {"href": document_path(base, iri), "curie": curie, "anchor": curie}


def _newest(releases: Sequence[Release]) -> Release:
    newest = latest(releases)
    assert newest is not None, "a standard is known by its releases"
    return newest


def _standard(release: Release, name: str) -> Standard:
    found = find_standard(release, name)
    assert found is not None, "the release was found by the name of its standard"
    return found
