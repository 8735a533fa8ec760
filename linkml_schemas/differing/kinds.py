"""Join the kinds of change of all elements into the one table of verdicts.

Step on the line: :mod:`linkml_schemas.differing.comparison` names a kind of this table, the
renderers take its words, and docs/schema-diff.md shows it.

Shape of the verdicts:
    Who publishes is asked whether data that were valid stay valid; who reads, whether data
    made by the new version stay understood. The verdict is that for who publishes, and
    breaking too where a name or an IRI is lost or comes to mean another thing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.class_kinds import CLASS_KINDS
from linkml_schemas.differing.kind import LANGUAGES as LANGUAGES
from linkml_schemas.differing.kind import Kind as Kind
from linkml_schemas.differing.list_kinds import LIST_KINDS
from linkml_schemas.differing.slot_kinds import SLOT_KINDS
from linkml_schemas.differing.text_kinds import TEXT_KINDS
from linkml_schemas.differing.whole_kinds import WHOLE_KINDS

KINDS: Mapping[str, Kind] = MappingProxyType(
    {**WHOLE_KINDS, **CLASS_KINDS, **SLOT_KINDS, **LIST_KINDS, **TEXT_KINDS}
)
"""Every kind of change by its name."""

MIRRORS: Mapping[str, str] = MappingProxyType(
    {
        one: other
        for pair in (
            ("prefix_added", "prefix_removed"),
            ("language_added", "language_removed"),
            ("class_added", "class_removed"),
            ("class_made_abstract", "class_made_concrete"),
            ("class_made_mixin", "class_made_no_mixin"),
            ("parent_gained", "parent_lost"),
            ("slot_parent_gained", "slot_parent_lost"),
            ("type_gained", "type_lost"),
            ("unique_key_added", "unique_key_removed"),
            ("constraint_added", "constraint_removed"),
            ("constraint_tightened", "constraint_loosened"),
            ("range_widened", "range_narrowed"),
            ("slot_added", "slot_removed"),
            ("required_on", "required_off"),
            ("recommended_on", "recommended_off"),
            ("multivalued_on", "multivalued_off"),
            ("identifier_on", "identifier_off"),
            ("least_raised", "least_lowered"),
            ("most_lowered", "most_raised"),
            ("pattern_added", "pattern_removed"),
            ("pattern_narrowed", "pattern_widened"),
            ("minimum_raised", "minimum_lowered"),
            ("maximum_lowered", "maximum_raised"),
            ("enum_added", "enum_removed"),
            ("enum_opened", "enum_closed"),
            ("value_added", "value_removed"),
            ("type_added", "type_removed"),
            ("text_added", "text_removed"),
            ("mapping_added", "mapping_removed"),
            ("deprecated_on", "deprecated_off"),
        )
        for one, other in (pair, pair[::-1])
    }
)
"""What a kind is called when the two versions change places; a kind that is absent is the same."""
