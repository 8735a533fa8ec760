"""Bind the parameters of a named query, and ask for a page of its answer.

Step on the line: between a query and whoever asks it; what comes out is SPARQL that goes the
way of any other query. Pure.

A value is a term before it meets the text (:mod:`queries.parameters`), and meets it only where a
line ``#+ bind ?name`` of the file stands: that line becomes inline data. Inline data are joined
with the group in which they stand, by the standard and in every form of query, and every other
use of the variable keeps its meaning: it can be projected, filtered on, used in an OPTIONAL of
the group and within EXISTS. A subquery, a branch of a UNION and a MINUS see nothing of the group
around them, by the same standard; a query that uses a parameter there has the line there too.
The engine's own substitution is not used: a worker is sent text, in a SELECT it wants the
variable to be projected, and what it does within subqueries is in no standard.

Source:
    SPARQL 1.1 Query Language, sections 10.2 (inline data), 18.2.1 (scope) and 18.2.2.
"""

import re
from collections.abc import Mapping

from queries.body import MARK
from queries.errors import ParameterError
from queries.parameters import expectations, to_term
from queries.reader import Query
from queries.value_types import XSD

_ORDER = re.compile(r"^ORDER BY (.+(?:\n  .+)*)\n\Z", re.MULTILINE)
_TODAY = f"STRDT(SUBSTR(STR(NOW()), 1, 10), <{XSD}date>)"
"""Without the time zone of NOW, with which a day without one cannot be compared."""


def bind(query: Query, given: Mapping[str, str]) -> str:
    """Return the text of a query with its parameters bound.

    Shape:
        Lines stand where they stood in the file, so that a message of the engine about one
        of them is about the same line.

    Args:
        query: The query, moved to the base.
        given: Values by parameter; names that are no parameter are passed over.

    Raises:
        ParameterError: A value does not fit, or a required one is missing.
    """
    bound = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None and parameter.required:
            raise ParameterError(parameter.name, None, expectations(parameter))
        if value is not None:
            now = parameter.name not in given and parameter.is_today
            bound[parameter.name] = None if now else to_term(parameter, value)

    def to_data(mark: re.Match[str]) -> str:
        names = [name[1:] for name in mark["names"].split()]
        data = _to_data({name: bound[name] for name in names if name in bound})
        return mark["indent"] + data if data else ""

    return MARK.sub(to_data, query.text)


def samples(query: Query) -> dict[str, str]:
    """Return values with which a query can be asked as it is: those that have no default."""
    return {
        parameter.name: parameter.example
        for parameter in query.parameters
        if parameter.example is not None and parameter.default is None and parameter.required
    }


def to_example(query: Query) -> str:
    """Return the text of a query with the defaults, and examples where there are none."""
    return bind(query, samples(query)).lstrip("\n")


def to_page(query: Query, bound: str, *, number: int, size: int) -> str:
    """Return the text that asks for one page of a SELECT.

    Shape:
        The order of the query, then every column that it does not order by, so that rows which
        are alike in the order have one, too, and no row is on two pages or on none.

    Args:
        query: The query.
        bound: Its text with the parameters bound.
        number: Of the page, from 1.
        size: Rows of a page.
    """
    order = _ORDER.search(bound)
    assert order is not None, "the reader refuses a SELECT without an order"
    named = set(order[1].split())
    others = [f"?{column}" for column in query.columns if f"?{column}" not in named]
    ordered = " ".join((order[1], *others))
    return f"{bound[: order.start()]}ORDER BY {ordered}\n{_limits(size, size * (number - 1))}"


def to_rest(bound: str, *, number: int, size: int) -> str:
    """Return the text that asks for one row after a page, in any order: there is one or none."""
    return _ORDER.sub("", bound) + _limits(1, size * number)


def _limits(limit: int, offset: int) -> str:
    return f"LIMIT {limit}\n" + (f"OFFSET {offset}\n" if offset else "")


def _to_data(bound: Mapping[str, str | None]) -> str:
    """Return inline data of one row, and an assignment for each day that is today."""
    terms = {name: term for name, term in bound.items() if term is not None}
    parts = []
    if len(terms) == 1:
        parts = [f"VALUES ?{name} {{ {term} }}" for name, term in terms.items()]
    elif terms:
        variables = " ".join(f"?{name}" for name in terms)
        parts = [f"VALUES ({variables}) {{ ({' '.join(terms.values())}) }}"]
    parts += [f"BIND ({_TODAY} AS ?{name})" for name, term in bound.items() if term is None]
    return " ".join(parts)
