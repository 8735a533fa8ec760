"""Gather a whole specification from a model: what HTML and Markdown both say.

Step on the line: the last before the pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.class_diagram import (
    MOST_IN_FULL,
    Address,
    draw_classes,
    module_name,
    modules,
)
from linkml_schemas.specifying.content import (
    Change,
    Drawing,
    Example,
    PropertyRow,
    Publication,
    Reference,
    Specification,
)
from linkml_schemas.specifying.properties import Terms
from linkml_schemas.specifying.sections import Sections
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.wording import NOTHING, Said, clean

VERDICTS = ("breaking", "additive", "editorial")
"""What a change may be, worst first."""


def to_specification(
    model: SchemaModel,
    language: str,
    *,
    examples: Sequence[Example] = (),
    changes: Sequence[Change] = (),
    publication: Publication | None = None,
    diagrams: bool = True,
) -> Specification:
    """Return all that a specification says, in one language.

    Args:
        model: The schema.
        language: One of :data:`linkml_schemas.specifying.wording.LANGUAGES`.
        examples: Records to show with their classes.
        changes: What is new since the version before.
        publication: What a release says of itself.
        diagrams: Whether to draw them: a page of Markdown refers to files instead.
    """
    terms = Terms(model, language)
    sections = Sections(terms, examples)
    drawn = diagrams and len(terms.classes) > 1
    classes = [
        sections.class_section(name, draw_classes(terms, name) if drawn else "")
        for name in terms.classes
    ]
    shared = [sections.property_row(each) for each in terms.shared]
    found = Specification(
        language=language,
        title=terms.name(model),
        key=clean(model.name),
        introduction=terms.description(model),
        publication=_complete(model, publication),
        iri=clean(model.iri),
        namespaces=_namespaces(model),
        drawings=list(to_drawings(terms, diagrams=diagrams)),
        classes=classes,
        shared=shared,
        lists=[sections.list_section(n) for n, e in model.enums.items() if not e.imported],
        types=[sections.type_section(n) for n, e in model.types.items() if not e.imported],
        index=(),
        changes=_by_verdict(changes),
    )
    return replace(found, index=_index(found))


def to_drawings(
    terms: Terms, *, diagrams: bool = True, address: Address = "#{}".format
) -> Iterator[Drawing]:
    """Yield the overview and, where it shows only names, the diagram of each part."""
    if not terms.classes:
        return
    few = len(terms.classes) <= MOST_IN_FULL
    parts = modules(terms)
    keys = [] if few else ["overview_names", *(["overview_parts"] if len(parts) > 1 else [])]
    note = " ".join(to_text(key, terms.language) for key in keys)
    title = to_text("overview", terms.language)
    yield Drawing("", title, draw_classes(terms, address=address) if diagrams else "", note)
    if few or len(parts) == 1:
        return
    for name in parts:
        svg = draw_classes(terms, module=name, address=address) if diagrams else ""
        yield Drawing(
            name, to_text("part", terms.language, name=module_name(terms, name).text), svg
        )


def _complete(model: SchemaModel, publication: Publication | None) -> Publication:
    """Return what a release says, with what the schema says where the release says nothing."""
    found = publication or Publication()
    return replace(
        found,
        version=clean(found.version or model.version),
        status=clean(found.status or model.text("status")),
        licence=clean(found.licence or model.text("license")),
        editors=[clean(name) for name in found.editors or model.texts("contributors")],
    )


def _namespaces(model: SchemaModel) -> Mapping[str, str]:
    """Return the prefixes that some element is named or mapped with, by prefix."""
    used = {model.source.default_prefix}
    iris = [each.iri for each in model.elements()]
    iris += [slot.iri for each in model.classes.values() for slot in each.slots.values()]
    known = sorted(model.prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for iri in dict.fromkeys(iris):
        used.update(next(([n] for _, n in known if n and iri.startswith(n)), []))
    return {clean(p): clean(n) for p, n in sorted(model.prefixes.items()) if n in used}


def _index(found: Specification) -> list[tuple[Reference, str, Said]]:
    """Return all terms by name: where they stand, their kind, and of which class they are."""
    entries: list[tuple[Reference, str, Said]] = []
    for each in found.classes:
        entries.append((Reference(each.name, each.anchor), "class", NOTHING))
        entries += [(_to(row), "property", each.name) for row in each.rows]
    entries += [(_to(row), "property", NOTHING) for row in found.shared]
    entries += [(Reference(s.name, s.anchor), "code_list", NOTHING) for s in found.lists]
    entries += [(Reference(s.name, s.anchor), "datatype", NOTHING) for s in found.types]
    return sorted(entries, key=lambda entry: (entry[0].said.text.casefold(), entry[0].anchor))


def _to(row: PropertyRow) -> Reference:
    return Reference(row.name, row.anchor)


def _by_verdict(changes: Sequence[Change]) -> list[tuple[str, list[Said]]]:
    groups = [(key, [each.text for each in changes if each.verdict == key]) for key in VERDICTS]
    return [(key, texts) for key, texts in groups if texts]
