"""Which tests of the W3C suites the engine fails, by the fault that docs/engine-faults.md tells.

A test that is listed and passes fails our own test, so that a fault that is mended is noticed.
"""

_CANONICAL = """
sparql10/distinct/distinct-1 sparql10/distinct/distinct-9 sparql10/distinct/no-distinct-1
sparql10/distinct/no-distinct-9 sparql10/expr-builtin/dawg-str-1 sparql10/expr-builtin/dawg-str-2
sparql10/expr-builtin/dawg-datatype-1 sparql10/expr-builtin/sameTerm-simple
sparql10/expr-builtin/sameTerm-eq sparql10/expr-builtin/sameTerm-not-eq
sparql10/expr-equals/eq-2-1 sparql10/expr-equals/eq-2-2 sparql10/expr-equals/eq-graph-1
sparql10/expr-equals/eq-graph-2 sparql10/open-world/open-eq-01 sparql10/open-world/open-eq-03
sparql10/open-world/open-eq-04 sparql10/open-world/date-3 sparql10/sort/dawg-sort-7
sparql11/aggregates/agg-sum-02 sparql11/aggregates/agg-avg-02 sparql11/aggregates/agg-min-01
sparql11/aggregates/agg-min-02 sparql11/aggregates/agg-max-01 sparql11/aggregates/agg-max-02
sparql11/aggregates/agg-err-02 sparql11/aggregates/agg-max-distinct
sparql11/aggregates/agg-min-distinct sparql11/cast/cast-bool sparql11/cast/cast-int
sparql11/cast/cast-float sparql11/cast/cast-double sparql11/cast/cast-decimal
sparql11/cast/cast-string sparql11/csv-tsv-res/csv03 sparql11/csv-tsv-res/tsv03
sparql11/functions/plus-1-corrected sparql11/functions/plus-2-corrected
sparql11/functions/coalesce01 sparql12/eval-triple-terms/op-2 sparql12/grouping/group01
"""
_GRAPH_VARIABLE = """
sparql10/graph/graph-variable-scope sparql10/graph/graph-optional
sparql11/aggregates/agg-empty-group-count-graph sparql11/bindings/graph
sparql11/negation/graph-minus
"""
_ABSENT_TERMS = """
sparql11/property-path/zero_or_more_set_start sparql11/property-path/zero_or_more_set_end
sparql11/property-path/zero_or_one_set_start sparql11/property-path/zero_or_one_set_end
"""
_FUNCTIONS = """
sparql10/syntax-sparql1/syntax-expr-05 sparql10/syntax-sparql1/syntax-order-05
sparql10/syntax-sparql1/syntax-order-06 sparql10/syntax-sparql2/syntax-function-01
sparql10/syntax-sparql2/syntax-function-02 sparql10/syntax-sparql2/syntax-function-03
sparql10/syntax-sparql2/syntax-function-04 sparql11/syntax-query/test_4
"""
_TRIPLE_TERMS = """
sparql12/syntax-triple-terms-negative/tripleterm-subject-03
sparql12/syntax-triple-terms-negative/tripleterm-subject-06
"""
_GROUP_CONCAT = "sparql11/aggregates/agg-groupconcat-04 sparql11/aggregates/agg-groupconcat-06"

FAULTS: dict[str, str] = {
    **dict.fromkeys(_CANONICAL.split(), "canonical-forms"),
    **dict.fromkeys(_GRAPH_VARIABLE.split(), "graph-variable"),
    **dict.fromkeys(_ABSENT_TERMS.split(), "absent-terms-in-paths"),
    **dict.fromkeys(_FUNCTIONS.split(), "unknown-functions"),
    **dict.fromkeys(_TRIPLE_TERMS.split(), "triple-terms-as-subjects"),
    **dict.fromkeys(_GROUP_CONCAT.split(), "group-concat-of-other-terms"),
    "sparql10/expr-builtin/case-insensitive-booleans": "capitals-in-booleans",
    "sparql10/open-world/date-2": "dates-without-a-zone",
    "sparql10/syntax-sparql3/syn-bad-26": "longest-token",
    "sparql11/functions/bnode01": "bnode-of-a-text",
    "sparql12/grouping/select-variable-reuse": "select-in-a-group",
    "sparql12/syntax/nested-aggregate-functions": "nested-aggregates",
}

REFUSED_ON_PURPOSE = {
    "sparql11/syntax-fed/test_1", "sparql11/syntax-fed/test_2", "sparql11/syntax-fed/test_3",
}  # fmt: skip
"""SERVICE is right, and this endpoint never executes it."""

READ_ON_PURPOSE = {
    "sparql12/codepoint-escapes/codepoint-esc-01-bad",
    "sparql12/codepoint-escapes/codepoint-esc-03-bad",
}
"""SPARQL 1.1 lets a codepoint escape stand anywhere; SPARQL 1.2 only in strings and IRIs."""
