"""Outputs that say the same everywhere: stuck at a limit of their activation, or no better than the mean."""

import numpy as np

from core.insight.evidence import Evidence
from core.insight.finding import Finding
from core.insight.remedy import better_start, hidden_layer, other_output, slower
from core.shared.digits import brief

FLAT_SLOPE = 1e-3
FLAT_SHARE = 0.95
LEAST_ERROR = 0.05
SAME = 0.1
PATIENCE = 1000


def stuck_output(evidence: Evidence) -> list[Finding]:
    """Find outputs at a flat end of their activation whose error is larger than that of the mean."""
    if evidence.bound.plan.loss.by == "z" or not evidence.has_targets:
        return []
    targets = evidence.examples.targets
    flat = (np.abs(evidence.slopes[-1]) < FLAT_SLOPE).mean(axis=0) >= FLAT_SHARE
    errors = np.square(evidence.outputs - targets).mean(axis=0)
    stuck = np.flatnonzero(flat & (errors > np.maximum(LEAST_ERROR, targets.var(axis=0))))
    if not len(stuck):
        return []
    config, output = evidence.config, evidence.config.output.activation
    remedies = [slower(config, 12, restart=True)]
    if output != "sigmoid":
        remedies.insert(0, other_output(config, "sigmoid"))
    value = evidence.outputs[:, stuck[0]].mean()
    return [
        Finding(
            "stuck",
            "An output stuck at its limit",
            len(evidence.layers),
            stuck.tolist(),
            f"Output {stuck[0] + 1} is {brief(value, 3)} nearly everywhere, and its slope there is 0.",
            f"Large steps pushed the output to a flat end of its activation ({output}), where no error passes back.",
            remedies,
        )
    ]


THROUGH = "Too little of the inputs comes through to the output, so the best it can learn is the target's mean."
BENT = "Without a hidden layer an output rises or falls in one direction only, and here its mean is as good as that."


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
            THROUGH if evidence.config.layers else BENT,
            [better_start(evidence.config) if evidence.config.layers else hidden_layer(evidence.config)],
        )
    ]
