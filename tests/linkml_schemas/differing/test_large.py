"""A schema of 60 classes is compared within two seconds of one processor, start included."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.linkml_schemas.differing.edits import FIXED

CLASSES, SLOTS = 60, 150
MOST_SECONDS = 2.0


def write(path: Path, *, edited: bool) -> Path:
    """Write a schema of 60 classes, of which a tenth is changed if it is edited."""
    slots = {
        f"slot_{number}": {
            "slot_uri": f"ex:slot{number}",
            "title": f"Eigenschap {number}",
            "description": f"Wat de zaak over onderwerp {number} zegt.",
            "required": edited and number % 10 == 0,
            "pattern": "^[a-z]{1,40}$" if edited and number % 7 == 0 else "^[a-z]+$",
        }
        for number in range(SLOTS)
    }
    classes = {
        f"Class{number}": {
            "is_a": f"Class{number // 2}" if number else None,
            "class_uri": f"ex:Class{number}",
            "title": f"Klasse {number}" + (" nieuw" if edited and number % 10 == 0 else ""),
            "slots": [f"slot_{(number * 5 + each) % SLOTS}" for each in range(8)],
        }
        for number in range(CLASSES)
    }
    whole = {**FIXED, "classes": classes, "slots": slots}
    path.write_text(yaml.safe_dump(whole), encoding="utf-8")
    return path


@pytest.mark.slow
def test_two_versions_of_sixty_classes_take_less_than_two_seconds(tmp_path):
    old = write(tmp_path / "old.yaml", edited=False)
    new = write(tmp_path / "new.yaml", edited=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    done = subprocess.run(
        [sys.executable, "-m", "begrip", "schema", "diff", str(old), str(new), "--no-uses"],
        capture_output=True, check=False, env={**os.environ, "COVERAGE_PROCESS_START": ""},
    )  # fmt: skip

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert done.returncode == 0, done.stderr
    assert "37 breaking" in done.stdout.decode()
    assert spent < MOST_SECONDS
