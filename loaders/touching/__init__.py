"""Say what of the graph a changed schema touches: registries, queries, published records."""
