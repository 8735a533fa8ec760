"""Check a schema, ours or another's: what is wrong, where, by which rule, what would be right."""
