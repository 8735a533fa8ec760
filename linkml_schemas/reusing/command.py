"""Bring the commands about reuse to the command line: terms of others and coverage.

Step on the line: joined by :mod:`linkml_schemas.commands`.
"""

from pathlib import Path

import click

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
@click.option("--output", type=click.Path(path_type=Path), help="Another folder to write to.")
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
        listed, path = update_list(file, prefix, namespace, output, facts)
    except TermFileError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {path}: {len(listed.terms)} terms of {listed.namespace}")
