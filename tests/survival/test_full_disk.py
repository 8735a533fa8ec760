"""A full disk stops a build with the reason, leaves what is served, and holds nothing back.

Two kinds of fullness: a small tmpfs (ENOSPC) where the machine lets one be mounted, and a limit
on the size of a file (EFBIG) everywhere. Where no tmpfs can be mounted the first kind falls back
on the second, so that every test does something real.
"""

import resource
import shutil
import subprocess

import pytest

from loaders.generations.data_directory import DataDirectory
from loaders.generations.verification import verify
from tests.running import CHECKOUT
from tests.survival.killing import PATIENCE, Site, held_at
from tests.survival.moments import GENERATION, building
from tests.survival.small_disk import PAGE, small_disk
from tests.survival.whole import find_litter, is_consistent, is_free, read_log, served_id

pytestmark = pytest.mark.slow

LIMITS = (4_000, 20_000, 60_000, 100_000)
"""Bytes that a file may have where the disk itself cannot be made small."""


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk") as found:
        yield found


def build_limited(site, limit):
    """Build while no file may grow beyond a limit, as on a disk whose quota is reached."""
    return subprocess.run(
        site.command("build"),
        cwd=CHECKOUT,
        env=site.environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


def check_refusal(site, done, served):
    """Fail unless a build said why it stopped, and left what was there as it was."""
    assert done.returncode == 9, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "what was served is still served" in done.stderr
    assert "is free" in done.stderr
    assert str(site.data) in done.stderr
    assert served_id(site.data) == served
    assert not any(building(site.data))
    assert find_litter(site.data) == []
    assert is_free(site.data)
    if served:
        assert "a full build needs about" in done.stderr
        assert verify(DataDirectory(site.data), served).problems == ()


def check_success(site, wanted):
    assert site.build() == wanted
    assert find_litter(site.data) == []
    assert is_consistent(site.data)
    assert verify(DataDirectory(site.data), wanted).problems == ()


def check_limits(site, wanted, limits=LIMITS):
    served = served_id(site.data)
    for limit in limits:
        check_refusal(site, build_limited(site, limit), served)
    check_success(site, wanted)


def test_a_file_that_may_not_grow_stops_a_build_and_not_the_next(scene, fresh):
    check_limits(fresh, scene.next_id)


def test_a_file_that_may_not_grow_stops_a_first_build_and_not_the_next(scene, tmp_path):
    check_limits(Site(tmp_path / "var", scene.site.registries), scene.next_id)


@pytest.mark.parametrize("free", [0, 50, 200, 600, 1500, 2500, 3500, 5000])
def test_a_full_disk_stops_a_build_and_not_the_next(scene, fresh, disk, free):
    if disk is None:
        check_limits(fresh, scene.next_id, [4_000 + 20 * free])
        return
    site = Site(disk.path / "var", fresh.registries)
    shutil.copytree(fresh.data, site.data, symlinks=True)
    served = served_id(site.data)
    disk.leave(free * 1000)
    before = disk.free()

    done = site.run("build")

    if done.returncode == 0:
        check_success(site, scene.next_id)
        return
    check_refusal(site, done, served)
    assert disk.free() >= before - 8 * PAGE
    disk.resize(64_000_000)
    check_success(site, scene.next_id)


@pytest.mark.parametrize("size", [16, 60, 150, 400, 700, 1200, 2000, 3000])
def test_a_full_disk_stops_a_first_build_and_not_the_next(scene, tmp_path, disk, size):
    if disk is None:
        site = Site(tmp_path / "var", scene.site.registries)
        check_limits(site, scene.next_id, [4_000 + 30 * size])
        return
    site = Site(disk.path / "var", scene.site.registries)
    disk.resize(size * 1000)

    done = site.run("build")

    if done.returncode == 0:
        check_success(site, scene.next_id)
        return
    check_refusal(site, done, None)
    disk.resize(64_000_000)
    check_success(site, scene.next_id)


def fill_at(site, disk, stage, generation):
    """Start a build, hold it at a stage, fill the disk, let it go on."""
    more = {GENERATION: generation}
    with held_at(site, stage, "build", output=subprocess.PIPE, **more) as process:
        ballast = disk.fill()
    out, err = (said.decode() for said in process.communicate(timeout=PATIENCE))
    return subprocess.CompletedProcess((), process.returncode, out, err), ballast


@pytest.mark.parametrize("stage", ["a dump", "the manifest", "the checksums", "renamed"])
def test_a_disk_that_is_full_all_at_once_stops_a_build_and_not_the_next(scene, fresh, disk, stage):
    if disk is None:
        check_limits(fresh, scene.next_id, LIMITS[:1])
        return
    site = Site(disk.path / "var", fresh.registries)

    done, ballast = fill_at(site, disk, stage, scene.next_id)

    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert served_id(site.data) == scene.next_id
    else:
        check_refusal(site, done, None)
    assert find_litter(site.data) == []
    ballast.unlink()
    check_success(site, scene.next_id)


def test_a_log_that_cannot_be_written_is_said_and_mended(scene, fresh, disk):
    site = fresh if disk is None else Site(disk.path / "var", fresh.registries)
    if disk is not None:
        shutil.copytree(fresh.data, site.data, symlinks=True)
    log = site.data / "publications.log"
    padding = b" " * (-log.stat().st_size % PAGE)
    log.write_bytes(log.read_bytes().removesuffix(b"\n") + padding + b"\n")
    if disk is None:
        length = log.stat().st_size
        limited = f"ulimit -f {-(-length // 1024)} && exec {' '.join(site.command('rollback'))}"
        done = subprocess.run(
            ["bash", "-c", limited],
            cwd=CHECKOUT,
            env=site.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    else:
        ballast = disk.fill()
        done = site.run("rollback")
        ballast.unlink()

    first = next(iter(scene.known))
    assert done.returncode == 9
    assert f"{first} is served" in done.stderr
    assert "publications.log could not be written" in done.stderr
    assert served_id(site.data) == first
    check_success(site, scene.next_id)
    assert ("recover", first) in [event[:2] for event in read_log(site.data)]


def test_a_full_build_that_cannot_end_well_does_not_begin(scene, fresh, disk):
    if disk is None:
        check_limits(fresh, scene.next_id, LIMITS[:1])
        return
    site = Site(disk.path / "var", fresh.registries)
    shutil.copytree(fresh.data, site.data, symlinks=True)
    disk.leave(50_000)

    done = site.run("build", "--force")

    check_refusal(site, done, served_id(fresh.data))
    assert "the disk is too full to build" in done.stderr
    assert "reading" not in done.stderr


def test_a_data_directory_that_cannot_be_written_is_said(scene, fresh):
    (fresh.data / "generations").rename(fresh.data / "elsewhere")
    (fresh.data / "generations").write_text("")

    done = fresh.run("build")

    assert done.returncode == 9
    assert "Traceback" not in done.stderr
    assert str(fresh.data) in done.stderr
