"""Write the graphs of a generation: lines, dumps, store."""
