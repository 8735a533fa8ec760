"""Load a ready file of N-Quads into a new store on disk: what a build is compared with."""

import sys

import pyoxigraph as ox


def main(source: str, target: str) -> None:
    """Load a file in one call, as fast as the engine does it from Python."""
    store = ox.Store(target)
    store.bulk_load(path=source, format=ox.RdfFormat.N_QUADS)
    store.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
