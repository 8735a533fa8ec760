"""Check single statements of RDF that is passed through or mapped.

Step on the line: between the RDF parser and the graph. What one statement has wrong costs that
statement, with a reason, and not its file.
"""

import re
from urllib.parse import urlsplit

import pyoxigraph as ox

from loaders.checking.faults import Fault, Reason
from loaders.checking.iri_syntax import CURIE_PATTERN, SCHEME_PATTERN, explain_iri
from loaders.checking.literals import PLAIN, LiteralForms
from loaders.checking.own_iris import explain_subject
from loaders.reading.characters import find_unwritable, show
from loaders.repairing.triple_repairs import RELATIVE
from ontology.namespaces import rebase, shrink

_SHOWN = 80
_REMEMBERED = 100_000

Wrong = tuple[Reason, str, str, str]
"""Reason, value, message and remedy."""


class StatementChecks:
    """The checks of statements under a base; much of what was looked at is remembered.

    Args:
        base: The base of the data directory.
    """

    def __init__(self, base: str) -> None:
        self._base = base
        self._host = urlsplit(base).hostname or ""
        self._forms = LiteralForms()
        self._subjects: dict[str, Wrong | None] = {}

    def find_fault(self, triple: ox.Triple) -> Fault | None:
        """Return what is wrong with a statement, None if nothing is."""
        subject, target = triple.subject, triple.object
        wrong: Wrong | None = None
        if isinstance(subject, ox.NamedNode):
            wrong = self._of_subject(subject.value)
        if wrong is None and isinstance(target, ox.NamedNode):
            wrong = _of_object(target.value)
        elif wrong is None and isinstance(target, ox.Literal):
            wrong = self._of_literal(target)
        elif isinstance(subject, ox.Triple) or isinstance(target, ox.Triple):
            wrong = _TRIPLE_TERM
        if wrong is None and triple.predicate.value.startswith(RELATIVE):
            wrong = _relative(triple.predicate.value)
        if wrong is None:
            return None
        reason, value, message, remedy = wrong
        column = shrink(triple.predicate.value) or triple.predicate.value
        return Fault(0, column, value, reason, message, remedy)

    def to_canonical(self, triple: ox.Triple) -> ox.Triple:
        """Return a statement with its literal as the store keeps it."""
        target = triple.object
        if not isinstance(target, ox.Literal) or target.datatype.value in PLAIN:
            return triple
        form = self._forms.to_canonical(target)
        if form is None or form == target:
            return triple
        return ox.Triple(triple.subject, triple.predicate, form)

    def _of_subject(self, iri: str) -> Wrong | None:
        if iri not in self._subjects:
            if len(self._subjects) >= _REMEMBERED:
                self._subjects.clear()
            self._subjects[iri] = self._explain(iri)
        return self._subjects[iri]

    def _explain(self, iri: str) -> Wrong | None:
        if iri.startswith(RELATIVE):
            return _relative(iri)
        based = rebase(iri, self._base)
        accepted = re.match(SCHEME_PATTERN, based)
        if accepted and self._host not in based.lower():
            return None
        wrong = explain_subject(self._base, based) if accepted else explain_iri(based)
        return None if wrong is None else ("iri", iri, *wrong)

    def _of_literal(self, literal: ox.Literal) -> Wrong | None:
        text = literal.value
        if code := find_unwritable(text):
            message = f"the text holds {code}, which RDF/XML cannot write"
            return "unreadable", show(text)[:_SHOWN], message, "remove the character"
        datatype = literal.datatype.value
        if datatype in PLAIN:
            return None
        if literal.direction is not None:
            message = f"the text has a base direction, {literal.direction}, which is RDF 1.2"
            return (
                "language",
                text[:_SHOWN],
                message,
                f"write its language only: @{literal.language}",
            )
        if self._forms.to_canonical(literal) is None:
            short = shrink(datatype) or datatype
            remedy = "write the right value, or repair it by rule in the definition"
            return "datatype", text[:_SHOWN], f"this is no value of {short}", remedy
        return None


_TRIPLE_TERM: Wrong = (
    "unreadable",
    "",
    "this holds a triple term (RDF 1.2), which the graph does not hold",
    "state it in RDF 1.1",
)


def _of_object(iri: str) -> Wrong | None:
    if iri.startswith(RELATIVE):
        return _relative(iri)
    if not iri.startswith("http") and re.match(CURIE_PATTERN, iri):
        return ("iri", iri, *explain_iri(iri))
    return None


def _relative(iri: str) -> Wrong:
    message = "the IRI is relative and the file declares no base"
    remedy = "write it whole, give base: in the definition, or repair it by rule"
    return "iri", iri.removeprefix(RELATIVE), message, remedy
