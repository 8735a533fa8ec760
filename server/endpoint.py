"""Say what an address of the API is, in types.

Step on the line: beneath ``endpoints``, which lists the addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of an address.

    Shape:
        ``place`` is ``query`` or ``path``; ``proposed`` is one that may be left out, but is in the
        address to try.
    """

    name: str
    titles: Texts
    example: str
    required: bool = False
    place: str = "query"
    schema: Mapping[str, Any] | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and what it answers.

    Shape:
        ``rule`` is that of the application, by which is found whether the address is served;
        ``path`` is how OpenAPI writes it; ``media_types`` are those of a good answer;
        ``statuses`` are those of the problems beside the ones that every address has;
        ``operation`` is what OpenAPI is to say of POST, None for what it says of a query.
    """

    path: str
    rule: str
    tag: str
    titles: Texts
    media_types: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    statuses: tuple[int, ...] = ()
    success: int = 200
    methods: tuple[str, ...] = ("GET",)
    operation: Mapping[str, Any] | None = None

    @property
    def example(self) -> str:
        """Return an address to try, without the base."""
        path = self.path
        pairs = []
        for argument in self.arguments:
            if argument.place == "path":
                path = path.replace(f"{{{argument.name}}}", argument.example)
            elif argument.required or argument.proposed:
                pairs.append((argument.name, argument.example))
        return path + (f"?{urlencode(pairs, safe=':/')}" if pairs else "")
