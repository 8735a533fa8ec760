"""Read what an application profile asks from a local copy of its shapes.

Step on the line: from SHACL files to a :class:`linkml_schemas.reusing.profiles.Profile`. Official
shapes are faulty here and there: a reference to a property shape that is not defined says
nothing, a count written as text counts, and ``"n"`` is no count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from linkml_schemas.reusing.profiles import (
    Asked,
    Profile,
    parse_profile,
    render_profile,
)
from linkml_schemas.reusing.term_reading import TermFileError, read_quads, to_list_path
from ontology.namespaces import PREFIXES

_SH, _RDF, _RDFS = PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["rdfs"]

_NO_CLASS = (PREFIXES["xsd"], f"{_RDFS}Literal", f"{_RDFS}Resource")

LITERALS = {f"{_SH}Literal": f"{_RDFS}Literal"}
"""What a node kind says of the range where nothing else does; any other is a resource."""

CORRECTED = {
    f"{PREFIXES['dcat']}servesdataset": f"{PREFIXES['dcat']}servesDataset",
    f"{PREFIXES['dcat']}mediatype": f"{PREFIXES['dcat']}mediaType",
}
"""Paths that the official shapes of DCAT-AP-VL misspell."""


def read_asked(paths: Iterable[Path]) -> tuple[Asked, ...]:
    """Return what shapes ask, all files taken together.

    Shape:
        Of several shapes for one path the strictest counts hold. A shape with the severity
        warning that asks a value makes the property recommended. A node shape that asks for
        a concept scheme gives the codes.

    Raises:
        TermFileError: A file is no RDF.
    """
    shapes = _Shapes(quad for path in paths for quad in read_quads(path))
    return tuple(
        asked
        for class_iri, nodes in sorted(shapes.by_class().items())
        for asked in _of_class(shapes, class_iri, nodes)
    )


class _Shapes:
    """The statements of shapes, by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            listed = self.values[quad.subject][quad.predicate.value]
            if quad.object not in listed:
                listed.append(quad.object)

    def all(self, subject: object, name: str, namespace: str = _SH) -> list[object]:
        return self.values[subject][namespace + name] if subject in self.values else []

    def items(self, head: object) -> Iterator[object]:
        while isinstance(head, BlankNode):
            yield from self.all(head, "first", _RDF)
            rest = self.all(head, "rest", _RDF)
            head = rest[0] if rest else None

    def by_class(self) -> dict[str, list[object]]:
        found: dict[str, list[object]] = defaultdict(list)
        for subject in list(self.values):
            for target in self.all(subject, "targetClass"):
                if isinstance(target, NamedNode) and not target.value.startswith(_NO_CLASS):
                    found[target.value].append(subject)
        return found


def _of_class(shapes: _Shapes, class_iri: str, nodes: Iterable[object]) -> Iterator[Asked]:
    by_path: dict[str, list[object]] = defaultdict(list)
    for node in nodes:
        for shape in shapes.all(node, "property"):
            for path in shapes.all(shape, "path"):
                if isinstance(path, NamedNode):
                    by_path[CORRECTED.get(path.value, path.value)].append(shape)
    if not by_path:
        yield Asked(class_iri, "")
    for path_iri in sorted(by_path):
        yield _merge(shapes, class_iri, path_iri, by_path[path_iri])


def _merge(shapes: _Shapes, class_iri: str, path: str, listed: list[object]) -> Asked:
    strict = [each for each in listed if not _is_warning(shapes, each)]
    least = max((n for each in strict for n in _counts(shapes, each, "minCount")), default=0)
    most = min((n for each in strict for n in _counts(shapes, each, "maxCount")), default=None)
    wished = any(
        n for each in listed if each not in strict for n in _counts(shapes, each, "minCount")
    )
    return Asked(
        class_iri,
        path,
        "mandatory" if least else "recommended" if wished else "optional",
        least,
        most,
        tuple(sorted({iri for each in listed for iri in _ranges(shapes, each)}))
        or tuple(sorted({iri for each in listed for iri in _kinds(shapes, each)})),
        tuple(sorted({iri for each in listed for iri in _codes(shapes, each)})),
    )


def _is_warning(shapes: _Shapes, shape: object) -> bool:
    severities = shapes.all(shape, "severity")
    return any(isinstance(each, NamedNode) and each.value != f"{_SH}Violation"
               for each in severities)  # fmt: skip


def _counts(shapes: _Shapes, shape: object, name: str) -> list[int]:
    texts = [str(getattr(each, "value", "")) for each in shapes.all(shape, name)]
    return [int(text) for text in texts if text.isdigit()]


def _ranges(shapes: _Shapes, shape: object) -> Iterator[str]:
    for name in ("class", "datatype"):
        for each in shapes.all(shape, name):
            if isinstance(each, NamedNode):
                yield each.value
    for head in shapes.all(shape, "or"):
        for item in shapes.items(head):
            yield from _ranges(shapes, item)


def _kinds(shapes: _Shapes, shape: object) -> Iterator[str]:
    for each in shapes.all(shape, "nodeKind"):
        if isinstance(each, NamedNode):
            yield LITERALS.get(each.value, f"{_RDFS}Resource")


def _codes(shapes: _Shapes, shape: object) -> Iterator[str]:
    nodes = list(shapes.all(shape, "node"))
    nodes += [item for head in shapes.all(shape, "or") for item in shapes.items(head)]
    for node in nodes:
        inner = [node, *shapes.all(node, "node")]
        for each in inner:
            for restriction in shapes.all(each, "property"):
                for value in shapes.all(restriction, "hasValue"):
                    if isinstance(value, NamedNode):
                        yield value.value


def update_profile(
    files: Sequence[Path], name: str, output: Path | None, facts: Mapping[str, str]
) -> tuple[Profile, Path]:
    """Write the list of a profile from local copies; return it and where it stands.

    Shape:
        A fact that is not given stays as the list had it.

    Raises:
        TermFileError: A file is no RDF, or none has a shape with a target class.
    """
    path = to_list_path(output, name)
    before = parse_profile(name, path.read_text(encoding="utf-8")) if path.is_file() else None
    asked = read_asked(files)
    if not asked:
        raise TermFileError(
            f"{', '.join(file.name for file in files)}: no shape has a target class"
        )
    head = {
        key: facts.get(key) or (str(getattr(before, key)) if before else "")
        for key in ("iri", "title", "version", "source", "licence", "note")
    }
    profile = Profile(name=name, asked=asked, **head)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_profile(profile), encoding="utf-8", newline="\n")
    return profile, path
