"""Hold the named SPARQL queries and the one reader that opens them."""
