"""Read and write which page of a long list an address asks for.

Step on the line: used by every view that shows a list.
"""

from urllib.parse import urlencode

from flask import request

PARAMETER = "p"
"""The parameter of an address that names the page."""


def page_number(parameter: str = PARAMETER) -> int:
    """Return the page that the address asks for, from 1; what is no number is the first."""
    asked = request.args.get(parameter, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def page_addresses(page: int, parameter: str = PARAMETER) -> tuple[str, str]:
    """Return the addresses of the page before and the page after one, other parameters kept."""
    args = request.args.to_dict(flat=False)
    before, after = (
        f"?{urlencode({**args, parameter: [str(number)]}, doseq=True)}"
        for number in (page - 1, page + 1)
    )
    return before, after
