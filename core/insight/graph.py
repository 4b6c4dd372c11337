"""Graph: a small network drawn as neurons and weights: where each goes, its picture, and the weights as curves.

Weights of a layer are compared with its largest; they come in a few strengths, and each sign of a strength is one
path in the language of SVG, so that a thousand weights are a dozen things to draw.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.colours import value_image
from core.insight.view import View, grid
from core.insight.weights import MOST

STRENGTHS = (0.06, 0.2, 0.4, 0.6, 0.8)
"""From which share of a layer's largest weight each strength begins; what is smaller is not drawn."""
PITCH = 30
LEAST_HEIGHT = 150
MOST_HEIGHT = 320
GAP = 4
PIXELS = 28


class Layout(NamedTuple):
    """Where neurons are, in pixels: their side, the left of each layer, the tops of each layer's neurons."""

    height: int
    side: int
    lefts: list[int]
    tops: list[list[int]]


def graph(bound: Bound, view: View, width: int) -> dict[str, Any] | None:
    """Return the drawing of a network, `width` pixels wide; None if a layer has more than 24 neurons.

    `paths` are (layer that they lead into, sign, strength from 1, path); `rgba` holds all neurons' pictures of
    `pixels` x `pixels`, one below the other, the inputs first; `weights` are each layer's, flat, that of neuron i to j
    at i * fan_out + j.
    """
    sizes = [bound.plan.layers[0].fan_in, *(layer.fan_out for layer in bound.plan.layers)]
    if max(sizes) > MOST:
        return None
    layout = arrange(sizes, int(width))
    passed = bound.forward(grid(view, PIXELS))
    values = np.concatenate([passed.inputs, *passed.a], axis=1).T.ravel()
    return layout._asdict() | {
        "width": int(width),
        "sizes": sizes,
        "pixels": PIXELS,
        "rgba": value_image(np.ascontiguousarray(values, np.float32), PIXELS),
        "paths": paths(bound, layout),
        "weights": [layer.weights.ravel().copy() for layer in bound.layers],
    }


def arrange(sizes: list[int], width: int) -> Layout:
    """Return a place for every neuron: a column for each layer, centred."""
    height = min(MOST_HEIGHT, max(LEAST_HEIGHT, PITCH * max(sizes)))
    side = max(6, min(PIXELS, height // max(sizes) - GAP, width // len(sizes) - 2 * GAP))
    step = (width - side) / (len(sizes) - 1)
    tops = []
    for size in sizes:
        pitch = min(height / size, PITCH + 2 * GAP)
        first = (height - pitch * size + pitch - side) / 2
        tops.append([round(first + pitch * i) for i in range(size)])
    return Layout(height, side, [round(step * i) for i in range(len(sizes))], tops)


def paths(bound: Bound, layout: Layout) -> list[tuple[int, int, int, str]]:
    """Return the weights as paths, each with its layer, sign and strength, of a layer the faintest first."""
    found: dict[tuple[int, int, int], list[str]] = {}
    for number, view in enumerate(bound.layers):
        strengths = strengths_of(view.weights)
        left, right = layout.lefts[number] + layout.side, layout.lefts[number + 1]
        middle, half = (left + right) // 2, layout.side // 2
        for i, j in np.argwhere(strengths).tolist():
            strength = int(strengths[i, j])
            y, end = layout.tops[number][i] + half, layout.tops[number + 1][j] + half
            curve = f"M{left} {y}C{middle} {y} {middle} {end} {right} {end}"
            found.setdefault((number + 1, abs(strength), 1 if strength > 0 else -1), []).append(curve)
    return [(layer, sign, strength, "".join(found[layer, strength, sign])) for layer, strength, sign in sorted(found)]


def strengths_of(weights: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return the signed strength (fan_in, fan_out) of each weight, 0 for one that is not drawn."""
    finite = np.nan_to_num(weights, nan=0.0, posinf=0.0, neginf=0.0)
    top = np.abs(finite).max()
    if not top:
        return np.zeros(weights.shape, np.int64)
    return np.digitize(np.abs(finite) / top, STRENGTHS) * np.sign(finite).astype(np.int64)
