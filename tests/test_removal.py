"""Remove a thing from a registry while a server runs: it answers 410 from then on."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from loaders.build import ensure_built
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.settings import LoaderSettings
from tests.running import CHECKOUT, PATIENCE
from tests.server.serving import await_equal, serving

BASE = "https://data.example.org/begrip"
DEFINITION = """\
name: organen
title: {nl: Organen, en: Bodies}
description: {nl: Overlegorganen., en: Consultative bodies.}
source: organen.csv
format: csv
class: Body
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
"""
SOURCE = "https://example.org/"


def write(folder: Path, *names: str) -> None:
    rows = "".join(f"{name},Orgaan {name},{SOURCE}\n" for name in names)
    (folder / "organen.csv").write_text(f"id,label_nl,source\n{rows}")


@pytest.mark.slow
def test_a_removed_thing_answers_410_over_builds_and_rollbacks(tmp_path):
    registries, data = tmp_path / "registries", tmp_path / "var"
    registries.mkdir()
    (registries / "organen.yaml").write_text(DEFINITION)
    settings = LoaderSettings(data, registries)
    write(registries, *"abcdef")
    first = ensure_built(settings, base=BASE)
    with serving(data, tmp_path / "log") as server, httpx.Client(base_url=server.address) as client:

        def answers(name: str) -> int:
            return client.get(f"/begrip/id/orgaan/{name}").status_code

        assert (answers("a"), answers("z")) == (303, 404)
        (registries / "removals.csv").write_text(
            "iri,successor,reason_nl,reason_en\n/id/orgaan/a,/id/orgaan/b,Opgegaan in b.,Merged.\n"
        )
        write(registries, *"bcdef")
        second = ensure_built(settings, base=BASE)
        assert await_equal(lambda: answers("a"), 410) == 410
        turtle = client.get("/begrip/doc/orgaan/a.ttl")
        assert turtle.status_code == 410
        assert '"Orgaan a"@nl' in turtle.text
        write(registries, *"bcdefg")
        third = ensure_built(settings, base=BASE)
        assert await_equal(lambda: answers("g"), 303) == 303
        assert client.get("/begrip/doc/orgaan/a.ttl").text == turtle.text
        roll_back(DataDirectory(data), first.id)
        assert await_equal(lambda: answers("a"), 303) == 303
        roll_back(DataDirectory(data), second.id)
        assert await_equal(lambda: answers("a"), 410) == 410
    assert len({first.id, second.id, third.id}) == 3


def build_at_terminal(answer: bytes, **settings: str) -> tuple[int, str]:
    """Run a build as a person does, type an answer, and return how it ended and what it said."""
    person, terminal = pty.openpty()
    command = [sys.executable, "-m", "begrip", "build"]
    environment = {**os.environ, "TERM": "dumb", **settings}
    child = subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    said = b""
    while not said.endswith(b"[y/N]: "):
        said += os.read(person, 4096)
    os.write(person, answer)
    code = child.wait(PATIENCE)
    os.close(person)
    return code, said.decode()


@pytest.mark.slow
def test_a_person_is_asked_before_published_things_go(tmp_path):
    registries, data = tmp_path / "registries", tmp_path / "var"
    registries.mkdir()
    (registries / "organen.yaml").write_text(DEFINITION)
    write(registries, *"abcdef")
    first = ensure_built(LoaderSettings(data, registries), base=BASE)
    write(registries, *"bcdef")
    settings = {"BEGRIP_DATA": str(data), "BEGRIP_REGISTRIES": str(registries)}

    refused = build_at_terminal(b"n\n", **settings)
    served = DataDirectory(data).current_id()
    agreed = build_at_terminal(b"y\n", **settings)

    assert "/id/orgaan/a" in refused[1]
    assert (refused[0], served) == (5, first.id)
    assert agreed[0] == 0
    assert DataDirectory(data).current_id() != first.id
