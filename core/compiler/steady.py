"""Steady forms: functions that people write out with exp, as the one operation that holds for numbers of any size.

`1 / (1 + exp(-x))` is a finite number everywhere, but its derivative, exp(-x) / (1 + exp(-x)) ** 2, is infinite by
infinite as soon as exp(-x) is too large for float32, from x = -89 on; that of sigmoid(x) is not.
"""

from core.compiler.expression import ONE, ZERO, Call, Expression, call
from core.compiler.simplify import simple_call


def steady(expression: Expression) -> Expression:
    """The expression with sigmoid, softplus and tanh where they are written out."""
    if not isinstance(expression, Call):
        return expression
    made = Call(expression.operation, tuple(steady(part) for part in expression.arguments))
    if made.operation == "divide":
        return _quotient(*made.arguments) or made
    inner = _exponential_above_one(made.arguments[0]) if made.operation == "log" else None
    return call("softplus", inner) if inner else made


def _quotient(above: Expression, below: Expression) -> Expression | None:
    """A quotient as a sigmoid or a tanh: u / (1 + exp(v)), exp(v) / (1 + exp(v)), (exp(u) - exp(-u)) / their sum."""
    inner = _exponential_above_one(below)
    if inner:
        if above == call("exp", inner):
            return call("sigmoid", inner)
        share = call("sigmoid", simple_call("negative", inner))
        return share if above == ONE else call("multiply", above, share)
    growing, falling = below.arguments if isinstance(below, Call) and below.operation == "add" else (ZERO, ZERO)
    grows = _exponent(growing)
    if grows and falling == call("exp", simple_call("negative", grows)):
        return call("tanh", grows) if above == call("subtract", growing, falling) else None
    return None


def _exponential_above_one(expression: Expression) -> Expression | None:
    """The v of 1 + exp(v), or of exp(v) + 1; None for anything else."""
    if not isinstance(expression, Call) or expression.operation != "add" or ONE not in expression.arguments:
        return None
    left, right = expression.arguments
    return _exponent(right if left == ONE else left)


def _exponent(expression: Expression) -> Expression | None:
    """The v of exp(v); None for anything else."""
    return expression.arguments[0] if isinstance(expression, Call) and expression.operation == "exp" else None
