"""Write things into the shards of the index.

Step on the line: things → the files of tantivy. A shard has one segment, in which things stand by
their rank: of those that fit a query alike, the index gives the first. The segments of one shard
would not be in order among each other; what a reader merges from several shards is.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Schema, SchemaBuilder, Tokenizer
from tantivy import TextAnalyzerBuilder as Builder

from loaders.indexing.compounds import Compounds
from loaders.indexing.documents import Text, Thing
from ontology.stems import STEMMERS, stemmer
from ontology.words import to_code

LAYOUT = 1
"""Raised when the same things would make another index: a reader knows one layout."""

LANGUAGES = ("nl", "en", "fr", "de")
"""Languages in which a name is sought apart, so that the reader's own can come first."""

OTHER = "xx"
"""Stands for every other language, and for none."""

SHARD = 200_000
"""Things of a shard, about."""

_HEAP = 900_000_000
"""Bytes that tantivy may take before it would begin a second segment; it takes what it needs."""

_LONGEST_NAME = 120
BEGINNING = 12
"""Letters at the beginning of a name or word, at most, that are terms of their own: a short
beginning fits many words, and a walk through all of them would take long."""


def to_schema() -> Schema:
    """Return the fields of the index; ``docs/generation.md`` says what is in each."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("rank", fast=True)
    builder.add_bytes_field("thing", stored=True)
    for name in ("iri", "code", "alt", *(f"name_{tag}" for tag in (*LANGUAGES, OTHER))):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("word", "altword", *(f"word_{tag}" for tag in (*LANGUAGES, OTHER))):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    for name in ("startword", *(f"start_{tag}" for tag in (*LANGUAGES, OTHER))):
        builder.add_text_field(name, tokenizer_name="starts", index_option="basic")
    builder.add_text_field("part", tokenizer_name="stems_nl", index_option="basic")
    for tag in STEMMERS:
        for name in (f"stem_{tag}", f"text_{tag}"):
            builder.add_text_field(name, tokenizer_name=f"stems_{tag}", index_option="basic")
    for name in ("kind", "scheme", "status", "publisher", "past"):
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    return builder.build()


class ShardWriter:
    """A shard that is being written; use it in a ``with`` statement.

    Args:
        folder: An empty folder.
        compounds: Splits words.
    """

    def __init__(self, folder: Path, compounds: Compounds) -> None:
        self.count = 0
        self._folder = folder
        self._compounds = compounds
        index = Index(to_schema(), path=str(folder), sort_by_field="rank")
        index.register_tokenizer("words", Builder(Tokenizer.whitespace()).build())
        starts = Tokenizer.ngram(min_gram=1, max_gram=BEGINNING, prefix_only=True)
        index.register_tokenizer("starts", Builder(starts).build())
        for tag in STEMMERS:
            index.register_tokenizer(f"stems_{tag}", stemmer(tag))
        self._writer: IndexWriter = index.writer(heap_size=_HEAP, num_threads=1)

    def add(self, things: Iterable[Thing]) -> None:
        """Add things.

        Raises:
            OSError: The disk refused what was added before.
        """
        try:
            for thing in things:
                self._writer.add_document(to_document(thing, self._compounds))
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


def to_document(thing: Thing, compounds: Compounds) -> Document:
    """Return a thing as the index takes it."""
    document = Document.from_dict(_to_fields(thing, compounds))
    document.add_unsigned("rank", thing.rank)
    document.add_bytes("thing", to_stored(thing))
    return document


def to_stored(thing: Thing) -> bytes:
    """Return what the index gives back of a thing, as JSON."""
    stored = {
        "iri": thing.iri,
        "labels": [text[:2] for text in thing.labels],
        "alternatives": [text[:2] for text in thing.alternatives],
        "codes": thing.codes,
        "kind": thing.kind,
        "schemes": thing.schemes,
        "statuses": thing.statuses,
        "publishers": thing.publishers,
        "past": thing.past,
    }
    lean = {key: value for key, value in stored.items() if value}
    return json.dumps(lean, ensure_ascii=False, separators=(",", ":")).encode()


def _to_fields(thing: Thing, compounds: Compounds) -> dict[str, list[str]]:
    """Return the texts that are indexed, by field."""
    names = [*thing.labels, *thing.alternatives]
    fields: dict[str, list[str]] = {
        "iri": [thing.iri],
        "kind": [thing.kind],
        "past": ["1" if thing.past else "0"],
        "scheme": thing.schemes,
        "status": thing.statuses,
        "publisher": thing.publishers,
        "code": [to_code(code) for code in thing.codes],
        "alt": [words[:_LONGEST_NAME] for _, _, words in thing.alternatives],
        "altword": [words for _, _, words in thing.alternatives],
        "word": [words for _, _, words in names],
        "startword": list({word for _, _, words in names for word in words.split()}),
        "part": [_parts(names, compounds)],
    }
    for lang, _, words in thing.labels:
        tag = lang.partition("-")[0]
        tag = tag if tag in LANGUAGES else OTHER
        fields.setdefault(f"name_{tag}", []).append(words[:_LONGEST_NAME])
        fields.setdefault(f"word_{tag}", []).append(words)
        fields.setdefault(f"start_{tag}", []).append(words)
    for name, texts in (("stem", names), ("text", thing.texts)):
        fields[f"{name}_nl"] = [words for lang, _, words in texts if not lang.startswith("en")]
        fields[f"{name}_en"] = [words for lang, _, words in texts if lang[:2] in {"", "en"}]
    return fields


def _parts(names: list[Text], compounds: Compounds) -> str:
    """Return the parts of the compounds in names that may be Dutch; the index keeps no order."""
    words = {word for lang, _, words in names if lang[:2] != "en" for word in words.split()}
    return " ".join({part for word in words for part in compounds.split(word)})
