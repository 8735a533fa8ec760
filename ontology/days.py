"""Write days as people of a language do.

Step on the line: under everything that shows a date: the pages and the report of a build. Pure.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "nl": (
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
            "september", "oktober", "november", "december",
        ),
        "en": (
            "January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December",
        ),
    }
)  # fmt: skip


def to_day(text: str, language: str) -> str:
    """Return a date or moment of ISO 8601 as people write the day; another text as it is.

    >>> to_day("2022-03-18", "nl"), to_day("2022-03-18T10:00:00Z", "en"), to_day("soon", "en")
    ('18 maart 2022', '18 March 2022', 'soon')
    """
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def to_month(text: str, language: str) -> str:
    """Return a month of ISO 8601 as a short word and its year; another text as it is.

    >>> to_month("2025-09", "nl"), to_month("2025-05", "en"), to_month("2025", "nl")
    ('sep 2025', 'May 2025', '2025')
    """
    year, _, month = text.partition("-")
    known = year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12
    return f"{MONTHS[language][int(month) - 1][:3]} {year}" if known else text
