"""Check a file against a profile on the command line: what the server does, on one's own machine.

Step on the line: joined by ``begrip.py``. Nothing is fetched, and nothing leaves the machine.
"""

import logging
import os
from pathlib import Path
from typing import Any

import click

from linkml_schemas.conformance_values import SEVERITIES
from linkml_schemas.validating.formats import CSV, RDF_TYPES, SUFFIXES, media_type_of
from linkml_schemas.validating.profiles import HANDED_IN, OWN, ProfileError, known_profiles
from ontology.namespaces import PLACEHOLDER_BASE, shrink_at

EXIT_FAULTS = 17
FORMATS = ("text", "json", "csv", "ttl")
SHOWN = 50
"""Findings of one rule that are written as text."""

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("validate")
@click.argument("file", required=False, type=FILE)
@click.option("--profile", default=OWN, show_default=True, help="See --list.")
@click.option("--shapes", type=FILE, help="A file of SHACL shapes, in the place of a profile.")
@click.option("--class", "class_name", default="", help="Class of the rows of a CSV file.")
@click.option("--column", "columns", multiple=True, metavar="NAME=SLOT",
              help="What a column of a CSV file is called in the class.")  # fmt: skip
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fail", type=click.Choice(("violation", "warning", "never")), default="violation",
              show_default=True, help="From which severity on the exit code is 17.")  # fmt: skip
@click.option("--language", type=click.Choice(("nl", "en")), default="en", show_default=True)
@click.option("--list", "listing", is_flag=True, help="Only list the profiles.")
def validate_command(file: Path | None, **options: Any) -> None:
    """Check FILE against a profile: RDF in any format, or CSV by one of our classes.

    Exit codes: 0 the data conform, 2 no such profile or class, 3 the list of profiles is wrong,
    17 the data break the profile, cannot be read, or hold nothing that it speaks of.
    """
    folder, base = os.environ.get("BEGRIP_PROFILES", "").strip(), _base()
    try:
        if options["listing"]:
            for profile in known_profiles(base, folder).values():
                click.echo(f"{profile.name:<28} {profile.titles.get(options['language'], '')}")
            return
        if file is None:
            raise click.UsageError("Missing argument 'FILE'.")
        _validate(file, folder, base, options)
    except ProfileError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error


def _base() -> str:
    return os.environ.get("BEGRIP_BASE_IRI", "").strip().rstrip("/") or PLACEHOLDER_BASE


def _validate(file: Path, folder: str, base: str, options: dict[str, Any]) -> None:
    from linkml_schemas.validating.checking import check_data
    from linkml_schemas.validating.reading import UnreadableError
    from linkml_schemas.validating.unusable import UnusableError
    from linkml_schemas.validating.values import Asked

    logging.disable(logging.WARNING)  # rdflib logs a traceback for every literal that is wrong
    shapes: Path | None = options["shapes"]
    asked = Asked(
        data=file.read_bytes(),
        media_type=_media_type(file, (*RDF_TYPES, CSV)),
        profile=HANDED_IN if shapes else options["profile"],
        base=base,
        class_name=options["class_name"],
        columns=dict(_column(item) for item in options["columns"]),
        shapes=shapes.read_bytes() if shapes else b"",
        shapes_type=_media_type(shapes, RDF_TYPES) if shapes else "",
        folder=folder,
    )
    try:
        report = check_data(asked)
    except UnusableError as error:
        raise click.UsageError(str(error)) from error
    except UnreadableError as error:
        place = (
            f":{error.line}" + (f":{error.column}" if error.column else "") if error.line else ""
        )
        said = error.messages.get(options["language"], error.message)
        click.echo(f"{file}{place}: {said}", err=True)
        raise SystemExit(EXIT_FAULTS) from error
    if options["kind"] == "text":
        _tell(report, base, options["language"])
    else:
        click.echo(_write(report, options["kind"], base), nl=False)
    warned = options["fail"] == "warning" and report.counts["Warning"]
    if options["fail"] != "never" and (report.conforms is not True or warned):
        raise SystemExit(EXIT_FAULTS)


def _write(report: Any, kind: str, base: str) -> bytes:
    from linkml_schemas.validating.writing import to_csv, to_json, to_rdf

    if kind == "json":
        return to_json(report)
    return to_csv(report) if kind == "csv" else to_rdf(report, "text/turtle", base)


def _media_type(file: Path, known: tuple[str, ...]) -> str:
    found = media_type_of(file.name)
    if found not in known:
        raise click.UsageError(f"{file.name} must end in one of {', '.join(SUFFIXES)}.")
    return found


def _column(text: str) -> tuple[str, str]:
    name, mark, slot = text.partition("=")
    if not mark:
        raise click.UsageError(f"--column {text!r} must be NAME=SLOT.")
    return name.strip(), slot.strip()


def _tell(report: Any, base: str, language: str) -> None:
    """Write a report as text, rule by rule."""
    from linkml_schemas.validating.grouping import to_groups

    for group in to_groups(report.findings, shown=SHOWN)["groups"]:
        rule = shrink_at(group["path"] or group["rule"], base) or group["path"] or group["rule"]
        click.echo(f"{group['severity']} {rule} {group['component']} ({group['count']})")
        for text in _choose(group["messages"], language):
            click.echo(f"  {text}")
        click.echo(f"  {group['remedy'][language]}")
        if group["see"]:
            click.echo(f"  {group['see']}")
        for item in group["shown"]:
            place = f"row {item['row']} {item['column']}: " if item["row"] else ""
            thing = item["holder"] or item["focus"] or "-"
            said = f" = {item['value']}" if item["value"] else ""
            click.echo(f"    {place}{thing}{said}")
    spoken = [t for part in report.parts for t in part.targets if t.count]
    for target in spoken:
        click.echo(f"checked {target.count} of {shrink_at(target.iri, base) or target.iri}")
    faulty = sum(len(part.faulty) for part in report.parts)
    if faulty:
        click.echo(f"{faulty} faults in the shapes themselves; --format json has them")
    if report.problem:
        click.echo(f"Not all was checked: {report.problem}")
    counts = ", ".join(f"{report.counts[severity]} {severity}" for severity in SEVERITIES)
    verdict = {True: "conforms", False: "does not conform", None: "NOTHING WAS CHECKED"}
    click.echo(f"{verdict[report.conforms]}: {counts}")


def _choose(messages: dict[str, str], language: str) -> list[str]:
    tag = next((tag for tag in (language, "", *messages) if tag in messages), None)
    return [] if tag is None else [messages[tag]]


COMMANDS: tuple[click.Command, ...] = (validate_command,)
"""What this package adds to ``begrip``."""
