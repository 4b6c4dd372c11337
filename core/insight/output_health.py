"""Outputs that say the same everywhere: stuck at a limit of their activation, or no better than the mean."""

import numpy as np
from numpy.typing import NDArray

from core.insight.evidence import Evidence, saturates
from core.insight.finding import Finding
from core.insight.remedy import (
    Remedy,
    anew,
    better_start,
    hidden_layer,
    is_roomy,
    other_activation,
    other_numbers,
    other_output,
    roomier,
    slower,
)  # fmt: skip
from core.shared.config import Config
from core.shared.digits import brief

FLAT_SLOPE = 1e-3
FLAT_SHARE = 0.95
LEAST_ERROR = 0.05
SAME = 0.1
PATIENCE = 1000


PUSHED = "Large steps pushed the output to a flat end of its activation ({}), where no error passes back."
BEGAN = "The output began at a flat end of its activation ({}), where no error passes back, so no step moves it."


def stuck_output(evidence: Evidence) -> list[Finding]:
    """Find outputs at a flat end of their activation whose error is larger than that of the mean."""
    if evidence.bound.plan.loss.by == "z" or not evidence.has_targets:
        return []
    targets = evidence.examples.targets
    flat = are_flat(evidence.slopes[-1])
    errors = np.square(evidence.outputs - targets).mean(axis=0)
    stuck = np.flatnonzero(flat & (errors > np.maximum(LEAST_ERROR, targets.var(axis=0))))
    if not len(stuck):
        return []
    began = stuck[are_flat(evidence.slopes_at_first[-1])[stuck]]
    named = began[0] if len(began) else stuck[0]
    value = evidence.outputs[:, named].mean()
    return [
        Finding(
            "stuck",
            "An output stuck at its limit",
            len(evidence.layers),
            stuck.tolist(),
            f"Output {named + 1} is {brief(value, 3)} nearly everywhere, and its slope there is 0.",
            (BEGAN if len(began) else PUSHED).format(evidence.config.output.activation),
            begun_better(evidence) if len(began) else pushed_less(evidence),
        )
    ]


def are_flat(slopes: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which outputs (outputs,) of slopes (n, outputs) are flat nearly everywhere."""
    return (np.abs(slopes) < FLAT_SLOPE).mean(axis=0) >= FLAT_SHARE


def begun_better(evidence: Evidence) -> list[Remedy]:
    """Return what mends an output that began flat: another start, and a sigmoid where one side has no way back."""
    output = evidence.config.output.activation
    started = anew(evidence.config, output if saturates(evidence.bound, -1) else "sigmoid")
    return [started] if started.fields else [other_output(evidence.config, "identity")]


def pushed_less(evidence: Evidence) -> list[Remedy]:
    """Return what mends an output that steps made flat: smaller ones, or an output that is harder to push there."""
    config = evidence.config
    other = [] if config.output.activation == "sigmoid" else [other_output(config, "sigmoid")]
    return [*other, slower(config, 12, restart=True)]


THROUGH = "Too little of the inputs comes through to the output, so the best it can learn is the target's mean."
BENT = "Without a hidden layer an output rises or falls in one direction only, and here its mean is as good as that."
STIFF = "The hidden layers bend too seldom to follow the target, so the best they can learn is its mean."


def flat_output(evidence: Evidence) -> list[Finding]:
    """Find networks that, long after the start, still answer with about the mean of the target."""
    if not evidence.has_targets or evidence.moment.step < PATIENCE:
        return []
    spread, wanted = float(evidence.outputs.std(axis=0).mean()), float(evidence.examples.targets.std(axis=0).mean())
    if not spread < SAME * wanted:
        return []
    return [
        Finding(
            "flat",
            "The same answer everywhere",
            len(evidence.layers),
            [],
            f"The output's standard deviation over the probe is {brief(spread)}, the target's is {brief(wanted)}.",
            why_flat(evidence.config),
            [more_through(evidence.config)],
        )
    ]


def why_flat(config: Config) -> str:
    """Return why a network answers with the mean."""
    if not config.layers:
        return BENT
    return THROUGH if better_start(config).fields else STIFF


def more_through(config: Config) -> Remedy:
    """Return what lets a network do more than answer with the mean: a hidden layer, a better start, or more room."""
    if not config.layers:
        return hidden_layer(config)
    better = better_start(config)
    if better.fields:
        return better
    every = list(range(1, len(config.layers) + 1))
    other = other_activation(config, every, "leaky_relu") if is_roomy(config) else roomier(config)
    return other if other.fields else other_numbers(config)
