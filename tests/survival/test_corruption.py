"""What is corrupted, torn, foreign or gone is said in words; no command ends in a traceback."""

import json
import shutil
from pathlib import Path

import pytest

from loaders.generations.data_directory import DataDirectory
from loaders.generations.verification import verify
from tests.survival.whole import find_litter, served_id

pytestmark = pytest.mark.slow


def flip(path: Path) -> None:
    """Change one byte in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.unlink()  # it may be a hard link that a snapshot shares
    path.write_bytes(content)


def cut(path: Path) -> None:
    """Take the second half away."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])


def cut_to_nothing(path: Path) -> None:
    """Empty a file that another generation may share, for one of them."""
    path.unlink()
    path.touch()


def largest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


DAMAGE = {
    "a flipped byte in the store": lambda folder: flip(largest(folder, "store/*.sst")),
    "a cut file of the store": lambda folder: cut(largest(folder, "store/*.sst")),
    "a missing file of the store": lambda folder: largest(folder, "store/*.sst").unlink(),
    "an empty CURRENT": lambda folder: cut_to_nothing(folder / "store" / "CURRENT"),
    "a missing CURRENT": lambda folder: (folder / "store" / "CURRENT").unlink(),
    "a cut MANIFEST": lambda folder: cut(largest(folder, "store/MANIFEST-*")),
    "a missing store": lambda folder: shutil.rmtree(folder / "store"),
    "a flipped byte in a dump": lambda folder: flip(largest(folder, "dumps/*")),
    "a cut dump": lambda folder: cut(largest(folder, "dumps/*")),
    "a missing dump": lambda folder: largest(folder, "dumps/*").unlink(),
    "a cut manifest": lambda folder: cut(folder / "manifest.json"),
    "a manifest of another": lambda folder: (folder / "manifest.json").write_text("{}"),
    "a missing manifest": lambda folder: (folder / "manifest.json").unlink(),
    "cut promises": lambda folder: cut(folder / "promises.txt.gz"),
    "cut checksums": lambda folder: cut(folder / "checksums.txt"),
    "a foreign file": lambda folder: (folder / "store" / "999999.sst").write_bytes(b"x"),
}


@pytest.fixture
def damaged(fresh, request):
    """A site of which the served generation is damaged; its registries are as they were built."""
    served = served_id(fresh.data)
    DAMAGE[request.param](fresh.data / "generations" / served)
    return fresh


every_damage = pytest.mark.parametrize("damaged", DAMAGE, indirect=True)


@every_damage
def test_verify_tells_every_damage_and_what_to_do(scene, damaged):
    served = served_id(damaged.data)
    first = next(iter(scene.known))

    done = damaged.run("generations", "verify", "--all", "--json")

    assert done.returncode == 9
    assert "Traceback" not in done.stderr
    verdicts = {item["id"]: item for item in json.loads(done.stdout)}
    assert verdicts[first]["problems"] == []
    assert verdicts[served]["problems"]
    assert f"rollback {first}" in verdicts[served]["remedy"]
    assert "begrip build --force" in verdicts[served]["remedy"]
    words = damaged.run("generations", "verify")
    assert f"{served}  damaged" in words.stdout


@every_damage
def test_no_command_ends_in_a_traceback_over_damage(scene, damaged):
    first = next(iter(scene.known))
    query = "SELECT (COUNT(?text) AS ?n) { ?s ?p ?text . ?text ?q ?r }"

    for command in (
        ("generations",),
        ("generations", "prune", "--dry-run"),
        ("export", "--format", "ttl", "-o", str(damaged.data.parent / "out")),
        ("export", "--format", "nq", "-o", str(damaged.data.parent / "out")),
        ("query", query),
        ("check",),
    ):
        done = damaged.run(*command)
        assert "Traceback" not in done.stderr, command
        assert done.returncode in {0, 1, 8, 9}, command
        assert done.returncode == 0 or len(done.stderr) > 20, command

    back = damaged.run("rollback", first)
    assert (back.returncode, "Traceback" in back.stderr) == (0, False), back.stderr
    assert served_id(damaged.data) == first
    assert find_litter(damaged.data) == []


@every_damage
def test_the_next_build_after_damage_is_whole_or_says_what_to_do(scene, damaged):
    served = served_id(damaged.data)

    done = damaged.run("build", "--force")
    if done.returncode:
        assert done.returncode == 9
        assert f"{served}/promises.txt.gz: is damaged" in done.stderr
        assert "remove the folder of that generation" in done.stderr
        shutil.rmtree(damaged.data / "generations" / served)
        done = damaged.run("build", "--force")

    assert done.returncode == 0, done.stderr
    now = served_id(damaged.data)
    assert verify(DataDirectory(damaged.data), now).problems == ()
    assert find_litter(damaged.data) == []


POINTERS = {
    "gone": lambda pointer, other: None,
    "dangling": lambda pointer, other: pointer.symlink_to("generations/0123456789abcdef"),
    "foreign": lambda pointer, other: pointer.symlink_to(other),
    "a file": lambda pointer, other: pointer.write_text("generations/x"),
    "a loop": lambda pointer, other: pointer.symlink_to("current"),
    "upwards": lambda pointer, other: pointer.symlink_to("generations/../.."),
}


@pytest.mark.parametrize("kind", POINTERS)
def test_a_pointer_that_leads_nowhere_is_said_and_the_next_build_mends_it(scene, fresh, kind):
    served = served_id(fresh.data)
    (fresh.data / "current").unlink()
    POINTERS[kind](fresh.data / "current", fresh.data.parent)

    listed = fresh.run("generations")
    assert listed.returncode == 0
    assert f"current leads nowhere; {served} was served last" in listed.stderr
    asked = fresh.run("query", "ASK {}")
    assert asked.returncode in {0, 8}
    assert "Traceback" not in asked.stderr
    assert fresh.build() == scene.next_id
    assert served_id(fresh.data) == scene.next_id
    assert find_litter(fresh.data) == []


def test_a_folder_in_the_place_of_the_pointer_is_said(scene, fresh):
    (fresh.data / "current").unlink()
    (fresh.data / "current").mkdir()

    done = fresh.run("build")

    assert done.returncode == 9
    assert "is a folder, where a pointer must be; move it away" in done.stderr
    (fresh.data / "current").rmdir()
    assert fresh.build() == scene.next_id


@pytest.mark.parametrize("text", [None, "", "{", '{"base": 1}', "[]"])
def test_a_base_that_is_lost_is_that_of_the_generations(scene, fresh, text):
    path = fresh.data / "base.json"
    path.unlink()
    if text is not None:
        path.write_text(text)

    other = fresh.run("build", BEGRIP_BASE_IRI="https://other.example.org")
    assert other.returncode == 7
    assert "belongs to base https://data.example.org/begrip" in other.stderr
    assert fresh.build() == scene.next_id
    assert json.loads(path.read_text())["base"] == "https://data.example.org/begrip"


@pytest.mark.parametrize("log", [None, b"", b"\xff\xfe\x00", b'{"at": "2026-', b"[]\n{}\nnull\n"])
def test_a_log_that_is_lost_or_torn_is_begun_anew(scene, fresh, log):
    served = served_id(fresh.data)
    path = fresh.data / "publications.log"
    path.unlink()
    if log is not None:
        path.write_bytes(log)

    assert fresh.run("generations").returncode == 0
    assert fresh.build() == scene.next_id
    kinds = [(event.event, event.id) for event in DataDirectory(fresh.data).events()]
    assert kinds == [("recover", served), ("publish", scene.next_id)]
    assert fresh.run("rollback").returncode == 0


@pytest.mark.parametrize("name", ["snapshot.json", "*.nq.gz", "*.keys.parquet"])
@pytest.mark.parametrize("harm", [flip, cut, Path.unlink])
def test_a_damaged_snapshot_is_read_again(scene, fresh, name, harm):
    for folder in sorted((fresh.data / "registries").iterdir()):
        harm(next(folder.glob(name)))

    done = fresh.run("build")

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert served_id(fresh.data) == scene.next_id


def test_a_generation_that_was_removed_by_hand_is_said_once(scene, fresh):
    first = next(iter(scene.known))
    shutil.rmtree(fresh.data / "generations" / first)

    assert f"generation {first} is gone: it was removed by hand" in fresh.run("generations").stderr
    assert fresh.build() == scene.next_id
    assert "is gone" not in fresh.run("generations").stderr


def test_pins_are_kept_shown_and_taken_away(scene, fresh):
    first = next(iter(scene.known))
    prune = ("generations", "prune", "--keep", "1", "--keep-days", "0")

    assert fresh.run("generations", "pin", first[:6], "--because", "vijf jaar").returncode == 0
    kept = fresh.run(*prune)
    assert f"{first}  stays: it is pinned: vijf jaar" in kept.stdout
    assert "pinned: vijf jaar" in fresh.run("generations").stdout
    (fresh.data / "pins.json").rename(fresh.data / "aside")
    (fresh.data / "pins.json").write_text("[1")
    refused = fresh.run(*prune)
    assert refused.returncode == 9
    assert "no generation is removed until it is mended" in refused.stderr
    assert fresh.run("generations").returncode == 0
    assert fresh.build() == scene.next_id
    (fresh.data / "aside").rename(fresh.data / "pins.json")
    assert fresh.run("generations", "unpin", first[:6]).returncode == 0
    dry = fresh.run(*prune, "--dry-run")
    assert f"{first}  would be removed" in dry.stdout
    assert (fresh.data / "generations" / first).exists()
    assert fresh.run(*prune).returncode == 0
    assert not (fresh.data / "generations" / first).exists()
