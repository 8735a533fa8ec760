"""Write things into the shards of the index.

Step on the line: things → the files of tantivy. A shard has one segment, in which things stand by
their rank: of those that fit a query alike, the index gives the first. The segments of one shard
would not be in order among each other; what a reader merges from several shards is.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from tantivy import Index, IndexWriter, Tokenizer
from tantivy import TextAnalyzerBuilder as Builder

from linkml_schemas.plan import Schema
from loaders.indexing.compounds import Compounds
from loaders.indexing.documents import Thing
from loaders.indexing.fields import BEGINNING, Fields, to_schema

LAYOUT = 2
"""Raised when the same things would make another index: a reader knows one layout."""

SHARD = 200_000
"""Things of a shard, about."""

_HEAP = 900_000_000
"""Bytes that tantivy may take before it would begin a second segment; it takes what it needs."""


class ShardWriter:
    """A shard that is being written; use it in a ``with`` statement.

    Args:
        folder: An empty folder.
        compounds: Splits words.
        schema: The compiled plan, which says what kinds of things are called.

    Raises:
        OSError: The disk refused.
    """

    def __init__(self, folder: Path, compounds: Compounds, schema: Schema) -> None:
        self.count = 0
        self._folder = folder
        self._fields = Fields(compounds, schema)
        try:
            index = Index(to_schema(), path=str(folder), sort_by_field="rank")
        except ValueError as error:
            raise OSError(f"{folder}: {error}") from error
        index.register_tokenizer("words", Builder(Tokenizer.whitespace()).build())
        starts = Tokenizer.ngram(min_gram=1, max_gram=BEGINNING, prefix_only=True)
        index.register_tokenizer("starts", Builder(starts).build())
        self._writer: IndexWriter = index.writer(heap_size=_HEAP, num_threads=1)

    def add(self, things: Iterable[Thing]) -> None:
        """Add things.

        Raises:
            OSError: The disk refused what was added before.
        """
        try:
            for thing in things:
                self._writer.add_document(self._fields.to_document(thing))
                self.count += 1
        except ValueError as error:  # what tantivy says of a disk that refuses
            raise OSError(f"{self._folder}: {error}") from error

    def finish(self) -> None:
        """Bring what was added into the files of the shard.

        Raises:
            OSError: The disk refused.
        """
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except ValueError as error:
            raise OSError(f"{self._folder}: {error}") from error
        mask = os.umask(0)
        os.umask(mask)
        for path in self._folder.iterdir():
            if path.name.startswith("."):  # locks, and what a writer would need
                path.unlink()
            else:
                path.chmod(0o666 & ~mask)  # some are for their owner only
