"""Know whether every file of a generation is as it was written.

Step on the line: written last, before a generation is brought to the disk; read when somebody
asks whether it is whole. The file is in the form of sha256sum, so that tool checks it too.
"""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECKSUMS = "checksums.txt"
_THREADS = 2
_CHANGING = ("store/LOCK", "store/LOG")
"""Files of the store that hold no data: its lock and its diary."""


def write_checksums(folder: Path) -> None:
    """Write the checksum of every file of a generation beside them.

    Shape:
        Those of dumps and of the tables of the store are those that the manifest has.

    Raises:
        OSError: The disk refused.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    known = {item["dump"]["path"]: item["dump"]["sha256"] for item in manifest["registries"]}
    known |= {f"store/{name}": digest for name, digest in manifest["store"]["files"].items()}
    names = list(_names(folder))
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda name: known.get(name) or _checksum(folder / name), names)
        lines = [f"{digest}  {name}\n" for digest, name in zip(found, names, strict=True)]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def find_changed(folder: Path) -> Iterator[str]:
    """Yield a sentence for each file that is missing, is not as it was written, or is foreign.

    Shape:
        Nothing at all if there are no checksums: the generation is older than they are.
    """
    path = folder / CHECKSUMS
    if not path.exists():
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        written = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        yield f"{CHECKSUMS} cannot be read: {error}"
        return
    for name, digest in written.items():
        try:
            if _checksum(folder / name) != digest:
                yield f"{name} is not as it was written"
        except FileNotFoundError:
            yield f"{name} is missing"
        except OSError as error:
            yield f"{name} cannot be read: {error.strerror or error}"
    for name in _names(folder):
        if name not in written and name != CHECKSUMS:
            yield f"{name} does not belong to it"


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(_CHANGING):
            yield name


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
