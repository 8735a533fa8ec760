"""Name the world: namespaces, IRIs, identifiers and the vocabulary; the lowest layer."""
