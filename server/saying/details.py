"""Hold every sentence about one occurrence of a problem, in Dutch and English.

Step on the line: under ``message``; the sentences stand beside what they are about.
"""

from collections.abc import Mapping
from types import MappingProxyType

from server.saying.check_details import CHECK_DETAILS
from server.saying.place_details import PLACE_DETAILS
from server.saying.query_details import QUERY_DETAILS
from server.saying.request_details import REQUEST_DETAILS
from server.saying.state_details import STATE_DETAILS

DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "silent": {"nl": "", "en": ""},
        "said": {"nl": "{text}", "en": "{text}"},
        **REQUEST_DETAILS,
        **PLACE_DETAILS,
        **QUERY_DETAILS,
        **CHECK_DETAILS,
        **STATE_DETAILS,
    }
)
"""Every sentence by its key; what stands between braces is a value of the message."""
