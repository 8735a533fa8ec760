"""Translation of the texts of a schema: what lacks, what is outdated, there and back."""
