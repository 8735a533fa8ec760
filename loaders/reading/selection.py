"""Say which things of RDF become rows: by class, by what is said of them, by their IRI.

Step on the line: beneath :mod:`loaders.reading.definitions` and :mod:`loaders.reading.rdf_rows`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loaders.reading.lined_yaml import Lined, nearest
from loaders.repairing.repair_rules import to_term
from ontology.namespaces import PREFIXES

_TYPE = f"{PREFIXES['rdf']}type"
_KEYS = ("class", "predicate", "start")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a thing must be to become a row; what is empty is not asked.

    Shape:
        ``class_iri``: its rdf:type; ``predicate``: something is said of it with it;
        ``start``: how its IRI begins.
    """

    class_iri: str = ""
    predicate: str = ""
    start: str = ""

    def selects(self, subject: str, said: Sequence[tuple[str, Any, int]]) -> bool:
        """Tell whether a thing becomes a row."""
        if not subject.startswith(self.start):
            return False
        if self.predicate and all(predicate != self.predicate for predicate, _, _ in said):
            return False
        return not self.class_iri or any(
            predicate == _TYPE and self.names_class(target) for predicate, target, _ in said
        )

    def names_class(self, term: Any) -> bool:
        """Tell whether a term is the class that is asked."""
        return str(term) == f"<{self.class_iri}>"


def read_selection(lined: Lined, key: str) -> Selection:
    """Return what a definition selects: a class, or lines of class, predicate and start.

    Raises:
        DefinitionError: It is neither.
    """
    given = lined.data[key]
    if isinstance(given, str):
        return Selection(class_iri=to_term(lined, key, given))
    if not isinstance(given, dict) or not given:
        raise lined.error(key, f"{key} must be a class, or lines of {', '.join(_KEYS)}")
    for name, text in given.items():
        if name not in _KEYS:
            raise lined.error(key, f"unknown key {name!r} under {key}{nearest(str(name), _KEYS)}")
        if not isinstance(text, str) or not text:
            raise lined.error(key, f"{name} under {key} must be a text")
    terms = {name: to_term(lined, key, given[name]) for name in _KEYS[:2] if name in given}
    return Selection(terms.get("class", ""), terms.get("predicate", ""), given.get("start", ""))
