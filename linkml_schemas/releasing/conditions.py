"""Say why a version may not be released.

Step on the line: what :mod:`linkml_schemas.releasing.proposing` asks before it proposes. Each
reason says what is wrong, where, and what would be right.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.steps import Step, next_version, version_fault
from linkml_schemas.differing.values import Difference
from linkml_schemas.releasing.headers import find_headers
from linkml_schemas.releasing.records import Release
from linkml_schemas.releasing.terms import TermChange, step_of_terms
from linkml_schemas.releasing.texts import RELEASE_TEXTS
from linkml_schemas.releasing.versions import Version

STEPS: tuple[Step, ...] = ("none", "patch", "minor", "major")
"""The steps, the smallest first."""

_SHOWN = 5
"""Changes that a reason names."""

_CHANGES: Mapping[Step, str] = {
    "major": "what changed is breaking",
    "minor": "something was added",
    "patch": "words changed",
}


def misnumbered(
    prior: Release | None,
    version: Version,
    difference: Difference | None,
    terms: tuple[TermChange, ...],
) -> Iterator[str]:
    """Yield the reason if a version does not take the step that its changes ask."""
    if prior is None or difference is None:
        return
    step = join_steps(difference, terms)
    if step == "none":
        yield f"nothing changed since {prior.version}: there is nothing to release as {version}"
        return
    if version_fault(str(prior.version), str(version), step):
        least = next_version(str(prior.version), step)
        because = "; ".join(_gravest(difference, terms, step))
        yield (
            f"{version} is too small a step from {prior.version}, for {_CHANGES[step]}: "
            f"{because}; the lowest that fits is {least}"
        )


def join_steps(difference: Difference | None, terms: tuple[TermChange, ...]) -> Step:
    """Return the gravest step that the changes of schema and terms ask."""
    return max(difference.step if difference else "none", step_of_terms(terms), key=STEPS.index)


def _gravest(difference: Difference, terms: tuple[TermChange, ...], step: Step) -> list[str]:
    """Return the changes that ask for a step, some of them."""
    verdict = {"major": "breaking", "minor": "additive"}.get(step, "editorial")
    said = [
        f"{change.name} {KINDS[change.kind].says['en']}"
        for change in difference.judged
        if change.verdict == verdict
    ]
    said += [
        f"{RELEASE_TEXTS[f'terms.{change.kind}']['en']}: <{change.iri}>"
        for change in terms
        if change.verdict == verdict
    ]
    more = len(said) - _SHOWN
    return [*said[:_SHOWN], f"and {more} more"] if more > 0 else said


def misdated(prior: Release | None, day: str) -> Iterator[str]:
    """Yield the reason if a day cannot be that of a release."""
    if day > date.today().isoformat():
        yield f"{day} is still to come"
    if prior and day < prior.date:
        yield f"{day} is before {prior.date}, when {prior.version} was released"


def misfitting(extras: Sequence[Path], taken: Set[str]) -> Iterator[str]:
    """Yield a reason for each further file that would hide another, or is no Turtle.

    Args:
        extras: The files that are to be frozen beside the artefacts.
        taken: The names of the artefacts.
    """
    named: dict[str, Path] = {}
    for file in extras:
        if file.name in taken:
            yield f"{file}: {file.name} is the name of an artefact; give the file another name"
        elif file.name in named:
            yield f"{file}: {named[file.name]} has the name {file.name} too; rename one of them"
        named.setdefault(file.name, file)
        if file.suffix == ".ttl":
            yield from _unreadable(file)


def _unreadable(file: Path) -> Iterator[str]:
    try:
        for _ in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        yield f"{file}:{line}:{column}: this is no Turtle: {error.msg.partition(': ')[2]}"


def mislabelled(artefacts: Mapping[str, bytes], version: Version) -> Iterator[str]:
    """Yield a reason for each artefact that says it is of another version."""
    for header in find_headers(artefacts):
        if header.version_info not in {"", str(version)}:
            yield (
                f"{header.standard.file}: owl:versionInfo of <{header.standard.iri}> is "
                f"{header.version_info}; write {version} where that stands"
            )
