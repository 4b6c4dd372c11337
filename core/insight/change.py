"""Change: what the optimizer would make of a gradient in the next step, from its own lines in the catalogue.

This follows the textbook order: penalties join the gradient, clipping shortens it, decay takes its share of
the weights, then come the optimizer's lines. All in float64, and nothing of the run changes.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.catalogue.evaluate import evaluate
from core.compiler.program import Bound, State

Floats = NDArray[np.float64]


def change(bound: Bound, state: State, gradient: NDArray[np.floating], rate: float, where: NDArray[np.int64]) -> Floats:
    """Return how much the parameters at the positions `where` would change.

    `gradient` (P,) is that of the mean cost alone; `state` is what `bound.save()` returns.
    """
    config = bound.config
    weights = is_weight(bound, where)
    p = state.parameters[where].astype(np.float64)
    g = clipped(penalized(bound, gradient), config.clip)[where]
    names: dict[str, Any] = {"p": p - rate * config.decay * p * weights, "g": g}
    names |= {name: vector[where].astype(np.float64) for name, vector in state.optimizer.items()}
    names |= scalars(bound, state.steps, rate)
    for line in bound.plan.optimizer.lines:
        name, _, expression = line.partition(" = ")
        names[name] = evaluate(expression, **names)
    return np.asarray(names["p"], np.float64) - p


def scalars(bound: Bound, steps: int, rate: float) -> dict[str, float]:
    """Return the knobs, the rate and the numbers that the optimizer derives from them for its next step."""
    config = bound.config
    knobs = ("momentum", "beta1", "beta2", "rho", "epsilon")
    names = {name: float(getattr(config, name)) for name in knobs} | {"rate": rate, "step": float(steps + 1)}
    for name, expression in bound.plan.optimizer.scalars:
        names[name] = float(evaluate(expression, **names))
    return names


def is_weight(bound: Bound, where: NDArray[np.int64]) -> Floats:
    """Return 1 for the positions of weights and 0 for those of biases."""
    found = np.ones(len(where))
    for layer in bound.plan.layers:
        first = layer.offset + layer.fan_in * layer.fan_out
        found[(where >= first) & (where < first + layer.fan_out)] = 0
    return found


def penalized(bound: Bound, gradient: NDArray[np.floating]) -> Floats:
    """Return the gradient with those of the penalties on large weights."""
    config = bound.config
    if not (config.l1 or config.l2):
        return gradient.astype(np.float64)
    p = bound.parameters.astype(np.float64)
    weights = is_weight(bound, np.arange(len(p)))
    return gradient + (config.l2 * p + config.l1 * np.sign(p)) * weights


def clipped(gradient: Floats, limit: float) -> Floats:
    """Return the gradient, shortened to the limit if it is longer."""
    norm = float(np.linalg.norm(gradient))
    return gradient * (limit / norm) if limit and norm > limit else gradient
