"""Say which version a specification is of, and where the files of that version are.

Step on the line: between the frozen releases and ``documents``, which makes the page.
"""

from functools import lru_cache
from itertools import chain

from linkml_schemas.generated_files import read_context, read_shapes_turtle
from linkml_schemas.modelling.faults import SchemaFaults
from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.publication import PROFILE_IRI
from linkml_schemas.releasing.records import RELEASES, Release
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.specifying.content import Publication
from ontology.namespaces import PLACEHOLDER_BASE
from server.dereferencing.published_context import VOCABULARY
from server.links import base_path
from server.problems import NotFound
from server.representations import dataset
from server.saying.message import say
from server.specifying.addresses import DIAGRAM, PROFILE, SPECIFICATION, WORKBOOK, address_of
from server.specifying.texts import ABSENT, STATUSES
from server.versions.addresses import FILES, find_standard
from server.versions.documents import known_releases

_CURRENT = {
    "context": ("context.jsonld", read_context),
    "shapes": ("shapes.ttl", read_shapes_turtle),
}
"""By key of an artefact, where that of now is, and its content."""

_WORDS = {"schema": "json_schema", "codelijsten": "code_lists"}
"""What the fixed words of a specification call an artefact, where that differs."""


@lru_cache(maxsize=8)
def model_of(version: str) -> SchemaModel:
    """Return the schema of a version as it was frozen; that of now for an empty version.

    Raises:
        NotFound: There is no such version, or its files make no schema (404).
    """
    return read_model(SCHEMA_FILE) if not version else _read_frozen(require_release(version))


def _read_frozen(release: Release) -> SchemaModel:
    try:
        return read_model(release.schema_file)
    except SchemaFaults as faults:
        raise _absent("unread", version=release.version) from faults


def require_release(version: str) -> Release:
    """Return the release of a version that has a specification.

    Raises:
        NotFound: There is no such version, or it was released without its sources (404).
    """
    own = {str(each.version): each for each in _releases()}
    if version not in own:
        raise _absent("version", version=version[:40], known=", ".join(own))
    release = own[version]
    if str(release.record["entry"]) not in release.files:
        raise _absent("source", version=version)
    return release


def _absent(key: str, **values: object) -> NotFound:
    """Return why there is no specification of a version, with the way to that of now."""
    texts = {tag: text.format(**values) for tag, text in ABSENT[key].items()}
    see = address_of(dataset().base, SPECIFICATION)
    return NotFound(say("said", text=texts), see=see)


def _releases() -> tuple[Release, ...]:
    """Return the releases of the profile, the oldest first."""
    name = PROFILE.removeprefix("/ns/")
    return tuple(each for each in known_releases(RELEASES) if find_standard(each, name))


def release_of(version: str) -> Release | None:
    """Return the release of a version; of what holds now the one that its schema says, if any."""
    asked = version or model_of("").version
    return next((each for each in _releases() if str(each.version) == asked), None)


@lru_cache(maxsize=1)
def is_as_released() -> bool:
    """Return whether the schema files are what was released as the version that they say."""
    release, model = release_of(""), model_of("")
    own = {f"source/{each.path.name}": each.path for each in model.files if not each.foreign}
    return release is not None and all(
        name in release.files and release.read(name) == path.read_bytes()
        for name, path in own.items()
    )


def to_publication(base: str, language: str, version: str = "") -> Publication:
    """Return what a version says of itself, with the addresses of all that was made of it."""
    release = release_of(version)
    files = list(chain(_artefacts(base, version), _made(base, language, version)))
    licence = model_of(version).text("license")
    licence = licence.replace("https://eupl.eu/1.2/nl/", f"https://eupl.eu/1.2/{language}/")
    if release is None or not (version or is_as_released()):
        last = f"{PROFILE_IRI}/{release.version}" if release else ""
        return Publication(
            latest_version=PROFILE_IRI, previous_version=last, licence=licence, files=files
        )
    return Publication(
        version=version,
        licence=licence,
        status=STATUSES[release.status.status][language],
        date=release.date,
        this_version=f"{PROFILE_IRI}/{release.version}",
        latest_version=PROFILE_IRI,
        previous_version=f"{PROFILE_IRI}/{release.prior}" if release.prior else "",
        files=files,
    )


def _artefacts(base: str, version: str) -> list[tuple[str, str]]:
    """Return the words and addresses of the artefacts: frozen, or as they are now.

    Shape:
        Those that have no address but that of a release stand there while the schema is what
        was released.
    """
    release, prefix = release_of(version), base_path(base)
    if release is None or not (version or is_as_released()):
        own = f"{prefix}/ns/{VOCABULARY}"
        names = ((key, name) for key, (name, _) in _CURRENT.items())
        return [("ontology", f"{own}.ttl"), *((key, f"{own}/{name}") for key, name in names)]
    frozen = f"{prefix}{release.standards[0].iri.removeprefix(PLACEHOLDER_BASE)}/{release.version}"
    found = [("ontology", f"{frozen}.ttl")]
    for key, file in FILES.items():
        name, read = _CURRENT.get(key, ("", None))
        differs = file in release.files and read is not None and release.read(file) != read()
        if differs and not version:
            found.append((key, f"{prefix}/ns/{VOCABULARY}/{name}"))
        elif file in release.files:
            found.append((_WORDS.get(key, key), f"{frozen}/{key}"))
    return found


def _made(base: str, language: str, version: str) -> list[tuple[str, str]]:
    """Return the words and addresses of what is made of a version when it is asked for."""
    return [
        ("workbook", address_of(base, WORKBOOK, language, "xlsx", version)),
        ("diagram", address_of(base, DIAGRAM, language, "svg", version)),
        ("markdown", address_of(base, SPECIFICATION, language, "md", version)),
    ]
