"""Say what a check of data against shapes found: values that any layer above may show.

Step on the line: what :mod:`linkml_schemas.conformance` returns. Nothing here imports a
validator, so that who only shows a report pays for none.

Source:
    SHACL, section 3 (validation report) and 2.1.4 (severity).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

Severity = Literal["Violation", "Warning", "Info"]

TargetKind = Literal["class", "node", "subjects", "objects"]

SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")
"""The severities, gravest first; one that a shape invented counts as a violation."""

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".nt": "nt",
        ".rdf": "xml",
        ".xml": "xml",
        ".jsonld": "json-ld",
        ".n3": "n3",
    }
)
"""Suffixes that a file of shapes may have, with the format that each means."""

FAULT_KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "dangling": {
            "nl": "verwijst naar een shape die het bestand niet bevat",
            "en": "refers to a shape that the file does not hold",
        },
        "number": {
            "nl": "heeft tekst waar een getal hoort",
            "en": "has text where a number belongs",
        },
        "predicate": {
            "nl": "gebruikt een predicaat dat SHACL niet kent",
            "en": "uses a predicate that SHACL does not know",
        },
        "path": {
            "nl": "heeft een pad dat enkel in hoofdletters verschilt van een predicaat van de data",
            "en": "has a path that differs from a predicate of the data in letter case only",
        },
        "parameter": {
            "nl": "heeft een parameter die SHACL daar niet toelaat",
            "en": "has a parameter that SHACL does not allow there",
        },
        "beyond-core": {
            "nl": "vraagt meer dan SHACL Core, dat hier alleen wordt nagegaan",
            "en": "asks for more than SHACL Core, which is all that is checked here",
        },
        "circle": {
            "nl": "leidt naar zichzelf terug, zodat de controle nooit zou eindigen",
            "en": "leads back to itself, so that the check would never end",
        },
        "raised": {
            "nl": "brengt de validator ten val",
            "en": "makes the validator fall over",
        },
    }
)
"""What may be wrong with a shape, by the word that reports use."""


@dataclass(frozen=True, slots=True)
class ShapesSource:
    """The bytes of one file of shapes, and what people call it.

    Shape:
        ``only`` is the IRI of the shape whose targets count, with those whose IRIs continue it
        after a hyphen; empty for all of the file.
    """

    name: str
    content: bytes
    format: str = "turtle"
    only: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape speaks of, and how many of it the data hold.

    Shape:
        ``kind`` is ``class``, ``node``, ``subjects`` or ``objects``; ``iri`` the class, the
        node or the property.
    """

    kind: TargetKind
    iri: str
    count: int


@dataclass(frozen=True, slots=True)
class FaultyShape:
    """Something that is wrong with a shape itself, found before it was used.

    Shape:
        ``kind`` is a word of ``FAULT_KINDS``; ``shape``
        the IRI of the shape or of the nearest one around it; ``detail`` what stands there;
        ``done`` is ``dropped`` or ``mended``; ``better`` is what was probably meant.
    """

    kind: str
    shape: str
    detail: str
    done: Literal["dropped", "mended"] = "dropped"
    better: str = ""


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One thing that breaks a shape.

    Shape:
        ``focus`` is an IRI (a blank node begins with ``_:``); ``path`` an IRI or a property
        path as SPARQL writes it, empty for none; ``value`` the text of the value;
        ``path_term`` and ``value_term`` are both as Turtle writes them;
        ``component`` is the last part of the constraint component's name, such as
        ``MinCount``; ``messages`` go by language, that without one under ``""``;
        ``constraint`` is what the shape asks, such as ``1``; ``see`` the address at which its
        author explains it, empty for none.
    """

    focus: str
    path: str
    value: str
    shape: str
    component: str
    severity: Severity
    messages: Mapping[str, str]
    path_term: str = ""
    value_term: str = ""
    constraint: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Conformance:
    """What one file of shapes says of some data.

    Shape:
        ``problem`` says why nothing, or not all, was checked, and is empty otherwise;
        ``focus_nodes`` counts the things that the shapes speak of, 0 if they speak of none;
        ``failing`` those of them with a violation; ``targets`` counts the things by target.
    """

    file: str
    problem: str = ""
    faulty: tuple[FaultyShape, ...] = ()
    focus_nodes: int = 0
    failing: int = 0
    results: tuple[ShapeResult, ...] = field(default=())
    targets: tuple[Target, ...] = ()

    @property
    def conforms(self) -> bool | None:
        """Return whether nothing is violated; None if that cannot be said."""
        if self.problem or not self.focus_nodes:
            return None
        return all(result.severity != "Violation" for result in self.results)

    def count(self) -> dict[Severity, int]:
        """Return the number of results of each severity."""
        found = [result.severity for result in self.results]
        return {severity: found.count(severity) for severity in SEVERITIES}

    def to_head(self) -> dict[str, Any]:
        """Return all but the results, as JSON holds it."""
        return {
            "file": self.file,
            "problem": self.problem,
            "faulty": [asdict(item) for item in self.faulty],
            "focus_nodes": self.focus_nodes,
            "failing": self.failing,
            "counts": self.count(),
        }


def validator_digest() -> str:
    """Return a digest of what decides how data are checked: our code and the validator."""
    digest = hashlib.sha256(version("pyshacl").encode())
    for name in (
        "conformance", "conformance_values", "result_reading", "shape_faults", "shape_targets",
    ):  # fmt: skip
        digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
    return digest.hexdigest()
