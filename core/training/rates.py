"""The learning rates of a stretch of steps, as the schedule and the warm-up have them."""

import numpy as np

from core.catalogue.evaluate import evaluate
from core.catalogue.schedules import SCHEDULES
from core.shared.config import Config


def rates(config: Config, first: int, count: int, cuts: int) -> list[float]:
    """Return the rates of `count` steps from step number `first`, which counts from 0.

    `cuts` is how often reduce-on-plateau has cut so far. The same numbers, to rounding, as
    `rate * core.catalogue.schedules.share`, but in one evaluation for all steps.
    """
    if config.schedule == "constant" and not config.warmup:
        return [config.rate] * count
    row = next(row for row in SCHEDULES if row.id == config.schedule)
    steps = np.arange(first, first + count, dtype=np.float64)
    shares = evaluate(
        row.value,
        step=np.maximum(0, steps - config.warmup),
        cuts=cuts,
        horizon=config.horizon,
        every=config.every,
        factor=config.factor,
        least=config.floor,
    )
    if config.warmup:
        shares = shares * np.minimum(1, (steps + 1) / config.warmup)
    return (config.rate * np.broadcast_to(shares, count)).tolist()
