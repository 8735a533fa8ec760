"""Backup of what is served and built, and a server over what was restored from it."""

import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from tests.running import CHECKOUT
from tests.server.serving import await_equal, serving

pytestmark = pytest.mark.slow

BASE = "https://data.example.org/begrip"
DEFINITION = """\
name: organen
title: {nl: Organen, en: Bodies}
description: {nl: Organen., en: Bodies.}
source: organen.csv
format: csv
class: Body
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
"""
PATHS = ("/doc/orgaan/raad", "/doc/orgaan/orgaan-1999", "/id/orgaan/raad", "/doc/orgaan/weg", "/")


def write_registry(folder: Path, rows: int) -> None:
    folder.mkdir(exist_ok=True)
    lines = [f"orgaan-{number},Orgaan {number},https://e.org/" for number in range(rows)]
    text = "\n".join(["id,label_nl,source", "raad,Raad,https://e.org/", *lines])
    (folder / "organen.csv").write_text(f"{text}\n")
    (folder / "organen.yaml").write_text(DEFINITION)


def begrip(*arguments, folder):
    command = [sys.executable, "-m", "begrip", *map(str, arguments)]
    environment = {"PYTHONPATH": str(CHECKOUT), "PATH": "", "BEGRIP_BASE_IRI": BASE}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def answers(server):
    """Return status, entity tag and redirect of some addresses, and an answer of the endpoint."""
    found = []
    with httpx.Client(base_url=f"{server.address}/begrip", timeout=30) as client:
        for path in PATHS:
            answer = client.get(path, headers={"Accept": "text/turtle, text/html;q=0.5"})
            tag, place = answer.headers.get("ETag"), answer.headers.get("Location")
            found.append((path, answer.status_code, tag, place))
    count = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return [*found, (count.text, count.headers["ETag"])]


def test_a_restored_directory_answers_as_the_one_that_was_kept(tmp_path):
    registries = tmp_path / "registries"
    write_registry(registries, 1000)
    assert begrip("build", "--registries", registries, folder=tmp_path).returncode == 0
    write_registry(registries, 2000)
    assert begrip("build", "--registries", registries, folder=tmp_path).returncode == 0
    with serving(tmp_path / "var", tmp_path / "log", STORE="disk") as server:
        expected = answers(server)
        backup = begrip("backup", "kept.tar", folder=tmp_path)
        assert backup.returncode == 0, backup.stderr
        assert answers(server) == expected
    (tmp_path / "var").rename(tmp_path / "lost")

    restored = begrip("restore", "kept.tar", folder=tmp_path)
    assert restored.returncode == 0, restored.stderr
    with serving(tmp_path / "var", tmp_path / "log", STORE="disk") as server:
        assert answers(server) == expected
        assert [line[1] for line in expected[:-1]] == [200, 200, 303, 404, 200]
        again = begrip("build", "--registries", registries, folder=tmp_path)
        assert again.stdout.startswith("nothing to do"), again.stderr
        write_registry(registries, 10)
        dropped = begrip("build", "--registries", registries, folder=tmp_path)
        assert dropped.returncode == 5, "a restored directory keeps its promises"
        back = begrip("rollback", folder=tmp_path)
        assert back.returncode == 0, back.stderr
        served = back.stdout.split()[0]
        ready = f"{server.address}/health/ready"
        assert await_equal(lambda: httpx.get(ready).json().get("generation"), served) == served
    builds = begrip("builds", folder=tmp_path).stdout.splitlines()
    assert [row.split()[1] for row in builds] == ["published", "published", "unchanged", "failed"]


def test_backups_while_builds_publish_are_each_whole(tmp_path):
    """A thread builds one registry after the other; each backup is restored and served alone."""
    registries = tmp_path / "registries"
    write_registry(registries, 200)
    begrip("build", "--registries", registries, folder=tmp_path)
    done = threading.Event()
    codes = []

    def build():
        for rows in range(300, 306):
            write_registry(registries, rows)
            codes.append(begrip("build", "--registries", registries, folder=tmp_path).returncode)
        done.set()

    thread = threading.Thread(target=build)
    thread.start()
    count = 0
    while not done.is_set():
        count += 1
        made = begrip("backup", f"{count}.tar", folder=tmp_path)
        assert made.returncode == 0, made.stderr
    thread.join()

    assert set(codes) == {0}
    assert count > 1
    for number in (1, count):
        place = f"restored-{number}"
        assert begrip("restore", f"{number}.tar", "--data", place, folder=tmp_path).returncode == 0
        query = "ASK { ?s a ?type }"
        asked = begrip("query", "--data", place, "--format", "csv", query, folder=tmp_path)
        assert asked.stdout.strip() == "true", asked.stderr


def test_a_copy_made_with_cp_serves_too(tmp_path):
    registries = tmp_path / "registries"
    write_registry(registries, 10)
    begrip("build", "--registries", registries, folder=tmp_path)
    subprocess.run(["cp", "-a", "var", "copy"], cwd=tmp_path, check=True)
    with serving(tmp_path / "copy", tmp_path / "log") as server:
        assert httpx.get(f"{server.address}/begrip/doc/orgaan/raad").status_code == 200
