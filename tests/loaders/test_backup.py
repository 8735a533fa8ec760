import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import pytest

from loaders.build import ensure_built
from loaders.errors import BackupError, DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import locked, publish
from loaders.generations.snapshots import read_snapshot
from loaders.operating import pinning, restore
from loaders.operating.backup import CONTENTS, back_up, write_backup
from loaders.operating.pinning import pinned
from tests.running import CHECKOUT

pytestmark = pytest.mark.slow

ROWS = "id,label_nl\nraad,Raad\n"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """Where the data directory is kept that each test gets a copy of, once it was built."""
    return tmp_path_factory.mktemp("pattern") / "var"


@pytest.fixture
def data(settings, world, write, pattern):
    """A data directory with two generations, as two builds leave it."""
    write("raden", ROWS, "Body")
    if not pattern.exists():
        ensure_built(settings, base="http://unused.example", world=world)
    write("raden", ROWS + "bond,Bond\n", "Body")
    if not pattern.exists():
        ensure_built(settings, base="http://unused.example", world=world)
        copy_whole(settings.data, pattern)
    else:
        copy_whole(pattern, settings.data)
    return DataDirectory(settings.data)


def copy_whole(source, target):
    """Copy a folder with its times, and its hard links as such."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


@pytest.fixture
def kept(data, tmp_path):
    return back_up(data, tmp_path / "kept.tar")


def contents(folder):
    """Return the bytes of every file, and where every link leads."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if not path.is_dir() and path.name != "lock"
    }


def changed(kept, target, change):
    """Copy a backup member by member; a change gets each and returns what is written."""
    with tarfile.open(kept) as source, tarfile.open(target, "w") as output:
        for member in source:
            file = source.extractfile(member) if member.isreg() else None
            done = change(member, file.read() if file else b"")
            if done is not None:
                done[0].size = len(done[1])
                output.addfile(done[0], io.BytesIO(done[1]))
    return target


def test_what_is_restored_is_what_was_kept(data, kept, tmp_path):
    served = restore.restore(kept, tmp_path / "new")
    new = DataDirectory(tmp_path / "new")

    assert contents(new.path) == contents(data.path)
    assert (new.current_id(), new.ids(), new.events()) == (served, data.ids(), data.events())
    assert new.current.readlink() == data.current.readlink()
    assert read_snapshot(new.snapshot("raden")) is not None
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_next_build_has_nothing_to_do(data, kept, tmp_path, settings, world):
    restore.restore(kept, tmp_path / "new")
    again = type(settings)(tmp_path / "new", settings.registries, settings.base)

    assert ensure_built(again, base="", world=world).published is False


def test_files_that_were_one_are_one_again_and_in_the_backup_once(data, kept, tmp_path):
    restore.restore(kept, tmp_path / "new")

    def sharing(folder):
        return sorted(p.stat().st_nlink for p in folder.rglob("*.nq.gz"))

    assert sharing(tmp_path / "new") == sharing(data.path)
    assert max(sharing(data.path)) > 1
    with tarfile.open(kept) as archive:
        assert any(member.islnk() for member in archive)


def test_a_backup_names_no_owner_and_nothing_that_is_not_data(data, kept):
    (data.path / ".backup-1").mkdir()
    with tarfile.open(kept) as archive:
        members = archive.getmembers()

    assert {(m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, "", "")}
    assert [m.name for m in members if m.name.startswith((".", "lock", "failed"))] == []
    assert members[-1].name == CONTENTS


def test_a_backup_in_a_folder_is_named_after_its_generation(data, tmp_path):
    path = back_up(data, tmp_path)

    assert path.parent == tmp_path
    assert path.name.startswith("begrip-2")
    assert path.name.endswith(f"-{data.current_id()}.tar")


def test_a_backup_waits_for_no_build_and_holds_up_none(data, tmp_path):
    with locked(data):
        building = data.generations / ".building-1"
        building.mkdir()
        (building / "half").write_text("half")
        path = back_up(data, tmp_path / "kept.tar")
    with pinned(data), locked(data):
        pass
    with tarfile.open(path) as archive:
        assert [name for name in archive.getnames() if "building" in name] == []


def test_what_a_build_removes_and_publishes_meanwhile_changes_no_backup(data, tmp_path):
    expected = contents(data.path)
    new = data.current_id()
    (old,) = set(data.ids()) - {new}
    stream = Slow(lambda: remove(data, old))
    write_backup(data, stream)
    (tmp_path / "kept.tar").write_bytes(bytes(stream.taken))
    restore.restore(tmp_path / "kept.tar", tmp_path / "new")

    assert not data.generation(old).exists()
    assert contents(tmp_path / "new") == expected
    assert DataDirectory(tmp_path / "new").current_id() == new


class Slow(io.RawIOBase):
    """A stream during whose first write something happens."""

    def __init__(self, act):
        self.taken = bytearray()
        self._act = act

    def writable(self):
        return True

    def write(self, piece):
        act, self._act = self._act, lambda: None
        act()
        self.taken += piece
        return len(piece)


def remove(data, generation):
    import shutil

    shutil.rmtree(data.generation(generation))
    shutil.rmtree(data.snapshot("raden"))
    with (data.path / "publications.log").open("a") as log:
        log.write("later\n")


def test_generations_that_come_and_go_while_it_is_held_still_leave_it_whole(data):
    """A thread publishes one and the other in turn; what is served is always in what is held."""
    stop = threading.Event()

    def turn():
        while not stop.is_set():
            for name in data.ids():
                publish(data, name)

    thread = threading.Thread(target=turn)
    thread.start()
    try:
        for _ in range(10):
            with pinned(data) as folder:
                assert (folder / "current" / "manifest.json").is_file()
                assert (folder / "publications.log").read_bytes().endswith(b"\n")
    finally:
        stop.set()
        thread.join()


def test_what_never_stands_still_is_given_up(data, monkeypatch):
    monkeypatch.setattr(pinning, "_link_tree", lambda *_: False)
    with pytest.raises(DiskError, match="changes faster"):
        back_up(data, data.path.parent / "kept.tar")

    assert list(data.path.glob(".backup-*")) == []


@pytest.mark.parametrize("place", ["", "kept.tar", "registries/kept.tar"])
def test_a_backup_holds_no_backup(data, place):
    with pytest.raises(BackupError, match="lies in the data directory"):
        back_up(data, data.path / place)


def test_a_backup_may_be_packed(data, kept, tmp_path):
    packed = tmp_path / "kept.tar.gz"
    packed.write_bytes(gzip.compress(kept.read_bytes()))

    assert restore.restore(packed, tmp_path / "new") == data.current_id()


def test_nothing_published_is_nothing_to_keep(tmp_path):
    with pytest.raises(GenerationError, match="nothing is published"):
        back_up(DataDirectory(tmp_path / "var"), tmp_path / "kept.tar")


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_backup_that_is_cut_short_is_refused(kept, tmp_path, share):
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(whole.rindex(CONTENTS.encode()) * share)])
    with pytest.raises(BackupError, match="no whole backup"):
        restore.restore(kept, tmp_path / "new")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.tar", "registries", "var"]


def damage(member, content):
    return member, content[:-1] + b"?" if member.name.endswith("manifest.json") else content


def drop(member, content):
    return None if member.name.endswith(".parquet") else (member, content)


def newer(member, content):
    if member.name != CONTENTS:
        return member, content
    return member, json.dumps(json.loads(content) | {"layout": 99}).encode()


def renamed(name):
    def change(member, content):
        member.name = name if member.name == "base.json" else member.name
        return member, content

    return change


def relinked(member, content):
    if member.issym():
        member.linkname = "../../elsewhere"
    return member, content


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(damage, "manifest.json is not what was kept", id="another byte"),
        pytest.param(drop, "is not what was kept", id="a file is missing"),
        pytest.param(newer, "made by a newer Begrip", id="a newer layout"),
        pytest.param(renamed("../base.json"), "leads out of", id="out"),
        pytest.param(renamed("/base.json"), "leads out of", id="absolute"),
        pytest.param(renamed(".hidden"), "leads out of", id="hidden"),
        pytest.param(renamed("other.json"), "is not what was kept", id="another file"),
        pytest.param(relinked, "current leads to", id="a link out"),
    ],
)
def test_a_backup_that_was_changed_is_refused_and_leaves_nothing(kept, tmp_path, change, reason):
    hostile = changed(kept, tmp_path / "changed.tar", change)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BackupError, match=reason):
        restore.restore(hostile, tmp_path / "new")

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", [tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.SYMTYPE])
def test_only_files_come_out_of_a_backup(kept, tmp_path, kind):
    def change(member, content):
        member.type = kind if member.name == "base.json" else member.type
        return member, b"" if member.name == "base.json" else content

    hostile = changed(kept, tmp_path / "changed.tar", change)
    with pytest.raises(BackupError, match=r"base\.json is no file"):
        restore.restore(hostile, tmp_path / "new")


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "text").write_text("text")
    for name in ("text", "absent"):
        with pytest.raises(BackupError, match=name):
            restore.restore(tmp_path / name, tmp_path / "new")


def test_a_place_that_is_not_empty_is_left_alone(data, kept, tmp_path):
    before = contents(data.path)
    with pytest.raises(BackupError, match="not empty"):
        restore.restore(kept, data.path)
    with pytest.raises(BackupError, match="is a file"):
        restore.restore(kept, kept)

    assert contents(data.path) == before


def test_an_empty_folder_takes_a_restore(data, kept, tmp_path):
    (tmp_path / "new").mkdir()

    assert restore.restore(kept, tmp_path / "new") == data.current_id()


def test_a_volume_takes_a_restore_and_one_that_was_interrupted(data, kept, tmp_path, monkeypatch):
    volume = tmp_path / "volume"
    (volume / "lost+found").mkdir(parents=True)
    monkeypatch.setattr(restore.os.path, "ismount", lambda path: Path(path) == volume)
    (volume / ".restoring-999999999").mkdir()
    (volume / "generations").mkdir()
    (volume / "base.json").write_text("half")
    restore.restore(kept, volume)

    assert contents(volume) == contents(data.path)
    assert (volume / "lost+found").is_dir()
    with pytest.raises(BackupError, match="not empty"):
        restore.restore(kept, volume)


def command(*arguments, cwd):
    program = [sys.executable, "-m", "begrip", *map(str, arguments)]
    return subprocess.Popen(
        program,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_nothing_that_a_second_one_minds(data, kept, tmp_path):
    """It is given part of a backup through a pipe, so that it is in the middle when it dies."""
    whole = kept.read_bytes()
    for part in (1, len(whole) // 3, len(whole) - 20000):
        process = command("restore", "-", "--data", "new", cwd=tmp_path)
        process.stdin.write(whole[:part])
        process.stdin.flush()
        until = time.monotonic() + 20
        while not list(tmp_path.glob(".new.restoring-*")) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not (tmp_path / "new").exists()
        assert len(list(tmp_path.glob(".new.restoring-*"))) == 1

    done = command("restore", "-", "--data", "new", cwd=tmp_path)
    _, errors = done.communicate(whole)
    assert done.returncode == 0, errors
    assert contents(tmp_path / "new") == contents(data.path)
    assert list(tmp_path.glob(".new.restoring-*")) == []


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_no_file_of_its_name(data, tmp_path):
    """Its output is a pipe that nobody reads, so that it waits in the middle of the stream."""
    process = command("backup", "-", "--data", data.path, cwd=tmp_path)
    assert process.stdout.read(512)
    assert len(list(data.path.glob(".backup-*"))) == 1
    process.send_signal(signal.SIGKILL)
    process.communicate()
    path = back_up(data, tmp_path / "kept.tar")

    assert list(data.path.glob(".backup-*")) == []
    assert restore.restore(path, tmp_path / "new") == data.current_id()
