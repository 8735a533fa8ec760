"""Find the schemas that a path means, and the schema as it was in a revision.

Step on the line: before the check. A folder means the schemas in it that no other one imports.
"""

from pathlib import Path

from linkml_schemas.convention import SchemaError
from linkml_schemas.differing.finding import NotFound, Places, found_version
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
    """Return a schema as it was: a file, a folder, a released version or a git revision.

    Raises:
        TargetError: There is none of these, or it holds no schema; a fault in it is told at its
            place in the version that was asked for.
    """
    places = Places(schema)
    try:
        with found_version(against, places) as version:
            model, found = read_leniently(version.file)
            faults = [version.told(fault) for fault in found]
    except NotFound as error:
        raise TargetError(str(error)) from error
    if model is None:
        raise TargetError(
            f"the version before, {against}, cannot be read: {faults[0]}"
            if faults
            else f"{against}: holds no schema"
        )
    return model
