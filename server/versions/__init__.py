"""Answer for every released version of our standards: what it said, and what it changed."""
