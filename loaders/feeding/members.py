"""Write members of a stream: what a thing is now, or that it is gone, as lines of N-Quads.

Step on the line: descriptions → pages, packed, each to be read alone. What a version says stands
in a graph that has its name; beside it stands of what it is a version, and since when.

Source:
    Linked Data Event Streams 1.0, section 4; TREE hypermedia, section 2 (members).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import zstandard

from loaders.feeding.head import ALL, PAGE, Place

AS = "https://www.w3.org/ns/activitystreams#"
_LEVEL = 3
_MEMBER = "<https://w3id.org/tree#member>"
VERSION_OF = "<http://purl.org/dc/terms/isVersionOf>"
_MADE = "<http://www.w3.org/ns/prov#generatedAtTime>"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_MOMENT = "http://www.w3.org/2001/XMLSchema#dateTime"


def stream_iri(base: str, stream: str) -> str:
    """Return the IRI of a stream.

    >>> stream_iri("https://b.example", "rollen"), stream_iri("https://b.example", ALL)
    ('https://b.example/ldes/rollen', 'https://b.example/ldes')
    """
    return f"{base}/ldes" if stream == ALL else f"{base}/ldes/{stream}"


@dataclass(slots=True)
class StreamWriter:
    """Append members to one stream, in a file of a part.

    Args:
        path: The file that is written.
        base: The base of our IRIs.
        stream: Its name.
        at: When the members came to be, as xsd:dateTime.
        place: Where the stream goes on.
    """

    path: Path
    base: str
    stream: str
    at: str
    place: Place

    def write(self, frames: Iterator[pl.DataFrame]) -> dict[str, Any]:
        """Write members and return what the index says of them.

        Shape:
            ``{"sha256", "pages": [[page, offset, length, members], …]}``.

        Args:
            frames: ``thing``, ``kind`` and ``line``, sorted by thing; the line of a thing that
                is gone is null.
        """
        pages: list[list[int]] = []
        digest, offset = hashlib.sha256(), 0
        packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        with self.path.open("wb") as file:
            for page, members, text in self._pages(frames):
                packed = packer.compress(text.encode())
                pages.append([page, offset, len(packed), members])
                offset += file.write(packed)
                digest.update(packed)
        return {"sha256": digest.hexdigest(), "pages": pages}

    def _pages(self, frames: Iterator[pl.DataFrame]) -> Iterator[tuple[int, int, str]]:
        for frame in frames:
            if not frame.height:
                continue
            members = self._members(frame)
            for (page,), part in members.group_by("page", maintain_order=True):
                yield int(str(page)), part.height, part["text"].str.join("\n").item() + "\n"
            self.place = self.place.after(members.height)

    def _members(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a row for each member: its page, and all of its lines."""
        grouped = frame.group_by("thing", maintain_order=True).agg("line", pl.col("kind").first())
        position = pl.int_range(pl.len()) + self.place.taken
        own = f"{self.base}/ldes/{self.stream}/"
        numbered = grouped.with_columns(
            page=position // PAGE + self.place.page, number=position % PAGE + 1
        ).with_columns(version=pl.format("<{}{}#{}>", pl.lit(own), "page", "number"))
        lines = numbered.select("version", "line").explode("line")
        said = pl.concat_str("line", pl.lit(" "), "version", pl.lit(" ."))
        texts = lines.group_by("version", maintain_order=True).agg(said.str.join("\n"))
        heads = numbered.with_columns(head=self._head())
        joined = heads.with_columns(body=texts["line"])
        text = (
            pl.when(pl.col("body") == "")
            .then("head")
            .otherwise(pl.concat_str("head", "body", separator="\n"))
        )
        return joined.select("page", text=text)

    def _head(self) -> pl.Expr:
        stream = stream_iri(self.base, self.stream)
        return pl.format(
            f"<{stream}> {_MEMBER} {{}} .\n"
            f"{{}} {VERSION_OF} <{{}}> .\n"
            f'{{}} {_MADE} "{self.at}"^^<{_MOMENT}> .\n'
            f"{{}} {_TYPE} <{AS}{{}}> .",
            "version",
            "version",
            "thing",
            "version",
            "version",
            "kind",
        )
