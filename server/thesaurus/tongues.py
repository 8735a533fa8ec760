"""Name languages in Dutch and English.

Step on the line: used by the templates of the thesaurus.

Source:
    IANA Language Subtag Registry for the tags; the languages are those of the European Union and
    a few that its vocabularies have beside them.
"""

from collections.abc import Mapping
from types import MappingProxyType

TONGUES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ar": ("Arabisch", "Arabic"),
        "bg": ("Bulgaars", "Bulgarian"),
        "cs": ("Tsjechisch", "Czech"),
        "da": ("Deens", "Danish"),
        "de": ("Duits", "German"),
        "el": ("Grieks", "Greek"),
        "en": ("Engels", "English"),
        "es": ("Spaans", "Spanish"),
        "et": ("Ests", "Estonian"),
        "fi": ("Fins", "Finnish"),
        "fr": ("Frans", "French"),
        "ga": ("Iers", "Irish"),
        "hr": ("Kroatisch", "Croatian"),
        "hu": ("Hongaars", "Hungarian"),
        "is": ("IJslands", "Icelandic"),
        "it": ("Italiaans", "Italian"),
        "lt": ("Litouws", "Lithuanian"),
        "lv": ("Lets", "Latvian"),
        "mt": ("Maltees", "Maltese"),
        "nl": ("Nederlands", "Dutch"),
        "no": ("Noors", "Norwegian"),
        "pl": ("Pools", "Polish"),
        "pt": ("Portugees", "Portuguese"),
        "ro": ("Roemeens", "Romanian"),
        "ru": ("Russisch", "Russian"),
        "sk": ("Slowaaks", "Slovak"),
        "sl": ("Sloveens", "Slovenian"),
        "sr": ("Servisch", "Serbian"),
        "sv": ("Zweeds", "Swedish"),
        "tr": ("Turks", "Turkish"),
        "uk": ("Oekraïens", "Ukrainian"),
    }
)
"""Names by primary tag: in Dutch, in English."""


def to_tongue(tag: str, language: str) -> str:
    """Return the name of a language; a tag that is not known stands for itself.

    >>> to_tongue("fr", "nl"), to_tongue("de-AT", "en"), to_tongue("tlh", "en")
    ('Frans', 'German (AT)', 'tlh')
    """
    primary, _, region = tag.partition("-")
    names = TONGUES.get(primary.lower())
    if names is None:
        return tag
    name = names[language == "en"]
    return f"{name} ({region})" if region else name
