"""Guess under which new IRI a thing goes on that would lose its old one.

Step on the line: only when a build stops over broken promises, to help whoever reads why.
"""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
import pyoxigraph as ox

from loaders.assembly import Assembly
from loaders.checking.registry import read_pieces
from loaders.generations.damage import STORE_DAMAGE
from loaders.promising.promises import Before
from loaders.reading.rows import SUBJECT
from ontology.namespaces import PREFIXES

_LABELS = (
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['dct']}title",
    f"{PREFIXES['rdfs']}label",
)
MOST = 500
"""Lost IRIs that are looked into at most; beyond it a renamed key is not the likely cause."""


def propose(
    dropped: Sequence[str], before: Before, kept: pl.DataFrame, assembly: Assembly
) -> Mapping[str, str]:
    """Return, for IRIs that would go, the new one that has the same name and no other has.

    Shape:
        Relative IRIs; those without such a twin are left out.
    """
    if not dropped or len(dropped) > MOST:
        return {}
    fresh = kept.join(before.kept, on="iri", how="anti")
    added = _names_of_added(assembly, frozenset(fresh["iri"]))
    found = {}
    for iri, names in _names_of_dropped(dropped, before, assembly.base):
        twins = {twin for name in names for twin in added.get(name, ())}
        if len(twins) == 1:
            found[iri] = twins.pop()
    return found


def _names_of_dropped(
    dropped: Sequence[str], before: Before, base: str
) -> Iterator[tuple[str, set[str]]]:
    lost = before.kept.filter(pl.col("iri").is_in(pl.Series(dropped).implode()))
    for (place,), part in lost.group_by("holder"):
        try:
            store = ox.Store.read_only(str(before.folders[int(str(place))] / "store"))
            found = [(iri, _names(store, base + iri)) for iri in part["iri"]]
        except STORE_DAMAGE:
            continue
        yield from found


def _names(store: ox.Store, iri: str) -> set[str]:
    subject = ox.NamedNode(iri)
    quads = [
        quad
        for label in _LABELS
        for quad in store.quads_for_pattern(subject, ox.NamedNode(label), None, None)
    ]
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


def _names_of_added(assembly: Assembly, added: frozenset[str]) -> Mapping[str, set[str]]:
    """Return the new IRIs by each of their names."""
    names: dict[str, set[str]] = {}
    for candidate in assembly.candidates:
        if candidate.compiled is None or candidate.read is None:
            continue
        columns = candidate.compiled.record_class.columns
        labels = [column.name for column in columns if column.predicate in _LABELS]
        for frame in read_pieces(candidate.read.pieces):
            for subject, *texts in frame.select(SUBJECT, *labels).iter_rows():
                iri = subject.removeprefix(assembly.base)
                for text in texts if iri in added else ():
                    if isinstance(text, str):
                        names.setdefault(text, set()).add(iri)
    return names
