"""Say something as a key and values, so that it can be worded in the language of a reader.

Step on the line: raised with every problem, sent from process to process as it is, and worded
where the answer is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from server.saying.details import DETAILS

Value: TypeAlias = "str | int | float | Message | Mapping[str, str]"
"""What stands in a sentence: a word or number, another message, or a text per language."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say.

    Args:
        key: Of ``DETAILS``.
        values: What its sentences name between braces.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def to_text(self, language: str) -> str:
        """Return the message in a language, ``nl`` or ``en``."""
        worded = {name: _word(value, language) for name, value in self.values.items()}
        return DETAILS[self.key][language].format(**worded)

    def to_plain(self) -> dict[str, Any]:
        """Return the message as JSON has it; :func:`from_plain` is the way back."""
        plain = {
            name: value.to_plain() if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return {"key": self.key, "values": plain}


def say(key: str, /, **values: Value) -> Message:
    """Return a message.

    >>> say("page.none", page=9, pages=2).to_text("nl")
    'Er zijn 2 bladzijden met resultaten; bladzijde 9 is er geen van.'
    """
    return Message(key, values)


def from_plain(plain: Mapping[str, Any]) -> Message:
    """Return the message that JSON holds.

    >>> from_plain(say("said", text={"nl": "Nee", "en": "No"}).to_plain()).to_text("en")
    'No'
    """
    values = {
        name: from_plain(value) if isinstance(value, Mapping) and "key" in value else value
        for name, value in plain["values"].items()
    }
    return Message(plain["key"], values)


def _word(value: Value, language: str) -> str | int | float:
    if isinstance(value, Message):
        return value.to_text(language)
    if isinstance(value, Mapping):
        return value.get(language) or next((text for text in value.values() if text), "")
    return value


SILENT = Message("silent")
"""Nothing: for a problem of which no occurrence is meant, only its kind."""
