"""Make the specification of our own schemas, at the base of this server.

Step on the line: between the LinkML files, which are read without linkml, and the views. Each
language is made once when it is first asked for and then kept, for the files do not change while
the server runs.
"""

import json
from functools import cache

from linkml_schemas.generated_files import read_context, read_shapes_turtle
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.plan import read_plan
from linkml_schemas.publication import PROFILE_IRI
from linkml_schemas.releasing.records import Release, read_releases
from linkml_schemas.releasing.rendering import to_line
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.specifying.class_diagram import render_diagram
from linkml_schemas.specifying.content import Change, Example, Publication
from linkml_schemas.specifying.linked_records import to_document
from linkml_schemas.specifying.markdown import render_markdown
from linkml_schemas.specifying.pages import render_specification
from linkml_schemas.specifying.shown_examples import read_shown_examples
from linkml_schemas.specifying.wording import Said
from ontology.namespaces import PLACEHOLDER_BASE, rebase
from server.dereferencing.published_context import VOCABULARY
from server.links import base_path
from server.specifying.addresses import DIAGRAM, SPECIFICATION, address_of
from server.specifying.texts import STATUSES


@cache
def specification(base: str, language: str, extension: str) -> bytes:
    """Return the specification as ``html`` or ``md`` in a language."""
    publication, changes = _publication(base, language), _changes(language)
    if extension == "md":
        text = render_markdown(
            _model(), language, examples=_examples(base), changes=changes,
            publication=publication,
            drawing=lambda part: "" if part else address_of(base, DIAGRAM, language, "svg"),
        )  # fmt: skip
    else:
        text = render_specification(
            _model(), language, css=address_of(base, SPECIFICATION, extension="css"),
            examples=_examples(base), changes=changes, publication=publication,
            address=lambda tag: address_of(base, SPECIFICATION, tag, "html"),
        )  # fmt: skip
    return rebase(text, base).encode()


@cache
def diagram(base: str, language: str) -> bytes:
    """Return the class diagram in a language; its boxes lead to the specification."""
    page = address_of(base, SPECIFICATION, language, "html")
    svg = render_diagram(_model(), language, address=lambda anchor: f"{page}#{anchor}")
    return svg.encode()


@cache
def _model() -> SchemaModel:
    return read_model(SCHEMA_FILE)


@cache
def _examples(base: str) -> tuple[Example, ...]:
    plan = read_plan()
    return read_shown_examples(
        _model(),
        context=json.loads(read_context())["@context"],
        context_address=f"{base}/ns/{VOCABULARY}/context",
        to_document=lambda name, record: to_document(plan, name, record),
    )


def _release() -> Release | None:
    """Return the release of the version that the schema says, None while it has none."""
    version = _model().version
    return next((each for each in read_releases() if str(each.version) == version), None)


@cache
def is_as_released() -> bool:
    """Return whether the schema files are what was released as the version that they say."""
    release = _release()
    own = {f"source/{each.path.name}": each.path for each in _model().files if not each.foreign}
    return release is not None and all(
        name in release.files and release.read(name) == path.read_bytes()
        for name, path in own.items()
    )


def _publication(base: str, language: str) -> Publication:
    release = _release()
    files = [
        (key, _address_of_file(base, release, key, f"artefacts/{name}", current))
        for key, name, current in (
            ("context", "context.jsonld", read_context()),
            ("shapes", "shapes.ttl", read_shapes_turtle()),
        )
    ]
    licence = _model().text("license").replace(*_licence_in(language))
    if release is None or not is_as_released():
        last = f"{PROFILE_IRI}/{release.version}" if release else ""
        return Publication(
            latest_version=PROFILE_IRI, previous_version=last, licence=licence, files=files
        )
    return Publication(
        licence=licence,
        status=STATUSES[release.status.status][language],
        date=release.date,
        this_version=f"{PROFILE_IRI}/{release.version}",
        latest_version=PROFILE_IRI,
        previous_version=f"{PROFILE_IRI}/{release.prior}" if release.prior else "",
        files=files,
    )


def _licence_in(language: str) -> tuple[str, str]:
    """Return what to replace in the address of the EUPL, which stands there in each language."""
    return "https://eupl.eu/1.2/nl/", f"https://eupl.eu/1.2/{language}/"


def _address_of_file(
    base: str, release: Release | None, key: str, name: str, current: bytes
) -> str:
    """Return where an artefact is: as it was frozen, while it has not changed since."""
    prefix = base_path(base)
    if release is None or name not in release.files or release.read(name) != current:
        return f"{prefix}/ns/{VOCABULARY}/{name.rpartition('/')[2]}"
    first = release.standards[0].iri.removeprefix(PLACEHOLDER_BASE)
    return f"{prefix}{first}/{release.version}/{key}"


def _spoken(language: str) -> str:
    """Return the language in which releases speak to a reader."""
    return "nl" if language == "nl" else "en"


def _changes(language: str) -> list[Change]:
    """Return what the version changed, in Dutch for who reads Dutch and in English for others."""
    release = _release()
    spoken = _spoken(language)
    other = "" if spoken == language else spoken
    return [
        Change(change["verdict"], Said(to_line(change, spoken), other))
        for change in (release.read_changes()["changes"] if release else ())
    ]
