"""Freeze versions of a schema, say what each changed, and keep them readable."""
