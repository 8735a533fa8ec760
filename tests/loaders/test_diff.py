"""What differs between generations, in words and as JSON, and what a build would change."""

import fcntl
import gzip
import json
import os
import subprocess
import sys

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from loaders import diff_commands
from loaders.build import ensure_built
from loaders.differing.changes import LINES, SUBJECTS
from loaders.differing.diff_report import FACTS
from loaders.differing.diff_states import Asked, compare_preview, compare_states, served_state
from loaders.differing.diff_texts import LANGUAGES, TEXTS
from loaders.differing.diff_words import render_difference
from loaders.differing.differences import compare_dumps
from loaders.differing.preview import previewing
from loaders.emitting.dumps import DumpWriter
from loaders.errors import DiskError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.progress import silent
from tests.loaders.conftest import BASE

pytestmark = pytest.mark.slow

ORGS = """\
id,label_nl,label_en,parent,valid_from,size
gent,Stad Gent,City of Ghent,,2020-01-01,7
brugge,Brugge,,gent,,
oostende,Oostende,,,,
"""
BODIES = "id,label_nl\nraad,Raad\nhof,Hof\n"
ORGANISATION = f"{BASE}/id/organisatie/"


@pytest.fixture
def data(settings):
    return DataDirectory(settings.data)


@pytest.fixture
def build(settings, world):
    def run(**more):
        return ensure_built(settings, base=BASE, world=world, **more)

    return run


@pytest.fixture
def two(build, write):
    """Two generations: of the organisations one came, one went and two changed."""
    write("orgs", ORGS, more={"max_removed_share": "1"})
    write("bodies", BODIES, "Body")
    first = build()
    changed = ORGS.replace("Stad Gent", "Gent").replace("2020-01-01", "2021-01-01")
    changed = changed.replace("Brugge,,gent", "Brugge,,ieper")
    changed = changed.replace("oostende,Oostende", "ieper,Ieper")
    write("orgs", changed, more={"max_removed_share": "1"})
    return first, build(allow_removals=True)


def compare(settings, *states, **more):
    return compare_states(settings, BASE, Asked(*states, **more), silent)


def words(difference, language="en"):
    return "\n".join(render_difference(difference, language))


def test_a_difference_names_things_properties_and_values(settings, two):
    said = words(compare(settings, "previous", "current"))

    for line in (
        "Registry (orgs): 1 added, 1 removed, 2 changed (statements: 5 added, 5 removed)",
        f"  + Ieper <{ORGANISATION}ieper>",
        f"  - Oostende <{ORGANISATION}oostende>",
        f"  ~ City of Ghent <{ORGANISATION}gent>",
        '      skos:prefLabel: "Stad Gent" (nl) → "Gent" (nl)',
        '      in a part of it, dcat:startDate: "2020-01-01" → "2021-01-01"',
        f"  ~ Brugge <{ORGANISATION}brugge>",
        f"      org:subOrganizationOf: City of Ghent <{ORGANISATION}gent> "
        f"→ Ieper <{ORGANISATION}ieper>",
        "  1 promised IRI disappears:",
        "    /id/organisatie/oostende",
        "  orgs: 1 of 3 records go (33.3%)",
    ):
        assert line in said.splitlines(), said
    assert "bodies" not in said


def test_a_difference_speaks_dutch(settings, two):
    said = words(compare(settings, "previous", "current", language="nl"), "nl")

    assert "Register (orgs): 1 erbij, 1 weg, 2 gewijzigd (beweringen: 5 erbij, 5 weg)" in said
    assert (
        f"Stad Gent <{ORGANISATION}gent> → Ieper" in said or f"Gent <{ORGANISATION}gent> →" in said
    )
    assert "1 IRI die beloofd is, verdwijnt:" in said


def test_a_limit_counts_what_is_not_shown(settings, two):
    said = words(compare(settings, "previous", "current", limit=1))

    assert "  … and 1 more changed" in said.splitlines()
    assert said.count("  ~ ") == 1
    none = words(compare(settings, "previous", "current", limit=0))
    assert "… and 2 more changed" in none
    assert "… and 1 more added" in none


def test_going_back_is_the_opposite(settings, two):
    there = compare(settings, "previous", "current")["registries"][0]
    back = compare(settings, "current", "previous")["registries"][0]

    assert (back["counts"]["added"], back["counts"]["removed"]) == (1, 1)
    assert back["added"][0]["iri"] == there["removed"][0]["iri"]
    assert back["statements"] == {"added": 5, "removed": 5}


def test_a_generation_does_not_differ_from_itself(settings, two):
    difference = compare(settings, two[1].id[:8], "current")

    assert not difference["different"]
    assert "There is no difference." in words(difference)


def test_a_registry_that_comes_or_goes_is_named(settings, two, write, build):
    write("extra", "id,label_nl\nnieuw,Nieuw\n", "Body")
    (settings.registries / "bodies.yaml").unlink()
    build(allow_removals=True)
    said = words(compare(settings, "previous", "current"))

    assert "Registry (extra): a new registry; 1 added, 0 removed, 0 changed" in said
    assert "Registry (bodies): this registry goes; 0 added, 2 removed, 0 changed" in said
    assert "  bodies: 2 of 2 records go (100.0%)" in said


def test_what_is_said_of_a_registry_is_compared(settings, two, write, build):
    path = write("bodies", BODIES, "Body", more={"remark": "{nl: Let op., en: Beware.}"})
    path.write_text(path.read_text().replace("publicdomain/zero/1.0/", "licenses/by/4.0/"))
    build()
    said = words(compare(settings, "previous", "current")).splitlines()

    assert "Registry (bodies): no statement changes" in said
    assert "  remark: nothing → Beware." in said
    assert any(line.startswith("  licence: http://creativecommons") for line in said)


def test_another_schema_is_told(settings, two, world):
    import dataclasses

    newer = dataclasses.replace(world, plan=world.plan.replace('"0.1.0"', '"0.2.0"'))
    ensure_built(settings, base=BASE, world=newer)

    assert "Schema: 0.1.0 → 0.2.0" in words(compare(settings, "previous", "current"))


def test_what_a_build_would_stop_for_is_said(settings, world, data, two, write):
    write("bodies", "id,label_nl\nraad,Raad\n", "Body")
    with previewing(settings, base=BASE, world=world) as preview:
        difference = compare_preview(data, served_state(data), preview, Asked())
    said = words(difference)

    assert (preview.published, preview.exit_code, preview.id) == (False, 5, "")
    assert "to   what a build would make now and not publish" in said
    assert "A build would stop: 1 published IRIs would disappear:\n  /id/orgaan/hof" in said
    assert difference["gone"]["iris"] == ["/id/orgaan/hof"]


def test_a_preview_is_what_the_build_then_makes(settings, world, data, two, write, build):
    write("bodies", BODIES.replace("Raad", "De raad"), "Body")
    with previewing(settings, base=BASE, world=world) as preview:
        before = compare_preview(data, served_state(data), preview, Asked())
    built = build()
    after = compare(settings, "previous", "current")

    assert (preview.id, preview.exit_code, preview.published) == (built.id, 0, True)
    assert before["registries"] == after["registries"]


def test_a_preview_of_a_refused_registry_uses_its_older_state(settings, world, data, two, write):
    write("bodies", "id,label_nl\nraad,\nhof,\n", "Body")
    with previewing(settings, base=BASE, world=world) as preview:
        difference = compare_preview(data, served_state(data), preview, Asked())

    assert preview.exit_code == 4
    assert "bodies would be refused, and its older state used: 2 of 2 rows" in words(difference)


def test_a_preview_of_a_first_build_compares_with_nothing(settings, world, data, write):
    write("bodies", BODIES, "Body")
    with previewing(settings, base=BASE, world=world) as preview:
        difference = compare_preview(data, served_state(data), preview, Asked())

    assert "from nothing: nothing was built yet" in words(difference)
    assert {item["state"] for item in difference["registries"]} == {"added"}
    assert not settings.data.exists()


def test_a_preview_that_cannot_go_on_says_why(settings, world, data, write):
    write("bodies", "id,label_nl\nraad,\n", "Body", share=0.0)
    with previewing(settings, base=BASE, world=world) as preview:
        difference = compare_preview(data, served_state(data), preview, Asked())

    assert preview.exit_code == 5
    assert "begrip check --report DIR" in difference["build"]["problem"]
    assert not settings.data.exists()


def tree(folder):
    """Return every file with its bytes, its mode and the moments at which it changed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        moments = (state.st_mtime_ns, state.st_ctime_ns, state.st_nlink, state.st_mode)
        found[path] = (moments, path.read_bytes() if path.is_file() else b"")
    return found


def test_a_preview_changes_nothing_while_another_build_holds_the_lock(
    settings, world, data, two, write
):
    write("bodies", "id,label_nl\nraad,Raad\n", "Body")
    with (data.path / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = tree(data.path)
        with previewing(settings, base=BASE, world=world, allow_removals=True) as preview:
            compare_preview(data, served_state(data), preview, Asked())

    assert preview.published
    assert tree(data.path) == before


def test_a_preview_works_where_nothing_may_be_written(settings, world, data, two, write):
    write("bodies", BODIES.replace("Raad", "De raad"), "Body")
    folders = [data.path, *(path for path in data.path.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        with previewing(settings, base=BASE, world=world) as preview:
            difference = compare_preview(data, served_state(data), preview, Asked())
    finally:
        for folder in folders:
            folder.chmod(0o755)

    assert preview.published
    assert [item["name"] for item in difference["registries"]] == ["bodies"]


def test_a_damaged_generation_is_told(settings, data, two):
    (data.generation(two[0].id) / "dumps/orgs.nq.gz").write_bytes(b"x")

    with pytest.raises(DiskError, match=r"orgs\.nq\.gz is not what was written"):
        compare(settings, "previous", "current")


def test_an_unknown_registry_is_told(settings, two):
    with pytest.raises(GenerationError, match="did you mean 'orgs'"):
        compare(settings, "previous", "current", registry="org")


def test_the_changes_of_a_generation_are_in_its_files(data, two):
    first, second = two
    folder = data.generation(second.id)
    said = data.read_manifest(second.id)["changes"]
    stores = [set(ox.Store.read_only(str(data.generation(item.id) / "store"))) for item in two]

    lines = gzip.decompress((folder / LINES).read_bytes()).decode().splitlines()
    marked = {"A": set(), "D": set(), "H": set()}
    for line in lines:
        mark, _, text = line.partition(" ")
        marked[mark] |= {text} if mark == "H" else set(ox.parse(text, ox.RdfFormat.N_QUADS))
    named = [{quad for quad in store if quad.graph_name != ox.DefaultGraph()} for store in stores]
    assert named[0] - named[1] == marked["D"]
    assert named[1] - named[0] == marked["A"]
    assert f"prev <urn:begrip:generation:{first.id}> ." in marked["H"]
    assert said["since"] == first.id
    counts = {"added": 5, "removed": 5}
    subjects = {"subjects_added": 1, "subjects_changed": 3, "subjects_removed": 1}
    assert said["graphs"]["orgs"] == {**counts, **subjects}
    assert set(said["graphs"]) == {"orgs", "herkomst"}
    rows = gzip.decompress((folder / SUBJECTS).read_bytes()).decode()
    graph = f"{BASE}/id/graaf/orgs"
    assert f"{graph},{ORGANISATION}ieper,added,2,0,{ORGANISATION}ieper\n" in rows
    assert f",changed,1,1,{ORGANISATION}gent\n" in rows


def test_a_first_generation_has_no_changes(data, write, build):
    write("bodies", BODIES, "Body")
    manifest = data.read_manifest(build().id)

    assert manifest["changes"] == {"since": None, "graphs": {}}


@pytest.mark.parametrize("lines", [1, 2_000_000], ids=["one bucket", "many buckets"])
def test_buckets_do_not_matter(tmp_path, lines):
    graph = "https://e.org/g"
    states = [range(3_000), range(1_000, 4_000)]
    paths = [tmp_path / name for name in ("old.nq.gz", "new.nq.gz")]
    for path, numbers in zip(paths, states, strict=True):
        with DumpWriter(path) as dump:
            for n in numbers:
                dump.write(f'<https://e.org/{n % 700}/é> <p:p> "{n}" <{graph}> .\n'.encode())

    found = compare_dumps(graph, *paths, lines, tmp_path / "work")

    assert (found.added, found.removed) == (1_000, 1_000)
    assert found.subjects.height == 700
    assert (found.count("changed"), found.count("added")) == (700, 0)


def test_every_text_is_there_in_every_language():
    assert all(set(texts) == set(LANGUAGES) for texts in TEXTS.values())
    assert all(f"fact_{name}" in TEXTS for name in (*FACTS, "read", "accepted", "refused"))


@pytest.fixture
def run(settings, tmp_path):
    """Return what runs the commands over the real schema."""
    from loaders.commands import COMMANDS

    brought = (*COMMANDS, *diff_commands.COMMANDS)
    group = click.Group(commands={command.name or "": command for command in brought})
    places = {
        "BEGRIP_DATA": str(tmp_path / "var"),
        "BEGRIP_REGISTRIES": str(tmp_path / "registries"),
        "BEGRIP_BASE_IRI": BASE,
    }

    def invoke(*arguments):
        return CliRunner().invoke(group, arguments, env=places)

    return invoke


@pytest.fixture
def raden(write, tmp_path):
    """Return what writes a registry of bodies with some labels."""

    def keep(*labels):
        rows = "".join(f"r{n},{label},https://e.org/a\n" for n, label in enumerate(labels))
        write("raden", f"id,label_nl,source\n{rows}", "Body", more={"max_removed_share": "1"})

    return keep


def test_the_command_ends_with_its_own_code_only_if_it_is_asked_to(run, settings, raden):
    raden("Raad", "Hof")
    run("build")
    same = run("diff", "--exit-code")
    raden("Raad", "Het hof")

    assert (same.exit_code, run("diff").exit_code, run("diff", "--exit-code").exit_code) == (
        0,
        0,
        11,
    )
    answer = json.loads(run("diff", "--json").stdout)
    assert answer["build"]["would_publish"]
    assert answer["registries"][0]["counts"] == {"added": 0, "removed": 0, "changed": 1}
    assert "Er is geen verschil." in run("diff", "current", "current", "--language", "nl").stdout


def test_a_dry_run_ends_as_the_build_would(run, raden):
    raden("Raad", "Hof")
    answers = [run("build", "--dry-run"), run("build"), run("build", "--dry-run")]
    raden("Raad")
    refused = run("build", "--dry-run")
    allowed = run("build", "--dry-run", "--allow-removals", "--json")

    assert [answer.exit_code for answer in answers] == [0, 0, 0]
    assert (
        answers[0].stdout.splitlines()[0]
        == f"would {answers[1].stdout.strip().replace('published', 'publish')}"
    )
    assert answers[2].stdout.startswith("nothing to do: ")
    assert (refused.exit_code, run("build").exit_code, allowed.exit_code) == (5, 5, 0)
    assert refused.stdout.startswith("would publish nothing\n")
    assert "published IRIs would disappear" in refused.stderr
    built = run("build", "--allow-removals", "--json")
    assert json.loads(built.stdout)["id"] == json.loads(allowed.stdout)["build"]["id"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("ff",), 8, "no generation begins with 'ff'", id="unknown"),
        pytest.param(("previous",), 8, "no earlier generation", id="nothing before"),
        pytest.param(("--registry", "rade"), 8, "did you mean 'raden'", id="registry"),
        pytest.param(("--limit", "-1"), 2, "Invalid value", id="limit"),
    ],
)
def test_each_mistake_has_its_exit_code(run, raden, arguments, code, told):
    raden("Raad")
    run("build")

    answer = run("diff", *arguments)

    assert (answer.exit_code, told in answer.stderr) == (code, True), answer.stderr


@pytest.mark.slow
def test_a_dry_run_in_a_process_of_its_own_leaves_nothing_behind(run, raden, tmp_path):
    raden("Raad")
    run("build")
    raden("De raad")
    before = tree(tmp_path / "var")
    arguments = ["--data", str(tmp_path / "var"), "--registries", str(tmp_path / "registries")]

    done = subprocess.run(
        [sys.executable, "-m", "begrip", "build", "--dry-run", *arguments],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.startswith("would publish "), done.stderr
    assert tree(tmp_path / "var") == before
    assert not list(tmp_path.glob("begrip-*"))
