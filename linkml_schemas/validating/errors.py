"""Say in Dutch and English why data that were handed in cannot be read.

Step on the line: raised by what reads data; each message has both languages.
"""


class UnreadableError(ValueError):
    """Say why data cannot be read, and where.

    Shape:
        ``line`` and ``column`` count from 1, and are None where no place is known; ``code`` is
        ``syntax``, ``context``, ``entity``, ``deep`` or ``empty``; ``messages`` is the message
        per language.
    """

    def __init__(
        self,
        message: str,
        dutch: str,
        *,
        code: str,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.messages = {"nl": dutch, "en": message}
        self.code = code
        self.line = line
        self.column = column


def in_dutch(said: str) -> str:
    """Return a Dutch sentence around what a parser says, which has no Dutch."""
    return f"De data volgen hun formaat niet; de lezer zegt: {said}"


def no_column(class_name: str, columns: str) -> UnreadableError:
    """Return the error that no column of a table is one of its class."""
    return UnreadableError(
        f"No column of the header belongs to the class {class_name}; it has: {columns}.",
        f"Geen kolom van de kopregel hoort bij de klasse {class_name}; die heeft: {columns}.",
        code="columns",
        line=1,
    )


def no_header() -> UnreadableError:
    """Return the error that a table has not even a header."""
    return UnreadableError(
        "The file is empty; a header line is needed.",
        "Het bestand is leeg; er is een kopregel nodig.",
        code="empty",
        line=1,
    )
