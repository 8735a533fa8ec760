"""Do for the commands of other packages what only the loaders know.

Step on the line: ``begrip.py`` hands it to every command, so that neither the server nor the
schemas import the loaders. What takes long to import is imported when it is asked for.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loaders.errors import LoaderError

if TYPE_CHECKING:
    from linkml_schemas.differing.uses import Uses


class Refused(click.ClickException):
    """End with what a package says, and with its exit code."""

    def __init__(self, error: LoaderError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]  # click reads it off the instance


class Composed:
    """What one package does for a command of another that must not know it."""

    def finish_rollback(self, path: Path) -> None:
        """Complete a rollback of a data directory that was interrupted."""
        from loaders.mending import finish_rollback

        finish_rollback(path)

    def uses(self, registries: str | None, data: str | None, generation: str | None) -> "Uses":
        """Return registries, shapes and queries, and what counts published records.

        Args:
            registries: Folder of registry definitions, None for the shipped.
            data: Data directory in which records are counted, None to count none.
            generation: First digits of the generation in it, None for the one that is served.

        Raises:
            click.ClickException: A definition or the data directory is not as it should be.
        """
        from linkml_schemas.differing.uses import Uses
        from loaders.touching.consumers import read_consumers

        try:
            found = read_consumers(Path(registries)) if registries else read_consumers()
            counter = None
            if data:
                from loaders.touching.generation_records import counting

                counted = counting(Path(data), generation)
                counter = click.get_current_context().with_resource(counted)
        except LoaderError as error:
            raise Refused(error) from error
        return Uses(found, counter)
