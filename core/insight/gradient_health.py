"""Gradients that fade or grow without bounds on their way back through the layers."""

import numpy as np

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.remedy import are_suited, names, other_activation, other_weights, remedy
from core.shared.digits import brief
from core.training.usual import AS_LONG_AS_THE_GRADIENT

VANISHED = 1e-3
EXPLODED = 1.0
LEAST_LAYERS = 3


def vanishing_gradient(evidence: Evidence) -> list[Finding]:
    """Find networks whose first layers get next to nothing of the error."""
    sizes = [layer.gradient for layer in evidence.layers]
    largest = max(sizes)
    if len(sizes) < LEAST_LAYERS or not 0 < largest < np.inf or sizes[0] >= VANISHED * largest:
        return []
    config = evidence.config
    weak = [number for number, size in enumerate(sizes[:-1], 1) if size < VANISHED * largest]
    hidden = list(range(1, len(sizes)))
    return [
        Finding(
            "vanishing",
            "A gradient that vanishes",
            weak[0],
            [],
            f"The gradient of layer 1 is {brief(sizes[0] / largest)} times the largest: "
            f"{names(config, weak)} hardly learn.",
            "On its way back the error is multiplied by each layer's weights and slopes; small ones let it fade.",
            [other_activation(config, hidden, "leaky_relu"), other_activation(config, hidden, "tanh")],
        )
    ]


def exploding_gradient(evidence: Evidence) -> list[Finding]:
    """Find networks in which one step would change a layer by more than its own size.

    Only optimizers whose step is as long as the gradient are in danger; the others divide by its size.
    """
    config, rate = evidence.config, evidence.moment.rate
    steps = [rate * layer.gradient / layer.weights if layer.weights else 0.0 for layer in evidence.layers]
    if config.optimizer not in AS_LONG_AS_THE_GRADIENT or config.clip or not max(steps) > EXPLODED:
        return []
    worst = int(np.argmax(steps)) + 1
    remedies = [remedy(config, "Limit the gradient to 1", clip=1.0)]
    hidden = list(range(1, len(steps)))
    if hidden and not are_suited(config, hidden):
        remedies.insert(0, other_weights(config, hidden))
    return [
        Finding(
            "exploding",
            "A gradient that explodes",
            worst,
            [],
            f"One step at {brief(rate)} would change layer {worst}'s weights by {brief(steps[worst - 1])} times "
            "their size.",
            "On its way back the error is multiplied by each layer's weights; where these are large, it grows.",
            remedies,
        )
    ]
