"""Histograms of a network's weights, activations and gradients, layer by layer."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.truth import Examples

BINS = 40


class Histogram(NamedTuple):
    """How often values fall into `BINS` bins of equal width from low to high; the rest is not finite."""

    low: float
    high: float
    counts: NDArray[np.float32]
    not_finite: int


class LayerHistograms(NamedTuple):
    """The histograms of one layer; gradients are those of its weights."""

    weights: Histogram
    activations: Histogram
    gradients: Histogram


def histogram(values: NDArray[np.floating]) -> Histogram:
    """Return the histogram of all values, over a range that is symmetric if they have both signs."""
    finite = values[np.isfinite(values)].astype(np.float64)
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if low < 0 < high:
        low, high = -max(-low, high), max(-low, high)
    if low == high:
        low, high = low - 0.5, high + 0.5
    counts, _ = np.histogram(finite, BINS, (low, high))
    return Histogram(low, high, counts.astype(np.float32), values.size - finite.size)


def histograms(bound: Bound, examples: Examples) -> list[LayerHistograms]:
    """Return the histograms of every layer for the examples, the output last."""
    passed = bound.forward(examples.points)
    gradient = bound.backward(*examples).gradient
    found = []
    for plan, view, activations in zip(bound.plan.layers, bound.layers, passed.a, strict=True):
        end = plan.offset + plan.fan_in * plan.fan_out
        found.append(
            LayerHistograms(histogram(view.weights), histogram(activations), histogram(gradient[plan.offset : end]))
        )
    return found
