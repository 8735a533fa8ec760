"""One build over every real file, for all tests that look at what it gave."""

import csv
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.build import Built, ensure_built
from loaders.settings import LoaderSettings

DEFINITIONS = Path(__file__).parent / "definitions"
BASE = "https://data.example.org"


@dataclass(frozen=True)
class Real:
    """The build of all definitions: its manifest, its reports, and what was said meanwhile."""

    settings: LoaderSettings
    built: Built
    manifest: dict
    warnings: list[str]
    seconds: float

    def entry(self, name):
        return next(item for item in self.manifest["registries"] if item["name"] == name)

    def report(self, name):
        path = self.settings.data / "current/reports" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def build(self):
        return build(self.settings, [])


def build(settings, warnings):
    def report(progress):
        if progress.stage == "warning":
            warnings.append(progress.text)

    return ensure_built(settings, base=BASE, report=report)


@pytest.fixture(scope="session")
def real(tmp_path_factory) -> Real:
    from loaders.generations.data_directory import DataDirectory

    settings = LoaderSettings(tmp_path_factory.mktemp("real"), DEFINITIONS, BASE)
    warnings: list[str] = []
    start = time.monotonic()
    built = build(settings, warnings)
    seconds = time.monotonic() - start
    manifest = DataDirectory(settings.data).read_manifest(built.id)
    return Real(settings, built, manifest, warnings, seconds)
