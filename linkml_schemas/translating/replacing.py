"""Put files in their places, each in one step, and several all or none.

Step on the line: beneath everything of :mod:`linkml_schemas.translating` that writes.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in its place in one step; a file that is the same is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            Path(name).chmod(path.stat().st_mode)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Put files in their places: all are written aside before the first one is replaced."""
    before = {path: path.read_bytes() for path in contents if path.is_file()}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            replace_file(path, content)
            done.append(path)
    except OSError:
        for path in done:
            if path in before:
                path.write_bytes(before[path])
        raise
