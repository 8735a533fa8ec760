"""Hold what a specification says, before it is HTML or Markdown: both say the same.

Step on the line: plain values between the model and the pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linkml_schemas.specifying.wording import Said


@dataclass(frozen=True, slots=True)
class Publication:
    """What a release says of itself, beside what the schema says.

    Shape:
        Addresses and texts, empty where unknown. ``editors`` are names, ``files`` are pairs of
        a key of the fixed words, or a name, and an address.
    """

    version: str = ""
    status: str = ""
    date: str = ""
    this_version: str = ""
    latest_version: str = ""
    previous_version: str = ""
    licence: str = ""
    editors: Sequence[str] = ()
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words; its ``verdict`` is breaking, additive or editorial."""

    verdict: str
    text: Said


@dataclass(frozen=True, slots=True)
class Example:
    """A record of a class: its columns and values, and the same as JSON-LD and Turtle."""

    class_name: str
    name: str
    rows: Sequence[tuple[str, str]]
    json_ld: str = ""
    turtle: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that leads somewhere: an anchor of the page, or an address; neither is no link."""

    said: Said
    anchor: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What tells the state of an element: deprecated or not, its successor, its relatives."""

    deprecated: Said | None = None
    successor: Reference | None = None
    aliases: Sequence[str] = ()
    mappings: Sequence[tuple[str, Sequence[Reference]]] = ()


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """One row in the table of a class; ``elsewhere`` leads to a description that it shares."""

    anchor: str
    name: Said
    key: str
    iri: str
    curie: str
    types: Sequence[Reference]
    lists: Sequence[Reference]
    cardinality: str
    definition: Said
    elsewhere: Reference | None = None
    facts: Sequence[tuple[str, str]] = ()
    notes: Sequence[Said] = ()
    standing: Standing = field(default_factory=Standing)
    holders: Sequence[Reference] = ()

    @property
    def has_usage(self) -> bool:
        """Return whether anything is said beside the definition."""
        said = (self.facts, self.notes, self.standing.aliases, self.standing.mappings)
        return any(said)


@dataclass(frozen=True, slots=True)
class ClassSection:
    """All that is said of a class."""

    anchor: str
    name: Said
    key: str
    iri: str
    curie: str
    kinds: Sequence[str]
    definition: Said
    notes: Sequence[Said]
    parents: Sequence[Reference]
    mixins: Sequence[Reference]
    children: Sequence[Reference]
    users: Sequence[Reference]
    rows: Sequence[PropertyRow]
    inherited: Sequence[tuple[Reference, Sequence[tuple[Reference, str]]]]
    facts: Sequence[tuple[str, str]]
    standing: Standing
    examples: Sequence[Example]
    diagram: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of a list; ``iri`` is empty where the code stands for no concept."""

    code: str
    name: Said
    definition: Said
    iri: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ListSection:
    """A code list, or a datatype: then without codes and with facts."""

    anchor: str
    name: Said
    key: str
    iri: str
    curie: str
    definition: Said
    notes: Sequence[Said]
    users: Sequence[Reference]
    standing: Standing
    codes: Sequence[CodeRow] = ()
    open: bool = False
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram with its title; ``name`` tells its file from those of the other diagrams."""

    name: str
    title: str
    svg: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Specification:
    """A whole specification in one language."""

    language: str
    title: Said
    key: str
    introduction: Said
    publication: Publication
    iri: str
    namespaces: Mapping[str, str]
    drawings: Sequence[Drawing]
    classes: Sequence[ClassSection]
    shared: Sequence[PropertyRow]
    lists: Sequence[ListSection]
    types: Sequence[ListSection]
    index: Sequence[tuple[Reference, str, Said]]
    changes: Sequence[tuple[str, Sequence[Said]]]

    @property
    def is_mostly_elsewhere(self) -> bool:
        """Return whether most names of classes and lists are in another language."""
        names = [*(each.name for each in self.classes), *(each.name for each in self.lists)]
        return sum(bool(name.language) for name in names) * 2 > len(names)
