"""Progress: what a run knows of its cost from block to block, for its schedule and its stop conditions."""

from typing import NamedTuple

from core.catalogue.schedules import Plateau, watch
from core.shared.config import Config
from core.training.ending import Best, watch_best
from core.training.recent import EXAMPLES


class Progress(NamedTuple):
    """What a run knows of its cost beside the history; `smooth` is a mean that forgets over 20,000 examples."""

    first: float | None = None
    smooth: float | None = None
    best: Best = Best()
    plateau: Plateau = Plateau()
    tested: int = 0


def measured(progress: Progress, config: Config, mean: float, steps: int, step: int, examples: int) -> Progress:
    """Return the progress after another block of `steps` steps with a mean cost, which ended at `step`."""
    before = progress.smooth
    share = min(1.0, steps * config.batch / EXAMPLES)
    smooth = mean if before is None else before + share * (mean - before)
    plateau = progress.plateau
    if config.schedule == "plateau":
        plateau = watch(plateau, smooth, step, config.patience)
    return progress._replace(smooth=smooth, best=watch_best(progress.best, smooth, examples), plateau=plateau)


def under(progress: Progress, before: Config, after: Config, step: int, examples: int) -> Progress:
    """Return what is still true when a run goes on under another Config."""
    if (after.loss, after.target) != (before.loss, before.target):
        progress = progress._replace(first=None, smooth=None)
    if after.schedule != before.schedule or after.rate != before.rate:
        progress = progress._replace(plateau=Plateau(step=step))
    return progress._replace(best=Best(examples=examples))
