import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.effort import register_profiles
from tests.running import Copy, copy_checkout, free_port, is_setting, serving

MEMORY = Path("/dev/shm")
ROOM = 8 << 30
"""Bytes that memory must have free before the files of the tests go there."""

LONGEST = ("test_readme.py", "test_pages_browser.py", "test_shapes.py")
"""Files of this folder, which come near the end, that take minutes; the longest first."""


register_profiles()  # before the plugin of hypothesis loads one by name


def pytest_configure(config: pytest.Config) -> None:
    """Keep the settings of whoever runs the tests away from them, the clock, and a slow disk.

    A build brings each of its files to the disk before it goes on; thousands of builds would
    wait for that more than they work. So would the commands that tests start, if each of them
    compiled the program anew because the environment forbids to keep what was compiled.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    for name in list(os.environ):
        if is_setting(name) and name.startswith("BEGRIP_"):
            del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin this folder with its longest files, lest one process works on long after the other.

    A file is for one process, and what comes last cannot be shared out.
    """
    places = [
        place for place, item in enumerate(items) if item.path.parent == Path(__file__).parent
    ]
    ordered = sorted((items[place] for place in places), key=_turn)
    for place, item in zip(places, ordered, strict=True):
        items[place] = item


def _turn(item: pytest.Item) -> int:
    return LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the checkout, in which `make serve` has nothing left to install."""
    return copy_checkout(tmp_path_factory.mktemp("checkout") / "begrip")


@pytest.fixture(scope="session")
def address(copy: Copy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `make serve` serves the shipped registries."""
    log: Path = tmp_path_factory.mktemp("log") / "serve.log"
    with serving(copy, "make serve", port=free_port(), log=log) as address:
        yield address
