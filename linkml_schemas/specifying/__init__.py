"""Show a schema to people: class diagrams, a specification to read, and pages of its terms."""
