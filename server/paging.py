"""Read and write which page of a long list an address asks for.

Step on the line: used by every view that shows a list.
"""

from urllib.parse import urlencode

from flask import request

from server.problems import BadParameter, NotFound
from server.saying.message import say

PARAMETER = "p"
"""The parameter of an address that names the page."""


def page_number(parameter: str = PARAMETER) -> int:
    """Return the page that the address asks for, the first if it asks for none.

    Raises:
        BadParameter: What it asks for is no number from 1 (400).
    """
    asked = request.args.get(parameter, "")
    if not asked:
        return 1
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked)):
        expected = "a number from 1"
        raise BadParameter(
            say("page.number", parameter=parameter, value=asked[:40]),
            parameter=parameter,
            value=asked[:40],
            expected=expected,
        )
    return int(asked)


def require_page(shown: int, parameter: str = PARAMETER) -> None:
    """Require that a list has the page that the address asks for.

    Args:
        shown: The page that is shown: the last one where the asked one lies beyond it.
        parameter: The parameter of the address that names the page.

    Raises:
        NotFound: There is no such page (404).
    """
    asked = page_number(parameter)
    if asked > shown:
        raise NotFound(say("page.beyond", page=asked, pages=shown))


def page_addresses(page: int, parameter: str = PARAMETER) -> tuple[str, str]:
    """Return the addresses of the page before and the page after one, other parameters kept."""
    args = request.args.to_dict(flat=False)
    before, after = (
        f"?{urlencode({**args, parameter: [str(number)]}, doseq=True)}"
        for number in (page - 1, page + 1)
    )
    return before, after
