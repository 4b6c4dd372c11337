"""Neurons that do not learn: silent ones, saturated ones, and layers whose neurons are all alike."""

import numpy as np

from core.compiler.evaluate import evaluate
from core.insight.evidence import SATURATED_SHARE, SATURATED_SLOPE, SILENT_SLOPE, Evidence, slopes_of
from core.insight.finding import Finding
from core.insight.remedy import (
    Remedy,
    are_suited,
    far_too_high,
    names,
    other_activation,
    other_numbers,
    other_weights,
    slower,
)
from core.shared.config import Config

MANY = 0.5
WIDEST = 20.0  # sums farther from 0 are rare
LOWEST_SUSPECT_RATE = 0.01
_ALIKE = 1e-6


def silent_neurons(evidence: Evidence) -> list[Finding]:
    """Find hidden layers in which many neurons have slope 0 everywhere.

    A quarter of a first layer of ReLUs may be silent from the start, since both weights are negative: that is
    no fault yet.
    """
    return [
        silence(evidence, number)
        for number, layer in enumerate(evidence.layers[:-1], 1)
        if len(layer.silent) >= max(1, MANY * len(layer.silent_share))
    ]


def silence(evidence: Evidence, number: int) -> Finding:
    """Return the finding of a layer that is silent."""
    layer, config = evidence.layers[number - 1], evidence.config
    count, width, points = len(layer.silent), len(layer.silent_share), len(evidence.examples.points)
    hit = kin(evidence)
    remedies = [other_activation(config, hit, "leaky_relu")]
    if far_too_high(config):
        remedies.insert(0, slower(config, 10, restart=True))
    elif max(evidence.silent_at_first[:-1]) >= MANY:
        if not are_suited(config, hit) and any(can_wake(evidence, hidden) for hidden in hit):
            remedies.append(other_weights(config, hit))
    elif config.rate > LOWEST_SUSPECT_RATE:
        remedies.append(slower(config, 10, restart=True))
    return Finding(
        "silent",
        "Silent neurons",
        number,
        layer.silent,
        f"{count} of {width} neurons of layer {number} have slope 0 at all {points} probe points.",
        "Where an activation is flat no error passes back, so nothing can wake these neurons again.",
        remedies,
    )


def can_wake(evidence: Evidence, number: int) -> bool:
    """Return whether the activation of a hidden layer, from 1, has a slope anywhere, as stairs have not."""
    z = np.linspace(-WIDEST, WIDEST, 1001, dtype=np.float32)
    values = np.asarray(evaluate(evidence.bound.plan.layers[number - 1].activation.value, {"x": z}), np.float32)
    slopes = slopes_of(evidence.bound, number - 1, z, np.broadcast_to(values, z.shape))
    return bool((np.abs(slopes) >= SILENT_SLOPE).any())


def kin(evidence: Evidence) -> list[int]:
    """Return the hidden layers, from 1, with an activation that some silent neuron has."""
    layers = evidence.config.layers
    hit = {layers[index].activation for index, layer in enumerate(evidence.layers[:-1]) if layer.silent}
    return [number for number, layer in enumerate(layers, 1) if layer.activation in hit]


def saturated_neurons(evidence: Evidence) -> list[Finding]:
    """Find hidden layers in which many neurons are at the flat ends of their activation."""
    return [
        saturation(evidence, number)
        for number, layer in enumerate(evidence.layers[:-1], 1)
        if len(layer.saturated) >= max(1, MANY * len(layer.silent_share))
    ]


def saturation(evidence: Evidence, number: int) -> Finding:
    """Return the finding of a layer that is saturated."""
    layer, config = evidence.layers[number - 1], evidence.config
    hidden = list(range(1, len(evidence.layers)))
    return Finding(
        "saturated",
        "Saturated neurons",
        number,
        layer.saturated,
        f"{len(layer.saturated)} of {len(layer.silent_share)} neurons of layer {number} have a slope below "
        f"{SATURATED_SLOPE} at {SATURATED_SHARE:.0%} of the probe points.",
        "Large sums push them to the flat ends of their activation, where hardly any error passes back.",
        [calmer(config, hidden), other_activation(config, hidden, "leaky_relu")],
    )


def calmer(config: Config, hidden: list[int]) -> Remedy:
    """Return the remedy that keeps sums small: other weights, or a lower rate where that made them large."""
    if far_too_high(config) or are_suited(config, hidden):
        return slower(config, 10, restart=True)
    return other_weights(config, hidden)


def equal_neurons(evidence: Evidence) -> list[Finding]:
    """Find hidden layers whose neurons all have the same weights and biases."""
    views = evidence.bound.layers[:-1]
    equal = [number for number, view in enumerate(views, 1) if are_alike(np.vstack([view.weights, view.biases]))]
    if not equal:
        return []
    first = equal[0]
    return [
        Finding(
            "equal",
            "Neurons that are all alike",
            first,
            list(range(views[first - 1].weights.shape[1])),
            f"All neurons of {names(evidence.config, equal)} have the same weights and biases.",
            "Neurons that begin alike get the same gradient, so they stay alike: a layer of them is worth one.",
            [
                other_numbers(evidence.config)
                if are_suited(evidence.config, equal)
                else other_weights(evidence.config, equal)
            ],
        )
    ]


def are_alike(columns: np.ndarray) -> bool:
    """Return whether there are several columns and all are the same, to rounding."""
    largest = np.abs(columns).max()
    return columns.shape[1] > 1 and bool(np.ptp(columns, axis=1).max() <= _ALIKE * largest)
