"""Formulas that a user types: what they mean, how they derive, and how they look."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.derivative import Step, derivation, derive
from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression
from core.compiler.finite import is_finite, refusal
from core.compiler.language import CONSTANTS, WORDS
from core.compiler.parse import located
from core.compiler.printing import to_formula, to_numpy
from core.compiler.simplify import simplify

KINDS = ("target", "activation", "feature")
REACH = 4.0
Floats = NDArray[np.float32]


class Examined(NamedTuple):
    """An accepted formula: as it was read and simplified, as NumPy source, and, of an activation, its derivation."""

    formula: str
    numpy: str
    steps: tuple[Step, ...]


def examine(text: str, kind: str, inputs: int) -> Examined:
    """What a typed formula of a kind in KINDS means; FormulaError, with its column, if it is not accepted."""
    expression = read(text, kind, inputs)
    steps = derivation(expression, "x") if kind == "activation" else ()
    simple = simplify(expression)
    return Examined(to_formula(simple), to_numpy(simple), steps)


def read(text: str, kind: str, inputs: int) -> Expression:
    """The expression of a formula of a kind, checked to have finite values where it will be used."""
    variables = ("x",) if kind == "activation" else input_variables(inputs)
    expression, parts = located(text, variables)
    places = probes(variables)
    values = np.broadcast_to(evaluate(expression, places), len(next(iter(places.values()))))
    bad = np.flatnonzero(~is_finite(values))
    if len(bad):
        raise refusal(text, expression, parts, {name: float(places[name][bad[0]]) for name in variables})
    return expression


def input_variables(inputs: int) -> tuple[str, ...]:
    """The names of the inputs in formulas: a and b for the first two, and x1, x2, ... for all."""
    return ("a", "b")[:inputs] + tuple(f"x{number}" for number in range(1, inputs + 1))


def suggestions(kind: str, inputs: int) -> tuple[str, ...]:
    """All words that a formula of a kind may hold."""
    variables = ("x",) if kind == "activation" else input_variables(inputs)
    return (*variables, *CONSTANTS, *WORDS)


def probes(variables: tuple[str, ...]) -> dict[str, NDArray[np.float64]]:
    """Places at which a formula has to be finite: odd ones, since a single pole at 0 or at an edge does no harm."""
    if variables == ("x",):
        return {"x": np.linspace(-REACH - 0.017, REACH, 100)}
    rng = np.random.default_rng(0)
    inside = rng.uniform(0.001, 0.999, (len(variables), 200))
    places = dict(zip(variables, inside, strict=True))
    return places | {f"x{number}": places[name] for number, name in enumerate("ab", 1) if name in places}


def curve(text: str, points: int = 161) -> tuple[Floats, Floats, Floats]:
    """An activation's places from -REACH to REACH, its values there, and its slopes."""
    expression = read(text, "activation", 1)
    x = np.linspace(-REACH, REACH, points)
    value, slope = (np.broadcast_to(evaluate(part, {"x": x}), points) for part in (expression, derive(expression, "x")))
    return x.astype(np.float32), value.astype(np.float32), slope.astype(np.float32)


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
