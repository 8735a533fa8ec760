"""Say what a version changed, as values that are frozen with it.

Step on the line: from a difference to ``CHANGES.json``, which
:mod:`linkml_schemas.releasing.rendering` and the server show. The words are frozen too, so that
a version keeps saying what it said when the words of the program change.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.steps import Step
from linkml_schemas.differing.values import VERDICTS, Change, Difference
from linkml_schemas.releasing.terms import TermChange
from linkml_schemas.releasing.texts import RELEASE_TEXTS
from linkml_schemas.releasing.versions import Version


def to_changes(
    version: Version,
    prior: Version | None,
    difference: Difference | None,
    terms: Sequence[TermChange],
    *,
    step: Step,
    size: Mapping[str, int],
) -> dict[str, Any]:
    """Return what a version changed, ready for JSON.

    Shape:
        ``version``, ``prior`` (None for the first), ``step``, ``size`` (how many classes, slots,
        enums and values the version has), ``counts`` by verdict, and ``changes``, the gravest
        first: ``verdict``, ``element``, ``name``, ``classes``, ``iris``, ``old``, ``new``, and
        ``says`` and ``why`` by language.
    """
    judged = difference.judged if difference else ()
    listed = sorted(
        (*map(_to_change, judged), *map(_to_term_change, terms)),
        key=lambda item: VERDICTS.index(item["verdict"]),
    )
    return {
        "version": str(version),
        "prior": str(prior) if prior else None,
        "step": step if prior else "first",
        "size": dict(size),
        "counts": {each: sum(c["verdict"] == each for c in listed) for each in VERDICTS},
        "changes": listed,
    }


def _to_change(change: Change) -> dict[str, Any]:
    kind = KINDS[change.kind]
    return {
        "verdict": change.verdict,
        "kind": change.kind,
        "element": change.element,
        "name": change.name,
        "key": change.key,
        "classes": list(change.classes),
        "iris": list(change.iris),
        "old": change.old,
        "new": change.new,
        "says": dict(kind.says),
        "why": dict(kind.why),
    }


def _to_term_change(change: TermChange) -> dict[str, Any]:
    return {
        "verdict": change.verdict,
        "kind": f"term_{change.kind}",
        "element": "term",
        "name": change.iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2],
        "key": "",
        "classes": [],
        "iris": [change.iri],
        "old": "",
        "new": "",
        "says": dict(RELEASE_TEXTS[f"terms.{change.kind}"]),
        "why": dict(RELEASE_TEXTS[f"terms.{change.kind}.why"]),
    }


def render_changes_json(changes: Mapping[str, Any]) -> bytes:
    """Return what a version changed as the file that is frozen with it."""
    return (json.dumps(changes, ensure_ascii=False, indent=1) + "\n").encode()
