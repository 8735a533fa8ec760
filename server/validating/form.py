"""Show the form that checks data: empty, or filled again where what it asked was refused.

Step on the line: values → the page ``validate.html``.
"""

from flask import Response, current_app

from linkml_schemas.plan import read_plan_at
from linkml_schemas.validating.profiles import (
    HANDED_IN,
    Profile,
    ProfileError,
    is_table,
    known_profiles,
)
from server.links import base_path
from server.problem_base import RequestProblem
from server.render import render_page
from server.representations import dataset
from server.settings import MEBIBYTE, Settings
from server.validating.offers import ANSWERS
from server.validating.problems import ProfileBroken
from server.validating.refilling import FIELDS, Fault, Typed, kept_typed, to_fault

NOTHING = Typed({})

LABELS = {name: name for name in FIELDS} | {"data": "file"}
"""The last part of the key of each field's label."""


def render_form(typed: Typed, fault: Fault | None = None, *, lost: bool = False) -> Response:
    """Return the page of the form.

    Args:
        typed: What its fields hold.
        fault: Why what was asked was refused, None if nothing was.
        lost: Whether what was typed could not be read, so that the fields are empty.
    """
    settings: Settings = current_app.extensions["settings"]
    profiles, broken = listed_profiles()
    base = dataset().base
    text = typed.text(settings.check_size)
    return render_page(
        "validate.html",
        status=int(fault.problem.status) if fault else 200,
        profiles=[item for item in profiles if "/" not in item.name],
        by_class=[item for item in profiles if "/" in item.name],
        broken=broken,
        tables=[item.name for item in profiles if is_table(item.name)],
        handed_in=HANDED_IN,
        classes=read_plan_at(base).classes,
        answers=ANSWERS,
        size=to_megabytes(settings.check_size),
        seconds=f"{settings.check_deadline:g}",
        typed=typed.fields,
        files=typed.files,
        text=text,
        lost=lost or bool(typed.fields.get("text") and not text),
        fault=fault,
        labels=LABELS,
        origin=base.removesuffix(base_path(base)),
    )


def render_refusal(problem: RequestProblem) -> Response:
    """Return the form as it was filled in, with what is wrong at its field."""
    typed = kept_typed()
    return render_form(typed or NOTHING, to_fault(problem, typed), lost=typed is None)


def listed_profiles() -> tuple[list[Profile], str]:
    """Return the profiles, and what is wrong with those of the operator if anything is."""
    base = dataset().base
    settings: Settings = current_app.extensions["settings"]
    try:
        return list(known_profiles(base, settings.profiles).values()), ""
    except ProfileError as error:
        return list(known_profiles(base).values()), str(ProfileBroken(str(error)))


def to_megabytes(size: int) -> str:
    """Return a size as people read it.

    >>> to_megabytes(8 * 1024 * 1024)
    '8 MiB'
    """
    return f"{size // MEBIBYTE} MiB"
