"""Index what things are called and what is said of them, for whoever seeks."""
