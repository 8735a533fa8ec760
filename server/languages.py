"""Choose the languages in which a reader is served.

Step on the line: between a request for a page and the dataset. Pure functions.
"""

from server.negotiation import choose_language

SITE_LANGUAGES = ("nl", "en")
"""The languages of the pages, the one for readers without a preference first."""

CONTENT_LANGUAGES = ("nl", "en", "fr", "de")
"""The languages that a reader may ask of the data; few, so that pages can be kept."""


def choose_site_language(asked: str, accept_language: str) -> str:
    """Return the language of a page.

    Args:
        asked: The ``lang`` parameter of the address, empty if absent.
        accept_language: The ``Accept-Language`` header, empty if absent.

    >>> choose_site_language("", "fr, en;q=0.5")
    'en'
    """
    primary = asked.strip().lower().partition("-")[0]
    if primary in SITE_LANGUAGES:
        return primary
    return choose_language(accept_language, SITE_LANGUAGES)


def choose_problem_language(asked: str, accept_language: str) -> str:
    """Return the language in which a program is told of a problem: English if it asks for none.

    Args:
        asked: The ``lang`` parameter of the address, empty if absent.
        accept_language: The ``Accept-Language`` header, empty if absent.

    >>> choose_problem_language("", ""), choose_problem_language("", "nl-BE, en;q=0.5")
    ('en', 'nl')
    """
    primary = asked.strip().lower().partition("-")[0]
    if primary in SITE_LANGUAGES:
        return primary
    return choose_language(accept_language, ("en", "nl")) if accept_language else "en"


def content_languages(site_language: str, accept_language: str) -> tuple[str, ...]:
    """Return the languages for names and descriptions: the page's, then the reader's best.

    >>> content_languages("en", "fr, en;q=0.5")
    ('en', 'fr')
    >>> content_languages("nl", "")
    ('nl',)
    """
    best = choose_language(accept_language, (site_language, *CONTENT_LANGUAGES))
    return tuple(dict.fromkeys((site_language, best)))
