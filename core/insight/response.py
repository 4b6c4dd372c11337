"""Responses: what the output, or any neuron, makes of every point of the square.

Networks of millions of parameters are worked out on a coarser grid, and smoothed to the size asked for.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.coarse import smoothed, worked_out
from core.insight.truth import truth
from core.insight.view import View, grid
from core.training.place import refuse_absent

Floats = NDArray[np.float32]


BEYOND = 1e30
"""A size from which on the surface's shader, too, sees no number."""


class Classified(NamedTuple):
    """The predicted classes (n,) uint8 from 0, and how sure the network is of each, (n,) float32 in 0 to 1."""

    classes: NDArray[np.uint8]
    confidence: Floats


def outputs(bound: Bound, view: View, size: int) -> Floats:
    """Return the viewed output (size * size,) over the square, row b, column a."""
    return np.ascontiguousarray(all_outputs(bound, view, size)[:, view.output])


def all_outputs(bound: Bound, view: View, size: int) -> Floats:
    """Return all outputs (size * size, outputs) over the square."""
    return smoothed(bound.predict(grid(view, worked_out(bound, size))), size)


def targets(bound: Bound, view: View, size: int) -> Floats:
    """Return the viewed output's target (size * size,) over the square; nan where it is random."""
    return np.ascontiguousarray(truth(bound, grid(view, size))[:, view.output])


def extremes(values: Floats) -> tuple[float, float] | None:
    """Return the least and the greatest of the values that a picture can show; None if it can show none."""
    least, greatest = float(values.min()), float(values.max())
    if least > -BEYOND and greatest < BEYOND:  # false of nan, too
        return least, greatest
    shown = values[np.abs(values) < BEYOND]
    return (float(shown.min()), float(shown.max())) if len(shown) else None


def neuron(bound: Bound, view: View, layer: int, index: int, size: int) -> Floats:
    """Return one neuron's activation (size * size,) over the square.

    Layer 0 holds what the network is fed, the last layer the outputs. ValueError if there is no such neuron.
    """
    refuse_absent(bound, layer, index)
    fed = bound.forward(grid(view, worked_out(bound, size)))
    values = fed.a[layer - 1] if layer else fed.inputs
    return np.ascontiguousarray(smoothed(values[:, index : index + 1], size)[:, 0])


def classify(values: Floats) -> Classified:
    """Return the classes that outputs (n, k) stand for: of one output 0 or 1, split at 0.5; else the largest."""
    if values.shape[1] == 1:
        output = values[:, 0]
        return Classified((output > 0.5).astype(np.uint8), np.minimum(1, np.abs(2 * output - 1)))
    second, first = np.partition(values, -2, axis=1)[:, -2:].T
    return Classified(values.argmax(axis=1).astype(np.uint8), np.clip(first - second, 0, 1))
