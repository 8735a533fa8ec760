"""Hold every promised IRI to the rules of the URI standard."""
