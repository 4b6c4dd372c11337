"""Parameters: all weights and biases of a network in one flat vector, and views of it layer by layer."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from core.compiler.plan import Plan
from core.compiler.streams import WEIGHTS, stream

Floats = NDArray[Any]


class LayerView(NamedTuple):
    """Views of a layer in the flat vectors: weights (fan_in, fan_out), biases (fan_out,), and their gradients."""

    weights: Floats
    biases: Floats
    weight_gradients: Floats
    bias_gradients: Floats


def initial_parameters(plan: Plan, dtype: DTypeLike) -> Floats:
    """The flat vector as the initializers draw it: layer by layer, weights before biases."""
    rng = stream(plan.config.seed, WEIGHTS)
    parameters = np.empty(plan.parameters, dtype)
    for layer, view in zip(plan.layers, layer_views(plan, parameters, parameters), strict=True):
        view.weights[:] = layer.weights.draw(rng, layer.fan_in, layer.fan_out)
        view.biases[:] = layer.biases.draw(rng, 1, layer.fan_out)[0]
    return parameters


def layer_views(plan: Plan, parameters: Floats, gradient: Floats) -> tuple[LayerView, ...]:
    """The views of every layer, the output last."""
    views = []
    for layer in plan.layers:
        blocks = [
            vector[layer.offset : layer.offset + layer.size].reshape(layer.fan_in + 1, layer.fan_out)
            for vector in (parameters, gradient)
        ]
        views.append(LayerView(blocks[0][:-1], blocks[0][-1], blocks[1][:-1], blocks[1][-1]))
    return tuple(views)
