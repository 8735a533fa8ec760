"""A small world: three classes, one code list, and a folder of registries under it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from linkml_schemas.plan import (
    Column,
    Enumeration,
    RecordClass,
    Schema,
    Value,
    Via,
    to_json,
)
from loaders.inputs import SystemGraph, World
from loaders.reading.sources import Source
from loaders.settings import LoaderSettings
from ontology.namespaces import DS, PLACEHOLDER_BASE, PREFIXES

BASE = "https://data.example.org/begrip"
XSD = PREFIXES["xsd"]
SKOS = PREFIXES["skos"]
DCT = PREFIXES["dct"]
ORG = PREFIXES["org"]


def column(name: str, predicate: str | None, kind: str = "literal", **more: object) -> Column:
    return Column(name, predicate, kind, {"nl": name, "en": name}, {}, **more)  # type: ignore[arg-type]


PERIOD = Via(f"{DCT}temporal", (f"{DCT}PeriodOfTime",))
REGISTRATION = Via(f"{PREFIXES['regorg']}registration", (f"{PREFIXES['adms']}Identifier",))

COMMON = (
    column("id", None, required=True, unique=True, pattern="^[a-zA-Z0-9][a-zA-Z0-9._-]*$"),
    column("iri", None, "iri"),
    column("label_nl", f"{SKOS}prefLabel", "text", language="nl", required=True),
    column("label_en", f"{SKOS}prefLabel", "text", language="en"),
)

ORGANISATION = RecordClass(
    "Organisation",
    f"{ORG}Organization",
    (f"{ORG}Organization",),
    {},
    {},
    (
        *COMMON,
        column("ovo", f"{DCT}identifier", normalise="ovo", datatype=f"{XSD}string"),
        column(
            "kbo",
            f"{SKOS}notation",
            normalise="kbo",
            unique=True,
            via=REGISTRATION,
            adds_type=f"{PREFIXES['regorg']}RegisteredOrganization",
        ),
        column("type", f"{ORG}classification", "code", enumeration="Type"),
        column("parent", f"{ORG}subOrganizationOf", "reference", targets=("Organisation", "Body")),
        column(
            "nis",
            f"{PREFIXES['cv']}spatial",
            "iri",
            normalise="nis",
            template="http://vocab.belgif.be/auth/refnis2025/{value}",
        ),
        column("homepage", f"{PREFIXES['foaf']}homepage", "iri"),
        column("founded", f"{PREFIXES['schema']}foundingDate", datatype=f"{XSD}date"),
        column("valid_from", f"{PREFIXES['dcat']}startDate", datatype=f"{XSD}date", via=PERIOD),
        column("valid_to", f"{PREFIXES['dcat']}endDate", datatype=f"{XSD}date", via=PERIOD),
        column("size", f"{DS}size", datatype=f"{XSD}integer", minimum="0", maximum="1000000"),
        column("source", f"{DCT}source", "iri", multivalued=True),
        column(
            "publishes",
            f"{DCT}publisher",
            "reference",
            targets=("Goal",),
            multivalued=True,
            inverse=True,
        ),
    ),
    concept="organisatie",
    authority="https://data.vlaanderen.be/id/organisatie/{ovo}",
)
BODY = RecordClass("Body", f"{DS}Body", (f"{DS}Body",), {}, {}, COMMON, concept="orgaan")
GOAL = RecordClass(
    "Goal",
    f"{DS}Goal",
    (f"{DS}Goal", f"{SKOS}Concept"),
    {},
    {},
    (
        *COMMON,
        column("parent", f"{SKOS}broader", "reference", targets=("Goal",)),
        column("about", f"{DCT}subject", "reference", targets=("Anything",), multivalued=True),
    ),
    scheme="doelstelling",
)
CONCEPT = RecordClass(
    "Concept",
    f"{SKOS}Concept",
    (f"{SKOS}Concept",),
    {},
    {},
    (
        *COMMON,
        column(
            "scheme",
            f"{SKOS}inScheme",
            "reference",
            targets=("ConceptScheme",),
            required=True,
        ),
        column("broader", f"{SKOS}broader", "reference", targets=("Concept",), multivalued=True),
    ),
    scheme_column="scheme",
)
SCHEME = RecordClass(
    "ConceptScheme", f"{SKOS}ConceptScheme", (f"{SKOS}ConceptScheme",), {}, {}, COMMON,
    concept="conceptscheme",
)  # fmt: skip
TYPE = Enumeration(
    "Type",
    "organisatietype",
    {},
    {},
    (
        Value("gemeente", f"{PLACEHOLDER_BASE}/id/concept/organisatietype/gemeente", {}, {}),
        Value("departement", "http://lblod.data.gift/concepts/1", {}, {}),
    ),
)
SCHEMA = Schema("klein", "0.1.0", "0" * 16, (ORGANISATION, BODY, GOAL, CONCEPT, SCHEME), (TYPE,))

VOCABULARY = f"""
@prefix skos: <{SKOS}> .
<{PLACEHOLDER_BASE}/id/conceptscheme/doelstelling> a skos:ConceptScheme ;
  skos:prefLabel "Doelstellingen"@nl .
<{PLACEHOLDER_BASE}/id/conceptscheme/begrippenkader> a skos:ConceptScheme .
"""

DEFINITION = """\
name: {name}
title: {{nl: Register, en: Registry}}
description: {{nl: Een register., en: A registry.}}
source: {name}.{format}
format: {format}
{kind}
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://creativecommons.org/publicdomain/zero/1.0/
access: PUBLIC
max_refused_share: {share}
"""

Write = Callable[..., Path]


@pytest.fixture
def world() -> World:
    graph = SystemGraph(
        "vocabularium",
        {"nl": "Vocabularium", "en": "Vocabulary"},
        {"nl": "Termen.", "en": "Terms."},
        Source("vocabulary.ttl", content=VOCABULARY.encode()),
    )
    return World(to_json(SCHEMA), (graph,))


@pytest.fixture
def settings(tmp_path: Path) -> LoaderSettings:
    (tmp_path / "registries").mkdir()
    return LoaderSettings(tmp_path / "var", tmp_path / "registries", BASE)


@pytest.fixture
def write(settings: LoaderSettings) -> Write:
    """Return what writes a registry: its text, its class, and more lines of its definition."""

    def write_registry(
        name: str,
        content: str | bytes,
        class_name: str | None = "Organisation",
        *,
        form: str = "csv",
        share: float = 0.5,
        more: Mapping[str, str] | None = None,
    ) -> Path:
        kind = f"class: {class_name}" if class_name else "pass_through: true"
        text = DEFINITION.format(name=name, format=form, kind=kind, share=share)
        text += "".join(f"{key}: {value}\n" for key, value in (more or {}).items())
        data = content.encode() if isinstance(content, str) else content
        (settings.registries / f"{name}.{form}").write_bytes(data)
        path = settings.registries / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_registry
