"""Make every answer safe to show: nothing in the data can run, frame or leak.

Step on the line: after a view, before the answer leaves.
"""

from flask import Response

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Only our own files; no inline script or style, so that a literal from the data cannot run."""

_ALWAYS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


def secure(response: Response) -> Response:
    """Return the answer with the headers that guard its reader.

    Source:
        Content Security Policy Level 3; WHATWG Fetch, section 3.6.
    """
    for name, value in _ALWAYS:
        response.headers.setdefault(name, value)
    return response
