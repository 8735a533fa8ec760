"""Say whether the values that a slot takes became more, fewer or others.

Step on the line: beneath :mod:`linkml_schemas.differing.slots`. A range is a set of classes,
enumerations and types; one includes another by the class hierarchy, the codes, or the lattice
of LinkML's types, and by what stands for its values in the graph and in JSON.
"""

from typing import Literal

from linkml_schemas.differing.choices import Choice, choices_of, range_names
from linkml_schemas.differing.codes import codes_of, graph_terms, is_open
from linkml_schemas.differing.pairs import Pairs
from linkml_schemas.differing.types import TEXT, Fit, fit_types, takes_any_text, value_form
from linkml_schemas.modelling.elements import ClassModel, EnumModel, SlotModel
from linkml_schemas.modelling.schema import SchemaModel

Comparison = Literal["same", "renamed", "widened", "narrowed", "retyped", "changed"]

ANY = "https://w3id.org/linkml/Any"


def compare_ranges(pairs: Pairs, old: SlotModel, new: SlotModel) -> Comparison:
    """Return what became of the values that a slot takes.

    Shape:
        A value of an enumeration, class or type that itself changed, or got another name,
        counts as the same here: that change is told of where it was made. ``retyped`` is what
        stays valid in a cell and does not in the graph or in JSON.
    """
    before, after = choices_of(old), choices_of(new)
    is_same = {pairs.name_after(name) for name in range_names(old)} == set(range_names(new))
    if is_same and before[0].beside == after[0].beside:
        return "same"
    kept = min(max(fit(pairs, one, other) for other in after) for one in before)
    back = pairs.turned()
    taken = min(max(fit(back, other, one) for one in before) for other in after)
    if kept is Fit.EVERYWHERE:
        if taken is Fit.EVERYWHERE:
            return "same" if is_same else "renamed"
        return "widened"
    if taken is Fit.EVERYWHERE:
        return "narrowed"
    return "retyped" if kept is Fit.CELLS else "changed"


def fit(pairs: Pairs, one: Choice, other: Choice) -> Fit:
    """Return where all values of a range before are values of a range after."""
    old, new = pairs.old, pairs.new
    named = pairs.name_after(one.range)
    if _is_any(new, other.range):
        return Fit.EVERYWHERE
    if one.range in old.enums:
        return _fit_codes(pairs, one, other)
    if one.range in old.classes:
        return _fit_classes(pairs, one, other)
    if named == other.range:
        return Fit.EVERYWHERE
    if named in new.types:
        return fit_types(new, named, other.range)
    return fit_types(old, one.range, other.range)


def _is_any(model: SchemaModel, name: str) -> bool:
    return name in model.classes and (
        model.classes[name].text("class_uri") == "linkml:Any" or model.classes[name].iri == ANY
    )


def _fit_classes(pairs: Pairs, one: Choice, other: Choice) -> Fit:
    """Return whether all records of a class are of another, and stand in JSON in the same way."""
    old, new = pairs.old.classes, pairs.new.classes
    named = pairs.name_after(one.range)
    if other.range not in new or not (
        named == other.range
        or _is_below(pairs.new, named, other.range)
        or _is_below(pairs.old, one.range, pairs.name_before(other.range))
    ):
        return Fit.NOWHERE
    slot = one.slot
    forms = {
        _record_form(slot, each, beside=choice.beside)
        for each, choice in ((old[one.range], one), (new[other.range], other))
    }
    return Fit.EVERYWHERE if len(forms) == 1 else Fit.CELLS


def _record_form(slot: SlotModel, record_class: ClassModel, *, beside: bool) -> str:
    """Return how records of a class stand in JSON in the place of a slot."""
    has_name = any(each.identifier for each in record_class.slots.values())
    if has_name and not slot.inlined:
        return "name"
    is_keyed = has_name and slot.multivalued and not beside
    return "by name" if is_keyed and not slot.is_true("inlined_as_list") else "in place"


def _is_below(model: SchemaModel, narrow: str, wide: str) -> bool:
    return narrow in model.classes and wide in model.classes[narrow].ancestors


def _fit_codes(pairs: Pairs, one: Choice, other: Choice) -> Fit:
    """Return where all codes of an enumeration are values of a range after.

    Shape:
        An enumeration that itself changed, or has another name, is looked at as it is after.
    """
    old, new = pairs.old, pairs.new
    enum = old.enums[one.range]
    if other.range not in new.enums:
        return _fit_texts(old, enum, one, new, other.range)
    target = new.enums[other.range]
    is_same = pairs.name_after(one.range) == other.range
    model, enum = (new, target) if is_same else (old, enum)
    if is_open(model, enum) or is_open(new, target):
        return Fit.EVERYWHERE if is_same else Fit.NOWHERE
    if not set(codes_of(model, enum)) <= set(codes_of(new, target)):
        return Fit.NOWHERE
    before = graph_terms(model, enum, beside=one.beside)
    after = graph_terms(new, target, beside=other.beside)
    return Fit.EVERYWHERE if before <= after else Fit.CELLS


def _fit_texts(
    model: SchemaModel, enum: EnumModel, one: Choice, new: SchemaModel, name: str
) -> Fit:
    """Return where all codes of an enumeration are values of a type."""
    found = new.types.get(name)
    if found is None or not takes_any_text(found):
        return Fit.NOWHERE
    terms = graph_terms(model, enum, beside=one.beside)
    is_text = not is_open(model, enum) and all(kind == "text" for kind, _ in terms)
    return Fit.EVERYWHERE if is_text and value_form(found) == TEXT else Fit.CELLS
