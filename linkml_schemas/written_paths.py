"""Say that something cannot be written before the work is done, in words and with exit code 2.

Step on the line: beneath the commands of this package that write what they were asked.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click


class OutputFile(click.Path):
    """A file to write: its folder is there, and it or its folder lets itself be written."""

    def __init__(self) -> None:
        """Take a file, never a folder."""
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the path, or refuse it with the reason."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = path.parent
        if not folder.is_dir():
            self.fail(f"{path} cannot be written: there is no folder {folder}", param, ctx)
        if not path.exists() and not os.access(folder, os.W_OK):
            self.fail(f"{path} cannot be written: {folder} is read-only", param, ctx)
        return path


class OutputFolder(click.Path):
    """A folder to write to, that is made if need be.

    Shape:
        Whether it lets itself be written is asked when it is written: what only looks at what
        is there, or tells what would be done, needs no such right.
    """

    def __init__(self) -> None:
        """Take a folder, never a file."""
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the path, or refuse it with the reason."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        above = next((each for each in path.absolute().parents if each.exists()), None)
        if above is not None and not above.is_dir():
            self.fail(f"{path} cannot be made: {above} is no folder", param, ctx)
        return path


OUTPUT_FILE = OutputFile()
OUTPUT_FOLDER = OutputFolder()


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn a refusal of the disk into a wrong use of the command: exit code 2 and a sentence."""
    try:
        yield
    except OSError as error:
        place = error.filename or target
        reason = error.strerror or type(error).__name__
        raise click.UsageError(f"{place} cannot be written: {reason}") from error


def write_text(target: Path, text: str) -> None:
    """Write a text that a command was asked to write: UTF-8, with the same bytes everywhere."""
    with writing(target):
        target.write_text(text, encoding="utf-8", newline="\n")
