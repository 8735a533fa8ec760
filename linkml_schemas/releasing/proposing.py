"""Decide whether a schema may be released, and as what.

Step on the line: before anything is written. All reasons to refuse are said, not the first only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkml_schemas.checking.check import Beyond, check_schema
from linkml_schemas.checking.rule import LEVELS
from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.term_words import ONTOLOGY, read_ontology, with_term_words
from linkml_schemas.differing.values import Difference
from linkml_schemas.modelling.faults import SchemaFaults
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.releasing import conditions
from linkml_schemas.releasing.artefacts import (
    Artefacts,
    find_stale,
    names_taken,
    render_all,
)
from linkml_schemas.releasing.changes import to_changes
from linkml_schemas.releasing.contents import ARTEFACTS, Identity, collect, read_sources
from linkml_schemas.releasing.records import Release, find_alterations, read_releases
from linkml_schemas.releasing.terms import TermChange, compare_terms
from linkml_schemas.releasing.versions import Version, VersionError, parse_version


class Refused(Exception):  # noqa: N818  a decision, no failure
    """Say why there is no release.

    Args:
        reasons: What is not right, each with what would be.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to release.

    Args:
        schema: The LinkML file that imports all others.
        releases: The folder of its versions.
        version: The version that is meant, empty for what the schema says.
        day: The day of the release, ISO 8601.
        extras: Further artefacts, such as a vocabulary written by hand.
    """

    schema: Path
    releases: Path
    version: str
    day: str
    extras: Sequence[Path] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A release that may be written: its files by name, and its record without a status."""

    version: Version
    files: Mapping[str, bytes]
    record: Mapping[str, Any]
    changes: Mapping[str, Any]


def propose(request: Request) -> Proposal:
    """Return the release that a schema asks for.

    Raises:
        SchemaError: The schema has an error, or the checks find one.
        ReleaseError: A release that is there cannot be read.
        Refused: Something else is not right.
    """
    model = read_model(request.schema)
    releases = read_releases(request.releases)
    version = _read_version(request, model)
    prior = next((each for each in reversed(releases) if each.version < version), None)
    before = read_model(prior.schema_file) if prior else None
    _require_checked(request.schema, before)
    artefacts = render_all(request.schema, request.extras)
    taken = names_taken(request.schema, artefacts)
    if unfit := [*conditions.misfitting(request.extras, taken)]:
        raise Refused(unfit)
    compared = difference(before, model) if before else None
    if compared and prior:
        compared = with_term_words(
            compared, read_ontology(prior.schema_file), artefacts.made[ONTOLOGY]
        )
    terms = _compare_extras(prior, artefacts)
    reasons = [
        *(reason for release in releases for reason in find_alterations(release)),
        *conditions.misnumbered(prior, version, compared, terms),
        *conditions.misdated(prior, request.day),
        *find_stale(request.schema, artefacts),
        *conditions.mislabelled(artefacts.all, version),
    ]
    if reasons:
        raise Refused(reasons)
    return _to_proposal(request, model, version, prior, artefacts, compared, terms)


def _require_checked(schema: Path, before: SchemaModel | None) -> None:
    """Refuse a schema in which the checks find what they fail on.

    Raises:
        SchemaFaults: What they find.
    """
    report = check_schema(schema, Beyond(before))
    least = LEVELS.index(report.settings.fail_on)
    grave = [fault for fault in report.faults if LEVELS.index(fault.level) <= least]
    if grave:
        raise SchemaFaults(grave)


def _read_version(request: Request, model: SchemaModel) -> Version:
    place = model.place_of("version")
    try:
        said = parse_version(model.version)
    except VersionError as error:
        raise Refused([f"{place}: {error}"]) from error
    if request.version not in {"", str(said)}:
        raise Refused(
            [f"{place}: the version is {said}; write `version: {request.version}` to release that"]
        )
    if (request.releases / str(said)).exists():
        raise Refused(
            [f"{place}: version {said} is released already; give the schema the next one"]
        )
    return said


def _compare_extras(prior: Release | None, artefacts: Artefacts) -> tuple[TermChange, ...]:
    """Return what changed in the artefacts that no LinkML file makes."""
    found: tuple[TermChange, ...] = ()
    for name, content in artefacts.extras.items():
        frozen = f"{ARTEFACTS}/{name}"
        if prior and frozen in prior.files and name.endswith(".ttl"):
            found += compare_terms(prior.read(frozen), content)
    return found


def _to_proposal(
    request: Request,
    model: SchemaModel,
    version: Version,
    prior: Release | None,
    artefacts: Artefacts,
    compared: Difference | None,
    terms: tuple[TermChange, ...],
) -> Proposal:
    number = prior.version if prior else None
    identity = Identity(model.name, model.iri, model.titles, version, number, request.day)
    own = [file.path for file in model.files if not file.foreign]
    entry, sources = read_sources(request.schema, own)
    step = conditions.join_steps(compared, terms)
    changes = to_changes(version, number, compared, terms, step=step, size=_size(model))
    files, record = collect(identity, entry, sources, artefacts.all, changes)
    return Proposal(version, files, record, changes)


def _size(model: SchemaModel) -> dict[str, int]:
    own = [each for each in model.elements() if each.kind != "value"]
    values = [each for each in model.elements() if each.kind == "value"]
    columns = {(name, slot) for name, each in model.classes.items() for slot in each.own}
    return {
        "classes": sum(each.kind == "class" for each in own),
        "slots": len({slot for _, slot in columns} | set(model.slots)),
        "enums": sum(each.kind == "enum" for each in own),
        "values": len(values),
    }
