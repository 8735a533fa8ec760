"""How a page shows what the graph says: blocks, timelines and drawings, as the schema lays out."""
