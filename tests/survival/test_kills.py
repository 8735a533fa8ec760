"""Whatever is killed, whenever: the served graph is whole and the next build succeeds."""

import json
import shutil
import time

import pytest

from loaders.generations.data_directory import DataDirectory
from loaders.generations.verification import verify
from tests.survival.chance import KILLS, chance
from tests.survival.killing import Site, held_at, kill_after, kill_at
from tests.survival.moments import GENERATION, STAGES, building
from tests.survival.whole import (
    find_litter,
    is_consistent,
    is_free,
    is_told,
    read_log,
    read_whole,
    served_id,
)

pytestmark = pytest.mark.slow

PARTS = 4


def check_served(site, scene, *, among):
    """Fail unless what is served is one of these generations, and is what it was made as."""
    served = served_id(site.data)
    assert served in among
    if served is not None:
        content = read_whole(site.data, served)
        assert without_moments(content) == without_moments(scene.known[served])
    assert is_free(site.data)


def without_moments(content):
    """Return the checksums of all graphs but the one that says when it was made."""
    return {name: digest for name, digest in content.items() if name != "herkomst"}


def check_recovery(site, scene):
    """Fail unless the next build makes what an undisturbed one makes, and leaves nothing else."""
    assert site.build() == scene.next_id
    check_served(site, scene, among={scene.next_id})
    assert find_litter(site.data) == []
    assert is_consistent(site.data)
    assert is_told(site.data)
    for name in DataDirectory(site.data).ids():
        assert verify(DataDirectory(site.data), name).problems == ()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_that_is_killed_at_any_moment_leaves_the_graph_whole(scene, tmp_path, part):
    moments = chance(f"build {part}")
    second = served_id(scene.site.data)
    for number in range(-(-KILLS // PARTS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        site = scene.site.copy_to(folder)
        kill_after(site.start("build"), moments.uniform(0.1, 1.05) * scene.seconds)

        check_served(site, scene, among={second, scene.next_id})
        check_recovery(site, scene)
        shutil.rmtree(folder)


@pytest.mark.parametrize("stage", STAGES)
def test_a_build_that_is_killed_at_a_stage_leaves_the_graph_whole(scene, fresh, stage):
    second = served_id(fresh.data)
    kill_at(fresh, stage, "build")

    check_served(fresh, scene, among={second, scene.next_id})
    check_recovery(fresh, scene)


@pytest.mark.parametrize("stage", ["renamed", "snapshots", "swapped", "feed"])
def test_a_build_that_is_killed_while_it_publishes_leaves_the_graph_whole(scene, fresh, stage):
    second = served_id(fresh.data)
    kill_at(fresh, stage, "build", **{GENERATION: scene.next_id})

    check_served(fresh, scene, among={second, scene.next_id})
    check_recovery(fresh, scene)


def test_a_first_build_that_is_killed_publishes_all_or_nothing(scene, tmp_path):
    moments = chance("first build")
    for number in range(6):
        site = Site(tmp_path / f"{number}", scene.site.registries)
        kill_after(site.start("build"), moments.uniform(0.3, 1.0) * scene.seconds)

        site.data.mkdir(exist_ok=True)
        check_served(site, scene, among={None, scene.next_id})
        check_recovery(site, scene)


def test_a_rollback_that_is_killed_serves_the_one_or_the_other(scene, fresh):
    moments, second = chance("rollback"), served_id(fresh.data)
    began = time.monotonic()
    fresh.run("rollback")
    seconds = time.monotonic() - began
    first = served_id(fresh.data)
    for _ in range(10):
        kill_after(fresh.start("rollback"), moments.uniform(0.5, 1.05) * seconds)

        check_served(fresh, scene, among={first, second})
    check_recovery(fresh, scene)


@pytest.mark.parametrize("stage", ["swapped", "remembered", "feed"])
def test_a_rollback_that_is_killed_at_a_stage_is_finished_by_the_next_command(scene, fresh, stage):
    first = next(iter(scene.known))
    kill_at(fresh, stage, "rollback", first, **{GENERATION: first})

    check_served(fresh, scene, among={first})
    check_recovery(fresh, scene)


def test_a_prune_that_is_killed_removes_all_of_a_generation_or_nothing(scene, tmp_path):
    moments, second = chance("prune"), served_id(scene.site.data)
    first = next(name for name in scene.known if name not in {second, scene.next_id})
    seconds = 0.6
    command = ("generations", "prune", "--keep", "1", "--keep-days", "0")
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        site = scene.site.copy_to(folder)
        began = time.monotonic()
        if number % 2:
            kill_at(site, "gone", *command, **{GENERATION: first})
        else:
            process = site.start(*command)
            kill_after(process, moments.uniform(0.5, 1.05) * seconds)
            seconds = min(seconds, time.monotonic() - began) if process.returncode == 0 else seconds

        check_served(site, scene, among={second})
        if first in DataDirectory(site.data).ids():
            assert verify(DataDirectory(site.data), first).problems == ()
        assert site.run(*command).returncode == 0
        assert DataDirectory(site.data).ids() == (second,)
        assert find_litter(site.data) == []
        assert read_log(site.data)[-1][:2] in {("prune", first), ("gone", first)}
        check_recovery(site, scene)


def test_many_kills_one_after_another_leave_nothing_behind(scene, fresh):
    moments, second = chance("many"), served_id(fresh.data)
    for _ in range(8):
        kill_after(fresh.start("build"), moments.uniform(0.3, 0.95) * scene.seconds)

        check_served(fresh, scene, among={second, scene.next_id})
        assert len(list(building(fresh.data))) <= 1
    check_recovery(fresh, scene)


def test_of_builds_rollbacks_and_prunes_at_once_one_works_and_the_others_say_so(scene, fresh):
    second = served_id(fresh.data)
    commands = [("build",), ("build", "--force"), ("rollback",), ("generations", "prune")] * 2
    running = [fresh.start(*command) for command in commands]
    codes = [process.wait(120) for process in running]

    assert set(codes) <= {0, 6, 8}
    assert 0 in codes
    assert served_id(fresh.data) is not None
    assert is_consistent(fresh.data)
    assert find_litter(fresh.data) == []
    for name in DataDirectory(fresh.data).ids():
        assert verify(DataDirectory(fresh.data), name).problems == ()
    assert second in DataDirectory(fresh.data).ids()


def test_a_build_beside_another_is_refused_and_harms_it_not(scene, fresh):
    with held_at(fresh, "the folder of the build", "build") as first:
        answer = fresh.run("build")

    assert first.wait(120) == 0
    assert answer.returncode == 6
    assert "another build works in" in answer.stderr
    check_recovery(fresh, scene)


def test_a_lock_that_a_dead_process_left_blocks_nobody(scene, fresh):
    with held_at(fresh, "the folder of the build", "build") as process:
        assert not is_free(fresh.data)
        kill_after(process, 0)

    assert (fresh.data / "lock").exists()
    assert json.loads(fresh.run("build", "--json").stdout)["id"] == scene.next_id
