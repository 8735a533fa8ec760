"""Answer SPARQL and every IRI from a published generation."""
