"""Show concept schemes, concepts and collections as a thesaurus."""
