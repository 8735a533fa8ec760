"""The commands of the server, which the command line joins with those of the other packages.

Step on the line: the outermost; it makes the settings and starts the rest.
"""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Protocol

import click

from queries.binding import to_example
from server.generations import GenerationError, read_generation, require_current
from server.named_queries import queries_at
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS, offer_with_extension
from server.offline import answer_in_a_child
from server.problems import RequestProblem
from server.query import QueryRequest
from server.reading import require_allowed
from server.settings import SettingError, Settings

EXIT_PROBLEM, EXIT_USAGE, EXIT_NOTHING_PUBLISHED = 1, 2, 8

ALLOCATING = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=127"}
"""How many small pieces of a size the C library keeps that were let go of; seven by itself.

The engine, which asks for very many, takes at least a tenth less time for a small query; other C
libraries take no notice.
"""

_EXTENSIONS = tuple(offer.extension for offer in (*RESULT_OFFERS, *GRAPH_OFFERS))


def serve(settings: Settings) -> None:
    """Serve the published generation; this process becomes the server and does not return.

    The program is replaced, so that what a build has loaded weighs on no server, and so that
    the keeper has one thread and may fork.
    """
    checkout = str(Path(__file__).parent.parent)
    paths = [checkout, *filter(None, [os.environ.get("PYTHONPATH")])]
    own = {**settings.to_mapping(), "PYTHONPATH": os.pathsep.join(paths)}
    environment = {**ALLOCATING, **os.environ, **own}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, "-m", "server.keeper"], environment)


class Finishing(Protocol):
    """What the composition root does for the server."""

    def finish_rollback(self, path: Path) -> None:
        """Complete a rollback of a data directory that was interrupted."""


@click.command("serve")
@click.option("--data", type=click.Path(path_type=Path), help="The data directory.")
@click.option("--host", help="Where to listen.")
@click.option("--port", type=int, help="Where to listen.")
@click.pass_obj
def serve_command(
    composed: Finishing | None, data: Path | None, host: str | None, port: int | None
) -> None:
    """Serve the published generation, and each that is published later.

    A rollback that was interrupted is finished first. Exit codes: 0 stopped, 2 a setting is
    wrong, 8 nothing is published, 10 the address is taken.
    """
    settings = _settings(DATA=data, HOST=host, PORT=port)
    if composed:  # the composition root knows who published; the server does not
        composed.finish_rollback(settings.data)
    serve(settings)


@click.command("query")
@click.argument("query")
@click.option(
    "--format",
    "extension",
    type=click.Choice(_EXTENSIONS),
    help="Format of the answer; csv for a table and ttl for a graph by default.",
)
@click.option("--generation", "generation_id", help="Id of a generation; the published one else.")
@click.option("--data", type=click.Path(path_type=Path), help="The data directory.")
def query_command(
    query: str, extension: str | None, generation_id: str | None, data: Path | None
) -> None:
    """Ask a generation a SPARQL query, without a server.

    QUERY is the text of a query, the name of a named query (with its defaults), the path of a
    file, or - for standard input.

    Exit codes: 0 answered, 1 the query failed or ran too long, 2 usage, 8 no such generation.
    """
    settings = _settings(DATA=data)
    try:
        generation = (
            read_generation(settings.data, generation_id)
            if generation_id
            else require_current(settings.data)
        )
        text = _read_query(query, generation.base)
        facts = require_allowed(text, settings)
        request = QueryRequest(text, _media_type(facts.form, extension))
        sys.exit(answer_in_a_child(generation, request, settings))
    except GenerationError as error:
        click.echo(f"begrip: {error}", err=True)
        sys.exit(EXIT_NOTHING_PUBLISHED)
    except RequestProblem as problem:
        click.echo(f"begrip: {problem.detail}", err=True)
        sys.exit(EXIT_PROBLEM)


@click.command("health")
@click.option("--port", type=int, help="Where the server listens.")
@click.option("--timeout", default=5.0, show_default=True, help="Seconds to wait for an answer.")
def health_command(port: int | None, timeout: float) -> None:
    """Ask the server of these settings whether it is ready.

    Exit codes: 0 ready, 1 not ready or not there.
    """
    settings = _settings(PORT=port)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    try:
        connection = HTTPConnection(host, settings.port, timeout=timeout)
        connection.request("GET", "/health/ready")
        answer = connection.getresponse()
        said = answer.read().decode(errors="replace").strip()
    except (OSError, HTTPException) as error:
        click.echo(f"begrip: no server at {host} port {settings.port}: {error}", err=True)
        sys.exit(EXIT_PROBLEM)
    click.echo(said)
    sys.exit(0 if answer.status == HTTPStatus.OK else EXIT_PROBLEM)


COMMANDS = (serve_command, query_command, health_command)


def _settings(**options: object) -> Settings:
    """Return the settings of the environment, where an option that was given wins."""
    given = {f"BEGRIP_{name}": str(value) for name, value in options.items() if value is not None}
    try:
        return Settings.from_mapping({**os.environ, **given})
    except SettingError as error:
        raise click.UsageError(str(error)) from error


def _read_query(query: str, base: str) -> str:
    if query == "-":
        return sys.stdin.read()
    named = {each.name: each for each in queries_at(base)}
    if query in named:
        return to_example(named[query])
    is_path = "\n" not in query and "{" not in query
    if is_path and Path(query).is_file():
        return Path(query).read_text(encoding="utf-8")
    if is_path:
        raise click.UsageError(f"{query} is no file, and no query either")
    return query


def _media_type(form: str, extension: str | None) -> str:
    graph = form in {"CONSTRUCT", "DESCRIBE"}
    offers = GRAPH_OFFERS if graph else RESULT_OFFERS
    offer = offer_with_extension(extension or ("ttl" if graph else "csv"), offers)
    if offer is None:
        fitting = ", ".join(offer.extension for offer in offers)
        raise click.UsageError(f"--format {extension} does not fit this query; use {fitting}")
    return offer.format
