"""Make the specification of our own schemas, and what belongs to it, at the base of this server.

Step on the line: between the LinkML files, which are read without linkml, and the views. Each
language of each version is made when it is first asked for and then kept, for the files do not
change while the server runs.
"""

import json
from functools import lru_cache

from linkml_schemas.generated_files import read_context
from linkml_schemas.generating.spreadsheet import render_spreadsheet
from linkml_schemas.plan import parse_plan, read_plan
from linkml_schemas.publication import our_publication
from linkml_schemas.releasing.rendering import to_line
from linkml_schemas.specifying.class_diagram import render_diagram
from linkml_schemas.specifying.content import Change, Example
from linkml_schemas.specifying.linked_records import to_document
from linkml_schemas.specifying.markdown import render_markdown
from linkml_schemas.specifying.pages import render_specification
from linkml_schemas.specifying.shown_examples import read_shown_examples
from linkml_schemas.specifying.wording import Said
from ontology.namespaces import rebase
from server.dereferencing.published_context import VOCABULARY
from server.specifying.addresses import DIAGRAM, SPECIFICATION, address_of
from server.specifying.publications import model_of, release_of, require_release, to_publication

KEPT = 32
"""Documents of each kind that are kept."""


@lru_cache(maxsize=KEPT)
def specification(base: str, language: str, extension: str, version: str = "") -> bytes:
    """Return the specification of a version as ``html`` or ``md`` in a language.

    Raises:
        NotFound: There is no such version, or none can be made of it (404).
    """
    model, publication = model_of(version), to_publication(base, language, version)
    changes = _changes(language, version)
    # what is released holds no examples, so those of now are shown with what holds now
    examples = () if version else _examples(base)
    if extension == "md":
        text = render_markdown(
            model, language, examples=examples, changes=changes, publication=publication,
            drawing=lambda part: (
                "" if part else address_of(base, DIAGRAM, language, "svg", version)
            ),
        )  # fmt: skip
    else:
        text = render_specification(
            model, language, css=address_of(base, SPECIFICATION, extension="css"),
            examples=examples, changes=changes, publication=publication,
            address=lambda tag: address_of(base, SPECIFICATION, tag, "html", version),
        )  # fmt: skip
    return rebase(text, base).encode()


@lru_cache(maxsize=KEPT)
def diagram(base: str, language: str, version: str = "") -> bytes:
    """Return the class diagram of a version in a language; its boxes lead to the specification.

    Raises:
        NotFound: There is no such version, or none can be made of it (404).
    """
    page = address_of(base, SPECIFICATION, language, "html", version)
    svg = render_diagram(model_of(version), language, address=lambda anchor: f"{page}#{anchor}")
    return svg.encode()


@lru_cache(maxsize=KEPT)
def workbook(language: str, version: str = "") -> bytes:
    """Return a workbook to fill in by hand, with a sheet for each class of a version.

    Raises:
        NotFound: There is no such version (404).
    """
    plan = read_plan()
    if version:
        plan = parse_plan(require_release(version).read("artefacts/plan.json").decode())
    return render_spreadsheet(plan, our_publication(plan), language)


@lru_cache(maxsize=1)
def _examples(base: str) -> tuple[Example, ...]:
    plan = read_plan()
    return read_shown_examples(
        model_of(""),
        context=json.loads(read_context())["@context"],
        context_address=f"{base}/ns/{VOCABULARY}/context",
        to_document=lambda name, record: to_document(plan, name, record),
    )


def _spoken(language: str) -> str:
    """Return the language in which releases speak to a reader."""
    return "nl" if language == "nl" else "en"


def _changes(language: str, version: str) -> list[Change]:
    """Return what the version changed, in Dutch for who reads Dutch and in English for others."""
    release = release_of(version)
    spoken = _spoken(language)
    other = "" if spoken == language else spoken
    return [
        Change(change["verdict"], Said(to_line(change, spoken), other))
        for change in (release.read_changes()["changes"] if release else ())
    ]
