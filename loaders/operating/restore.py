"""Make a data directory of a backup, whole or not at all.

Step on the line: before serving, on a machine that has no data yet. Everything is unpacked and
compared aside, and gets its place by one rename.
"""

import hashlib
import json
import os
import shutil
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from loaders.errors import BackupError, DiskError
from loaders.generations.data_directory import LAYOUT, DataDirectory
from loaders.generations.durability import sync
from loaders.operating.backup import CONTENTS, FORMAT, PIECE
from loaders.operating.pinning import remove_left

_UNPACKING = "restoring-"
_LARGEST_CONTENTS = 256 * 1024 * 1024
_PASSED_OVER = {"lost+found"}
_ORDER = ("generations", "registries", "publications.log", "base.json", "current")
"""What is moved first and last where a rename of the whole cannot be."""


def restore(source: Path, target: Path) -> str:
    """Make a data directory of a backup; return the id of the generation that it serves.

    Args:
        source: The file of the backup, ``-`` for standard input.
        target: Where the data directory is to be; it may be there if it is empty.

    Raises:
        BackupError: The backup is cut short, damaged, of a newer Begrip, or none at all; or
            there is something in the target already.
        DiskError: The disk refused.
    """
    _require_empty(target)
    try:
        with _aside(target) as folder:
            served = _unpack_from(source, folder)
            _place(folder, target)
    except OSError as error:
        raise DiskError(f"{target}: {error.strerror or error}; nothing was restored") from error
    return served


def _require_empty(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise BackupError(f"{target} is a file; name a folder that is empty or not there")
    there = {path.name for path in target.iterdir()} if target.exists() else set()
    interrupted = any(name.startswith(f".{_UNPACKING}") for name in there)
    if interrupted and "current" not in there:
        return
    if there - _PASSED_OVER:
        raise BackupError(
            f"{target} is not empty, and a restore replaces nothing; move it away, or name "
            "another folder with --data"
        )


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """Give an empty folder beside the target, within it if it is a mounted volume."""
    target = target.absolute()
    within = target.exists() and (os.path.ismount(target) or not os.access(target.parent, os.W_OK))
    prefix = f".{_UNPACKING}" if within else f".{target.name}.{_UNPACKING}"
    parent = target if within else target.parent
    parent.mkdir(parents=True, exist_ok=True)
    if within:
        _remove_moved(target)
    remove_left(parent, prefix)
    folder = parent / f"{prefix}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_moved(target: Path) -> None:
    """Remove what an interrupted restore has moved into a volume that serves nothing."""
    for path in target.iterdir():
        if path.name not in _PASSED_OVER and not path.name.startswith(f".{_UNPACKING}"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _unpack_from(source: Path, folder: Path) -> str:
    try:
        if str(source) == "-":
            return _unpack(sys.stdin.buffer, folder)
        with source.open("rb") as stream:
            return _unpack(stream, folder)
    except FileNotFoundError as error:
        raise BackupError(f"{source}: there is no such file") from error
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{source} is no whole backup: {error}; nothing was restored") from error


def _unpack(stream: IO[bytes], folder: Path) -> str:
    found: dict[str, str] = {}
    contents: Mapping[str, Any] | None = None
    with tarfile.open(fileobj=stream, mode="r|*") as archive:
        for member in archive:
            if member.name == CONTENTS:
                contents = _read_contents(archive, member)
            else:
                _unpack_member(archive, member, folder, found)
    if contents is None:
        raise tarfile.ReadError("its end is missing")
    _require_same(found, contents)
    served = DataDirectory(folder).current_id()
    if served is None or served != contents["current"]:
        raise tarfile.ReadError("it serves no generation")
    DataDirectory(folder).read_base()
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            sync(path)
    return served


def _read_contents(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Mapping[str, Any]:
    file = archive.extractfile(member)
    if file is None or member.size > _LARGEST_CONTENTS:
        raise tarfile.ReadError(f"{CONTENTS} is no list of files")
    try:
        contents = json.loads(file.read())
        newer = contents["format"] > FORMAT or contents["layout"] > LAYOUT
    except (ValueError, KeyError, TypeError) as error:
        raise tarfile.ReadError(f"{CONTENTS} is damaged: {error}") from error
    if newer:
        raise BackupError("the backup was made by a newer Begrip; restore it with that version")
    found: Mapping[str, Any] = contents
    return found


def _unpack_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, found: dict[str, str]
) -> None:
    name = _require_inside(member.name)
    target = folder / name
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
    elif member.islnk() and member.linkname in found:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(folder / member.linkname, target)
        found[name] = found[member.linkname]
    elif member.issym() and name == "current":
        parts = PurePosixPath(member.linkname).parts
        if len(parts) != 2 or parts[0] != "generations" or parts[1] == "..":
            raise tarfile.ReadError(f"current leads to {member.linkname}")
        target.symlink_to(member.linkname, target_is_directory=True)
    elif member.isreg() and (file := archive.extractfile(member)):
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with target.open("xb") as output:
            while piece := file.read(PIECE):
                digest.update(piece)
                output.write(piece)
        found[name] = digest.hexdigest()
    else:
        raise tarfile.ReadError(f"{member.name} is no file of a data directory")


def _require_inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or path.parts[0][0] == ".":
        raise tarfile.ReadError(f"{name!r} leads out of the data directory")
    return path.as_posix()


def _require_same(found: Mapping[str, str], contents: Mapping[str, Any]) -> None:
    expected = contents["files"]
    for name in sorted({*found, *expected}):
        if found.get(name) != expected.get(name):
            raise tarfile.ReadError(f"{name} is not what was kept")


def _place(folder: Path, target: Path) -> None:
    """Give the unpacked folder its place: by one rename, or piece by piece within a volume."""
    target = target.absolute()
    if folder.parent != target:
        folder.rename(target)
        sync(target.parent)
        return
    rank = {name: number for number, name in enumerate(_ORDER)}
    for path in sorted(folder.iterdir(), key=lambda path: rank.get(path.name, 0)):
        path.rename(target / path.name)
    sync(target)
