"""Why a run ends: a stop condition of its Config, or divergence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.shared import digits
from core.shared.config import Config
from core.training.usual import AS_LONG_AS_THE_GRADIENT, calmer_rate

EXPLOSION = 1e6
LEAST_FIRST_COST = 1e-3
BETTER = 0.999


class Ending(NamedTuple):
    """The end of a run: `state` is 'finished' or 'failed', `layer` counts from 1 (0: none is to blame)."""

    state: str
    message: str
    step: int
    layer: int = 0


class Best(NamedTuple):
    """The best smoothed cost so far, and after how many examples it was reached."""

    cost: float = float("inf")
    examples: int = 0


def watch_best(best: Best, cost: float, examples: int) -> Best:
    """Return the best cost after another look: only one that is 0.1% lower counts as better."""
    return Best(cost, examples) if cost < best.cost * BETTER else best


def examples_reason(config: Config, examples: int) -> str:
    """Return the sentence of the stop after so many examples if the last step reached it, or nothing; 0 is off."""
    asked = config.stop_examples
    if not 0 < asked <= examples < asked + config.batch:
        return ""
    how = ", as asked." if examples == asked else f": {asked:,} were asked for, in batches of {config.batch:,}."
    return f"Stopped after {examples:,} examples{how}"


def low_reason(config: Config, cost: float | None) -> str:
    """Return the sentence of the stop at a cost if the mean over the latest examples is below it, or nothing."""
    if not config.stop_cost or cost is None or not cost < config.stop_cost:
        return ""
    return f"Stopped: the cost fell below {digits.brief(config.stop_cost)}."


def plateau_reason(config: Config, examples: int, best: Best) -> str:
    """Return the sentence of the stop on a plateau if the best cost is as many examples ago as asked, or nothing."""
    if not config.stop_plateau or examples - best.examples < config.stop_plateau:
        return ""
    return f"Stopped: no better cost than {digits.cost(best.cost)} for {config.stop_plateau:,} examples."


def cost_limit(first_cost: float) -> float:
    """Return the cost from which on a run has diverged: a million times its first cost.

    A first cost below 0.001, such as one that is 0 by chance, counts as 0.001.
    """
    return EXPLOSION * max(first_cost, LEAST_FIRST_COST)


def first_beyond(costs: NDArray[np.floating], limit: float) -> int | None:
    """Return the index of the first cost that is above the limit, infinite or not a number, or None."""
    beyond = ~((costs <= limit) & np.isfinite(costs))
    return int(beyond.argmax()) if beyond.any() else None


def blamed_layer(weighted_sums: list[NDArray[np.floating]]) -> int:
    """Return the layer, from 1, where values first stop being finite, or else the one with the largest."""
    largest = [float(np.abs(z).max(initial=0)) for z in weighted_sums]
    for number, value in enumerate(largest, 1):
        if not np.isfinite(value):
            return number
    return 1 + int(np.argmax(largest))


def divergence(config: Config, step: int, cost: float, layer: int) -> Ending:
    """Return the end of a run whose cost has left all bounds, with what to try."""
    place = "the output layer" if layer > len(config.layers) else f"layer {layer}"
    huge = cost > cost_limit(0)  # else it is weights, found at the end of a block, that are no longer finite
    what = f"a cost of {digits.cost(cost)}" if huge and np.isfinite(cost) else "numbers that are no longer finite"
    remedies = [f"a rate of {digits.brief(calmer_rate(config, 10))}"]
    if not config.clip and config.optimizer in AS_LONG_AS_THE_GRADIENT:
        remedies.append("a gradient limit of 1")
    message = f"Diverged at step {step:,}: {place} led to {what}. Try {' or '.join(remedies)}, then reset."
    return Ending("failed", message, step, layer)
