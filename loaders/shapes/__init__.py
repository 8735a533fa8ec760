"""Check registries by SHACL shapes, in a bounded process."""
