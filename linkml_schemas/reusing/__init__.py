"""Reuse of what others defined: lists of their terms, mappings to them, coverage of profiles."""
