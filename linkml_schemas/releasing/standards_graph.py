"""Describe every version as a data standard, in Turtle that a build publishes.

Step on the line: from the records of releases to the graph ``versies``, through
``loaders.emitting.system_graphs``. A standard says which version is the latest and which there
are; a version says of what it is one, its status and what it replaced.

Source:
    OWL 2 Structural Specification, section 3.3; DCMI Metadata Terms (isVersionOf, hasVersion).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from linkml_schemas.releasing.changelog import status_words
from linkml_schemas.releasing.records import RELEASES, Release, Standard, Texts, read_releases
from linkml_schemas.releasing.texts import LANGUAGES, to_words
from linkml_schemas.turtle import Predicates, block, document, iri, literal, texts
from ontology.namespaces import PREFIXES

GRAPH = "versies"
"""The name of the graph."""

KINDS = "https://data.vlaanderen.be/id/concept/StandaardType/"
_DATE = PREFIXES["xsd"] + "date"


def read_releases_turtle(current: str, folder: Path = RELEASES) -> bytes:
    """Return all versions of all standards as Turtle with the placeholder base.

    Args:
        current: The version that the schema is now.
        folder: Where the releases are.

    Raises:
        ReleaseError: A release cannot be read.
    """
    return render_releases(read_releases(folder), current)


def render_releases(releases: Sequence[Release], current: str = "") -> bytes:
    """Return versions of standards as Turtle with the placeholder base.

    Shape:
        A standard has the IRI of a version only while that is what the schema is now: between
        releases it follows the last one.
    """
    heading = ["Made of linkml_schemas/releases by the build."]
    return document(heading, _blocks(releases, current)).encode()


def _blocks(releases: Sequence[Release], current: str) -> Iterator[str]:
    named = {each.iri: each for release in releases for each in release.standards}
    for standard in named.values():
        own = [each for each in releases if any(s.iri == standard.iri for s in each.standards)]
        yield block(iri(standard.iri), _say_standard(standard, own, current))
    for release in releases:
        for standard in release.standards:
            titles = named[standard.iri].titles  # the latest: one standard has one name
            said = _say_version(release, standard, titles)
            yield block(iri(standard.version_iri(release.version)), said)


def _say_standard(standard: Standard, releases: Sequence[Release], current: str) -> Predicates:
    now = [each for each in releases if str(each.version) == current]
    earlier = [each for each in releases if not now or each.version < now[0].version]
    return [
        ("owl:versionIRI", [iri(standard.version_iri(each.version)) for each in now]),
        ("owl:priorVersion", [iri(standard.version_iri(each.version)) for each in earlier[-1:]]),
        ("dct:hasVersion", [iri(standard.version_iri(each.version)) for each in releases]),
    ]


def _say_version(release: Release, standard: Standard, names: Texts) -> Predicates:
    version, status = release.version, release.status
    prior = [iri(standard.version_iri(release.prior))] if release.prior else []
    titles = {
        language: to_words("standard.title", language, title=title, version=version)
        for language, title in names.items()
        if language in LANGUAGES
    }
    descriptions = {
        language: " ".join(filter(None, [standard.descriptions.get(language), said]))
        for language, said in _released(release).items()
    }
    successor = f"{standard.iri}/{status.successor}"
    return [
        ("a", ["dct:Standard"]),
        ("dct:title", texts(titles)),
        ("dct:description", texts(descriptions)),
        ("dct:type", [iri(KINDS + standard.kind)]),
        ("adms:status", [iri(status.concept)]),
        ("owl:versionInfo", [literal(str(version))]),
        ("dct:isVersionOf", [iri(standard.iri)]),
        ("owl:priorVersion", prior),
        ("dct:isReplacedBy", [iri(successor)] if status.successor else []),
        ("dct:issued", [literal(release.date, datatype=_DATE)]),
        ("dct:license", [iri(release.licence)] if release.licence else []),
        ("skos:changeNote", texts(_stages(release))),
        ("dct:source", [iri(standard.iri)]),
    ]


def _released(release: Release) -> dict[str, str]:
    return {
        language: to_words(
            "standard.description", language, version=release.version, date=release.date
        )
        for language in LANGUAGES
    }


def _stages(release: Release) -> dict[str, str]:
    """Return the statuses that a version had as one sentence by language."""
    return {
        language: "; ".join(
            to_words(
                "changelog.stage",
                language,
                status=status_words(stage, language),
                date=stage.date,
            )
            for stage in release.stages
        )
        + "."
        for language in LANGUAGES
    }
