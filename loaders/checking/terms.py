"""Name what may stand in a statement of RDF.

Step on the line: none of its own; the modules that look at single statements use it.
"""

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
