"""Hold the fixed words of specifications, in four languages.

Step on the line: beneath every page and diagram of a schema.
"""

from linkml_schemas.specifying.words import WORDS

POSITION = {"nl": 0, "en": 1, "fr": 2, "de": 3}
"""Where the words of a language stand in a row of :data:`WORDS`."""

NAMES = {"nl": "Nederlands", "en": "English", "fr": "Français", "de": "Deutsch"}
"""What each language calls itself."""


def to_text(key: str, language: str, **values: object) -> str:
    """Return a text in a language, with its values put in.

    >>> to_text("and_more", "nl", count=3)
    'en 3 meer'
    """
    return WORDS[key][POSITION[language]].format(**values)
