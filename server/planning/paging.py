"""Sort and cut before what is optional is looked up.

Step on the line: a rewriting. The engine finds every OPTIONAL of every solution, sorts them all
and keeps a page. An OPTIONAL takes no solution away and an order by what the patterns bind does
not look at it: so a page lies within as many solutions of the patterns, sorted the same way.

Source:
    SPARQL 1.1 Query Language, section 18.5: LeftJoin, OrderBy, Slice; docs/decisions/0018.
"""

from dataclasses import replace

from server.planning.model import Select


def page_early(query: Select) -> Select:
    """Return a query that finds its OPTIONALs for the solutions of its page alone.

    Shape:
        The same query where it does not sort and cut by what its patterns bind, or where
        anything but an OPTIONAL follows the patterns.
    """
    where, order = query.where, query.order_by
    if not where.joined or order is None or query.limit is None:
        return query
    if query.distinct or query.group_by or query.having or _aggregates(query):
        return query
    conditions = where.conditions(where.bound)
    if len(conditions) < len(where.filters) or not order.variables <= where.bound:
        return query
    if any(part.keyword != "OPTIONAL" for part in where.joined) or order.holds_pattern:
        return query
    names = " ".join(f"?{name}" for name in sorted(where.bound))
    inner = replace(where, joined=())
    page = f"ORDER BY {order.text} LIMIT {query.limit + query.offset}"
    lead = f"{{ SELECT {names} WHERE {inner} {page} }}"
    return replace(query, where=replace(where, filters=(), lead=lead))


def _aggregates(query: Select) -> bool:
    """Tell whether the query counts or sums: any word of its projection but AS may do that."""
    return bool(query.projection.words - {"AS"})
