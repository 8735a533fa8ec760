"""Bring ``begrip schema generate`` to the command line.

Step on the line: joined by :mod:`linkml_schemas.commands`. Emitters are imported when the command
runs, for the command line must start quickly.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkml_schemas.convention import SchemaError
from linkml_schemas.generated_files import GENERATED
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE, OUTPUT_FOLDER, write_text, writing

if TYPE_CHECKING:
    from linkml_schemas.generating.left_out import LeftOut

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SAID = 5
"""How many places of each feature that is left out are told in the terminal."""


class _Words(click.ParamType[tuple[str, ...]]):
    """Several words with commas between."""

    name = "words"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = dict.fromkeys(word.strip() for word in str(value).split(",") if word.strip())
        if not words:
            self.fail("there is no word in it; leave the option out for all", param, ctx)
        return tuple(words)


WORDS = _Words()


@click.command("generate")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is stale.")
@click.option("--schema", "path", type=FILE, default=SCHEMA_FILE, help="Any LinkML file.")
@click.option(
    "--output", type=OUTPUT_FOLDER, help="The folder to write to; generated/ beside the schema."
)
@click.option("--only", type=WORDS, default=(), help="Artefacts with commas between: shapes,…")
@click.option("--language", type=WORDS, default=(), help="Languages with commas between: nl,en.")
@click.option("--report", type=OUTPUT_FILE, help="A file to write to, as JSON, what is left out.")
def generate(
    check: bool,
    path: Path,
    output: Path | None,
    only: tuple[str, ...],
    language: tuple[str, ...],
    report: Path | None,
) -> None:
    """Make shapes, ontology, code lists, context, JSON Schema, spreadsheet and more of a schema.

    Artefacts: plan (of our own schemas), shapes, ontology, concept-schemes, context,
    json-schema, spreadsheet, specification, diagram. Without --only: all; for our own schemas in
    their own folder those that are committed.

    Exit codes: 0 all is well, 1 a file is stale (--check), 2 no such artefact or language,
    3 a schema has an error.
    """
    from linkml_schemas.generating.output import stale_files, write_files

    folder = output or path.parent / GENERATED.name
    files, left_out = _make(path, folder, only, language)
    stale = stale_files(files, folder)
    if not check:
        with writing(folder):
            write_files({name: files[name] for name in stale}, folder)
    _report(report, path, files, [each.to_json(path.parent) for each in left_out])
    _say_left_out(left_out)
    if check and stale:
        _say_stale(stale, folder)
    for name in stale:
        click.echo(f"wrote {folder / name}")
    if not stale:
        click.echo(f"{len(files)} files are current")


def _make(
    path: Path, folder: Path, only: tuple[str, ...], language: tuple[str, ...]
) -> tuple[dict[str, bytes], tuple["LeftOut", ...]]:
    from linkml_schemas.generating.artefacts import read_subject
    from linkml_schemas.generating.left_out import find_left_out
    from linkml_schemas.generating.naming import Languages
    from linkml_schemas.generating.output import (
        UnknownArtefactError,
        UnknownLanguageError,
        choose_names,
        render,
        require_languages,
    )

    try:
        subject = read_subject(path, Languages(language))
        require_languages(subject)
        names = choose_names(subject, only, committed=folder.resolve() == GENERATED)
        files = render(subject, names)
    except (UnknownArtefactError, UnknownLanguageError) as error:
        raise click.UsageError(str(error)) from error
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    return files, () if subject.ours else find_left_out(subject.model)


def _say_left_out(left_out: Iterable["LeftOut"]) -> None:
    """Say what is left out; of what is left out often, the first ones and how many more."""
    said: Counter[str] = Counter()
    for each in left_out:
        said[each.feature] += 1
        if said[each.feature] <= SAID:
            click.echo(f"left out: {each}", err=True)
    for feature, count in said.items():
        if count > SAID:
            rest = f"{count - SAID} more places of {feature}; --report has all"
            click.echo(f"left out: {rest}", err=True)


def _say_stale(stale: list[str], folder: Path) -> None:
    ours = folder.resolve() == GENERATED
    remedy = "Run `make generate`" if ours else "Run the same without --check"
    click.echo(f"Stale: {', '.join(stale)}. {remedy} and commit the result.", err=True)
    raise SystemExit(1)


def _report(
    target: Path | None, path: Path, files: Mapping[str, bytes], left_out: list[dict[str, Any]]
) -> None:
    if target is None:
        return
    content = {"schema": path.name, "files": sorted(files), "left_out": left_out}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_text(target, text)
