"""Kinks: where an activation's slope, or the activation itself, jumps between two sums that are close together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.evaluate import evaluate
from core.compiler.plan import Activation

Floats = NDArray[np.float64]

JUMP = 1e-3
HALVINGS = 60
DECIMALS = 6  # of the place: the sums of a check differ by some 1e-5


class Kink(NamedTuple):
    """Which neuron, from 0, passes a kink of its activation, at which sum, and whether the value jumps there, too."""

    neuron: int
    at: float
    jumps: bool


def kink(activation: Activation, below: Floats, above: Floats) -> Kink | None:
    """Return the first kink between sums (n, fan_out) and others nearby; None if there is none.

    What is smooth changes its slope there by no more than about their distance, and its value as its slopes say.
    """
    distance = np.abs(above - below)
    slopes = slope(activation, below), slope(activation, above)
    climb = distance * np.maximum(*np.abs(slopes))
    bends = np.abs(slopes[1] - slopes[0]) > JUMP + 100 * distance
    leaps = np.abs(value(activation, above) - value(activation, below)) > JUMP + 100 * distance + 2 * climb
    found = np.argwhere(bends | leaps)
    if not len(found):
        return None
    row, neuron = (int(place) for place in found[0])
    low, high = narrowed(activation, float(below[row, neuron]), float(above[row, neuron]))
    gap = np.abs(np.diff(value(activation, np.array([low, high]))))
    return Kink(neuron, round((low + high) / 2, DECIMALS) + 0.0, bool(gap[0] > JUMP))


def narrowed(activation: Activation, low: float, high: float) -> tuple[float, float]:
    """Return two sums as close as can be between which value or slope jumps, by halving what is between two others."""
    for _ in range(HALVINGS):
        three = np.array([low, (low + high) / 2, high])
        values, slopes = (np.abs(np.diff(part(activation, three))) for part in (value, slope))
        left, right = values + slopes
        low, high = (three[0], three[1]) if left > right else (three[1], three[2])
    return low, high


def value(activation: Activation, x: Floats) -> Floats:
    """Return the activation's values at sums."""
    return np.broadcast_to(evaluate(activation.value, {"x": x}), x.shape)


def slope(activation: Activation, x: Floats) -> Floats:
    """Return the activation's slopes at sums."""
    return np.broadcast_to(evaluate(activation.slope, {"x": x, "y": value(activation, x)}), x.shape)
