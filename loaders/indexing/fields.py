"""Say what the index has of a thing, field by field.

Step on the line: between :mod:`loaders.indexing.documents` and :mod:`loaders.indexing.shards`.
"""

import json
from collections.abc import Iterator

from tantivy import Document, Schema, SchemaBuilder

from linkml_schemas import plan
from linkml_schemas.kinds import list_key
from loaders.indexing.compounds import LEAST, Compounds
from loaders.indexing.documents import Text, Thing
from ontology import stems
from ontology.stems import stem, stem_words
from ontology.words import to_code, to_words

LANGUAGES = ("nl", "en", "fr", "de")
"""Languages in which a name is sought apart, so that the reader's own can come first."""

OTHER = "xx"
"""Stands for every other language, and for none."""

_LONGEST_NAME = 120
_LEAST_ENDING = 6
_MOST_WORDS = 5
BEGINNING = 12
"""Letters at the beginning of a name or word, at most, that are terms of their own: a short
beginning fits many words, and a walk through all of them would take long."""


def to_schema() -> Schema:
    """Return the fields of the index; ``docs/generation.md`` says what is in each."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("rank", fast=True)
    builder.add_unsigned_field("until", indexed=True)
    builder.add_bytes_field("thing", stored=True)
    tags = (*LANGUAGES, OTHER)
    raw = ("iri", "code", "alt", "behind", *(f"name_{tag}" for tag in tags))
    for name in (
        *raw,
        *(f"head_{tag}" for tag in tags),
        *(f"same_{tag}" for tag in stems.LANGUAGES),
    ):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("word", "altword", "ending", "part", "group"):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    for name in (f"word_{tag}" for tag in tags):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    for name in ("startword", *(f"start_{tag}" for tag in tags)):
        builder.add_text_field(name, tokenizer_name="starts", index_option="basic")
    for name in (f"{name}_{tag}" for tag in stems.LANGUAGES for name in ("stem", "text")):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    for name in ("kind", "scheme", "status", "publisher", "past"):
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    return builder.build()


class Fields:
    """Makes documents of things.

    Args:
        compounds: Splits words.
        schema: The compiled plan, which says what kinds of things are called.
    """

    def __init__(self, compounds: Compounds, schema: plan.Schema) -> None:
        self._compounds = compounds
        self._groups = {list_key(each): _to_group(each) for each in schema.classes}

    def to_document(self, thing: Thing) -> Document:
        """Return a thing as the index takes it."""
        document = Document.from_dict(self._to_fields(thing))
        document.add_unsigned("rank", thing.rank)
        document.add_bytes("thing", to_stored(thing))
        if thing.until and not thing.past:
            document.add_unsigned("until", to_number(thing.until))
        return document

    def _to_fields(self, thing: Thing) -> dict[str, list[str]]:
        """Return the texts that are indexed, by field."""
        names = [*thing.labels, *thing.alternatives]
        each = {word for _, _, words in names for word in words.split()}
        fields: dict[str, list[str]] = {
            "iri": [thing.iri],
            "kind": [thing.kind],
            "past": ["1" if thing.past or thing.until else "0"],
            "behind": list(_behind(thing)),
            "scheme": thing.schemes,
            "status": thing.statuses,
            "publisher": thing.publishers,
            "code": [to_code(code) for code in thing.codes],
            "alt": [words[:_LONGEST_NAME] for _, _, words in thing.alternatives],
            "altword": [words for _, _, words in thing.alternatives],
            "word": [words for _, _, words in names],
            "startword": list(each),
            "ending": [" ".join(_endings(each))],
            "part": [self._parts(names)],
            "group": [self._groups.get(thing.kind, "")],
        }
        for lang, _, words in thing.labels:
            tag = lang.partition("-")[0]
            tag = tag if tag in LANGUAGES else OTHER
            for name in ("word", "start"):
                fields.setdefault(f"{name}_{tag}", []).append(words)
            fields.setdefault(f"name_{tag}", []).append(words[:_LONGEST_NAME])
            fields.setdefault(f"head_{tag}", []).extend(_heads(words))
        for tag in stems.LANGUAGES:
            for name, texts in (("stem", names), ("text", thing.texts), ("same", thing.labels)):
                spoken = (words for lang, _, words in texts if _speaks(lang, tag))
                fields[f"{name}_{tag}"] = [stem_words(words, tag) for words in spoken]
        return fields

    def _parts(self, names: list[Text]) -> str:
        """Return the parts of the compounds in names that may be Dutch; in no order."""
        words = {word for lang, _, words in names if lang[:2] != "en" for word in words.split()}
        parts = {part for word in words for part in self._compounds.split(word)}
        roots = {stem(part, "nl") for part in parts if len(part) > LEAST} | {
            root for part in parts if len(root := stem(part, "nl")) >= LEAST
        }
        return " ".join(roots)


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
        "since": thing.since,
        "until": thing.until,
    }
    lean = {key: value for key, value in stored.items() if value}
    return json.dumps(lean, ensure_ascii=False, separators=(",", ":")).encode()


def to_number(day: str) -> int:
    """Return a day as a number that has the order of days; 0 for what is no day.

    >>> to_number("2026-11-26"), to_number("ooit")
    (20261126, 0)
    """
    digits = day.replace("-", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 8 else 0


def _to_group(record_class: plan.RecordClass) -> str:
    """Return the stems of what things of a class are called."""
    names = (record_class.labels, record_class.plurals)
    words = {
        tag: " ".join(" ".join(to_words(texts.get(tag, ""))) for texts in names)
        for tag in stems.LANGUAGES
    }
    return " ".join(sorted({w for tag in words for w in stem_words(words[tag], tag).split()}))


def _behind(thing: Thing) -> Iterator[str]:
    """Yield why a thing comes after others that fit alike."""
    if thing.is_term:
        yield "term"
    if thing.repeat:
        yield "repeat"


def _heads(words: str) -> list[str]:
    """Return what a name begins with, in whole words."""
    each = words[:_LONGEST_NAME].split()[:_MOST_WORDS]
    return [" ".join(each[:count]) for count in range(1, len(each) + 1)]


def _endings(words: set[str]) -> Iterator[str]:
    """Yield the ends of words, that a compound of which no part is known is found by its last."""
    for word in words:
        for length in range(_LEAST_ENDING, min(BEGINNING, len(word) - 3) + 1):
            yield word[-length:]


def _speaks(lang: str, tag: str) -> bool:
    """Tell whether a text may be in a language: what has none may be in any, and be Dutch."""
    return lang[:2] in {"", "en"} if tag == "en" else not lang.startswith("en")
