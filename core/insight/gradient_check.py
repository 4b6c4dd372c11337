"""Gradient check: backpropagation against a central difference, for one parameter, in double precision.

(C(w + h) - C(w - h)) / 2h is within about h^2 of the slope where the cost C is smooth. Where an activation or
the loss has a kink between w - h and w + h, it is the mean of the slopes on both sides, and backpropagation
takes one of them: then they differ, and both are right.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.catalogue import evaluate as catalogue
from core.compiler.evaluation import LARGEST_EXACT, Evaluation
from core.compiler.program import Bound
from core.insight.kink import kink
from core.insight.truth import Examples
from core.shared.digits import brief
from core.training.place import numbered, place

RELATIVE_STEP = 1e-5
AGREEMENT = 1e-4
_SIDES = 1e-9


class Check(NamedTuple):
    """One parameter's slope by both ways; `reason` is empty where they agree."""

    position: int
    value: float
    backpropagation: float
    difference: float
    step: float
    relative_error: float
    agrees: bool
    reason: str


def check(bound: Bound, examples: Examples, layer: int, index: int, weight: int | None) -> Check:
    """Return the check of a neuron's weight, from 0, or of its bias (None), on the examples.

    ValueError if there is no such neuron or weight, or if the network is too large.
    """
    where = place(bound, layer, index)
    if weight is not None and (not isinstance(weight, int) or not 0 <= weight < where.weights):
        raise ValueError(f"This neuron has no weight {numbered(weight)}: they are counted from 1 to {where.weights}.")
    if bound.program.parameters > LARGEST_EXACT:
        raise ValueError(f"A check in double precision is for networks of up to {LARGEST_EXACT:,} parameters.")
    position = where.bias if weight is None else where.first + where.stride * weight
    exact = Evaluation(bound.plan, bound.parameters.astype(np.float64), np.float64)
    return compare(exact, Examples(*(part.astype(np.float64) for part in examples)), position)


def compare(exact: Evaluation, examples: Examples, position: int) -> Check:
    """Return the check of the parameter at a position of a network in double precision."""
    value = float(exact.parameters[position])
    step = RELATIVE_STEP * max(1.0, abs(value))
    slope = float(exact.backward(*examples).gradient[position])
    above, below = (moved(exact, examples, position, value + sign * step) for sign in (1, -1))
    difference = (above.cost - below.cost) / (2 * step)
    exact.parameters[position] = value
    scale = max(abs(slope), abs(difference))
    error = abs(slope - difference) / scale if scale else 0.0
    agrees = error <= AGREEMENT or abs(slope - difference) < _SIDES
    reason = "" if agrees else disagreement(exact, above, below)
    return Check(position, value, slope, difference, step, error, agrees, reason)


class Moved(NamedTuple):
    """The cost with one parameter moved, each layer's sums (n, fan_out), and whether each output is above its target.

    Of a loss that takes the output's sums, these are not among the sums.
    """

    cost: float
    sums: list[NDArray[np.float64]]
    above: NDArray[np.bool_]


def moved(exact: Evaluation, examples: Examples, position: int, value: float) -> Moved:
    """Return what a network makes of the examples with one parameter at another value."""
    exact.parameters[position] = value
    passed = exact.forward(examples.points)
    sums = [z.copy() for z in passed.z[: len(passed.z) - (exact.plan.loss.by == "z")]]
    return Moved(exact.cost(*examples), sums, passed.a[-1] > examples.targets)


def disagreement(exact: Evaluation, above: Moved, below: Moved) -> str:
    """Return the sentence that says why both ways differ."""
    for number, (one, other) in enumerate(zip(below.sums, above.sums, strict=True), 1):
        found = kink(exact.plan.layers[number - 1].activation, one, other)
        if found:
            where = f"Neuron {found.neuron + 1} of layer {number} passes the"  # people count neurons from 1
            at = f"of its activation at {brief(found.at, 3)} within the step"
            if found.jumps:
                return f"{where} jump {at}: no slope says how much a jump brings."
            return (
                f"{where} kink {at}: the slope jumps there; the difference takes the mean of both sides, "
                "backpropagation takes one."
            )
    if bends(exact) and (above.above != below.above).any():
        return "The output passes its target within the step, where the loss has a kink: its slope there jumps."
    return "The cost bends or jumps too sharply within the step for a difference to measure its slope."


def bends(exact: Evaluation) -> bool:
    """Return whether the loss has another slope just below its target than just above."""
    loss = exact.plan.loss
    if loss.by == "z":
        return False
    slopes = catalogue.evaluate(loss.slope, y=np.array([-1e-6, 1e-6]), t=np.zeros(2))
    return bool(abs(slopes[1] - slopes[0]) > 1e-3)
