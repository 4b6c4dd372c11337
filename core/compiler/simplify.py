"""Simplification: the same value, fewer operations. It keeps nan and infinity where they are, except in 0 * x."""

import math

from core.compiler.expression import ONE, ZERO, Call, Expression, Number, call
from core.compiler.operations import OPERATIONS


def simplify(expression: Expression) -> Expression:
    """The expression with constants folded and neutral elements gone."""
    if not isinstance(expression, Call):
        return expression
    return _simplify_call(Call(expression.operation, tuple(simplify(part) for part in expression.arguments)))


def simple_call(operation: str, *arguments: Expression) -> Expression:
    """The call on arguments that are simple already, with just its own root simplified."""
    return _simplify_call(Call(operation, arguments))


def _simplify_call(node: Call) -> Expression:
    """Simplify a call whose arguments are already simple, until nothing changes."""
    folded = _fold(node)
    if folded is not None:
        return folded
    rule = _RULES.get(node.operation)
    simpler = rule(*node.arguments) if rule else None
    if simpler is None or simpler == node:
        return node
    return _simplify_call(simpler) if isinstance(simpler, Call) else simpler


def _fold(node: Call) -> Expression | None:
    """The number that a call on numbers gives, if it is a finite one."""
    values = [part.value for part in node.arguments if isinstance(part, Number)]
    row = OPERATIONS[node.operation]
    if len(values) != len(node.arguments) or row.truth:
        return None
    try:
        value = _python_value(node.operation, values)
    except (ArithmeticError, ValueError):
        return None
    return Number(value) if value is not None and math.isfinite(value) else None


def _python_value(operation: str, values: list[float]) -> float | None:
    """The value by plain Python floats, which raise where NumPy would warn."""
    function = _PYTHON.get(operation)
    return None if function is None else float(function(*values))


_PYTHON = {
    "add": float.__add__, "subtract": float.__sub__, "multiply": float.__mul__, "divide": float.__truediv__,
    "negative": float.__neg__, "absolute": abs, "power": math.pow, "sqrt": math.sqrt, "exp": math.exp,
    "log": math.log, "sin": math.sin, "cos": math.cos, "tan": math.tan, "arctan": math.atan, "tanh": math.tanh,
    "floor": math.floor, "minimum": min, "maximum": max, "copysign": math.copysign,
}  # fmt: skip


def _negated(expression: Expression) -> Expression | None:
    """What a negative expression is the negative of."""
    if isinstance(expression, Number) and expression.value < 0:
        return Number(-expression.value)
    if isinstance(expression, Call) and expression.operation == "negative":
        return expression.arguments[0]
    return None


def _taken_away(expression: Expression) -> Expression | None:
    """What is subtracted where this expression is added, if it is negative or a negative multiple."""
    constant, rest = _factors(expression)
    if constant < 0 and rest != ONE:
        return rest if constant == -1 else call("multiply", Number(-constant), rest)
    return _negated(expression)


def _add(left: Expression, right: Expression) -> Expression | None:
    if left == ZERO:
        return right
    if right == ZERO:
        return left
    inner = _taken_away(right)
    if inner is not None:
        return call("subtract", left, inner)
    inner = _negated(left)
    if inner is not None and isinstance(left, Call):
        return call("subtract", right, inner)
    return call("multiply", Number(2.0), left) if left == right else None


def _subtract(left: Expression, right: Expression) -> Expression | None:
    if right == ZERO:
        return left
    if left == ZERO:
        return call("negative", right)
    inner = _taken_away(right)
    if inner is not None:
        return call("add", left, inner)
    return ZERO if left == right else None


def _factors(expression: Expression) -> tuple[float, Expression]:
    """A constant and the rest, whose product the expression is."""
    if isinstance(expression, Number):
        return expression.value, ONE
    if (
        isinstance(expression, Call)
        and expression.operation == "multiply"
        and isinstance(expression.arguments[0], Number)
    ):
        return expression.arguments[0].value, expression.arguments[1]
    if isinstance(expression, Call) and expression.operation == "negative":
        constant, rest = _factors(expression.arguments[0])
        return -constant, rest
    return 1.0, expression


def _multiply(left: Expression, right: Expression) -> Expression | None:
    (first, one), (second, other) = _factors(left), _factors(right)
    constant = first * second
    if constant == 0:
        return ZERO
    if one == ONE or other == ONE:
        rest = other if one == ONE else one
    else:
        rest = _power_of(one, other) or call("multiply", one, other)
    if constant == 1:
        return rest
    if constant == -1:
        return call("negative", rest)
    return call("multiply", Number(constant), rest)


def _base(expression: Expression) -> tuple[Expression, float] | None:
    """A base and its constant exponent."""
    if isinstance(expression, Call) and expression.operation == "power" and isinstance(expression.arguments[1], Number):
        return expression.arguments[0], expression.arguments[1].value
    return expression, 1.0


def _power_of(left: Expression, right: Expression) -> Expression | None:
    """The one power that a product of two powers of the same base is, for whole exponents above 0."""
    (base, first), (other, second) = _base(left) or (left, 1.0), _base(right) or (right, 1.0)
    whole = first == int(first) and second == int(second) and first > 0 and second > 0
    return call("power", base, Number(first + second)) if base == other and whole else None


def _divide(left: Expression, right: Expression) -> Expression | None:
    if right == ONE:
        return left
    if left == ZERO:
        return ZERO
    inner = _negated(left)
    if inner is not None and isinstance(left, Call):
        return call("negative", call("divide", inner, right))
    if isinstance(right, Number) and isinstance(left, Call) and left.operation == "multiply":
        constant, rest = _factors(left)
        if constant != 1:
            return call("multiply", Number(constant / right.value), rest)
    return None


def _negative(inner: Expression) -> Expression | None:
    nested = _negated(inner)
    if nested is not None:
        return nested
    if isinstance(inner, Call) and inner.operation == "subtract":
        return call("subtract", inner.arguments[1], inner.arguments[0])
    if isinstance(inner, Call) and inner.operation == "multiply" and isinstance(inner.arguments[0], Number):
        return call("multiply", Number(-inner.arguments[0].value), inner.arguments[1])
    return None


def _power(base: Expression, exponent: Expression) -> Expression | None:
    if exponent == ONE:
        return base
    return ONE if exponent == ZERO else None


def _where(condition: Expression, left: Expression, right: Expression) -> Expression | None:
    return left if left == right else None


def _not_equal(left: Expression, right: Expression) -> Expression | None:
    """A truth, or the 1 or 0 that it counts as, differs from 0 where it is true."""
    if right != ZERO or not isinstance(left, Call):
        return None
    if OPERATIONS[left.operation].truth:
        return left
    return left.arguments[0] if left.operation == "where" and left.arguments[1:] == (ONE, ZERO) else None


def _absolute(inner: Expression) -> Expression | None:
    nested = _negated(inner)
    return call("absolute", nested) if nested is not None else None


_RULES = {
    "add": _add, "subtract": _subtract, "multiply": _multiply, "divide": _divide, "negative": _negative,
    "power": _power, "where": _where, "absolute": _absolute, "not_equal": _not_equal,
}  # fmt: skip
