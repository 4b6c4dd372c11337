"""Evidence: what is measured of a network to judge its health, once for all checks.

Everything is looked at for the examples of a probe: the training set where it is finite, else a grid over the
square. A neuron that is silent there has slope 0 everywhere, so nothing can teach it; one that is saturated
has next to none at 95% of the points.
"""

from functools import cached_property
from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.catalogue import evaluate as catalogue
from core.catalogue.losses import Loss
from core.compiler.evaluate import evaluate
from core.compiler.plan import SOFTMAX
from core.compiler.program import Bound
from core.insight.moment import Moment
from core.insight.truth import Examples, probe, truth
from core.training.effort import BACKWARD, affordable_points

PROBE_SIDE = 16
SILENT_SLOPE = 1e-6
SATURATED_SLOPE = 0.02
SATURATED_SHARE = 0.95
_FAR = 20.0
_RARE = 1e-6


class LayerHealth(NamedTuple):
    """One layer: which neurons are silent or saturated, how often each is silent, and its sizes (root mean squares)."""

    silent: list[int]
    saturated: list[int]
    silent_share: NDArray[np.float32]
    gradient: float
    weights: float


class Evidence:
    """The measurements of a network at a moment of its run."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment
        self.bound: Bound = moment.bound
        self.config = moment.config
        self.examples = probe_of(self.bound)
        passed = self.bound.forward(self.examples.points)
        self.sums, self.values = passed.z, passed.a

    @property
    def outputs(self) -> NDArray[np.float32]:
        """The outputs (n, outputs) of the probe."""
        return self.values[-1]

    @cached_property
    def has_targets(self) -> bool:
        """Whether the probe's targets are known: those of a random target are not."""
        return bool(np.isfinite(self.examples.targets).all())

    @cached_property
    def cost(self) -> float:
        """The mean loss over the probe; nan without targets."""
        return self.bound.cost(*self.examples) if self.has_targets else float("nan")

    @cached_property
    def gradient(self) -> NDArray[np.float32]:
        """The gradient (P,) of the probe's cost; zero without targets."""
        return (
            self.bound.backward(*self.examples).gradient if self.has_targets else np.zeros_like(self.bound.parameters)
        )

    @cached_property
    def plain_cost(self) -> float | None:
        """The cost over the probe of always answering the target's mean; None where the targets are not known."""
        return plain_cost(self.bound.plan.loss, self.examples.targets) if self.has_targets else None

    @cached_property
    def noiseless(self) -> Examples:
        """The probe's examples without noise, which no network should learn."""
        return Examples(self.examples.points, truth(self.bound, self.examples.points))

    @cached_property
    def left(self) -> float:
        """The cost as a share of what always answering the mean costs; nan where that is 0 or unknown.

        It is the lesser of the shares with and without noise: near 1 only where neither the target nor, by heart, its
        noise has been learned.
        """
        shares = [share_left(self.bound, examples) for examples in (self.examples, self.noiseless)]
        return min(shares) if self.has_targets and all(share == share for share in shares) else float("nan")

    @cached_property
    def slopes(self) -> list[NDArray[np.float32]]:
        """The slopes of every layer's activations, (n, fan_out); 1 for a softmax."""
        return [
            slopes_of(self.bound, number, z, a)
            for number, (z, a) in enumerate(zip(self.sums, self.values, strict=True))
        ]

    @cached_property
    def slopes_at_first(self) -> list[NDArray[np.float32]]:
        """What `slopes` was when the run began."""
        present = self.bound.parameters.copy()
        self.bound.parameters[:] = self.moment.first
        try:
            passed = self.bound.forward(self.examples.points)
            return [
                slopes_of(self.bound, number, z, a)
                for number, (z, a) in enumerate(zip(passed.z, passed.a, strict=True))
            ]
        finally:
            self.bound.parameters[:] = present

    @cached_property
    def silent_at_first(self) -> list[float]:
        """The share of each layer's neurons that were silent when the run began."""
        return [float((np.abs(slopes) < SILENT_SLOPE).all(axis=0).mean()) for slopes in self.slopes_at_first]

    @cached_property
    def layers(self) -> list[LayerHealth]:
        """The health of every layer, the output last."""
        return [self._layer(number) for number in range(len(self.bound.layers))]

    def _layer(self, number: int) -> LayerHealth:
        plan, view = self.bound.plan.layers[number], self.bound.layers[number]
        slopes = np.abs(self.slopes[number])
        share = (slopes < SILENT_SLOPE).mean(axis=0)
        flat = (slopes < SATURATED_SLOPE).mean(axis=0)
        silent = np.flatnonzero(share == 1)
        saturated = (
            np.flatnonzero((flat >= SATURATED_SHARE) & (share < 1)) if saturates(self.bound, number) else silent[:0]
        )
        block = self.gradient[plan.offset : plan.offset + plan.fan_in * plan.fan_out]
        return LayerHealth(silent.tolist(), saturated.tolist(), share.astype(np.float32), rms(block), rms(view.weights))


def probe_of(bound: Bound) -> Examples:
    """Return the examples that health is judged by: at most 256, fewer for networks of millions of parameters."""
    count = affordable_points(bound.program.parameters, PROBE_SIDE * PROBE_SIDE, BACKWARD)
    if bound.data:
        return Examples(bound.data.train_inputs[:count], bound.data.train_targets[:count])
    return probe(bound, isqrt(count))


def slopes_of(bound: Bound, number: int, z: NDArray[np.float32], a: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the slopes of a layer's activations where its sums are z and its values a."""
    activation = bound.plan.layers[number].activation
    if activation.id == SOFTMAX:
        return np.ones_like(z)
    return np.broadcast_to(np.asarray(evaluate(activation.slope, {"x": z, "y": a}), np.float32), z.shape)


def plain_cost(loss: Loss, targets: NDArray[np.floating]) -> float:
    """Return what always answering the mean of targets (n, outputs) costs."""
    return cost_of_answer(loss, targets.mean(axis=0, dtype=np.float64), targets.astype(np.float64))


def share_left(bound: Bound, examples: Examples) -> float:
    """Return what examples cost as a share of what always answering their mean costs; nan where that is 0."""
    plain = plain_cost(bound.plan.loss, examples.targets)
    return bound.cost(*examples) / plain if plain > 0 else float("nan")


def cost_of_answer(loss: Loss, answer: NDArray[np.float64], targets: NDArray[np.float64]) -> float:
    """Return the mean cost of answering (outputs,) everywhere; a loss by z takes the answer as probabilities."""
    p = np.clip(answer, _RARE, 1 - _RARE)
    by_row = loss.kind == "row"
    z = np.log(p) if by_row else np.log(p / (1 - p))
    costs = catalogue.evaluate(loss.value, y=answer, z=z, t=targets, p=p, logsum=0.0)
    return float(costs.sum(axis=1).mean() if by_row else costs.mean())


def saturates(bound: Bound, number: int) -> bool:
    """Return whether a layer's activation flattens out on both sides, as sigmoid and tanh do."""
    z = np.array([-_FAR, _FAR], np.float32)
    activation = bound.plan.layers[number].activation
    if activation.id == SOFTMAX:
        return False
    a = np.asarray(evaluate(activation.value, {"x": z}), np.float32)
    return bool((np.abs(slopes_of(bound, number, z, np.broadcast_to(a, 2))) < SATURATED_SLOPE).all())


def rms(values: NDArray[np.floating]) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))
