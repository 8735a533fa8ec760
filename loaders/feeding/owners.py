"""Know of which thing a node without a name of its own is part.

Step on the line: beside ``descriptions``. A node that nothing named leads to is a thing itself.
"""

import polars as pl

from loaders.differing.differences import GENID

_LINKS = {"subject": pl.String, "node": pl.String}
_OWNERS = {"node": pl.String, "thing": pl.String}


class Owners:
    """The owners of nameless nodes, gathered from links and then settled."""

    def __init__(self) -> None:
        self._links = [pl.DataFrame(schema=_LINKS)]
        self._nodes = [pl.Series("node", [], dtype=pl.String)]
        self._found = pl.DataFrame(schema=_OWNERS)

    def add(self, links: pl.DataFrame, nodes: pl.Series) -> None:
        """Take links to nodes (``subject``, ``node``), and nodes of which something is said."""
        if links.height:
            self._links.append(links.unique())
        if len(nodes):
            self._nodes.append(nodes.unique().alias("node"))

    def settle(self) -> None:
        """Find the owners: first by way of named things, then of nodes that stand alone."""
        links = pl.concat(self._links).unique()
        nodes = pl.concat(self._nodes).unique().to_frame()
        self._links, self._nodes = [], []
        if not nodes.height:
            return
        nameless = pl.col("subject").str.contains(GENID, literal=True)
        inner = links.filter(nameless)
        first = links.filter(~nameless).select("node", thing="subject")
        self._spread(first, inner)
        alone = nodes.join(self._found, on="node", how="anti").join(inner, on="node", how="anti")
        self._spread(alone.with_columns(thing="node"), inner)
        rest = nodes.join(self._found, on="node", how="anti")
        self._found = pl.concat([self._found, rest.with_columns(thing="node")]).unique()

    def assign(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return lines about nameless subjects with each thing that they are of."""
        return frame.join(self._found, left_on="subject", right_on="node", how="inner")

    def _spread(self, frontier: pl.DataFrame, inner: pl.DataFrame) -> None:
        """Hand owners on along the links between nameless nodes, until nothing is new."""
        frontier = frontier.select(list(_OWNERS)).unique()
        while frontier.height:
            self._found = pl.concat([self._found, frontier])
            further = inner.join(frontier, left_on="subject", right_on="node", how="inner")
            frontier = further.select(list(_OWNERS)).unique()
            frontier = frontier.join(self._found, on=["node", "thing"], how="anti")
