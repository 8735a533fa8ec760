"""List the rules by which a definition leaves statements out, and read them from it.

Step on the line: beneath :mod:`loaders.reading.definitions`; applied by
:mod:`loaders.repairing.drops`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from loaders.reading.lined_yaml import Lined, nearest
from loaders.repairing.repair_rules import to_term
from ontology.namespaces import shrink

DROPS: Mapping[str, str] = MappingProxyType(
    {
        "predicates": "statements with one of these predicates",
        "classes": "things of one of these classes: what is said of them and what leads to them",
        "iris": "statements about or with an IRI that begins so",
        "contact_points_of_persons": "contact points of a person, contact points with an e-mail "
        "address of which the part before the at sign has none of these words of a function, and "
        "such addresses of other things",
    }
)
"""Every rule, with what it leaves out; the table of docs/loading.md is this one."""

PERSONS = "contact_points_of_persons"


@dataclass(frozen=True, slots=True)
class Drops:
    """What a definition leaves out; ``words`` is None if contact points are left as they are."""

    predicates: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    iris: tuple[str, ...] = ()
    words: frozenset[str] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the name under which each is counted."""
        found = [f"predicates {_short(iri)}" for iri in sorted(self.predicates)]
        found += [f"classes {_short(iri)}" for iri in sorted(self.classes)]
        found += [f"iris {start}" for start in self.iris]
        return tuple(found if self.words is None else [*found, PERSONS])

    @property
    def looks_ahead(self) -> bool:
        """Tell whether a file must be read whole before a statement of it is kept."""
        return bool(self.classes) or self.words is not None


def read_drops(lined: Lined, key: str) -> Drops:
    """Return what a definition leaves out.

    Raises:
        DefinitionError: There is no such rule, or it is no list.
    """
    given = lined.data[key]
    if not isinstance(given, dict) or not given:
        raise lined.error(key, f"{key} must be lines of the form rule: […]; rules: {list(DROPS)}")
    for name, items in given.items():
        if name not in DROPS:
            raise lined.error(key, f"no rule {name!r}{nearest(str(name), DROPS)}")
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise lined.error(key, f"rule {name} must be a list of texts: [first, second]")
    terms: dict[str, Any] = {
        name: frozenset(to_term(lined, key, item) for item in given.get(name, ()))
        for name in ("predicates", "classes")
    }
    words = given.get(PERSONS)
    kept = None if words is None else frozenset(word.lower() for word in words)
    return Drops(**terms, iris=tuple(given.get("iris", ())), words=kept)


def _short(iri: str) -> str:
    return shrink(iri) or iri
