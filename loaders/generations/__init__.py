"""Keep the data directory: generations, pointer, log, snapshots; publish, verify, prune."""
