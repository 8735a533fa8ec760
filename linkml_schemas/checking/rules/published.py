"""Rules about what was published before: an IRI is a promise.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`. Compared is with the
schema of ``--against``, and with the list of promised IRIs that the configuration names.
"""

from collections.abc import Iterator

from linkml_schemas.checking.looking import described
from linkml_schemas.checking.rule import Context, Finding, Rule, find, name_of
from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.reading import SchemaModel


def _by_name(model: SchemaModel) -> dict[tuple[str, str], ElementModel]:
    return {(each.kind, name_of(each)): each for each in described(model)}


def _changed(context: Context) -> Iterator[Finding]:
    if context.before is None:
        return
    before = _by_name(context.before)
    for key, element in _by_name(context.model).items():
        old = before.get(key)
        if old is not None and old.iri != element.iri:
            shown = {"class": "class_uri", "slot": "slot_uri", "value": "meaning"}
            message = f"its IRI was published as {old.iri} and is {element.iri} now"
            remedy = "keep the IRI; give what is new a name and an IRI of its own"
            yield find(element, shown.get(element.kind, "uri"), message, remedy)


def _gone(context: Context) -> Iterator[Finding]:
    if context.before is None:
        return
    now = {each.iri for each in described(context.model)}
    names = _by_name(context.model)
    for key, old in _by_name(context.before).items():
        if old.iri not in now and key not in names and not old.deprecated:
            message = f"{old.kind} {name_of(old)} was published as {old.iri} and is gone"
            remedy = "keep it as deprecated, with a successor, until the end that it announces"
            yield Finding(_place(context.model, old), name_of(old), message, remedy)


def _place(model: SchemaModel, gone: ElementModel) -> Place:
    """Return where something stood: the list or class that held it, else the schema."""
    holder = name_of(gone).rpartition(".")[0]
    held = model.enums.get(holder) if gone.kind == "value" else model.classes.get(holder)
    return held.place if held else model.place


def _promised(context: Context) -> Iterator[Finding]:
    under = context.settings.published_under
    for iri, successor in context.promised.items():
        relative = iri.removeprefix(context.settings.base)
        if successor or iri in context.stated or not relative.startswith(under):
            continue
        place = Place(context.settings.published or context.model.place.file)
        message = f"{iri} is promised and nothing states it any longer"
        remedy = "state it again, or write its successor behind it on the list"
        yield Finding(place, relative, message, remedy)


_NOW = "classes:\n  Book: {class_uri: schema:Book}\n"

PUBLISHED_RULES: tuple[Rule, ...] = (
    Rule(
        "changed-iri", "error",
        "Whoever stored the published IRI finds nothing under the new one.",
        "classes:\n  Book: {class_uri: schema:CreativeWork}\n", _NOW, _changed, before=_NOW,
    ),
    Rule(
        "gone-iri", "error",
        "A published IRI is used by people whom nobody knows; it ends with notice or not at all.",
        "classes:\n  Work: {class_uri: schema:CreativeWork}\n", _NOW, _gone, before=_NOW,
    ),
    Rule(
        "broken-promise", "error",
        "The list of promised IRIs holds across releases, renames and reorganisations.",
        _NOW, _NOW, _promised, settings='published = "promised.txt"\n',
        beside=(("promised.txt", "http://schema.org/Atlas\n"),),
        good_beside=(("promised.txt", "http://schema.org/Book\n"),),
    ),
)  # fmt: skip
"""Nothing of this is said where there is nothing to compare with."""
