"""All rules that a schema is held to, by subject."""

from linkml_schemas.checking.rule import Rule
from linkml_schemas.checking.rules.codes import CODE_RULES
from linkml_schemas.checking.rules.iris import IRI_RULES
from linkml_schemas.checking.rules.lifecycle import LIFECYCLE_RULES
from linkml_schemas.checking.rules.naming import NAMING_RULES
from linkml_schemas.checking.rules.properties import PROPERTY_RULES
from linkml_schemas.checking.rules.published import PUBLISHED_RULES
from linkml_schemas.checking.rules.reading import READING_RULES
from linkml_schemas.checking.rules.records import RECORD_RULES
from linkml_schemas.checking.rules.references import REFERENCE_RULES
from linkml_schemas.checking.rules.slots import SLOT_RULES
from linkml_schemas.checking.rules.structure import STRUCTURE_RULES
from linkml_schemas.checking.rules.terms import TERM_RULES
from linkml_schemas.checking.rules.texts import TEXT_RULES
from linkml_schemas.checking.rules.values import VALUE_RULES

SUBJECTS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Reading", READING_RULES),
    ("Names of others", REFERENCE_RULES),
    ("Texts", TEXT_RULES),
    ("IRIs", (*IRI_RULES, *PROPERTY_RULES)),
    ("Terms of vocabularies", TERM_RULES),
    ("What was published", PUBLISHED_RULES),
    ("Slots and cardinalities", SLOT_RULES),
    ("Values", VALUE_RULES),
    ("Enumerations", CODE_RULES),
    ("Names", NAMING_RULES),
    ("Life of an element", LIFECYCLE_RULES),
    ("Structure", STRUCTURE_RULES),
    ("Example records", RECORD_RULES),
)
"""The rules by subject, in the order of the documentation."""

RULES: tuple[Rule, ...] = tuple(rule for _, rules in SUBJECTS for rule in rules)

RULE_NAMES: tuple[str, ...] = tuple(rule.name for rule in RULES)
