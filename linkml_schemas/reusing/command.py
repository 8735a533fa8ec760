"""Bring the commands about reuse to the command line: terms of others and coverage.

Step on the line: joined by :mod:`linkml_schemas.commands`.
"""

from pathlib import Path

import click

from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.written_paths import OUTPUT_FILE, OUTPUT_FOLDER, write_text, writing

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("terms")
@click.argument("file", type=FILE)
@click.option("--prefix", required=True, help="The prefix of the namespace, such as org.")
@click.option("--namespace", help="The namespace; by default what the prefix stands for here.")
@click.option("--title", default="", help="What the vocabulary is called.")
@click.option("--version", default="", help="The version of the local copy.")
@click.option("--source", default="", help="Where the local copy came from.")
@click.option("--licence", default="", help="The licence under which it is published.")
@click.option("--partial", is_flag=True, help="The copy does not hold every term.")
@click.option("--add", is_flag=True, help="Keep the terms that the list has already.")
@click.option("--output", type=OUTPUT_FOLDER, help="Another folder to write to.")
def terms(
    file: Path, prefix: str, namespace: str | None, output: Path | None, **facts: str | bool
) -> None:
    """List the terms of a vocabulary from a local copy of it, in any form of RDF.

    Only what is a fact is kept: that the term exists, whether it is a class or a property,
    whether it is deprecated, and one label. What --title, --version, --source and --licence
    leave open stays as the list had it.

    Exit codes: 0 all is well, 2 the file is no RDF or has no term of the namespace.
    """
    from linkml_schemas.reusing.term_reading import TermFileError, update_list

    try:
        with writing(output or file):
            listed, path = update_list(file, prefix, namespace, output, facts)
    except TermFileError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {path}: {len(listed.terms)} terms of {listed.namespace}")


@click.command("profile")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--name", required=True, help="The name of the list, such as dcat-ap.")
@click.option("--iri", default="", help="The IRI by which a schema claims conformance.")
@click.option("--title", default="", help="What the profile is called.")
@click.option("--version", default="", help="The version of the local copy.")
@click.option("--source", default="", help="Where the local copy came from.")
@click.option("--licence", default="", help="The licence under which it is published.")
@click.option("--note", default="", help="What to know about how the facts were read.")
@click.option("--output", type=OUTPUT_FOLDER, help="Another folder to write to.")
def profile(files: tuple[Path, ...], name: str, output: Path | None, **facts: str) -> None:
    """List what an application profile asks, from local copies of its SHACL shapes.

    Only facts are kept: class, property, obligation, cardinality, range and code list.

    Exit codes: 0 all is well, 2 a file is no RDF or holds no shapes.
    """
    from linkml_schemas.reusing.profile_reading import update_profile
    from linkml_schemas.reusing.term_reading import TermFileError

    try:
        with writing(output or Path(name)):
            read, path = update_profile(files, name, output, facts)
    except TermFileError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {path}: {len(read.asked)} properties and classes")


@click.command("coverage")
@click.option(
    "--profile", "name", default="dcat-ap-vl", help="dcat-ap-vl, dcat-ap or another list."
)
@click.option("--schema", "path", type=FILE, default=SCHEMA_FILE, help="Another LinkML file.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text"
)
@click.option("--output", type=OUTPUT_FILE, help="Write to a file.")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything is widened, claimed or not.")
def coverage(name: str, path: Path, form: str, output: Path | None, strict: bool) -> None:
    """Say what of an application profile a schema has, narrows, widens and lacks.

    A schema that names the profile under `conforms_to` claims conformance; then it is a fault
    to widen it, or to lack what is mandatory in a class that the schema has.

    Exit codes: 0 all is well, 2 no such profile, 3 the claim is false or the schema has an
    error.
    """
    from linkml_schemas.convention import SchemaError
    from linkml_schemas.reusing.covering import cover_schema

    try:
        result = cover_schema(name, path, form)
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from error
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    if output:
        write_text(output, result.text + "\n" * (not result.text.endswith("\n")))
        click.echo(f"wrote {output}")
    else:
        click.echo(result.text)
    for fault in result.faults if result.is_claimed or strict else ():
        click.echo(f"Error: {fault}", err=True)
    if result.faults and (result.is_claimed or strict):
        raise SystemExit(3)


@click.command("mappings")
@click.option("--schema", "path", type=FILE, default=SCHEMA_FILE, help="Another LinkML file.")
@click.option("--format", "form", type=click.Choice(["text", "sssom"]), default="text")
def mappings(path: Path, form: str) -> None:
    """List the mappings of a schema to terms of others, and what is wrong with them.

    Exit codes: 0 all is well, 3 a mapping is wrong or the schema has an error.
    """
    from linkml_schemas.convention import SchemaError
    from linkml_schemas.modelling.reading import read_model
    from linkml_schemas.reusing.mappings import find_faults, read_mappings, to_lines, to_sssom

    try:
        listed = read_mappings(read_model(path))
    except SchemaError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(3) from error
    for line in (to_sssom if form == "sssom" else to_lines)(listed):
        click.echo(line)
    faults = list(find_faults(listed))
    for fault in faults:
        click.echo(f"Error: {fault}", err=True)
    if faults:
        raise SystemExit(3)
