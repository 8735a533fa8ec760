"""Hold the kinds of change of what a value must be: number of values, pattern, limits.

Step on the line: beneath :mod:`linkml_schemas.differing.slot_kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind

_STRICTER_NL = "Waarden die geldig waren, zijn dat misschien niet meer."
_STRICTER_EN = "Values that were valid may be so no longer."
_LOOSER_NL = "Wat geldig was blijft dat; wie leest kan andere waarden treffen dan vroeger."
_LOOSER_EN = "What was valid stays so; readers may meet other values than before."

RULE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "least_raised": to_kind(
            "BBA",
            ("vraagt meer waarden", "Records met minder waarden zijn niet meer geldig."),
            ("asks for more values", "Records with fewer values are no longer valid."),
        ),
        "least_lowered": to_kind(
            "AAB",
            ("vraagt minder waarden", "Wie leest kan op minder waarden rekenen."),
            ("asks for fewer values", "Readers can count on fewer values."),
        ),
        "most_lowered": to_kind(
            "BBA",
            ("laat minder waarden toe", "Records met meer waarden zijn niet meer geldig."),
            ("allows fewer values", "Records with more values are no longer valid."),
        ),
        "most_raised": to_kind(
            "AAB",
            ("laat meer waarden toe", "Wie leest kan er meer treffen dan vroeger."),
            ("allows more values", "Readers may meet more of them than before."),
        ),
        "pattern_added": to_kind(
            "BBA", ("kreeg een patroon", _STRICTER_NL), ("has a pattern", _STRICTER_EN)
        ),
        "pattern_removed": to_kind(
            "AAB", ("heeft geen patroon meer", _LOOSER_NL), ("has no pattern now", _LOOSER_EN)
        ),
        "pattern_narrowed": to_kind(
            "BBA",
            ("kreeg een strenger patroon", "Het nieuwe patroon laat bewijsbaar minder toe."),
            ("has a stricter pattern", "The new pattern provably accepts less."),
        ),
        "pattern_widened": to_kind(
            "AAB",
            (
                "kreeg een ruimer patroon",
                "Het nieuwe patroon laat bewijsbaar alles toe wat het oude toeliet, en meer.",
            ),
            (
                "has a wider pattern",
                "The new pattern provably accepts all that the old one did, and more.",
            ),
        ),
        "pattern_changed": to_kind(
            "BBB",
            ("kreeg een ander patroon", "Het nieuwe patroon weigert iets dat het oude toeliet."),
            ("has another pattern", "The new pattern refuses something that the old one accepted."),
        ),
        "pattern_undecided": to_kind(
            "BBB",
            (
                "kreeg een ander patroon",
                "Of het nieuwe patroon alles van het oude toelaat, is niet te bewijzen: "
                "brekend tot het tegendeel bewezen is.",
            ),
            (
                "has another pattern",
                "Whether the new pattern accepts all that the old one did cannot be decided: "
                "breaking until proven otherwise.",
            ),
        ),
        "pattern_rewritten": to_kind(
            "EEE",
            ("schrijft hetzelfde patroon anders", "Beide patronen laten bewijsbaar hetzelfde toe."),
            ("writes the same pattern otherwise", "Both patterns provably accept the same."),
        ),
        "minimum_raised": to_kind(
            "BBA",
            ("kreeg een hogere ondergrens", _STRICTER_NL),
            ("has a higher minimum", _STRICTER_EN),
        ),
        "minimum_lowered": to_kind(
            "AAB", ("kreeg een lagere ondergrens", _LOOSER_NL), ("has a lower minimum", _LOOSER_EN)
        ),
        "maximum_lowered": to_kind(
            "BBA",
            ("kreeg een lagere bovengrens", _STRICTER_NL),
            ("has a lower maximum", _STRICTER_EN),
        ),
        "maximum_raised": to_kind(
            "AAB", ("kreeg een hogere bovengrens", _LOOSER_NL), ("has a higher maximum", _LOOSER_EN)
        ),
        "constraint_added": to_kind(
            "BBA", ("kreeg een voorwaarde", _STRICTER_NL), ("has a condition", _STRICTER_EN)
        ),
        "constraint_removed": to_kind(
            "AAB", ("verloor een voorwaarde", _LOOSER_NL), ("lost a condition", _LOOSER_EN)
        ),
        "constraint_loosened": to_kind(
            "AAB",
            ("kreeg een ruimere voorwaarde", _LOOSER_NL),
            ("has a looser condition", _LOOSER_EN),
        ),
        "constraint_tightened": to_kind(
            "BBA",
            ("kreeg een strengere voorwaarde", _STRICTER_NL),
            ("has a stricter condition", _STRICTER_EN),
        ),
        "constraint_replaced": to_kind(
            "BBB",
            ("kreeg een andere voorwaarde", "Iets wat geldig was, is het bewijsbaar niet meer."),
            ("has another condition", "Something that was valid provably is so no longer."),
        ),
        "constraint_rewritten": to_kind(
            "EEE",
            (
                "schrijft dezelfde voorwaarde anders",
                "Wat geldig was en wat niet, blijft bewijsbaar hetzelfde.",
            ),
            (
                "writes the same condition otherwise",
                "What was valid and what was not provably stays the same.",
            ),
        ),
        "constraint_changed": to_kind(
            "BBB",
            (
                "kreeg een andere voorwaarde",
                "Of wat geldig was dat blijft, is niet te bewijzen: brekend tot het tegendeel "
                "bewezen is.",
            ),
            (
                "has another condition",
                "Whether what was valid stays so cannot be decided: breaking until proven "
                "otherwise.",
            ),
        ),
    }
)
"""The kinds of change of a rule."""
