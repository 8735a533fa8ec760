"""Hold a query that the planner understands: patterns in parts, the rest as text.

Step on the line: what ``parsing`` makes and each rewriting reads.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["variable", "iri", "literal"]


@dataclass(frozen=True, slots=True)
class Term:
    """A place of a pattern.

    Args:
        kind: What it is.
        text: As the query has it; a variable without its mark.
        iri: The whole IRI, empty for others.
    """

    kind: Kind
    text: str
    iri: str = ""

    @property
    def is_variable(self) -> bool:
        """Tell whether it is a variable."""
        return self.kind == "variable"

    def __str__(self) -> str:
        """Return it as a query has it."""
        return f"?{self.text}" if self.is_variable else self.text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern, or a path of one predicate that may repeat.

    Args:
        subject: Its subject.
        predicate: Its predicate.
        object: Its object.
        closure: ``*`` or ``+`` after the predicate, empty for a triple pattern.
    """

    subject: Term
    predicate: Term
    object: Term
    closure: str = ""

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of its variables."""
        terms = (self.subject, self.predicate, self.object)
        return frozenset(term.text for term in terms if term.is_variable)

    def __str__(self) -> str:
        """Return it as a query has it."""
        return f"{self.subject} {self.predicate}{self.closure} {self.object} ."


@dataclass(frozen=True, slots=True)
class Opaque:
    """A part of a query that is kept as it is written.

    Args:
        text: The part.
        variables: The names of all variables in it.
        words: Its words in capitals, among them the functions that it calls.
    """

    text: str
    variables: frozenset[str]
    words: frozenset[str]

    @property
    def holds_pattern(self) -> bool:
        """Tell whether it looks at the graph itself."""
        return "EXISTS" in self.words


@dataclass(frozen=True, slots=True)
class Optional:
    """An OPTIONAL or MINUS of the outer group.

    Args:
        keyword: Which of the two.
        body: All of it between its braces.
        group: The same in parts, None where it is kept as it is written.
    """

    keyword: str
    body: Opaque
    group: "Group | None" = None

    def __str__(self) -> str:
        """Return it as a query has it."""
        return f"{self.keyword} {self.body.text}"


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two braces: patterns, then what is joined to them from the left.

    Shape:
        Filters hold for the whole group, wherever in it they stand. ``lead`` is the text that
        stands for the patterns, empty for the patterns themselves.
    """

    patterns: tuple[Pattern, ...]
    filters: tuple[Opaque, ...] = ()
    joined: tuple[Optional, ...] = ()
    lead: str = ""

    @property
    def bound(self) -> frozenset[str]:
        """Return the variables that every solution of the patterns binds."""
        return frozenset().union(*(pattern.variables for pattern in self.patterns))

    def conditions(self, bound: frozenset[str]) -> tuple[Opaque, ...]:
        """Return the filters that need no more than some variables, and not the graph."""
        return tuple(f for f in self.filters if f.variables <= bound and not f.holds_pattern)

    def __str__(self) -> str:
        """Return the group as a query has it, with its braces."""
        parts = [self.lead or " ".join(map(str, self.patterns))]
        parts += [f"FILTER {condition.text}" for condition in self.filters]
        parts += [str(part) for part in self.joined]
        return f"{{ {' '.join(parts)} }}"


@dataclass(frozen=True, slots=True)
class Select:
    """A SELECT query.

    Args:
        prologue: Everything before SELECT.
        distinct: ``DISTINCT``, ``REDUCED`` or nothing.
        projection: What is selected.
        where: The outer group.
        group_by: What follows GROUP BY.
        having: What follows HAVING.
        order_by: What follows ORDER BY.
        limit: The number of LIMIT, None if there is none.
        offset: That of OFFSET.
    """

    prologue: str
    distinct: str
    projection: Opaque
    where: Group
    group_by: Opaque | None = None
    having: Opaque | None = None
    order_by: Opaque | None = None
    limit: int | None = None
    offset: int = 0

    def __str__(self) -> str:
        """Return the query as text."""
        parts = [f"{self.prologue}SELECT {self.distinct} {self.projection.text}"]
        parts.append(f"WHERE {self.where}")
        named = (("GROUP BY", self.group_by), ("HAVING", self.having), ("ORDER BY", self.order_by))
        parts += [f"{words} {part.text}" for words, part in named if part]
        parts += [f"LIMIT {self.limit}"] if self.limit is not None else []
        parts += [f"OFFSET {self.offset}"] if self.offset else []
        return "\n".join(parts)
