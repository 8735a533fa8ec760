"""Turn registry files into generations: read, check, emit, store, publish."""
