"""Where a neuron's numbers are in the flat vector of parameters."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound


class Place(NamedTuple):
    """A neuron's weights are at first, first + stride, ...; its bias follows where the next weight would be."""

    first: int
    stride: int
    weights: int

    @property
    def bias(self) -> int:
        """The position of the bias."""
        return self.first + self.stride * self.weights

    def positions(self) -> NDArray[np.int64]:
        """Return the positions of all weights, and of the bias behind them."""
        return self.first + self.stride * np.arange(self.weights + 1)


def place(bound: Bound, layer: int, index: int) -> Place:
    """Return the place of neuron `index`, from 0, of layer `layer`, from 1; ValueError if there is none."""
    if layer == 0:
        raise ValueError("The inputs have no weights: pick a neuron of a layer.")
    refuse_absent(bound, layer, index)
    plan = bound.plan.layers[layer - 1]
    return Place(plan.offset + index, plan.fan_out, plan.fan_in)


def refuse_absent(bound: Bound, layer: int, index: int) -> None:
    """Raise ValueError if the network has no such neuron; layer 0 holds what it is fed."""
    shapes = bound.program.shapes
    if not isinstance(layer, int) or not 0 <= layer <= len(shapes):
        raise ValueError(f"There is no layer {layer}: the output is layer {len(shapes)}.")
    width = shapes[layer - 1][1] if layer else shapes[0][0]
    if not isinstance(index, int) or not 0 <= index < width:
        raise ValueError(f"Layer {layer} has no neuron {numbered(index)}: they are counted from 1 to {width}.")


def numbered(index: object) -> object:
    """Return an index, from 0, as the page counts, from 1; what is no whole number stays as it is."""
    return index + 1 if isinstance(index, int) else index
