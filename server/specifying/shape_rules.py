"""Read the shapes as a person does: by class, and of each property what is asked of it.

Step on the line: between the file of the shapes and the page about it.

Source:
    Shapes Constraint Language (SHACL), sections 2.1 and 2.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import expand, prefixes_at, shrink
from server.artefacts import shapes

Term = NamedNode | BlankNode | Literal | Triple
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape asks of one property, with its texts by language.

    Args:
        anchor: The fragment of its IRI where it is shown first, empty if it has none.
        path: Its path, in prefixed names.
    """

    anchor: str
    path: str
    names: Texts
    messages: Texts


@dataclass(frozen=True, slots=True)
class ClassRules:
    """What a shape asks of the things of one class, with its texts by language.

    Args:
        anchor: The fragment of its IRI.
        titles: What the class is called.
        target: The class, as a prefixed name.
        section: The anchor of the class in the specification.
    """

    anchor: str
    titles: Texts
    comments: Texts
    target: str
    section: str
    messages: Texts
    rules: tuple[Rule, ...]


@cache
def read_rules(base: str) -> tuple[ClassRules, ...]:
    """Return the shapes of the registries, in the order of their file."""
    graph = Dataset(parse(shapes(base, "text/turtle"), format=RdfFormat.TURTLE))
    return tuple(_Reader(graph, base).read())


class _Reader:
    def __init__(self, graph: Dataset, base: str) -> None:
        self._graph, self._prefixes = graph, prefixes_at(base)
        self._shown: set[str] = set()

    def read(self) -> Iterator[ClassRules]:
        shape = NamedNode(expand("sh:NodeShape"))
        found = self._graph.quads_for_object(shape)
        names = {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}
        for name in sorted(names, key=lambda each: each.value):
            anchor = name.value.rpartition("#")[2]
            target = ", ".join(sorted(map(self._short, self._objects(name, "sh:targetClass"))))
            yield ClassRules(
                anchor,
                self._texts(name, "rdfs:label") or {"nl": anchor},
                self._texts(name, "rdfs:comment"),
                target,
                target.rpartition(":")[2],
                self._texts(name, "sh:message"),
                tuple(sorted(self._rules(name), key=lambda rule: rule.path)),
            )

    def _rules(self, shape: NamedNode) -> Iterator[Rule]:
        for node in sorted(self._objects(shape, "sh:property"), key=str):
            if not isinstance(node, NamedNode | BlankNode):
                continue
            anchor = node.value.rpartition("#")[2] if isinstance(node, NamedNode) else ""
            anchor = "" if anchor in self._shown else anchor
            self._shown.add(anchor)
            path = " / ".join(map(self._path, self._objects(node, "sh:path")))
            names = self._texts(node, "sh:name") or {"nl": path}
            asked = self._texts(node, "sh:message") or self._fixed(node)
            yield Rule(anchor, path, names, asked)

    def _fixed(self, node: NamedNode | BlankNode) -> Texts:
        """Return the value that a rule asks for which explains itself, in no language."""
        values = self._objects(node, "sh:hasValue")
        return {"nl": ", ".join(map(self._short, values))} if values else {}

    def _path(self, path: Term) -> str:
        if isinstance(path, BlankNode):
            return " / ".join(f"^{self._short(o)}" for o in self._objects(path, "sh:inversePath"))
        return self._short(path)

    def _short(self, term: Term) -> str:
        iri = term.value if isinstance(term, NamedNode) else ""
        return shrink(iri, self._prefixes) or iri

    def _texts(self, node: NamedNode | BlankNode, curie: str) -> Texts:
        found = (o for o in self._objects(node, curie) if isinstance(o, Literal))
        return {literal.language or "": literal.value for literal in sorted(found, key=str)}

    def _objects(self, node: NamedNode | BlankNode, curie: str) -> list[Term]:
        wanted = NamedNode(expand(curie))
        quads = self._graph.quads_for_subject(node)
        return [quad.object for quad in quads if quad.predicate == wanted]
