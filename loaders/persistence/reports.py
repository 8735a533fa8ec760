"""Check the IRIs of a generation and write what came of it.

Step on the line: within a build, beside its other reports; the command checks the same of a
generation that is published.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox

from loaders.assembly import Assembly
from loaders.generations.data_directory import DataDirectory
from loaders.generations.durability import write_durably
from loaders.inputs import World, shipped_world
from loaders.persistence.checking import Promises, check_iris
from loaders.persistence.findings import Finding
from loaders.promising.keeping import Promised, served_ids
from loaders.promising.promises import join_promises, read_promises
from loaders.promising.tombstones import is_foreign, read_removed
from ontology.namespaces import PLACEHOLDER_BASE
from ontology.promised import read_promised

IRIS = "reports/iris.json"
WITHDRAWN_IRIS = "iris.json"
FORMAT = 1
"""Raised when a key of the report changes its meaning."""


def write_iris_report(folder: Path, assembly: Assembly, promised: Promised) -> dict[str, Any]:
    """Write what came of the rules, and return what the manifest says of it.

    Args:
        folder: The folder of the generation.
        assembly: What goes into it.
        promised: What it promises, and remembers as gone.
    """
    base = assembly.base
    subjects = {iri for _, read in assembly.system for iri in read.facts.known}
    removed = _ours(promised.removed)
    earlier = pl.concat([promised.stays.alias("iri"), removed])
    own = f"{base}/"
    described = frozenset(iri.removeprefix(base) for iri in subjects if iri.startswith(own))
    promises = Promises(base, promised.kept, removed, earlier, described, read_promised())
    report = to_report(base, check_iris(promises))
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / IRIS).write_text(f"{text}\n", encoding="utf-8")
    return {"path": IRIS, "faults": report["faults"], "advice": report["advice"]}


def write_published_report(data: DataDirectory) -> None:
    """Write what comes of the rules for what is served, beside all that is there now.

    Shape:
        In ``withdrawn/``, for a generation never changes: the report that its own build wrote
        knows nothing of what was published after it and taken back.

    Raises:
        OSError: A file is absent or damaged, or the disk refused.
    """
    served = str(data.current_id())
    base = str(data.read_manifest(served)["base"])
    findings = check_published(data, served, shipped_world())
    report = {"generation": served, **to_report(base, findings)}
    text = json.dumps(report, ensure_ascii=False, indent=1)
    write_durably(data.withdrawn / WITHDRAWN_IRIS, f"{text}\n")


def check_published(data: DataDirectory, generation: str, world: World) -> list[Finding]:
    """Return what came of the rules for a generation, beside all that are there.

    Raises:
        OSError: A file is absent or damaged.
    """
    folder = data.generation(generation)
    manifest = data.read_manifest(generation)
    before = join_promises([data.generation(name) for name in served_ids(data)])
    gone = read_removed(folder)
    if generation == data.current_id():  # what it has no tombstone for, since it is older
        gone |= read_removed(data.withdrawn)
    removed = _ours(gone)
    earlier = pl.concat([before.kept["iri"], _ours(before.removed)])
    promises = Promises(
        manifest["base"],
        read_promises(folder),
        removed,
        earlier.cast(pl.String),
        described_terms(world),
        read_promised(),
    )
    return check_iris(promises)


def to_report(base: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return findings as a report holds them.

    Shape:
        ``{"format", "base", "faults", "advice", "rules"}``: the counts, and each rule.
    """
    return {
        "format": FORMAT,
        "base": base,
        "faults": _sum(findings, advice=False),
        "advice": _sum(findings, advice=True),
        "rules": [finding.to_json() for finding in findings],
    }


def described_terms(world: World) -> frozenset[str]:
    """Return what the program's own graphs describe under the base, relative to it."""
    found: set[str] = set()
    for graph in world.graphs:
        with graph.source.open() as file:
            for quad in ox.parse(file.read(), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode):
                    found.add(quad.subject.value)
    own = f"{PLACEHOLDER_BASE}/"
    return frozenset(iri.removeprefix(PLACEHOLDER_BASE) for iri in found if iri.startswith(own))


def _ours(iris: Iterable[str]) -> pl.Series:
    """Return those of some IRIs that are ours, and so were promised."""
    return pl.Series("iri", sorted(iri for iri in iris if not is_foreign(iri)), dtype=pl.String)


def _sum(findings: Iterable[Finding], *, advice: bool) -> int:
    return sum(finding.count for finding in findings if finding.rule.advice is advice)
