"""Read how a page shows a class and its slots, from the annotations of the schema.

Step on the line: called by :mod:`linkml_schemas.compiler` and its parts; the server lays out
pages by what stands in the plan, so a class gets a good page without a template of its own.
Pure; nothing here imports linkml.
"""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from linkml_schemas.convention import REQUIRED_LANGUAGES, Element
from linkml_schemas.plan import Back, Column, RecordClass, Texts

FAMILIES = (
    "strategy", "governance", "organisation", "data", "standard", "law", "concept", "other",
)  # fmt: skip
"""What a class belongs to: a colour on its page and the place of its kind among the others."""

BACKS = ("table", "timeline", "links", "tree")
"""How things stand on the page of what they point at."""

_DATES = ("date", "dateTime", "gYear")


def _is_date(column: Column) -> bool:
    return (column.datatype or "").rpartition("#")[2] in _DATES


def _is_code(column: Column) -> bool:
    return column.kind == "code"


def _is_number(column: Column) -> bool:
    return (column.datatype or "").lower().endswith("integer")


def _leads_on(column: Column) -> bool:
    return column.kind in ("iri", "reference", "code") and not column.via


def _is_text(column: Column) -> bool:
    return column.kind in ("text", "literal")


SHOWS: Mapping[str, tuple[Callable[[Column], bool], str]] = MappingProxyType(
    {
        "chip": (lambda column: True, "any value"),
        "status": (_is_code, "a range that is an enum"),
        "notice": (_is_code, "a range that is an enum"),
        "steps": (_is_code, "a range that is an enum"),
        "event": (_is_date, "a date, a moment or a year"),
        "start": (_is_date, "a date, a moment or a year"),
        "end": (_is_date, "a date, a moment or a year"),
        "size": (_is_number, "a whole number, of bytes"),
        "code": (_is_text, "a text"),
        "quote": (_is_text, "a text"),
        "path": (_leads_on, "a class or an IRI, and no via"),
    }
)
"""The presentations of a value, and what each needs of its column."""


def require_sound_show(element: Element, column: Column) -> None:
    """Refuse a presentation that cannot show the values of its column.

    Raises:
        SchemaError: The presentation is not known, or needs another range.
    """
    if not column.show:
        return
    if column.show not in SHOWS:
        raise element.error(f"cannot show {column.show!r}; there are: {', '.join(SHOWS)}")
    fits, needed = SHOWS[column.show]
    if not fits(column):
        raise element.error(f"show: {column.show} needs {needed}")


def read_back(element: Element) -> Back | None:
    """Return how the records of a class stand on the page of what a slot of theirs points at.

    Raises:
        SchemaError: The view is not known, or a heading is not in every language.
    """
    notes = element.annotations
    if "back" not in notes:
        if found := next((key for key in notes if key.startswith("back_")), None):
            raise element.error(f"{found} needs back; choose one of {', '.join(BACKS)}")
        return None
    if notes["back"] not in BACKS:
        raise element.error(f"back must be one of {', '.join(BACKS)}, not {notes['back']!r}")
    labels = _read_texts(element, "back")
    return Back(notes["back"], labels, tuple(notes.get("back_columns", "").split()))


def read_family(element: Element) -> str | None:
    """Return the family of a class.

    Raises:
        SchemaError: There is no such family.
    """
    family = element.annotations.get("family")
    if family is not None and family not in FAMILIES:
        raise element.error(f"family must be one of {', '.join(FAMILIES)}, not {family!r}")
    return family


def read_plurals(element: Element) -> Texts:
    """Return what the things of a class are called together, by language.

    Raises:
        SchemaError: A required language is missing.
    """
    return _read_texts(element, "plural")


def require_sound_arrangement(element: Element, record_class: RecordClass) -> None:
    """Refuse an arrangement that names columns which the class does not have.

    Raises:
        SchemaError: ``glance`` or ``back_columns`` names no column that states something, or
            a slot with ``back`` does not point at records.
    """
    stated = {column.name for column in record_class.columns if column.predicate}
    _require_known(element, "glance", record_class.glance, stated)
    for column in record_class.columns:
        if column.back is None:
            continue
        if not column.targets or column.via:
            raise element.error(f"column {column.name} has back, which needs a class and no via")
        _require_known(element, "back_columns", column.back.columns, stated)


def _require_known(
    element: Element, key: str, names: Collection[str], known: Collection[str]
) -> None:
    for name in names:
        if name not in known:
            raise element.error(f"{key} names {name!r}, which is no column that states something")


def _read_texts(element: Element, key: str) -> dict[str, str]:
    found = {
        language: element.annotations[f"{key}_{language}"]
        for language in REQUIRED_LANGUAGES
        if f"{key}_{language}" in element.annotations
    }
    missing = [language for language in REQUIRED_LANGUAGES if language not in found]
    if found and missing:
        raise element.error(f"{key}_{missing[0]} is missing; add it beside the other language")
    return found
