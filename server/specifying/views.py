"""Answer with the specification, the class diagram and the workbook of the application profile.

Step on the line: views; the addresses name language and format, and the bare one leads there.
"""

from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, Response, request

from linkml_schemas.releasing.records import RELEASES
from linkml_schemas.specifying.styles import page_style, read_style
from linkml_schemas.specifying.wording import LANGUAGES
from ontology.namespaces import PLACEHOLDER_BASE
from server.dereferencing.link_header import to_link
from server.dereferencing.published_context import VOCABULARY
from server.links import base_path
from server.negotiation import Offer, choose_language
from server.problems import NotFound
from server.redirecting import redirect_within
from server.representations import answer_file, dataset
from server.saying.message import say
from server.specifying.addresses import DIAGRAM, PROFILE, SPECIFICATION, WORKBOOK, address_of
from server.versions.documents import known_releases

BLUEPRINT = Blueprint("specifying", __name__)

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFERS = {
    "html": Offer("text/html", "html", "page", "text/html"),
    "md": Offer("text/markdown", "md", "page", "text/markdown"),
    "svg": Offer("image/svg+xml", "svg", "page", "image/svg+xml"),
    "css": Offer("text/css", "css", "page", "text/css"),
    "xlsx": Offer(_WORKBOOK_TYPE, "xlsx", "page", _WORKBOOK_TYPE),
}
"""The formats by the suffix of their address."""


@BLUEPRINT.get(f"{PROFILE}/{SPECIFICATION}")
def any_language() -> Response:
    """Send the reader to the specification in their language."""
    return _to_language("")


@BLUEPRINT.get(f"/ns/{VOCABULARY}/<version>/{SPECIFICATION}")
@BLUEPRINT.get(f"{PROFILE}/<version>/{SPECIFICATION}")
def of_version(version: str) -> Response:
    """Send the reader to the specification of a version in their language."""
    from server.specifying.publications import model_of

    model_of(version)  # it says why where there is none
    return _to_language(version)


def _to_language(version: str) -> Response:
    asked = request.args.get("lang", "").lower()
    language = asked if asked in LANGUAGES else _preferred()
    target = address_of(dataset().base, SPECIFICATION, language, "html", version)
    response = redirect_within(target, 303, without=("lang",))
    response.vary.add("Accept-Language")
    return response


@BLUEPRINT.get(f"{PROFILE}/{SPECIFICATION}.css")
def style() -> Response:
    """Answer with the style of the specification."""
    return answer_file(page_style().encode(), _OFFERS["css"])


@BLUEPRINT.get(f"{PROFILE}/{SPECIFICATION}.<language>.<extension>")
@BLUEPRINT.get(f"{PROFILE}/<version>/{SPECIFICATION}.<language>.<extension>")
def in_language(language: str, extension: str, version: str = "") -> Response:
    """Answer with the specification in a language, as page or as Markdown."""
    if extension not in {"html", "md"}:
        raise NotFound(say("specification.format", extension=extension))
    _require(language)
    # what makes specifications is imported when one is asked for: most processes never are
    from server.specifying.documents import specification

    body = specification(dataset().base, language, extension, version)
    return _in(language, answer_file(body, _OFFERS[extension]), version)


@BLUEPRINT.get(f"{PROFILE}/{DIAGRAM}.<language>.svg")
@BLUEPRINT.get(f"{PROFILE}/<version>/{DIAGRAM}.<language>.svg")
def drawn(language: str, version: str = "") -> Response:
    """Answer with the class diagram in a language."""
    _require(language)
    from server.specifying.documents import diagram

    response = answer_file(diagram(dataset().base, language, version), _OFFERS["svg"])
    response.headers["Content-Security-Policy"] = _drawing_policy()
    return _in(language, response, version)


@BLUEPRINT.get(f"{PROFILE}/{WORKBOOK}.<language>.xlsx")
@BLUEPRINT.get(f"{PROFILE}/<version>/{WORKBOOK}.<language>.xlsx")
def to_fill_in(language: str, version: str = "") -> Response:
    """Answer with the workbook in a language."""
    _require(language)
    from server.specifying.documents import workbook

    response = answer_file(workbook(language, version), _OFFERS["xlsx"])
    name = f"{VOCABULARY}{f'-{version}' if version else ''}.{language}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _in(language, response, version)


@BLUEPRINT.get("/ns/schema/<name>")
def schema(name: str) -> Response:
    """Send who follows the identifier of a schema file to its text in the last release of it."""
    file = f"source/{name}.yaml"
    holders = [each for each in known_releases(RELEASES) if file in each.files]
    if not holders:
        raise NotFound(say("schema.none", name=name))
    release = holders[-1]
    first = release.standards[0].iri.removeprefix(PLACEHOLDER_BASE)
    source = f"{base_path(dataset().base)}{first}/{release.version}/bron/{name}.yaml"
    return redirect_within(source, 303)


def _drawing_policy() -> str:
    """Return a policy that allows a drawing the one style that it brings, and nothing else.

    Source:
        Content Security Policy Level 3, section 2.3.1 (hash-source).
    """
    digest = sha256(read_style("diagram.css").encode()).digest()
    style = f"style-src 'sha256-{b64encode(digest).decode()}'"
    return f"default-src 'none'; {style}; frame-ancestors 'none'; base-uri 'none'"


def _preferred() -> str:
    return choose_language(request.headers.get("Accept-Language", ""), LANGUAGES)


def _require(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound(say("specification.language", language=language, known=", ".join(LANGUAGES)))


def _in(language: str, response: Response, version: str) -> Response:
    response.headers["Content-Language"] = language
    if version:
        latest = address_of(dataset().base, SPECIFICATION, language, "html")
        response.headers["Link"] = to_link(latest, "latest-version")
    return response
