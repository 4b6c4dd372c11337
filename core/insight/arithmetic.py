"""Arithmetic: one neuron's numbers for one example, forward and backward, as one would work them out by hand.

Forward: x are the neuron's inputs, z = w . x + b its sum, a = f(z) its activation. Backward: `arriving` is
the cost's derivative by a, which the next layer hands back; delta = arriving * slope is that by z; each
weight's gradient is delta * x, and the bias's is delta. `change` is what the next step would add if this
example were its whole batch.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.catalogue import evaluate as catalogue
from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression
from core.compiler.plan import matrix_layers
from core.compiler.program import Bound
from core.insight.change import change
from core.insight.truth import Examples, example
from core.insight.view import View
from core.training.place import place

Floats = NDArray[np.float32]


class Forward(NamedTuple):
    """The way forward: `terms` are weights * inputs, `slope` is the activation's at the sum."""

    layer: int
    neuron: int
    activation: str
    inputs: Floats
    weights: Floats
    terms: Floats
    bias: float
    sum: float
    value: float
    slope: float
    outgoing: Floats
    first: int
    stride: int


class Backward(NamedTuple):
    """The way back. Of the output `arriving` is the loss's slope, or None if the loss is taken by the sum.

    `following` (neurons of the next layer,) is their delta each, by which `arriving` is the sum over outgoing weights.
    `weight_changes` is empty where the optimizer turns a whole matrix at once, as Muon does between hidden layers.
    """

    cost: float
    target: float | None
    arriving: float | None
    delta: float
    weight_gradients: Floats
    bias_gradient: float
    weight_changes: Floats
    bias_change: float
    following: Floats


def forward(bound: Bound, view: View, layer: int, index: int) -> Forward:
    """Return a neuron's numbers forward; layers count from 1. ValueError if there is no such neuron."""
    where = place(bound, layer, index)
    fed = bound.forward(np.array([view.point], np.float32))
    inputs = np.ascontiguousarray((fed.a[layer - 2] if layer > 1 else fed.inputs)[0])
    weights = bound.parameters[where.positions()]
    z, a = float(fed.z[layer - 1][0, index]), float(fed.a[layer - 1][0, index])
    plan = bound.plan.layers[layer - 1]
    outgoing = bound.layers[layer].weights[index].copy() if layer < len(bound.layers) else np.empty(0, np.float32)
    return Forward(
        layer, index, plan.activation.id, inputs, weights[:-1].copy(), weights[:-1] * inputs, float(weights[-1]),
        z, a, slope_at(plan.activation.slope, z, a), outgoing, where.first, where.stride,
    )  # fmt: skip


def backward(bound: Bound, view: View, layer: int, index: int, rate: float) -> Backward | None:
    """Return a neuron's numbers backward; None if the target is random, since no error is known then."""
    shown = example(bound, view)
    if shown is None:
        return None
    back = bound.backward(*shown)
    positions = place(bound, layer, index).positions()
    gradients = back.gradient[positions]
    changes = change(bound, bound.save(), back.gradient, rate, positions).astype(np.float32)
    by_itself = bound.plan.layers[layer - 1] not in matrix_layers(bound.plan)
    is_output = layer == len(bound.layers)
    return Backward(
        back.cost,
        float(shown.targets[0, index]) if is_output else None,
        arriving(bound, shown, back.deltas, layer, index),
        float(back.deltas[layer - 1][0, index]),
        gradients[:-1].copy(),
        float(gradients[-1]),
        changes[: -1 if by_itself else 0].copy(),
        float(changes[-1]),
        np.empty(0, np.float32) if is_output else np.asarray(back.deltas[layer][0], np.float32).copy(),
    )


def arriving(bound: Bound, shown: Examples, deltas: list[Floats], layer: int, index: int) -> float | None:
    """Return the cost's derivative by a neuron's activation."""
    if layer < len(bound.layers):
        return float(bound.layers[layer].weights[index] @ deltas[layer][0])
    loss = bound.plan.loss
    if loss.by == "z":
        return None
    y, t = bound.predict(shown.points)[0, index], shown.targets[0, index]
    return float(catalogue.evaluate(loss.slope, y=y, t=t)) / bound.config.outputs


def slope_at(slope: Expression, z: float, a: float) -> float:
    """Return an activation's slope at the sum z, where its value is a."""
    return float(evaluate(slope, {"x": np.float64(z), "y": np.float64(a)}))
