"""Every example of our schemas, and real records, through POST /api/validate of a real server."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from linkml_schemas.examples import is_seen_in_graph, read_invalid_examples, read_valid_examples
from linkml_schemas.plan import read_plan
from ontology.namespaces import rebase
from tests.linkml_schemas.reference import to_graph
from tests.linkml_schemas.validating.test_profiles import RECORDS, SHARED, digest
from tests.server.serving import Server, serving
from tests.server.small_graph import BASE

pytestmark = pytest.mark.slow

PLAN = read_plan()
OFFICIAL = SHARED / "semic-profiles/dcat-ap/3.0.1_shacl_dcat-ap-SHACL.ttl"


@pytest.fixture(scope="module")
def server(generation_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("profiles")
    if OFFICIAL.is_file():
        content = OFFICIAL.read_bytes()
        (folder / OFFICIAL.name).write_bytes(content)
        (folder / "profiles.toml").write_text(
            f'[official]\ntitle = "DCAT-AP 3.0.1"\nfiles = ["{OFFICIAL.name}"]\n'
            f'source = "https://semiceu.github.io/DCAT-AP/releases/3.0.1"\nlicence = "CC-BY 4.0"\n'
            f'sha256 = {{"{OFFICIAL.name}" = "{digest(content)}"}}\n'
        )
    else:
        (folder / "profiles.toml").write_text("")
    with serving(
        generation_dir, folder / "server.log", WORKERS=2, PROFILES=folder
    ) as server:  # fmt: skip
        yield server


def post(server: Server, data: bytes, media_type: str, profile: str) -> dict:
    answer = httpx.post(
        f"{server.address}/api/validate",
        params={"profile": profile},
        content=data,
        headers={"Content-Type": media_type},
        timeout=120,
    )
    assert answer.status_code == 200, answer.text
    found: dict = answer.json()
    return found


def test_every_valid_example_conforms(server: Server) -> None:
    told = {}
    for example in read_valid_examples():
        lines = to_graph(PLAN, example.class_name, example.record).serialize(format="nt")
        data = rebase(lines, BASE).encode()
        report = post(server, data, "application/n-triples", f"begrip/{example.class_name}")
        told[example.name] = (report["conforms"], report["counts"]["Violation"])

    assert set(told.values()) == {(True, 0)}, told


def test_every_invalid_example_that_shapes_can_see_does_not(server: Server) -> None:
    told = {}
    for example in read_invalid_examples():
        if is_seen_in_graph(example, PLAN.record_class(example.class_name)):
            lines = to_graph(PLAN, example.class_name, example.record).serialize(format="nt")
            data = rebase(lines, BASE).encode()
            report = post(server, data, "application/n-triples", f"begrip/{example.class_name}")
            told[example.name] = report["conforms"]

    assert set(told.values()) == {False}, told
    assert len(told) > 20


@pytest.mark.shared
def test_official_shapes_are_used_and_their_faults_named(server: Server) -> None:
    for path in RECORDS:
        data = path.read_bytes()
        official = post(server, data, "application/rdf+xml", "official")
        ours = post(server, data, "application/rdf+xml", "dcat-ap-3.0.1")

        assert official["counts"]["Violation"] == ours["counts"]["Violation"]
        (part,) = official["shapes"]
        assert part["problem"] == ""
        assert {fault["kind"] for fault in part["faulty_shapes"]} == {"dangling"}
        assert official["profile"]["licence"] == "CC-BY 4.0"
