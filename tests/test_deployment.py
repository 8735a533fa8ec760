"""The container file, the units and the proxies' files: read, and run as far as can be here."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from begrip import COMMANDS, known_settings
from loaders.errors import EXIT_CODES
from server.settings import Settings
from tests.running import CHECKOUT, free_port

FOLDER = CHECKOUT / "docs" / "deployment"
SYSTEM_CALLS = {"@system-service", "~@privileged @obsolete"}
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "ProtectProc": "invisible",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "CapabilityBoundingSet": "",
    "LockPersonality": "yes",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
}


@dataclass(frozen=True)
class Stage:
    """One stage of a container file: its image and its steps after it."""

    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        return [text for step, text in self.steps if step == word]

    def variables(self) -> dict[str, str]:
        return dict(text.split("=", 1) for text in self.all("ENV"))


def stages() -> list[Stage]:
    found: list[Stage] = []
    for line in (FOLDER / "Containerfile").read_text().splitlines():
        word, _, text = line.partition(" ")
        if word == "FROM":
            image, _, name = text.partition(" AS ")
            found.append(Stage(image, name))
        elif line and not line.startswith("#"):
            found[-1].steps.append((word, text))
    return found


def install_commands() -> list[str]:
    """Return how the Makefile installs the locked dependencies and the program itself."""
    text = (CHECKOUT / "Makefile").read_text()
    install = re.search(r"^INSTALL = \$\(BIN\)/(.+)$", text, re.MULTILINE)
    recipe = text[text.index("$(VENV)/runtime.stamp: requirements.lock") :]
    options = re.findall(r"^\t@\$\(INSTALL\) (.+)$", recipe.split("\n\n")[0], re.MULTILINE)
    assert install is not None
    return [f".venv/bin/{install[1]} {item}" for item in options]


def test_the_image_is_a_slim_debian_with_a_python_that_we_support_and_names_no_host():
    editor, build, final = stages()

    assert build.image == final.image == "python:3.11-slim-bookworm"
    assert editor.image == "node:22-bookworm-slim"
    assert [editor.name, build.name] == ["editor", "build"]
    text = (FOLDER / "Containerfile").read_text()
    assert not re.search(r"^\s*(?:ADD|RUN .*(?:curl|wget|apt-get))", text, re.MULTILINE)


def test_the_image_installs_from_the_hashed_lock_as_the_makefile_does():
    _, build, _ = stages()
    pip = [text for text in build.all("RUN") if " -m pip " in text]

    assert pip == install_commands()
    assert "--require-hashes" in pip[0]
    assert "--no-index" in pip[1]


def test_the_image_runs_as_nobody_special_and_writes_in_its_volume_only():
    _, _, final = stages()

    assert final.all("USER") == ["10001:10001"]
    assert final.all("VOLUME") == [final.variables()["BEGRIP_DATA"]]
    assert final.all("RUN") == []
    assert any("--chown=10001:10001" in text for text in final.all("COPY"))
    names = {name for name in final.variables() if name.startswith("BEGRIP_")}
    assert names <= {item.variable for item in known_settings()}


@dataclass(frozen=True)
class Image:
    """A folder tree in which the steps of a container file were done."""

    root: Path
    stage: Stage

    def path(self, inside: str) -> Path:
        return self.root / inside.lstrip("/")

    def environment(self, **more: str) -> dict[str, str]:
        variables = self.stage.variables()
        paths = [str(self.path(part)) for part in variables.pop("PATH").split(":")]
        places = {"BEGRIP_DATA": str(self.path(variables.pop("BEGRIP_DATA")))}
        system = os.environ["PATH"]
        return {**variables, **places, "PATH": ":".join([*paths, system]), **more}

    def files(self) -> set[str]:
        data = self.path(self.stage.variables()["BEGRIP_DATA"])
        return {str(p) for p in self.root.rglob("*") if not p.is_relative_to(data)}


def made(root: Path) -> Image:
    """Do the steps of the file in an empty folder, as an engine would in an empty image."""
    *before, final = stages()
    top = root / "final"
    for stage in before:
        do_steps(stage, root)
    for text in final.all("COPY"):
        *options, source, target = text.split()
        assert "--from=build" in options
        place = top / target.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        (root / "build" / source.lstrip("/")).rename(place)
    return Image(top, final)


def do_steps(stage: Stage, root: Path) -> None:
    built = root / stage.name
    work = built / stage.all("WORKDIR")[0].lstrip("/")
    work.mkdir(parents=True)
    for step, text in stage.steps:
        if step == "COPY" and text.startswith("--from="):
            option, source, target = text.split()
            made_there = root / option.removeprefix("--from=") / source.lstrip("/")
            shutil.copytree(made_there, work / target)
        elif step == "COPY":
            *sources, target = text.split()
            for source in sources:
                tracked_copy(source, work / (source if target == "./" else target))
        elif step == "RUN":
            run(text, built, work)


def tracked_copy(source: str, place: Path) -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", source]
    names = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert names.stdout, f"{source} is not in a clone"
    for name in names.stdout.splitlines():
        target = place / Path(name).relative_to(source) if name != source else place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CHECKOUT / name).read_bytes())


def run(text: str, root: Path, work: Path) -> None:
    """Run a step; what would install gets the packages of this interpreter instead."""
    if text == "python -m venv .venv":
        programs = work / ".venv" / "bin"
        programs.mkdir(parents=True)
        for name, module in (("python", ""), ("begrip", " -m begrip")):
            path = programs / name
            home = '$(dirname "$(dirname "$(dirname "$0")")")'
            path.write_text(
                f'#!/bin/sh\nPYTHONPATH="{home}" exec {shlex.quote(sys.executable)}{module} "$@"\n'
            )
            path.chmod(0o755)
        return
    if text in install_commands():
        return
    if text.startswith("npm ci"):
        (work / "node_modules").symlink_to(CHECKOUT / "server" / "editor_app" / "node_modules")
        return
    text = re.sub(r" -o 10001 -g 10001 (/\S+)", lambda m: f" {root}{m[1]}", text)
    assert " /" not in text.replace(f" {root}", ""), f"{text} would leave the tree"
    subprocess.run(["sh", "-euc", text], cwd=work, check=True)


@pytest.mark.slow
def test_the_steps_of_the_container_file_make_what_its_command_serves(tmp_path):
    image = made(tmp_path)
    before = image.files()
    command, health = (
        json.loads(image.stage.all(word)[0].rpartition("CMD ")[2])
        for word in ("CMD", "HEALTHCHECK")
    )
    environment = image.environment(BEGRIP_HOST="127.0.0.1", BEGRIP_PORT=str(free_port()))
    folder = image.path(image.stage.all("WORKDIR")[0])
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):
        codes = {ask(health, folder, environment)}
        until = time.monotonic() + 120
        while 0 not in codes and process.poll() is None and time.monotonic() < until:
            codes.add(ask(health, folder, environment))
        stop = image.stage.all("STOPSIGNAL")[0]
        process.send_signal(getattr(signal, stop))
        code = process.wait(20)

    assert codes == {0, 1}, (tmp_path / "log").read_text()
    assert code == 0
    assert image.files() == before, "only the volume is written to"
    assert (image.path("/data") / "current" / "manifest.json").is_file()
    assert (folder / "server" / "static" / "editor" / "manifest.json").is_file()


def ask(health: list[str], folder: Path, environment: dict[str, str]) -> int:
    found = subprocess.run(health, cwd=folder, env=environment, capture_output=True, check=False)
    return found.returncode


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """Return the values of each key of a unit, by section."""
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in (FOLDER / name).read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            found[section] = {}
        elif line and not line.startswith("#"):
            key, mark, value = line.partition("=")
            assert mark, line
            found[section].setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("name", ["begrip.service", "begrip-build.service"])
def test_a_unit_is_hardened(name):
    service = unit(name)["Service"]

    assert {key: service.get(key) for key in HARDENED} == {k: [v] for k, v in HARDENED.items()}
    assert set(service["SystemCallFilter"]) == SYSTEM_CALLS
    assert service["User"] == service["Group"] == ["begrip"]
    assert re.fullmatch(r"\d+G", service["MemoryMax"][0])


def test_the_server_may_write_nowhere_and_the_build_in_its_data_only():
    serve, build = unit("begrip.service")["Service"], unit("begrip-build.service")["Service"]

    assert not {"ReadWritePaths", "StateDirectory"} & set(serve)
    assert "ReadWritePaths" not in build
    assert "BEGRIP_DATA=/var/lib/begrip" in serve["Environment"][0]
    assert serve["Environment"] == build["Environment"]
    assert build["StateDirectory"] == ["begrip"]
    assert set(serve["RestrictAddressFamilies"][0].split()) == {"AF_UNIX", "AF_INET", "AF_INET6"}
    assert build["PrivateNetwork"] == ["yes"]


@pytest.mark.parametrize("name", ["begrip.service", "begrip-build.service"])
def test_a_unit_starts_a_command_that_there_is(name):
    (line,) = unit(name)["Service"]["ExecStart"]
    program, command = line.split()

    assert program.endswith("/.venv/bin/begrip")
    assert command in COMMANDS


def test_the_units_know_how_commands_end():
    serve, build = unit("begrip.service"), unit("begrip-build.service")["Service"]
    final = {int(code) for code in serve["Service"]["RestartPreventExitStatus"][0].split()}

    assert final == {2, 10}
    assert final < set(EXIT_CODES)
    assert build["SuccessExitStatus"] == ["4"]
    grace = Settings.from_mapping({}).grace
    assert int(serve["Service"]["TimeoutStopSec"][0].rstrip("s")) > grace
    assert serve["Unit"]["After"][0].split()[-1] == "begrip-build.service"
    assert serve["Service"]["OOMPolicy"] == ["continue"]


def test_the_timer_starts_the_build():
    timer = unit("begrip-build.timer")

    assert timer["Timer"]["Persistent"] == ["yes"]
    assert (FOLDER / "begrip-build.service").is_file()


def test_the_file_of_settings_holds_settings_that_there_are():
    lines = (FOLDER / "begrip.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    assert set(given) <= {item.variable for item in known_settings()}
    assert Settings.from_mapping(given).trusted_proxies == "127.0.0.1,::1"


def test_the_files_of_proxies_set_one_header_and_drop_the_others():
    nginx = (FOLDER / "nginx.conf").read_text()
    caddy = (FOLDER / "Caddyfile").read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "underscores_in_headers off;" in nginx
    for name in ("Forwarded", "X-Forwarded-Prefix"):
        assert f'proxy_set_header {name} "";' in nginx
        assert f"header_up -{name}\n" in caddy
    for name in ("For", "Proto", "Host", "Prefix"):
        assert f"header_up -X_Forwarded_{name}\n" in caddy
    assert nginx.count("{") == nginx.count("}")
    assert caddy.count("{") == caddy.count("}")


def test_no_file_of_deployment_is_left_out_of_the_page():
    page = (CHECKOUT / "docs" / "operating.md").read_text()

    assert [p.name for p in FOLDER.iterdir() if f"](deployment/{p.name})" not in page] == []
