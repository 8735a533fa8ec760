"""Give the loading commands their options, their settings and their way to end with an error.

Step on the line: beneath :mod:`loaders.commands`.
"""

import errno
from collections.abc import Callable
from typing import Any

import click

from loaders.errors import DiskError, LoaderError
from loaders.generations.data_directory import DataDirectory
from loaders.settings import LoaderSettings, default_base, to_settings

Function = Callable[..., Any]


class LoaderCommand(click.Command):
    """A command whose errors end in a message and their own exit code."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command; see ``EXIT_CODES`` for what it may end with."""
        try:
            return super().invoke(context)
        except LoaderError as error:
            click.echo(f"Error: {error}", err=True)
            context.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted; what was served is still served.", err=True)
            context.exit(130)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            click.echo(f"Error: {error}", err=True)
            context.exit(DiskError.exit_code)


_OPTIONS = {
    "data": click.option(
        "--data", envvar="BEGRIP_DATA", metavar="DIR", help="Data directory. Default: var."
    ),
    "registries": click.option(
        "--registries",
        envvar="BEGRIP_REGISTRIES",
        metavar="DIR",
        help="Folder of registry definitions. Default: the shipped ones.",
    ),
    "base": click.option(
        "--base",
        envvar="BEGRIP_BASE_IRI",
        metavar="IRI",
        help="Base of every minted IRI; the first build fixes it.",
    ),
    "examples": click.option(
        "--examples",
        envvar="BEGRIP_EXAMPLES",
        type=click.Choice(["on", "off"]),
        help="Whether registries marked as example take part. Default: on.",
    ),
    "keep": click.option(
        "--keep",
        envvar="BEGRIP_KEEP",
        metavar="N",
        help="Generations that are kept whatever their age. Default: 10.",
    ),
    "keep_days": click.option(
        "--keep-days",
        envvar="BEGRIP_KEEP_DAYS",
        metavar="DAYS",
        help="How long each generation is kept. Default: 30.",
    ),
    "host": click.option("--host", envvar="BEGRIP_HOST", hidden=True),
    "port": click.option("--port", envvar="BEGRIP_PORT", hidden=True),
    "json": click.option("--json", "as_json", is_flag=True, help="Answer in JSON."),
}


def options(*names: str) -> Callable[[Function], Function]:
    """Return what gives a command some of the options that commands share."""

    def decorate(function: Function) -> Function:
        for name in reversed(names):
            function = _OPTIONS[name](function)
        return function

    return decorate


PLACES = ("data", "registries", "base", "examples", "host", "port")


def command_settings(places: dict[str, Any]) -> tuple[LoaderSettings, str]:
    """Return the settings and the base of a first build that the options give."""
    given = {key: value for key, value in places.items() if value is not None}
    names = {"base": "BEGRIP_BASE_IRI"}
    environment = {names.get(key, f"BEGRIP_{key.upper()}"): given[key] for key in given}
    return to_settings(environment), default_base(environment)


def command_data(places: dict[str, Any]) -> DataDirectory:
    """Return the data directory that the options give.

    Raises:
        DiskError: It is a file.
    """
    data = DataDirectory(command_settings(places)[0].data)
    data.require_folder()
    return data


def warn_damaged(data: DataDirectory) -> None:
    """Say which generations are damaged, gone, and whether the pointer leads nowhere."""
    for name in data.damaged_ids():
        remedy = "it is served: go back with begrip rollback ID, or run begrip build"
        text = remedy if name == data.pointed_id() else "remove it"
        click.echo(f"WARNING generation {name} is damaged: {text}", err=True)
    for name in data.gone_ids():
        text = "it was removed by hand; all that is lost is the way back to it"
        click.echo(f"WARNING generation {name} is gone: {text}", err=True)
    if data.current_id() is None and (last := data.last_id()):
        text = f"go back to it with begrip rollback {last}, or run begrip build"
        click.echo(f"WARNING current leads nowhere; {last} was served last: {text}", err=True)
