"""Compare what every element has: texts, notices, mappings, annotations and further facts.

Step on the line: beneath the comparison of classes, slots, enumerations, values and types.
"""

from collections.abc import Iterator, Mapping

from linkml_schemas.differing.pairs import Found
from linkml_schemas.differing.rules import CONDITIONS, RULES, to_words
from linkml_schemas.modelling.element import MAPPINGS, ElementModel

_COMPARED = frozenset(
    {
        *CONDITIONS, *RULES, *(f"{kind}_mappings" for kind in MAPPINGS),
        "abstract", "annotations", "any_of", "attributes", "class_uri", "code_set", "concepts",
        "default_prefix", "default_range", "deprecated",
        "deprecated_element_has_exact_replacement", "deprecated_element_has_possible_replacement",
        "description", "enum_uri", "exact_cardinality", "id", "identifier", "imports",
        "in_language", "include", "inherits", "key",
        "matches", "maximum_cardinality", "meaning", "minimum_cardinality", "minus",
        "mixin", "multivalued", "name", "permissible_values", "prefixes", "range",
        "reachable_from", "recommended", "required", "slot_uri", "slot_usage", "slots", "status",
        "title", "tree_root", "typeof", "unique_keys", "uri", "version", "classes",
        "enums", "types",
    }
)  # fmt: skip
"""Keys of the metamodel that are compared as what they mean; any other is a further fact."""

AXIOMS = (
    "asymmetric", "inverse", "irreflexive", "reflexive", "symmetric", "transitive",
)  # fmt: skip
"""Keys of the metamodel by which an ontology concludes more than is stated."""

_WRITING = ("alias", "designates_type", "ifabsent", "inlined", "inlined_as_list", "unit")

SLOT_PARENTS = ("is_a", "mixins", "subproperty_of")
"""Keys of the metamodel that say which slots are above a slot."""

_OF_KIND: Mapping[str, frozenset[str]] = {
    "class": frozenset({"is_a", "mixins"}),
    "slot": frozenset({*SLOT_PARENTS, *AXIOMS, *_WRITING}),
}
"""Further keys that are compared as what they mean in an element of one kind."""

_INCIDENTAL = frozenset(
    {
        "alt_descriptions", "created_by", "created_on", "domain_of", "from_schema",
        "generation_date", "imported_from", "last_updated_on", "modified_by", "owner",
        "source_file", "source_file_date", "source_file_size", "metamodel_version",
    }
)  # fmt: skip
"""Keys that a tool writes and nobody reads for what the schema means."""

Suppressed = frozenset[str]


def compare_common(
    old: ElementModel,
    new: ElementModel,
    meant: tuple[str, ...] = (),
    languages: Suppressed = frozenset(),
) -> Iterator[Found]:
    """Yield what differs in what every element has.

    Args:
        old: The element before.
        new: The element after.
        meant: Annotations that the caller compares as what they mean.
        languages: Languages that the whole schema gains or loses: said once, there.
    """
    yield from _texts("title", old.titles, new.titles, languages)
    yield from _texts("description", old.descriptions, new.descriptions, languages)
    yield from _notices(old, new)
    yield from _mappings(old, new)
    if old.raw.get("annotations") != new.raw.get("annotations"):
        yield from _annotations(old.annotations, new.annotations, meant)
    keys = {*old.raw, *new.raw} - _COMPARED - _INCIDENTAL - _OF_KIND.get(old.kind, frozenset())
    for key in sorted(keys):
        before, after = old.raw.get(key), new.raw.get(key)
        if before != after:
            yield Found("fact_changed", key, to_words(before), to_words(after), key)


def compare_listed(key: str, old: ElementModel, new: ElementModel) -> Iterator[Found]:
    """Yield the types that records lose and gain by an annotation that lists them."""
    before = _expanded(key, old)
    after = _expanded(key, new)
    for iri in sorted(before - after):
        yield Found("type_lost", "annotations", iri, "", key)
    for iri in sorted(after - before):
        yield Found("type_gained", "annotations", "", iri, key)


def is_text_key(key: str) -> bool:
    """Return whether an annotation is a title or description in a further language."""
    return key.startswith(("title_", "description_"))


def _texts(
    key: str, old: Mapping[str, str], new: Mapping[str, str], languages: Suppressed
) -> Iterator[Found]:
    for tag in sorted({*old, *new} - languages):
        before, after = old.get(tag, ""), new.get(tag, "")
        if before != after:
            kind = "changed" if before and after else "added" if after else "removed"
            yield Found(f"text_{kind}", key, before, after, f"{key}@{tag}")


def _notices(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    before, after = old.deprecated or "", new.deprecated or ""
    if before != after:
        kind = "deprecation_changed" if before and after else None
        kind = kind or ("deprecated_on" if after else "deprecated_off")
        yield Found(kind, "deprecated", before, after)
    if old.replaced_by != new.replaced_by:
        key = "deprecated_element_has_exact_replacement"
        yield Found("successor_changed", key, old.replaced_by or "", new.replaced_by or "")
    if old.text("status") != new.text("status"):
        yield Found("status_changed", "status", old.text("status"), new.text("status"))


def _mappings(old: ElementModel, new: ElementModel) -> Iterator[Found]:
    for kind in MAPPINGS:
        key = f"{kind}_mappings"
        if old.raw.get(key) == new.raw.get(key):
            continue
        before, after = set(old.mappings.get(kind, ())), set(new.mappings.get(kind, ()))
        for iri in sorted(before - after):
            yield Found("mapping_removed", key, iri, "", kind)
        for iri in sorted(after - before):
            yield Found("mapping_added", key, "", iri, kind)


def _expanded(key: str, element: ElementModel) -> set[str]:
    curies = element.annotations.get(key, "").split()
    return {element.expand(curie) or curie for curie in curies}


def _annotations(
    old: Mapping[str, str], new: Mapping[str, str], meant: tuple[str, ...]
) -> Iterator[Found]:
    for key in sorted({*old, *new} - set(meant)):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after and not is_text_key(key):
            yield Found("annotation_changed", "annotations", before, after, key)
