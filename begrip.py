"""Join the packages into one command line; the composition root.

Step on the line: above all others. Each package brings its own ``commands``; a command's
module is imported when the command is used, so ``begrip --help`` and a second ``begrip up``
wait for nothing that they do not need.
"""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

import click

from loaders.composed import Composed
from loaders.errors import EXIT_CODES

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "up": ("", "Build the registries if needed, then serve them."),
        "build": ("loaders.commands", "Build a generation of the registries and publish it."),
        "serve": ("server.commands", "Serve the published generation."),
        "health": ("server.commands", "Ask a running server whether it is ready."),
        "check": ("loaders.commands", "Run all checks of a build and publish nothing."),
        "query": ("server.commands", "Ask a generation a SPARQL query, without a server."),
        "diff": ("loaders.diff_commands", "Say what differs between generations, or would."),
        "generations": ("loaders.generation_commands", "List, verify, pin and prune generations."),
        "rollback": ("loaders.commands", "Publish an earlier generation again."),
        "builds": ("loaders.operator_commands", "List the last builds and what became of them."),
        "backup": ("loaders.operator_commands", "Write the data directory to one file."),
        "restore": ("loaders.operator_commands", "Make a data directory of a backup."),
        "export": ("loaders.commands", "Write a generation to a file."),
        "settings": ("", "Show the settings in force and where each comes from."),
        "schema": ("linkml_schemas.commands", "Compile, check and show the schemas."),
        "validate": ("linkml_schemas.validating.command", "Check a file against a profile."),
    }
)
"""Every command with the module that brings it and what it does, in the order of the help."""


class JoinedCommands(click.Group):
    """The commands of all packages, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that its package brings, None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        brought = import_module(module).COMMANDS if module else (up, settings)
        return next(command for command in brought if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes and where the settings are."""
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])
        formatter.write_paragraph()
        formatter.write_text(
            "Settings are variables such as BEGRIP_DATA and BEGRIP_PORT; an option wins."
        )


@click.group(cls=JoinedCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="begrip")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn registries into one graph, and serve it."""
    context.obj = Composed()
    if context.invoked_subcommand != "settings":
        for warning in unknown_settings(os.environ):
            click.echo(f"WARNING {warning}", err=True)


SERVABLE = frozenset({5, 6, 9})
"""Exit codes of a failed build after which what was published before is served all the same."""


@main.command()
@click.option("--host", help="Where the server listens. Default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 8000.")
@click.option("--data", metavar="DIR", help="Data directory. Default: var.")
@click.option("--registries", metavar="DIR", help="Registry definitions. Default: the shipped.")
@click.option(
    "--base", "base_iri", metavar="IRI", help="Base of every IRI; fixed by the first build."
)
def up(**options: str | int | None) -> None:
    """Build the registries if needed, then serve them.

    The first build fixes the base of every IRI: --base, or the address of the server. A build
    that publishes nothing leaves what was published before, and that is served.
    """
    from server.commands import serve
    from server.fallback import choose_servable
    from server.generations import GenerationError
    from server.settings import SettingError, Settings

    given = {f"BEGRIP_{name.upper()}": str(at) for name, at in options.items() if at is not None}
    environment = {**os.environ, **given}
    try:
        chosen = Settings.from_mapping(environment)
    except SettingError as error:
        raise click.UsageError(str(error)) from error
    code = build(environment)
    try:
        base = choose_servable(chosen.data)[0].base
    except GenerationError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(code or 8)
    click.echo(to_invitation(chosen.address, base))
    serve(chosen)


class KnownSetting(NamedTuple):
    """One setting of either package, as the documentation shows it."""

    variable: str
    default: str
    unit: str
    meaning: str


def known_settings() -> tuple[KnownSetting, ...]:
    """Return the settings of the server, then those that only the loaders have."""
    from loaders.settings import SETTINGS as LOADING
    from server.settings import SETTINGS as SERVING

    known = {}
    for item in SERVING:
        unit = " or ".join(f"`{choice}`" for choice in item.choices) or item.unit
        known[item.variable] = KnownSetting(item.variable, item.default, unit, item.sentence)
    for other in LOADING:
        known.setdefault(
            other.variable, KnownSetting(other.variable, other.default, "", other.meaning)
        )
    return tuple(known.values())


def unknown_settings(environment: Mapping[str, str]) -> list[str]:
    """Return a sentence for each variable that looks like a setting and is none.

    >>> unknown_settings({"BEGRIP_PROT": "8001"})
    ['BEGRIP_PROT is no setting; did you mean BEGRIP_PORT?']
    """
    known = [item.variable[7:] for item in known_settings()]
    said = []
    for name in sorted(name for name in environment if name.startswith("BEGRIP_")):
        if name[7:] not in known:
            near = get_close_matches(name[7:], known, n=1)
            hint = f"did you mean BEGRIP_{near[0]}?" if near else "begrip settings lists them"
            said.append(f"{name} is no setting; {hint}")
    return said


@main.command()
@click.option("--markdown", is_flag=True, help="Write the table of the documentation.")
def settings(markdown: bool) -> None:
    """Show the settings in force, and whether each is a default or from the environment.

    Ends with 2 if a variable that begins with BEGRIP_ is no setting or has a wrong value.
    """
    from loaders.errors import LoaderError
    from loaders.settings import to_settings
    from server.settings import SettingError, Settings

    if markdown:
        click.echo("| variable | default | unit | meaning |\n|---|---|---|---|")
        for item in known_settings():
            default = f"`{item.default}`" if item.default else "(empty)"
            click.echo(f"| `{item.variable}` | {default} | {item.unit} | {item.meaning} |")
        return
    for item in known_settings():
        given = os.environ.get(item.variable, "").strip()
        source = "environment" if given else "default"
        click.echo(f"{item.variable:<24} {given or item.default or '-':<24} {source}")
    faults = unknown_settings(os.environ)
    for read in (Settings.from_mapping, to_settings):
        try:
            read(os.environ)
        except (SettingError, LoaderError) as error:
            faults.append(str(error))
    if faults:
        raise click.UsageError("\n".join(faults))


def build(environment: Mapping[str, str]) -> int:
    """Publish the registries as they are now; return the exit code, 0 if all is well.

    Shape:
        An error that leaves nothing to serve ends the program with its exit code; any other
        is said and returned.
    """
    from loaders.build import ensure_built
    from loaders.console import reporting
    from loaders.errors import LoaderError
    from loaders.operating.build_log import logged
    from loaders.settings import default_base, to_settings

    try:
        chosen = to_settings(environment)
        with reporting() as report, logged(chosen.data, report) as log:
            base = default_base(environment)
            log.built = built = ensure_built(chosen, base=base, report=log.hear)
    except LoaderError as error:
        click.echo(f"Error: {error}", err=True)
        if error.exit_code not in SERVABLE:
            sys.exit(error.exit_code)
        return error.exit_code
    return built.exit_code


def to_invitation(address: str, base: str) -> str:
    """Return the address and three things to try there.

    Shape:
        The paths are those of the base, under the address, so that they work behind any host.
        A base that is not that address is named.

    >>> print(to_invitation("http://127.0.0.1:8001", "https://data.example.org/begrip"))
    <BLANKLINE>
    Begrip serves http://127.0.0.1:8001/begrip/  (Ctrl-C stops it)
    Its IRIs begin with https://data.example.org/begrip/, as the first build fixed it.
    ...
    """
    home = address + urlsplit(base).path
    fixed = f"Its IRIs begin with {base}/, as the first build fixed it.\n" if home != base else ""
    count = "SELECT ?class (COUNT(?thing) AS ?things) { ?thing a ?class } GROUP BY ?class"
    return f"""
Begrip serves {home}/  (Ctrl-C stops it)
{fixed}
Try:
  a browser    {home}/
  an IRI       curl -L -H 'Accept: text/turtle' {home}/id/graaf/herkomst
  a question   curl -H 'Accept: text/csv' --data-urlencode 'query={count}' {home}/sparql
"""


if __name__ == "__main__":
    main()
