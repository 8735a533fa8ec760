"""Say that what was asked of a check does not fit together."""


class UnusableError(ValueError):
    """Say why a check that was asked cannot be done: no such profile, class or mapping.

    Shape:
        ``field`` is the one of the question that is wrong: ``profile``, ``class``, ``columns``
        or ``shapes``; ``messages`` is the message per language.
    """

    def __init__(self, message: str, dutch: str, *, field: str) -> None:
        super().__init__(message)
        self.messages = {"nl": dutch, "en": message}
        self.field = field
