"""Check rows, statements and registries, one by one and against each other."""
