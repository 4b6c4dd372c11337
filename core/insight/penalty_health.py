"""Penalties that pull weights to zero so hard that the network cannot learn."""

import numpy as np
from numpy.typing import NDArray

from core.insight.evidence import Evidence, rms
from core.insight.finding import Finding
from core.insight.remedy import Remedy, remedy
from core.shared.config import Config
from core.shared.digits import brief, cost
from core.shared.fields import field
from core.training.usual import AS_LONG_AS_THE_GRADIENT

MILD = {"decay": 0.001, "l1": 0.0003, "l2": 0.001}
"""What most networks bear of each penalty; of decay ten times as much where steps are longer than the gradient."""
HEAVY, HEAVY_ALONE = 3, 30  # times what is mild, with hidden layers and without; no finding blames less
PATIENCE = 1000
LITTLE_LEARNED, NOTHING_LEARNED = 0.75, 0.9
SHRUNK = 0.1
AS_STRONG = 0.5
LEAST_PULL = 1e-30


def heavy_penalty(evidence: Evidence) -> list[Finding]:
    """Find networks that learn next to nothing, since a penalty shrinks their weights or outdoes the error's pull."""
    suspects, left = heavy(evidence.config), evidence.left
    if not suspects or not left > LITTLE_LEARNED:
        return []
    sizes = shares_of_first(evidence)
    worst = int(np.argmin(sizes))
    if left > NOTHING_LEARNED and sizes[worst] < SHRUNK:
        measured = f"layer {worst + 1}'s weights have shrunk to {brief(sizes[worst])} times their first size"
        return [penalty(evidence, suspects, worst, measured)]
    pulls = pulls_of(evidence, suspects)
    weakest = int(np.argmin(pulls))
    if evidence.moment.step < PATIENCE or not pulls[weakest] > AS_STRONG:
        return []
    measured = (
        f"layer {weakest + 1}'s weights are pulled to zero {brief(pulls[weakest])} times as hard as the error pulls"
    )
    return [penalty(evidence, suspects, weakest, measured)]


def penalty(evidence: Evidence, suspects: list[str], layer: int, measured: str) -> Finding:
    """Return the finding of penalties that show most in a layer, from 0."""
    config = evidence.config
    named = listed([f"{label(key)} of {brief(getattr(config, key))}" for key in suspects])
    return Finding(
        "penalty",
        "A penalty that is too high",
        layer + 1,
        [],
        f"With {named}, {measured}; the cost over the probe is {cost(evidence.cost)}.",
        "The penalty pulls all weights towards zero. Small weights pass little on, so nothing is learned.",
        [lowered(config, dict.fromkeys(suspects, 0.0)), lowered(config, {key: mild(config)[key] for key in suspects})],
    )


def lowered(config: Config, penalties: dict[str, float]) -> Remedy:
    """Return the remedy that sets penalties lower and begins with fresh weights."""
    named = listed([f"{label(key)} to {brief(value)}" for key, value in penalties.items()])
    return remedy(config, f"Set {named} and start again", restart=True, **penalties)


def label(key: str) -> str:
    """Return a penalty's name within a sentence."""
    name = field(key).label
    return name if name[1:].isupper() or name[1:].isdigit() else name.lower()


def listed(parts: list[str]) -> str:
    """Return parts as words: a; a and b; a, b and c."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def heavy(config: Config) -> list[str]:
    """Return the keys of the penalties that are far more than mild."""
    least = HEAVY if config.layers else HEAVY_ALONE
    return [key for key, most in mild(config).items() if getattr(config, key) > least * most]


def mild(config: Config) -> dict[str, float]:
    """Return how much of each penalty most networks bear under a Config's optimizer."""
    if config.optimizer in AS_LONG_AS_THE_GRADIENT:
        return MILD
    return {**MILD, "decay": 10 * MILD["decay"]}


def shares_of_first(evidence: Evidence) -> list[float]:
    """Return how large each layer's weights are by what they were when the run began; 1 where they began at zero."""
    first = evidence.moment.first
    blocks = [first[plan.offset : plan.offset + plan.fan_in * plan.fan_out] for plan in evidence.bound.plan.layers]
    sizes = [rms(block) for block in blocks]
    return [layer.weights / size if size else 1.0 for layer, size in zip(evidence.layers, sizes, strict=True)]


def pulls_of(evidence: Evidence, keys: list[str]) -> list[float]:
    """Return how hard penalties pull each layer's weights, in terms of the error's pull.

    Weight decay works apart from the gradient: it compares with it only where steps are as long as that.
    """
    config = evidence.config
    sizes = {key: getattr(config, key) if key in keys else 0.0 for key in MILD}
    if config.optimizer not in AS_LONG_AS_THE_GRADIENT:
        sizes["decay"] = 0.0
    elif config.optimizer != "sgd":
        sizes["decay"] *= 1 - config.momentum
    pairs = zip(evidence.layers, evidence.bound.layers, strict=True)
    return [rms(pull(sizes, view.weights)) / max(layer.gradient, LEAST_PULL) for layer, view in pairs]


def pull(sizes: dict[str, float], weights: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the gradient of penalties of these sizes."""
    return (sizes["l2"] + sizes["decay"]) * weights + sizes["l1"] * np.sign(weights)
