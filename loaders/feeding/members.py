"""Write members of a stream: what a thing is now, or that it is gone, as lines of N-Quads.

Step on the line: descriptions → pages, packed, each to be read alone. What a version says stands
in a graph that has its name; beside it stands of what it is a version, and since when.

Source:
    Linked Data Event Streams 1.0, section 4; TREE hypermedia, section 2 (members).
"""

import hashlib
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


class StreamWriter:
    """Append members to one stream, in a file of a part; there is none if nothing is told.

    Args:
        path: The file that is written.
        base: The base of our IRIs.
        stream: Its name.
        at: When the members came to be, as xsd:dateTime.
        place: Where the stream goes on.
    """

    def __init__(self, path: Path, base: str, stream: str, at: str, place: Place) -> None:
        self.path, self.base, self.stream, self.at, self.place = path, base, stream, at, place
        self._pages: list[list[int]] = []
        self._digest, self._offset = hashlib.sha256(), 0
        self._packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)

    def append(self, frame: pl.DataFrame) -> None:
        """Append members.

        Args:
            frame: ``thing``, ``kind`` and ``line``, sorted by thing; the line of a thing that
                is gone is null.
        """
        if not frame.height:
            return
        members = self._members(frame)
        with self.path.open("ab") as file:
            for (page,), part in members.group_by("page", maintain_order=True):
                text: str = part["text"].str.join("\n").item()
                packed = self._packer.compress(f"{text}\n".encode())
                count = int(part["begins"].sum())
                self._pages.append([int(str(page)), self._offset, len(packed), count])
                self._offset += file.write(packed)
                self._digest.update(packed)
        self.place = self.place.after(int(members["begins"].sum()))

    def told(self) -> dict[str, Any]:
        """Return what the index says of the file.

        Shape:
            ``{"sha256", "pages": [[page, offset, length, members], …]}``.
        """
        return {"sha256": self._digest.hexdigest(), "pages": self._pages}

    def _members(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a row for each line: its page, whether a member begins with it, its text."""
        own = f"{self.base}/ldes/{self.stream}/"
        begins = (pl.col("thing") != pl.col("thing").shift(1)).fill_null(value=True)
        position = pl.col("begins").cum_sum().cast(pl.Int64) - 1 + self.place.taken
        numbered = (
            frame.with_columns(begins=begins)
            .with_columns(page=position // PAGE + self.place.page, number=position % PAGE + 1)
            .with_columns(version=pl.format("<{}{}#{}>", pl.lit(own), "page", "number"))
        )
        said = pl.concat_str("line", pl.lit(" "), "version", pl.lit(" ."))
        first = pl.concat_str(self._head(), said, separator="\n", ignore_nulls=True)
        text = pl.when("begins").then(first).otherwise(said)
        return numbered.select("page", "begins", text=text)

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
