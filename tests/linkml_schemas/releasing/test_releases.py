"""The committed releases are what they were when they were frozen."""

import hashlib
import json

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from linkml_schemas.modelling.reading import read_model
from linkml_schemas.releasing.changelog import CHANGELOG, render_changelog
from linkml_schemas.releasing.records import (
    RECORD,
    RELEASES,
    ReleaseError,
    find_alterations,
    read_releases,
)
from linkml_schemas.releasing.standards_graph import read_releases_turtle
from linkml_schemas.source import SCHEMA_FILE
from ontology.namespaces import expand
from tests.running import CHECKOUT

RELEASED = read_releases()
VERSION_IRI = expand("owl:versionIRI")


def test_there_are_releases():
    assert RELEASED


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: str(release.version))
def test_a_committed_release_is_as_it_was_frozen(release):
    assert find_alterations(release) == []


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: str(release.version))
def test_the_sources_of_a_release_still_read_as_its_version(release):
    model = read_model(release.schema_file)

    assert model.version == str(release.version)
    assert all(str(RELEASES) in str(each.path) for each in model.files if not each.foreign)


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: str(release.version))
def test_the_frozen_turtle_says_which_version_it_is(release):
    said = set()
    for name in release.files:
        if name.endswith(".ttl"):
            quads = parse(release.read(name), format=RdfFormat.TURTLE)
            said |= {q.object.value for q in quads if q.predicate.value == VERSION_IRI}

    assert {each.version_iri(release.version) for each in release.standards} < said
    assert f"{release.standards[0].version_iri(release.version)}/shapes" in said


def test_the_changelog_is_that_of_the_releases():
    written = (RELEASES / CHANGELOG).read_text(encoding="utf-8")

    assert written == render_changelog(RELEASED)


def test_no_checkout_changes_the_line_ends_of_a_release():
    rules = (CHECKOUT / ".gitattributes").read_text(encoding="utf-8")

    assert "linkml_schemas/releases/** -text" in rules


def test_the_schema_is_another_version_as_soon_as_it_differs_from_the_released_one():
    model = read_model(SCHEMA_FILE)
    frozen = [each for each in RELEASED if str(each.version) == model.version]
    now = {
        f"source/{each.path.name}": each.path.read_bytes()
        for each in model.files
        if not each.foreign
    }

    for release in frozen:
        kept = {name: release.read(name) for name in release.files if name.startswith("source/")}
        assert kept == now, f"{model.version} is released: give the schema the next version"


def test_all_files_of_our_schema_are_of_its_version():
    model = read_model(SCHEMA_FILE)
    said = {
        each.path.name: each.document.data.get("version")
        for each in model.files
        if not each.foreign
    }

    assert set(said.values()) == {model.version}


def test_the_graph_says_of_each_version_what_it_is():
    quads = list(parse(read_releases_turtle("0.1.0"), format=RdfFormat.TURTLE))
    standard, status = NamedNode(expand("dct:Standard")), NamedNode(expand("adms:status"))
    versions = {quad.subject for quad in quads if quad.object == standard}

    assert len(versions) == sum(len(each.standards) for each in RELEASED)
    assert {quad.subject for quad in quads if quad.predicate == status} == versions


def test_a_damaged_record_is_named(tmp_path):
    folder = tmp_path / "1.0.0"
    folder.mkdir()
    (folder / RECORD).write_text("{", encoding="utf-8")

    with pytest.raises(ReleaseError, match=RECORD):
        read_releases(tmp_path)


def test_every_kind_of_alteration_is_found(tmp_path):
    folder = tmp_path / "1.0.0"
    folder.mkdir()
    (folder / "kept.txt").write_text("kept", encoding="utf-8")
    record = {
        "version": "1.0.0",
        "date": "2026-11-26",
        "prior": None,
        "entry": "source/x.yaml",
        "standards": [],
        "files": {"kept.txt": hashlib.sha256(b"else").hexdigest(), "gone.txt": "0"},
        "digest": "0",
        "status": [{"status": "draft", "date": "2026-11-26"}],
    }
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    (folder / "new.txt").write_text("", encoding="utf-8")

    (release,) = read_releases(tmp_path)

    assert [each.partition(": ")[2] for each in find_alterations(release)] == [
        "what it says of the release was changed",
        "the file was changed",
        "the file is gone",
        "the file was added",
    ]
