"""A version is found as a file, a folder, a release or a revision of git, and nothing is left."""

import json
import subprocess
import tempfile
from pathlib import Path

import pytest

from linkml_schemas.differing.finding import (
    NotFound,
    Places,
    default_before,
    found_version,
    schema_of,
    to_places,
)

SCHEMA = "id: https://example.org/{name}\nname: {name}\nversion: {version}\n"


def write(path: Path, version: str = "1.0.0", more: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCHEMA.format(name=path.stem, version=version) + more, encoding="utf-8")
    return path


def release(folder: Path, version: str, status: str = "recognised") -> None:
    write(folder / version / "source" / "main.yaml", version)
    record = {
        "version": version, "prior": None, "entry": "source/main.yaml", "standards": [],
        "status": [{"status": status, "date": "2026-11-26"}], "files": {},
    }  # fmt: skip
    (folder / version / "release.json").write_text(json.dumps(record), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A repository in which the schema and a file that it imports changed once."""
    folder = tmp_path / "repository"
    write(folder / "shared" / "parts.yaml")
    schema = write(folder / "model" / "main.yaml", more="imports: [../shared/parts]\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    git(folder, "tag", "v1")
    write(folder / "shared" / "parts.yaml", "2.0.0")
    write(schema, "2.0.0", "imports: [../shared/parts]\n")
    git(folder, "commit", "-qam", "two")
    return Places(schema, folder / "releases")


def read(words: str | None, places: Places) -> tuple[str, str]:
    with found_version(words, places) as version:
        return version.label, version.file.read_text(encoding="utf-8")


def test_a_file_and_a_folder_are_what_they_are(tmp_path):
    schema = write(tmp_path / "model" / "main.yaml", more="imports: [parts]\n")
    write(tmp_path / "model" / "parts.yaml")
    (tmp_path / "model" / "other.yaml").write_text("a: [1\n", encoding="utf-8")
    places = Places(schema, tmp_path / "releases")

    assert read(str(schema), places)[0] == "main.yaml"
    assert read(str(schema.parent), places) == ("model", schema.read_text(encoding="utf-8"))
    assert read(None, places)[1] == schema.read_text(encoding="utf-8")


def test_a_folder_with_two_schemas_or_none_is_refused(tmp_path):
    with pytest.raises(NotFound, match="found none"):
        schema_of(tmp_path)
    write(tmp_path / "a.yaml")
    write(tmp_path / "b.yaml")

    with pytest.raises(NotFound, match=r"found a\.yaml, b\.yaml"):
        schema_of(tmp_path)


def test_a_released_version_is_found_by_its_number_and_the_newest_as_latest(tmp_path):
    for version in ("1.9.0", "1.10.0"):
        release(tmp_path, version)
    release(tmp_path, "2.0.0", "withdrawn")
    places = Places(folder=tmp_path)

    assert "version: 1.9.0" in read("1.9.0", places)[1]
    assert read("latest", places)[0] == "1.10.0"
    assert default_before(places) == "latest"
    assert default_before(Places(folder=tmp_path / "none")) == "HEAD"


@pytest.mark.parametrize(
    ("words", "version"),
    [("HEAD", "2.0.0"), ("HEAD~1", "1.0.0"), ("v1", "1.0.0"), ("v1:model", "1.0.0"),
     ("v1:model/main.yaml", "1.0.0"), ("v1:shared/parts.yaml", "1.0.0")],
)  # fmt: skip
def test_a_revision_is_read_with_all_that_it_imports_and_nothing_is_left(
    repository, words, version, tmp_path, monkeypatch
):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    with found_version(words, repository) as found:
        assert f"version: {version}" in found.file.read_text(encoding="utf-8")
        assert (found.file.parent.parent / "shared" / "parts.yaml").is_file()
        assert found.label.startswith(words)

    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("words", ["v9", "v1:model/none.yaml", "--all", "", "9.9.9"])
def test_what_is_nowhere_is_refused(repository, words):
    with pytest.raises(NotFound), found_version(words, repository):
        pass


def test_without_a_repository_a_revision_is_refused(tmp_path):
    places = Places(write(tmp_path / "main.yaml"), tmp_path / "releases")

    with pytest.raises(NotFound, match=r"released in .*: none"), found_version("HEAD", places):
        pass


def test_the_schema_that_is_named_says_where_its_releases_and_revisions_are(
    repository, monkeypatch
):
    release(repository.schema.parent / "releases", "1.0.0")
    words = str(repository.schema)

    for places in (
        to_places(repository.schema, None, (None, None)),
        to_places(None, None, (words, "1.0.0")),
        to_places(None, None, ("HEAD", words)),
        to_places(None, None, (str(repository.schema.parent), None)),
    ):
        assert places == Places(repository.schema)
        assert read("latest", places)[0] == "1.0.0"
        assert "version: 1.0.0" in read("HEAD~1", places)[1]
    assert to_places(None, None, ("HEAD", None)).is_ours


@pytest.mark.parametrize(
    ("inside", "words"),
    [("model", "HEAD:./main.yaml"), ("shared", "HEAD:../model/main.yaml"),
     ("shared", "HEAD:model/main.yaml"), (".", "HEAD:./model/main.yaml")],
)  # fmt: skip
def test_a_path_in_a_revision_is_read_as_git_reads_it(repository, inside, words, monkeypatch):
    root = repository.schema.parent.parent
    monkeypatch.chdir(root / inside)

    for places in (repository, Places()):
        assert "name: main" in read(words, places)[1]

    with pytest.raises(NotFound, match="outside the repository"):
        read("HEAD:../../../main.yaml", repository)
    with pytest.raises(NotFound, match=f"of {root} has no none.yaml"):
        read("HEAD:none.yaml", Places())


def test_beside_the_repository_a_path_is_that_of_the_schema(repository, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert "name: main" in read("HEAD:./main.yaml", repository)[1]
