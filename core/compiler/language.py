"""The language of formulas: its constants, functions and limits."""

import math
from collections.abc import Callable

from core.compiler.expression import ZERO, Expression, call

MOST_NODES = 300
DEEPEST = 24
LARGEST = 1e9
LARGEST_EXPONENT = 16.0

CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "abs": "absolute", "sign": "sign", "sqrt": "sqrt", "exp": "exp", "log": "log", "sin": "sin", "cos": "cos",
    "tan": "tan", "arctan": "arctan", "tanh": "tanh", "sigmoid": "sigmoid", "softplus": "softplus", "floor": "floor",
    "round": "round", "copysign": "copysign", "where": "where", "min": "minimum", "max": "maximum",
}  # fmt: skip
SHORTHANDS: dict[str, tuple[int, Callable[..., Expression]]] = {
    "relu": (1, lambda x: call("maximum", x, ZERO)),
    "frac": (1, lambda x: call("subtract", x, call("floor", x))),
    "clip": (3, lambda x, low, high: call("minimum", call("maximum", x, low), high)),
}
WORDS = tuple(sorted([*FUNCTIONS, *SHORTHANDS]))
