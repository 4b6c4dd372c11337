"""Rewriting: an expression in terms of what NumPy does in one call each, with the fewest calls.

Two operations join those of the language: `reciprocal` and `square`. Scalars (constants, and names whose value is one
number a step) are gathered, so that a product meets its arrays in one multiplication.
"""

from collections.abc import Callable, Collection
from functools import lru_cache

from core.compiler.expression import ONE, ZERO, Call, Expression, Number, call, names
from core.compiler.reader import is_truth
from core.compiler.simplify import simplify

HALF = Number(0.5)


def rewrite(expression: Expression, scalars: Collection[str]) -> Expression:
    """The expression as calls that have a ufunc each; `scalars` are the names that stand for single numbers."""
    return _rewritten(expression, frozenset(scalars))


@lru_cache(256)
def _rewritten(expression: Expression, scalars: frozenset[str]) -> Expression:
    """Remembered, since many layers have the same activation."""
    return _rewrite(simplify(expression), scalars)


def is_scalar(expression: Expression, scalars: Collection[str]) -> bool:
    """Whether the expression is one number, whatever the arrays hold."""
    return names(expression) <= frozenset(scalars) and not is_truth(expression)


def _rewrite(expression: Expression, scalars: frozenset[str]) -> Expression:
    if not isinstance(expression, Call) or is_scalar(expression, scalars):
        return expression
    if expression.operation in ("multiply", "divide", "negative"):
        return _product(expression, scalars)
    parts = [_rewrite(part, scalars) for part in expression.arguments]
    rule = _RULES.get(expression.operation)
    return rule(*parts) if rule else Call(expression.operation, tuple(parts))


def _product(expression: Call, scalars: frozenset[str]) -> Expression:
    """A product with its scalars gathered into one factor, which comes last."""
    above: list[Expression] = []
    below: list[Expression] = []
    factor = simplify(_factors(expression, scalars, above, below))
    over = _power_product([_rewrite(part, scalars) for part in above])
    under = _power_product([_rewrite(part, scalars) for part in below])
    if under is None:
        return factor if over is None else _times(over, factor)
    if over is None:
        return call("reciprocal", under) if factor == ONE else call("divide", factor, under)
    return _times(call("divide", over, under), factor)


def _times(arrays: Expression, factor: Expression) -> Expression:
    if factor == ONE:
        return arrays
    return call("negative", arrays) if factor == Number(-1.0) else call("multiply", arrays, factor)


def _factors(
    expression: Expression, scalars: frozenset[str], above: list[Expression], below: list[Expression]
) -> Expression:
    """The scalar factor of a product; its arrays go to the lists above and below the fraction line."""
    if is_scalar(expression, scalars):
        return expression
    if isinstance(expression, Call) and expression.operation == "negative":
        return call("negative", _factors(expression.arguments[0], scalars, above, below))
    if isinstance(expression, Call) and expression.operation in ("multiply", "divide"):
        first = _factors(expression.arguments[0], scalars, above, below)
        sides = (above, below) if expression.operation == "multiply" else (below, above)
        return call(expression.operation, first, _factors(expression.arguments[1], scalars, *sides))
    above.append(expression)
    return ONE


def _power_product(parts: list[Expression]) -> Expression | None:
    """The product of the parts, a part that comes twice in a row squared."""
    result: Expression | None = None
    for part in parts:
        if result is None:
            result = part
        elif result == part:
            result = call("square", part)
        else:
            result = call("multiply", result, part)
    return result


def _sigmoid(x: Expression) -> Expression:
    return call("reciprocal", call("add", call("exp", call("negative", x)), ONE))


def _softplus(x: Expression) -> Expression:
    small = call("log", call("add", call("exp", call("negative", call("absolute", x))), ONE))
    return call("add", small, call("maximum", x, ZERO))


def _power(base: Expression, exponent: Expression) -> Expression:
    """Few multiplications instead of the slow general power."""
    rule = _POWERS.get(exponent.value) if isinstance(exponent, Number) else None
    return rule(base) if rule else call("power", base, exponent)


def _square(x: Expression) -> Expression:
    return call("square", x)


_POWERS: dict[float, Callable[[Expression], Expression]] = {
    -2.0: lambda x: call("reciprocal", _square(x)),
    -1.0: lambda x: call("reciprocal", x),
    -0.5: lambda x: call("reciprocal", call("sqrt", x)),
    0.5: lambda x: call("sqrt", x),
    1.5: lambda x: call("multiply", call("sqrt", x), x),
    2.0: _square,
    3.0: lambda x: call("multiply", _square(x), x),
    4.0: lambda x: _square(_square(x)),
    5.0: lambda x: call("multiply", _square(_square(x)), x),
    6.0: lambda x: _square(call("multiply", _square(x), x)),
    8.0: lambda x: _square(_square(_square(x))),
}


def _where(condition: Expression, left: Expression, right: Expression) -> Expression:
    """Two constants need no choice: the truth, as 1 or 0, is scaled and moved."""
    if not (isinstance(left, Number) and isinstance(right, Number)):
        return call("where", condition, left, right)
    scaled = _times(call("truth", condition), Number(left.value - right.value))
    return scaled if right == ZERO else call("add", scaled, right)


_RULES: dict[str, Callable[..., Expression]] = {
    "sigmoid": _sigmoid, "softplus": _softplus, "power": _power, "where": _where,
}  # fmt: skip
