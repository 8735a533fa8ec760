"""What comes with a document: when it changed, what it belongs to, in which shape it is read."""
