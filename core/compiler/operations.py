"""The operations of the expression language: one row each, and nothing else is ever evaluated.

`formula` and `numpy` are how a call is written for people and in NumPy, with {0}, {1}, {2} for the arguments;
`binding` is how tightly the formula's outermost operator binds (ATOM for a function call), `arguments` how tightly each
argument has to bind so that it needs no brackets. `partials` are the derivatives by u, v, w, the arguments, as formulas
in them and in y, the value; empty where there is none: of truths, and of choices, whose derivative is a choice again,
so that the slope at a jump or a kink is the one that the branch taken there has.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, POWER, ATOM = range(9)


class Operation(NamedTuple):
    """One operation."""

    name: str
    arity: int
    formula: str
    numpy: str
    binding: int
    arguments: tuple[int, ...]
    evaluate: Callable[..., Any]
    partials: tuple[str, ...] = ()
    truth: bool = False
    numpy_binding: int = ATOM


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def _softplus(x: Any) -> Any:
    return np.maximum(x, 0) + np.log(1 + np.exp(-abs(x)))


def _where(condition: Any, left: Any, right: Any) -> Any:
    """np.where that keeps the dtype of the array among its arguments, also where both values are plain numbers."""
    values = np.where(condition, left, right)
    typed = any(isinstance(part, np.ndarray | np.generic) for part in (left, right))
    return values if typed else values.astype(np.float32)


def _infix(name: str, sign: str, binding: int, right: int, evaluate: Callable[..., Any], *partials: str) -> Operation:
    text = f"{{0}}{sign}{{1}}"
    return Operation(name, 2, text, text, binding, (binding, right), evaluate, partials, numpy_binding=binding)


def _compare(name: str, sign: str, evaluate: Callable[..., Any]) -> Operation:
    text = f"{{0}} {sign} {{1}}"
    return Operation(name, 2, text, text, COMPARE, (SUM, SUM), evaluate, (), truth=True, numpy_binding=COMPARE)


def _function(name: str, word: str, numpy: str, evaluate: Callable[..., Any], *partials: str) -> Operation:
    arity = numpy.count("{")
    formula = f"{word}({', '.join(f'{{{i}}}' for i in range(arity))})"
    return Operation(name, arity, formula, numpy, ATOM, (OR,) * arity, evaluate, partials)


_ROWS = (
    _infix("add", " + ", SUM, SUM, np.add, "1", "1"),
    _infix("subtract", " - ", SUM, PRODUCT, np.subtract, "1", "-1"),
    _infix("multiply", " * ", PRODUCT, PRODUCT, np.multiply, "v", "u"),
    _infix("divide", " / ", PRODUCT, SIGN, np.divide, "1 / v", "-u / v ** 2"),
    Operation("negative", 1, "-{0}", "-{0}", SIGN, (SIGN,), np.negative, ("-1",), numpy_binding=SIGN),
    Operation("power", 2, "{0} ** {1}", "{0}**{1}", POWER, (ATOM, POWER), np.power,
              ("v * u ** (v - 1)", "y * log(u)"), numpy_binding=POWER),
    _function("absolute", "abs", "np.abs({0})", np.abs, "sign(u)"),
    _function("sign", "sign", "np.sign({0})", np.sign, "0"),
    _function("sqrt", "sqrt", "np.sqrt({0})", np.sqrt, "0.5 / y"),
    _function("exp", "exp", "np.exp({0})", np.exp, "y"),
    _function("log", "log", "np.log({0})", np.log, "1 / u"),
    _function("sin", "sin", "np.sin({0})", np.sin, "cos(u)"),
    _function("cos", "cos", "np.cos({0})", np.cos, "-sin(u)"),
    _function("tan", "tan", "np.tan({0})", np.tan, "1 + y ** 2"),
    _function("arctan", "arctan", "np.arctan({0})", np.arctan, "1 / (1 + u ** 2)"),
    _function("tanh", "tanh", "np.tanh({0})", np.tanh, "1 - y ** 2"),
    _function("sigmoid", "sigmoid", "sigmoid({0})", _sigmoid, "y * (1 - y)"),
    _function("softplus", "softplus", "softplus({0})", _softplus, "sigmoid(u)"),
    _function("floor", "floor", "np.floor({0})", np.floor, "0"),
    _function("round", "round", "np.rint({0})", np.rint, "0"),
    _function("copysign", "copysign", "np.copysign({0}, {1})", np.copysign, "sign(u) * sign(y)", "0"),
    _function("minimum", "min", "np.minimum({0}, {1})", np.minimum),
    _function("maximum", "max", "np.maximum({0}, {1})", np.maximum),
    _function("where", "where", "np.where({0}, {1}, {2})", _where),
    _compare("less", "<", np.less),
    _compare("less_equal", "<=", np.less_equal),
    _compare("greater", ">", np.greater),
    _compare("greater_equal", ">=", np.greater_equal),
    _compare("equal", "==", np.equal),
    _compare("not_equal", "!=", np.not_equal),
    Operation("logical_and", 2, "{0} and {1}", "({0}) & ({1})", AND, (AND, NOT), np.logical_and, (), True, AND),
    Operation("logical_or", 2, "{0} or {1}", "({0}) | ({1})", OR, (OR, AND), np.logical_or, (), True, OR),
    # Occurs only between the steps of a derivation.
    Operation("derivative", 1, "d[{0}]", "d[{0}]", ATOM, (OR,), np.zeros_like),
    Operation("logical_not", 1, "not {0}", "~({0})", NOT, (NOT,), np.logical_not, (), True, NOT),
)  # fmt: skip

OPERATIONS = {row.name: row for row in _ROWS}
