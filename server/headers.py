"""Make every answer safe to show, and readable by pages of any origin.

Step on the line: after a view, before the answer leaves.
"""

from flask import Response, request

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

_EXPOSED = (
    "Accept-Query, Accept-Ranges, Content-Location, Content-Profile, Content-Range, ETag, Link, "
    "Location, Query-Version, Repr-Digest, Retry-After, Validation-Conforms, Validation-Counts"
)


def secure(response: Response) -> Response:
    """Return the answer with the headers that guard its reader.

    Source:
        Content Security Policy Level 3; WHATWG Fetch, section 3.6.
    """
    for name, value in _ALWAYS:
        response.headers.setdefault(name, value)
    return response


def allow_other_origins(response: Response) -> Response:
    """Let pages of any origin ask, and read what they are answered.

    Source:
        WHATWG Fetch, section 3.3 (CORS protocol).
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET")
        asked = request.headers.get("Access-Control-Request-Headers")
        response.headers["Access-Control-Allow-Headers"] = asked or "Accept, Content-Type"
        response.headers["Access-Control-Max-Age"] = "86400"
        response.vary.add("Access-Control-Request-Headers")
    return response
