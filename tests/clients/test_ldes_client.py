"""ldes-client follows the feed over builds and a rollback, and ends with exactly our graph."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from loaders.build import ensure_built
from loaders.emitting.dumps import read_dump
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from loaders.mending import catch_up
from loaders.progress import silent
from loaders.settings import LoaderSettings
from tests.clients.scripts import run_script
from tests.server.serving import await_equal, free_port, serving
from tests.test_removal import DEFINITION, write

pytestmark = pytest.mark.slow

SCRIPT = """
import { replicateLDES } from 'ldes-client';
import { Writer } from 'n3';
const [url, statePath] = %s;
const client = replicateLDES({ url, statePath, polling: false });
const reader = client.stream({ highWaterMark: 10 }).getReader();
for (let next = await reader.read(); !next.done; next = await reader.read()) {
  const { id, isVersionOf, timestamp, quads } = next.value;
  const text = new Writer({ format: 'N-Quads' }).quadsToString(quads);
  console.log(JSON.stringify({ id: id.value, thing: isVersionOf, timestamp, quads: text }));
}
"""
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DELETE = ox.NamedNode("https://www.w3.org/ns/activitystreams#Delete")
NESTED = """\
name: genest
title: {nl: Genest, en: Nested}
description: {nl: Dingen met naamloze knopen., en: Things with nameless nodes.}
source: genest.ttl
format: turtle
pass_through: true
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
"""


def nest(folder: Path, value: str) -> None:
    (folder / "genest.yaml").write_text(NESTED)
    (folder / "genest.ttl").write_text(
        "@prefix e: <https://example.org/> .\n"
        f'e:a e:has [ e:inner [ e:value "{value}" ] , [ e:value "vast" ] ] .\n'
        f'[] e:stands "alone {value}" .\n'
    )


class Copy:
    """What a client has made of the members that it heard of."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.latest: dict[str, dict[str, Any]] = {}
        self.heard = 0
        folder.mkdir()

    def follow(self) -> None:
        """Hear what is new since the last time, and keep the last version of each thing."""
        state = str(self.folder / "state")
        lines = run_script(SCRIPT % json.dumps([self.url, state]), self.folder).splitlines()
        members = [json.loads(line) for line in lines if line[:1] == "{"]
        for member in sorted(members, key=lambda item: item["timestamp"]):
            self.latest[member["thing"]] = member
        self.heard += len(members)

    def triples(self) -> Iterable[ox.Triple]:
        """Yield what the versions say that are no deletions."""
        for member in self.latest.values():
            quads = list(ox.parse(member["quads"], ox.RdfFormat.N_QUADS))
            version = ox.NamedNode(member["id"])
            gone = [q for q in quads if (q.predicate, q.object) == (TYPE, DELETE)]
            told = [quad.triple for quad in quads if quad.graph_name == version]
            assert not gone or not told
            yield from told


def canonical(triples: Iterable[ox.Triple]) -> set[str]:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def dumped(data: DataDirectory, *names: str) -> set[str]:
    """Return what the dumps of some graphs hold, of all if none is named."""
    served = str(data.current_id())
    manifest: Mapping[str, Any] = data.read_manifest(served)
    texts = [
        b"".join(read_dump(data.generation(served) / entry["dump"]["path"]))
        for entry in manifest["registries"]
        if not names or entry["name"] in names
    ]
    return canonical(quad.triple for quad in ox.parse(b"".join(texts), ox.RdfFormat.N_QUADS))


def test_a_client_ends_with_exactly_our_graph_over_builds_and_a_rollback(tmp_path):
    registries, port = tmp_path / "registries", free_port()
    base = f"http://127.0.0.1:{port}"
    registries.mkdir()
    (registries / "organen.yaml").write_text(DEFINITION)
    names = [f"orgaan-{number}" for number in range(600)]
    settings = LoaderSettings(tmp_path / "var", registries)
    data = DataDirectory(settings.data)

    def build(value: str, chosen: list[str]) -> None:
        write(registries, *chosen)
        nest(registries, value)
        ensure_built(settings, base=base, allow_removals=True)

    build("een", names)
    with serving(data.path, tmp_path / "log", PORT=port) as server:
        copies = {
            name: Copy(f"{base}/ldes{name}", tmp_path / f"copy{name.replace('/', '-')}")
            for name in ("", "/organen", "/genest")
        }

        def follow() -> None:
            served = data.current_id()
            address = f"{server.address}/doc/graaf/herkomst.nt"
            await_equal(lambda: httpx.get(address).status_code, 200)
            assert served is not None
            for copy in copies.values():
                copy.follow()
            assert canonical(copies["/organen"].triples()) == dumped(data, "organen")
            assert canonical(copies["/genest"].triples()) == dumped(data, "genest")
            assert canonical(copies[""].triples()) == dumped(data)

        follow()
        assert copies["/organen"].heard == 600
        build("twee", [*names[5:], "nieuw"])
        follow()
        assert copies["/organen"].heard == 606
        build("drie", [*names[5:300], *names[302:], "nieuw", "nieuwer"])
        follow()
        roll_back(data, None)
        catch_up(data, silent)
        follow()
        assert copies["/organen"].heard == 612
        assert copies["/organen"].latest[f"{base}/id/orgaan/orgaan-0"]["quads"].count("Delete") == 1
