"""Say whether two expressions that a value must equal say the same.

Step on the line: beneath :mod:`linkml_schemas.differing.conditions`. Pure.

Source:
    LinkML, "equals_expression": a subset of the expressions of Python, slots in braces.
"""

import ast
from typing import Any, Literal

Equality = Literal["same", "rewritten", "replaced", "changed"]

_LONGEST = 2000
"""Characters that an expression may have that is read here."""

_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
"""Comparisons that are written the other way round, so that both ways are one."""

_SYMMETRIC = (ast.Eq, ast.NotEq)


def compare_expressions(old: Any, new: Any) -> Equality:
    """Return what became of the expression that a value must equal.

    Shape:
        ``rewritten`` if both provably say the same, ``replaced`` if both are constants that
        differ, ``changed`` where it cannot be decided. That ``a + b`` is ``b + a`` is true of
        numbers and not of texts, so it is not decided; that ``a * b`` is ``b * a`` is.

    >>> compare_expressions("{a} + {b}", "({a}+{b})"), compare_expressions("{a}", "{b}")
    ('rewritten', 'changed')
    >>> compare_expressions("{a} > 1", "1 < {a}"), compare_expressions("1", "2")
    ('rewritten', 'replaced')
    """
    if not isinstance(old, str) or not isinstance(new, str):
        return "changed"
    if old == new:
        return "same"
    before, after = _parsed(old), _parsed(new)
    if before is None or after is None:
        return "changed"
    if ast.dump(before) == ast.dump(after):
        return "rewritten"
    both = (before.body, after.body)
    are_constant = all(isinstance(each, ast.Constant) for each in both)
    values = [each.value for each in both if isinstance(each, ast.Constant)]
    return "replaced" if are_constant and values[0] != values[1] else "changed"


def _parsed(text: str) -> ast.Expression | None:
    """Return what an expression says, without how it is written; None if it is not read."""
    if len(text) > _LONGEST:
        return None
    try:
        found: ast.Expression = _Ordered().visit(ast.parse(text.strip(), mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return found


class _Ordered(ast.NodeTransformer):
    """Writes operands of which the order says nothing in one order."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Order the factors of a product."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult):
            node.left, node.right = sorted((node.left, node.right), key=ast.dump)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Write a comparison of two in one direction."""
        self.generic_visit(node)
        if len(node.ops) > 1:
            return node
        left, right = node.left, node.comparators[0]
        (operator,) = node.ops
        mirrored = _MIRRORED.get(type(operator))
        if mirrored:
            node.left, node.ops, node.comparators = right, [mirrored()], [left]
        elif isinstance(operator, _SYMMETRIC):
            node.left, node.comparators[0] = sorted((left, right), key=ast.dump)
        return node
