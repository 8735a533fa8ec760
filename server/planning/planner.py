"""Choose for each query where and in which words it is asked.

Step on the line: a worker has one beside its store; ``query`` asks it.
"""

from dataclasses import dataclass

from pyoxigraph import Store

from server.planning.rewriting import rewrite
from server.planning.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Planner:
    """What is known of a generation that helps to answer sooner.

    Args:
        plain: A store with the default graph alone, None if there is none. In one with the named
            graphs too, the engine walks past each triple once more for every graph that has it.
        statistics: What the default graph counts, None if queries are asked as they are.
    """

    plain: Store | None = None
    statistics: Statistics | None = None

    def plan(self, store: Store, text: str) -> tuple[Store, str]:
        """Return the store and the words in which to ask a query.

        Args:
            store: The whole store.
            text: The query, codepoint escapes replaced, whose dataset is the whole store.
        """
        upper = text.upper()
        if "GRAPH" in upper or "FROM" in upper:
            return store, text
        written = text
        if self.statistics and "SELECT" in upper:
            written = rewrite(text, self.statistics)
        return self.plain or store, written
