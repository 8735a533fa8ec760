"""Find the schemas that a path means, and the schema as it was in a revision.

Step on the line: before the check. A folder means the schemas in it that no other one imports.
"""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from linkml_schemas.convention import SchemaError
from linkml_schemas.modelling.documents import read_document
from linkml_schemas.modelling.reading import SchemaModel, read_leniently

NO_SCHEMAS = frozenset({"examples", "tests", "generated", "releases", "node_modules"})
"""Folders in which YAML is no schema."""


class TargetError(SchemaError):
    """A path or a revision holds no schema."""


def find_schemas(path: Path) -> list[Path]:
    """Return the schemas that a path means.

    Raises:
        TargetError: The folder holds none.
    """
    if not path.is_dir():
        return [path]
    found: dict[Path, set[Path]] = {}
    for file in sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]):
        inner = file.relative_to(path).parts[:-1]
        if NO_SCHEMAS & {*inner} or any(part.startswith(".") for part in inner):
            continue
        data = read_document(file).data
        if isinstance(data, dict) and "id" in data and "name" in data:
            listed = data.get("imports")
            names = [str(each) for each in listed] if isinstance(listed, list) else []
            found[file] = {(file.parent / f"{name}.yaml").resolve() for name in names}
    imported = set().union(*found.values()) if found else set()
    roots = [file for file in found if file.resolve() not in imported]
    if not roots and not found:
        raise TargetError(f"{path}: there is no LinkML schema in the folder")
    return roots or list(found)


def read_before(against: str, schema: Path) -> SchemaModel:
    """Return a schema as it was: a file, a folder with a file of its name, or a git revision.

    Raises:
        TargetError: There is no such path and no such revision.
    """
    path = Path(against)
    if path.is_dir():
        path = path / schema.name
    if path.is_file():
        return _read(path, against)
    with checked_out(against, schema) as file:
        return _read(file, against)


def _read(path: Path, against: str) -> SchemaModel:
    model, faults = read_leniently(path)
    if model is None:
        raise TargetError(f"{against}: {faults[0] if faults else 'holds no schema'}")
    return model


@contextmanager
def checked_out(revision: str, schema: Path) -> Iterator[Path]:
    """Give the schema as a git revision has it, with all YAML beside it, for a while.

    Raises:
        TargetError: git does not know the revision, or it has no such file.
    """
    folder = schema.resolve().parent
    if revision.startswith("-"):
        raise TargetError(f"{revision!r} is no path and no revision")
    listed = _git(folder, ["ls-tree", "-r", "-z", "--name-only", revision, "--", "."], revision)
    names = [name for name in listed.decode().split("\0") if name.endswith((".yaml", ".yml"))]
    if schema.name not in names:
        raise TargetError(f"revision {revision} has no {schema.name} there")
    with TemporaryDirectory() as temporary:
        for name in names:
            target = Path(temporary) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_git(folder, ["show", f"{revision}:./{name}"], revision))
        yield Path(temporary) / schema.name


def _git(folder: Path, arguments: Sequence[str], revision: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False
        )
    except OSError as error:
        raise TargetError(f"{revision}: is no path, and git cannot be run: {error}") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise TargetError(f"{revision}: is no path and no revision: {' '.join(reason[:1])}")
    return done.stdout
