"""Generate a made-up table of organisations: 12 columns of all kinds, and its definition."""

import csv
from pathlib import Path
from random import Random

from tests.benchmarks import words
from tests.benchmarks.definitions import write_definition

COLUMNS = (
    "id", "label_nl", "label_en", "short_nl", "description_nl", "homepage", "kbo", "type",
    "org_status", "parent", "founded", "source",
)  # fmt: skip
TYPES = ("gemeente", "ocmw", "departement", "agentschap", "afdeling", "instelling", "vereniging")
NAME = "organisaties-gemeten"
SOURCE = "https://www.example.org/organisaties.csv"


def write_table(folder: Path, rows: int, *, seed: int = 1) -> Path:
    """Write a table of so many rows with its definition; return the path of the table.

    Args:
        folder: Where the definition and the table go.
        rows: How many.
        seed: Another one gives another table.
    """
    random = Random(seed)
    write_definition(folder, NAME, "csv", "Organisation")
    path = folder / f"{NAME}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(random, number) for number in range(rows))
    return path


def _row(random: Random, number: int) -> tuple[str, ...]:
    place = random.choice(words.PLACES)
    return (
        f"org-{number:07}",
        f"Agentschap {number} {place}",
        f"Agency {number} of {place}",
        f"A{number}",
        words.description(random),
        f"https://www.example.org/organisatie/{number}",
        _enterprise_number(number) if number % 2 else "",
        random.choice(TYPES),
        "actief" if random.random() < 0.9 else "",
        f"org-{words.skewed(random, number):07}" if number else "",
        f"{1900 + int(random.random() * 120)}-{1 + int(random.random() * 12):02}-15",
        SOURCE,
    )


def _enterprise_number(number: int) -> str:
    """Return an enterprise number: eight digits and 97 less their remainder."""
    stem = 2_000_000 + number
    return f"{stem:08}{97 - stem % 97:02}"
