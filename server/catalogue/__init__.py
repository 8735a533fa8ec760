"""Show the graph as a catalogue: what it holds, as data sets, dumps and services."""
