"""Say a query in other words that mean the same and that the engine answers sooner.

Step on the line: between the text of a query and the engine, in a worker. The default graph
only; what is not surely understood stays as it is.
"""

import re
from dataclasses import replace

from server.planning.counted import COUNTED, count_early
from server.planning.ordering import WORTH, Worth, order_group
from server.planning.paging import page_early
from server.planning.parsing import parse_select
from server.planning.statistics import Statistics
from server.planning.syntax import STEP, NotUnderstoodError

_WORTH = re.compile(r"COUNT|DISTINCT|FILTER|ORDER|\ba\b|[\w>][*+]", re.IGNORECASE)
_LOOKUP = re.compile(
    r"[{.]\s*(?:<[^<>\s]*>|[A-Za-z]*:[\w-]*)\s"
    r"|[{.]\s*\?\w+\s+\?\w+\s+(?:<[^<>\s]*>|[A-Za-z]*:[\w-]*)\s"
)
"""A pattern of a subject that is named, or of what refers to a thing that is: the engine begins
there, and has little to do."""

_BEYOND = re.compile(
    r"\b(?:UNION|VALUES|BIND|GRAPH|FROM|SERVICE|LATERAL|BASE|VERSION|CONSTRUCT|DESCRIBE|ASK)\b"
    r"|_:|\[|<<|\"\"\"|'''",
    re.IGNORECASE,
)
LONGEST = 8_000
"""Characters of a query that are read to rewrite it."""


def rewrite(text: str, statistics: Statistics, worth: Worth = WORTH) -> str:
    """Return a query with the same answers.

    Shape:
        The text itself where nothing is known to help. A page without a total order may show
        other ones of equal rank, as it may from one run to the next.

    Args:
        text: The query, codepoint escapes replaced.
        statistics: What the default graph counts.
        worth: When another order of patterns is used.
    """
    if len(text) > LONGEST or not _WORTH.search(text):
        return text
    if STEP in text or COUNTED in text or _BEYOND.search(text) or _LOOKUP.search(text):
        return text
    try:
        query = parse_select(text)
    except NotUnderstoodError:
        return text
    counted = count_early(query, statistics)
    if counted is not query:
        return str(counted)
    ordered = order_group(query.where, statistics, worth=worth)
    found = query if ordered is query.where else replace(query, where=ordered)
    found = page_early(found)
    return text if found is query else str(found)
