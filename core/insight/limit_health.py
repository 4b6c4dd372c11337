"""Outputs that are limited by their activation, where the target is beyond the limit."""

from typing import Any

import numpy as np

from core.catalogue.activations import ACTIVATIONS
from core.compiler.evaluate import evaluate
from core.compiler.expression import Expression
from core.insight.evidence import Evidence, rms
from core.insight.finding import Finding
from core.insight.remedy import Remedy, begun, calmed, label, remedy
from core.shared.config import Config
from core.shared.digits import brief
from core.shared.layer import Layer
from core.training.usual import AS_LONG_AS_THE_GRADIENT, suggestion, usual_rate

OUT_OF_REACH = 0.05
LARGE = 5.0
FARTHEST = 1e6
SUMS = np.concatenate([sign * np.geomspace(1e-3, FARTHEST, 400) for sign in (-1, 1)]).astype(np.float32)


def limited_output(evidence: Evidence) -> list[Finding]:
    """Find outputs whose activation keeps them from a good part of the target's values."""
    if evidence.bound.plan.loss.kind == "row" or not evidence.has_targets:
        return []
    activation = evidence.bound.plan.layers[-1].activation
    low, high = limits(activation.value)
    targets = evidence.noiseless.targets.astype(np.float64)
    missed = np.square(targets - np.clip(targets, low, high)).mean(axis=0)
    limited = np.flatnonzero(missed > OUT_OF_REACH * targets.var(axis=0))
    if not len(limited):
        return []
    named = targets[:, limited[0]]
    return [
        Finding(
            "limited",
            "An output that cannot reach its target",
            len(evidence.layers),
            limited.tolist(),
            f"Output {limited[0] + 1} stays {within(low, high)}, and the target goes from {brief(named.min(), 3)} to "
            f"{brief(named.max(), 3)}.",
            f"Its activation ({activation.id}) gives no other values, however long it is trained.",
            free(evidence.config, evidence.bound.plan.loss.by, rms(targets)),
        )
    ]


def limits(activation: Expression) -> tuple[float, float]:
    """Return the least and the greatest value of an activation of x; infinite where it has no such limit."""
    values = np.broadcast_to(np.asarray(evaluate(activation, {"x": SUMS}), np.float64), SUMS.shape)
    inner = values[np.abs(SUMS) < FARTHEST / 10]
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    # What still grows between a tenth of the farthest sums and these grows beyond them, too.
    return -np.inf if low < np.nanmin(inner) - 1 else low, np.inf if high > np.nanmax(inner) + 1 else high


def within(low: float, high: float) -> str:
    """Return limits in words."""
    if np.isinf(high):
        return f"above {brief(low)}"
    return f"below {brief(high)}" if np.isinf(low) else f"between {brief(low)} and {brief(high)}"


def free(config: Config, by: str, size: float) -> list[Remedy]:
    """Return the remedies that give an output without limits; large targets need steps that bear large errors.

    `by` is what the loss reads: one of z brings its activation along, so it has to go. `size` is the targets' root mean
    square.
    """
    output = Layer(config.outputs, "identity", "glorot_uniform", "zeros")
    changes: dict[str, Any] = {"output": output}
    text = f"Give the output {label(ACTIVATIONS, 'identity')}{begun((config.output,), (output,))}"
    if by == "z":
        changes["loss"] = "squared"
        text += " and the squared error as its loss"
    if config.optimizer not in AS_LONG_AS_THE_GRADIENT:
        return [calmed(config, text, **changes)]
    adam = suggestion("adam")["rate"]
    by_adam = remedy(
        config, f"{text}, and train with Adam at a rate of {brief(adam)}", optimizer="adam", rate=adam, **changes
    )
    if size < LARGE or config.clip:
        return [calmed(config, text, **changes), by_adam]
    rate = min(config.rate, usual_rate(config.replace(**changes)))
    limit = f"{text}, and limit the gradient to 1 at a rate of {brief(rate)}"
    return [remedy(config, limit, clip=1.0, rate=rate, **changes), by_adam]
