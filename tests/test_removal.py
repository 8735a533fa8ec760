"""Remove a thing from a registry while a server runs: it answers 410 from then on."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from begrip import main
from loaders.build import ensure_built
from loaders.feeding.head import read_head
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.promising.withdrawal import REASON_EN, REASON_NL, remember
from loaders.settings import LoaderSettings
from server.dereferencing.going_back import LONGEST, is_behind
from tests.running import CHECKOUT, PATIENCE, free_port
from tests.server.published import client_over
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


ORGANISATIONS = """\
name: organisaties
title: {nl: Organisaties, en: Organisations}
description: {nl: Organisaties., en: Organisations.}
source: organisaties.csv
format: csv
class: Organisation
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
max_removed_share: 1
"""
AGENCY = "https://data.vlaanderen.be/id/organisatie/OVO099999"


def write(folder: Path, *names: str) -> None:
    rows = "".join(f"{name},Orgaan {name},{SOURCE}\n" for name in names)
    (folder / "organen.csv").write_text(f"id,label_nl,source\n{rows}")


def write_organisations(folder: Path, *numbers: str) -> None:
    rows = "".join(f"{number},Dienst {number},{number},{SOURCE}\n" for number in numbers)
    (folder / "organisaties.csv").write_text(f"id,label_nl,ovo,source\n{rows}")


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


def statuses(client: httpx.Client, *paths: str) -> set[int]:
    """Return how paths answer in each format, and to who names none."""
    media_types = ["", "text/html", "text/turtle", "application/ld+json", "application/n-quads"]
    return {
        client.get(f"/begrip{path}", headers={"Accept": media_type}).status_code
        for path in paths
        for media_type in media_types
    }


@pytest.mark.slow
def test_what_a_rollback_took_back_answers_410_until_it_is_published_again(tmp_path):
    registries, data = tmp_path / "registries", tmp_path / "var"
    registries.mkdir()
    (registries / "organen.yaml").write_text(DEFINITION)
    settings = LoaderSettings(data, registries)
    write(registries, "a")
    ensure_built(settings, base=BASE)
    write(registries, "a", "b")
    ensure_built(settings, base=BASE)
    paths = ("/id/orgaan/b", "/doc/orgaan/b", "/doc/orgaan/b.ttl", f"/doc?iri={BASE}/id/orgaan/b")
    with serving(data, tmp_path / "log") as server, httpx.Client(base_url=server.address) as client:
        assert statuses(client, "/id/orgaan/b") == {303}
        done = CliRunner().invoke(main, ["rollback", "--data", str(data)])
        assert done.exit_code == 0, done.output
        assert await_equal(lambda: client.get("/begrip/id/orgaan/b").status_code, 410) == 410
        assert statuses(client, *paths) == {410}
        assert statuses(client, "/id/orgaan/nooit") == {404}
        said = client.get("/begrip/id/orgaan/b").json()
        assert said["removed"] == DataDirectory(data).events()[-1].at
        assert said["reasons"] == {"nl": REASON_NL, "en": REASON_EN}
        assert '"Orgaan b"@nl' in client.get("/begrip/doc/orgaan/b.ttl").text
        for language, reason in (("nl", REASON_NL), ("en", REASON_EN)):
            page = client.get(
                f"/begrip/doc/orgaan/b?lang={language}", headers={"Accept": "text/html"}
            )
            assert reason in page.text
        assert client.get("/begrip/id/orgaan/a").status_code == 303
        ensure_built(settings, base=BASE, force=True)
        assert await_equal(lambda: client.get("/begrip/id/orgaan/b").status_code, 303) == 303


def built_with_one_and_two(tmp_path):
    """Build a generation with one thing and another with two; return where, and the first."""
    registries, data = tmp_path / "registries", tmp_path / "var"
    registries.mkdir()
    (registries / "organen.yaml").write_text(DEFINITION)
    settings = LoaderSettings(data, registries)
    write(registries, "a")
    first = ensure_built(settings, base=BASE)
    write(registries, "a", "b")
    ensure_built(settings, base=BASE)
    return data, first


@pytest.mark.slow
def test_a_server_that_starts_finishes_a_rollback_that_was_interrupted(tmp_path):
    data, first = built_with_one_and_two(tmp_path)
    roll_back(DataDirectory(data), first.id)  # as it is left where the process ends here
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "begrip", "serve", "--data", str(data), "--port", str(port)],
            cwd=CHECKOUT, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/begrip") as client:
            await_equal(lambda: answers_at(client, "/id/orgaan/a"), 303)
            assert answers_at(client, "/id/orgaan/b") == 410, log.read_text()
        assert read_head(data).generation == first.id
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.mark.slow
def test_what_a_rollback_took_back_is_never_unknown_wherever_the_rollback_is_killed(tmp_path):
    folder, first = built_with_one_and_two(tmp_path)
    data = DataDirectory(folder)
    log = folder / "publications.log"
    before = log.read_bytes()
    roll_back(data, first.id)
    after = log.read_bytes()

    def answers() -> list[int]:
        client = client_over(data)
        return [client.get(f"/id/orgaan/{name}").status_code for name in ("a", "b", "nooit")]

    log.write_bytes(before)  # killed after the swap, before the log
    assert answers() == [303, 503, 503]
    log.write_bytes(after)  # killed after the log, before what was taken back is written
    assert answers() == [303, 503, 503]
    remember(data, lambda _: None)
    assert answers() == [303, 410, 404]


def test_a_record_that_is_never_written_does_not_hide_what_is_unknown_for_ever(tmp_path):
    folder = tmp_path / "generations" / "g1"
    folder.mkdir(parents=True)
    (tmp_path / "current").symlink_to("generations/g1")
    event = {"at": "2026-11-27T00:00:00Z", "event": "rollback", "id": "g1", "from": "g2"}
    (tmp_path / "publications.log").write_text(f"{json.dumps(event)}\n{{torn")

    assert is_behind(folder)
    assert not is_behind(folder.with_name("g2"))
    (tmp_path / "publications.log").rename(tmp_path / "elsewhere")
    assert not is_behind(folder)
    (tmp_path / "elsewhere").rename(tmp_path / "publications.log")
    long_ago = time.time() - LONGEST - 1
    os.utime(tmp_path / "current", (long_ago, long_ago), follow_symlinks=False)
    assert not is_behind(folder)


def answers_at(client: httpx.Client, path: str) -> int:
    """Return the status of an answer, 0 if nobody answers yet."""
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0


@pytest.mark.slow
def test_a_removed_thing_of_another_authority_answers_410(tmp_path):
    registries, data = tmp_path / "registries", tmp_path / "var"
    registries.mkdir()
    (registries / "organisaties.yaml").write_text(ORGANISATIONS)
    settings = LoaderSettings(data, registries)
    write_organisations(registries, "OVO000001", "OVO099999")
    ensure_built(settings, base=BASE)
    paths = ("/id/organisatie/OVO099999", f"/doc?iri={AGENCY}", f"/doc?iri={AGENCY}/")
    with serving(data, tmp_path / "log") as server, httpx.Client(base_url=server.address) as client:
        assert statuses(client, "/id/organisatie/OVO099999") == {303}
        write_organisations(registries, "OVO000001")
        ensure_built(settings, base=BASE)
        path = "/begrip/id/organisatie/OVO099999"
        assert await_equal(lambda: client.get(path).status_code, 410) == 410
        assert statuses(client, *paths) == {410}
        turtle = client.get(f"/begrip/doc.ttl?iri={AGENCY}")
        assert turtle.status_code == 410
        assert '"Dienst OVO099999"@nl' in turtle.text
        assert client.get(path).json()["iri"] == AGENCY
        assert statuses(client, "/id/organisatie/OVO088888") == {404}


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
