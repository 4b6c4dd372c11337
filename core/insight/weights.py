"""Weights of whole layers and small response maps of all their neurons, for the graph of the network."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.coarse import smoothed, worked_out
from core.insight.colours import value_colours
from core.insight.view import View, grid

MOST = 24


class LayerWeights(NamedTuple):
    """A layer's weights, flat (fan_in * fan_out,): that of input i and neuron j is at i * fan_out + j."""

    layer: int
    fan_in: int
    fan_out: int
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]


class LayerMaps(NamedTuple):
    """The responses of a layer's neurons over the square, one picture of size by size pixels below the other."""

    layer: int
    neurons: int
    size: int
    rgba: NDArray[np.uint8]


def layer_weights(bound: Bound, layer: int) -> LayerWeights:
    """Return the weights of a layer, from 1; ValueError if there is none."""
    if not isinstance(layer, int) or not 1 <= layer <= len(bound.layers):
        raise ValueError(f"There is no layer {layer} with weights: they go from 1 to {len(bound.layers)}.")
    view = bound.layers[layer - 1]
    fan_in, fan_out = view.weights.shape
    return LayerWeights(layer, fan_in, fan_out, view.weights.ravel().copy(), view.biases.copy())


def layer_maps(bound: Bound, view: View, size: int) -> list[LayerMaps]:
    """Return the maps of every layer that has at most 24 neurons, of what the network is fed first."""
    passed = bound.forward(grid(view, worked_out(bound, size)))
    layers = enumerate((passed.inputs, *passed.a))
    return [
        LayerMaps(number, values.shape[1], size, value_colours(smoothed(values, size).T.ravel()))
        for number, values in layers
        if values.shape[1] <= MOST
    ]
