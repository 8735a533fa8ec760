"""Cover one schema with one profile: read both, compare, write, and judge the claim.

Step on the line: what ``begrip schema coverage`` runs.
"""

from dataclasses import dataclass
from pathlib import Path

from linkml_schemas.modelling.reading import read_model
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.plan import read_plan
from linkml_schemas.reusing.coverage import ClassCoverage, cover
from linkml_schemas.reusing.coverage_output import to_html, to_json, to_markdown, to_text
from linkml_schemas.reusing.own_profile import GivenClass, given_by_model, given_by_plan
from linkml_schemas.reusing.profiles import Profile, read_profile, read_reasons, short
from linkml_schemas.source import SCHEMA_FILE


@dataclass(frozen=True, slots=True)
class Covered:
    """A coverage, written; whether the schema claims conformance, and what is false in that."""

    text: str
    is_claimed: bool
    faults: tuple[str, ...]


def cover_schema(name: str, path: Path, form: str) -> Covered:
    """Return the coverage of a profile by a schema.

    Args:
        name: Of a committed list of facts.
        path: The schema; ours is read from its compiled plan.
        form: text, markdown, html or json.

    Raises:
        KeyError: There is no such list.
        SchemaError: The schema cannot be read.
    """
    profile = read_profile(name)
    model = read_model(path)
    reasons = read_reasons(name) if model.iri == read_model(SCHEMA_FILE).iri else {}
    covered = cover(profile, _given(path, model), reasons)
    claims = {model.expand(each) or each for each in model.texts("conforms_to")}
    is_claimed = any(claim.startswith(profile.iri) for claim in claims)
    title = model.label("en")
    text = {
        "text": lambda: to_text(profile, covered),
        "json": lambda: to_json(profile, covered),
        "html": lambda: to_html(profile, covered, title),
        "markdown": lambda: to_markdown(
            profile, covered, title,
            command=f"begrip schema coverage --profile {name} --format markdown",
        ),
    }[form]()  # fmt: skip
    return Covered(text, is_claimed, tuple(_faults(profile, covered)))


def _given(path: Path, model: SchemaModel) -> tuple[GivenClass, ...]:
    if path.resolve() == SCHEMA_FILE.resolve():
        return given_by_plan(read_plan())
    if any(each.annotations.keys() & _CONVENTION for each in model.classes.values()):
        from linkml_schemas.compiler import compile_schema

        return given_by_plan(compile_schema(path))
    return given_by_model(model)


_CONVENTION = {"concept", "scheme", "scheme_column"}
"""Annotations by which a schema is one of our convention, so that it has a plan."""


def _faults(profile: Profile, covered: tuple[ClassCoverage, ...]) -> list[str]:
    """Return what is false if the schema claims to conform."""
    return [
        f"{short(each.iri)} {short(row.asked.property)} is "
        + (
            f"wider than {profile.title} allows"
            if row.verdict == "widens"
            else f"lacking, and mandatory in {profile.title}"
        )
        for each in covered
        for row in each.rows
        if row.verdict == "widens"
        or (row.verdict == "lacks" and row.asked.obligation == "mandatory" and each.names)
    ]
