"""List the classes and properties that a query may name, for whoever writes one.

Step on the line: beside ``overview``; computed once per generation and kept by each worker.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from linkml_schemas.plan import Schema, read_plan_at
from ontology.namespaces import prefixes_at, shrink
from server.labels import Labels, choose_label
from server.languages import SITE_LANGUAGES
from server.overview import count_of_classes
from server.terms import TYPE

STATISTICS = "statistics.json"
"""The file of a generation in which the build counted the uses of every term."""


@lru_cache(maxsize=8)
def terms_in_use(store: Store, base: str, folder: Path | None) -> dict[str, Any]:
    """Return the classes and properties of a generation, the most used first.

    Shape:
        ``{"classes": [term], "properties": [term]}`` with ``term`` as ``{"iri", "curie",
        "labels": {language: text}, "count"}``; the CURIE is empty where no prefix fits. Without
        the statistics of the build the terms of the schema stand in, and a property has no
        count (None).
    """
    plan = read_plan_at(base)
    labels = _PlanLabels(plan)
    classes, properties = _counts(store, plan, folder)
    readers = {language: Labels(store, base, (language,)) for language in SITE_LANGUAGES}

    def to_terms(counts: Mapping[str, int | None]) -> list[dict[str, Any]]:
        order = sorted(counts, key=lambda iri: (-(counts[iri] or 0), iri))
        return [
            {
                "iri": iri,
                "curie": shrink(iri, prefixes_at(base)) or "",
                "labels": _names(iri, readers, labels),
                "count": counts[iri],
            }
            for iri in order
        ]

    return {"classes": to_terms(classes), "properties": to_terms(properties)}


def _counts(
    store: Store, plan: Schema, folder: Path | None
) -> tuple[Mapping[str, int | None], Mapping[str, int | None]]:
    path = folder / STATISTICS if folder else None
    if path and path.is_file():
        found = json.loads(path.read_bytes())
        classes = {iri: counts["entities"] for iri, counts in found["classes"].items()}
        return classes, {iri: counts["triples"] for iri, counts in found["predicates"].items()}
    predicates: Iterable[str] = (
        column.predicate
        for record_class in plan.classes
        for column in record_class.columns
        if column.predicate
    )
    return count_of_classes(store), dict.fromkeys((TYPE.value, *predicates))


class _PlanLabels:
    """What the schema calls a class or a property, where the graph has no name for it.

    A column names what it says of its record: not what a node between or its value says.
    """

    def __init__(self, plan: Schema) -> None:
        self._labels: dict[str, Mapping[str, str]] = {}
        for record_class in plan.classes:
            self._labels.setdefault(record_class.iri, record_class.labels)
            for column in record_class.columns:
                if column.predicate and not (column.inverse or column.via):
                    self._labels.setdefault(column.predicate, column.labels)

    def find(self, iri: str, language: str) -> str:
        """Return the label in a language, empty if there is none."""
        label = choose_label(self._labels.get(iri, {}), (language,))
        return label.value if label and label.language == language else ""


def _names(iri: str, readers: Mapping[str, Labels], labels: _PlanLabels) -> dict[str, str]:
    names = {}
    for language, reader in readers.items():
        found = reader.find(iri) if "://" in iri else None
        own = found.value if found and found.language.startswith(language) else ""
        if name := own or labels.find(iri, language):
            names[language] = name
    return names
