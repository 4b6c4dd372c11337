"""Formulas that a user types: what they mean, how they derive, and how they look."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.derivative import Step, derivation, derive
from core.compiler.evaluate import evaluate
from core.compiler.expression import ZERO, Expression, Number, call, nodes
from core.compiler.finite import is_finite, refusal
from core.compiler.language import CONSTANTS, WORDS
from core.compiler.parse import located
from core.compiler.printing import to_formula, to_numpy
from core.compiler.refusal import FormulaError
from core.compiler.simplify import simplify
from core.compiler.steady import steady

KINDS = ("target", "activation", "feature")
REACH = 4.0
FAR = (0.0, 10.0, 50.0, 100.0, 1e4)
LARGEST_SLOPE = 1e30
MOST_PARTS = 1000
"""Of a derivative: such a long one is compiled in some tenths of a second."""

Floats = NDArray[np.float32]


class Examined(NamedTuple):
    """An accepted formula: as it was read and simplified, as NumPy source, and, of an activation, its derivation."""

    formula: str
    numpy: str
    steps: tuple[Step, ...]


def examine(text: str, kind: str, inputs: int) -> Examined:
    """What a typed formula of a kind in KINDS means; FormulaError, with its column, if it is not accepted."""
    expression = read(text, kind, inputs)
    simple = simplify(expression)
    return Examined(to_formula(simple), to_numpy(simple), steps_to(expression) if kind == "activation" else ())


def steps_to(activation: Expression) -> tuple[Step, ...]:
    """The steps to the slope of an activation."""
    steps, used = derivation(activation, "x"), to_formula(slope(activation))
    return steps if steps[-1].formula == used else (*steps, Step("0 where there is no finite slope", used))


def slope(activation: Expression) -> Expression:
    """The derivative of an activation, 0 where it has no finite one though the activation has a value.

    Where that is so, at a few places, is tried out: sqrt(abs(x)) has none at 0, a power none where it overflows.
    """
    derived = derive(activation, "x")
    places = np.concatenate([probes(("x",))["x"], FAR, np.negative(FAR)]).astype(np.float32)
    value, found = (np.broadcast_to(evaluate(part, {"x": places}), places.shape) for part in (activation, derived))
    if (is_finite(found) | ~is_finite(value)).all():
        return derived
    return call("where", call("less", call("absolute", derived), Number(LARGEST_SLOPE)), derived, ZERO)


def read(text: str, kind: str, inputs: int) -> Expression:
    """The expression of a formula of a kind, checked to have finite values where it will be used."""
    variables = ("x",) if kind == "activation" else input_variables(inputs)
    expression, parts = located(text, variables)
    places = probes(variables)
    values = np.broadcast_to(evaluate(expression, places), len(next(iter(places.values()))))
    bad = np.flatnonzero(~is_finite(values))
    if len(bad):
        raise refusal(text, expression, parts, {name: float(places[name][bad[0]]) for name in variables})
    found = steady(expression)
    if kind == "activation" and (count := sum(1 for _ in nodes(derive(found, "x")))) > MOST_PARTS:
        raise FormulaError(
            f"The derivative of the formula that begins at position 1 would have {count:,} parts: at most "
            f"{MOST_PARTS:,} are expected. Write a shorter formula."
        )
    return found


def input_variables(inputs: int) -> tuple[str, ...]:
    """The names of the inputs in formulas: a and b for the first two, and x1, x2, ... for all."""
    return ("a", "b")[:inputs] + tuple(f"x{number}" for number in range(1, inputs + 1))


def suggestions(kind: str, inputs: int) -> tuple[str, ...]:
    """All words that a formula of a kind may hold."""
    variables = ("x",) if kind == "activation" else input_variables(inputs)
    return (*variables, *CONSTANTS, *WORDS)


def probes(variables: tuple[str, ...]) -> dict[str, NDArray[np.float64]]:
    """Places at which a formula has to be finite: odd ones, and those that are met sooner or later.

    An activation meets 0 where weights begin as zeros. Inputs are drawn from all multiples of 2**-24 below 1, so that
    each is 0, and two are equal, once in some millions of examples: edges and diagonals of the square count.
    """
    if variables == ("x",):
        return {"x": np.append(np.linspace(-REACH - 0.017, REACH, 100), 0.0)}
    rng = np.random.default_rng(0)
    inputs = [name for name in variables if name not in ("a", "b")]
    count = len(inputs)
    inside = rng.uniform(0.001, 0.999, (count, 200 + 2 * count + 20))
    for number in range(count):  # each input at both its ends, the others anywhere
        inside[number, 200 + 2 * number : 202 + 2 * number] = 0, 1
    inside[:, -20:-10] = np.linspace(0, 1, 10)
    inside[::2, -10:], inside[1::2, -10:] = np.linspace(0, 1, 10), np.linspace(1, 0, 10)
    places = dict(zip(inputs, inside, strict=True))
    return places | {name: places[f"x{number}"] for number, name in enumerate("ab", 1) if name in variables}


def curve(text: str, points: int = 161) -> tuple[Floats, Floats, Floats]:
    """An activation's places from -REACH to REACH, its values there, and its slopes."""
    expression = read(text, "activation", 1)
    x = np.linspace(-REACH, REACH, points)
    parts = (expression, slope(expression))
    value, slopes = (np.broadcast_to(evaluate(part, {"x": x}), points).astype(np.float32) for part in parts)
    return x.astype(np.float32), value, slopes


def picture(text: str, kind: str, inputs: int, size: int) -> Floats:
    """The values (size * size,) of a target or feature over the square, row by row from b = 0, edges included.

    Further inputs are 1/2.
    """
    expression = read(text, kind, inputs)
    a, b = np.meshgrid(np.linspace(0, 1, size), np.linspace(0, 1, size))
    values = {name: np.full(size * size, 0.5) for name in input_variables(inputs)}
    for names, place in ((("a", "x1"), a), (("b", "x2"), b)):
        values |= {name: place.ravel() for name in names if name in values}
    return np.broadcast_to(evaluate(expression, values), size * size).astype(np.float32)
