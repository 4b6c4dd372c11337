"""Progress: what a run knows of its cost from block to block, for its schedule and its stop conditions."""

from typing import NamedTuple

from core.catalogue.schedules import Plateau, watch
from core.shared.config import Config
from core.training.ending import Best, low_reason, plateau_reason, watch_best
from core.training.recent import EXAMPLES


class Progress(NamedTuple):
    """What a run knows of its cost beside the history; `smooth` is a mean that forgets over 20,000 examples.

    `low` says that the cost to stop at has stopped the run: it does so once.
    """

    first: float | None = None
    smooth: float | None = None
    best: Best = Best()
    plateau: Plateau = Plateau()
    tested: int = 0
    low: bool = False


def measured(progress: Progress, config: Config, mean: float, steps: int, step: int, examples: int) -> Progress:
    """Return the progress after another block of `steps` steps with a mean cost, which ended at `step`."""
    before = progress.smooth
    share = min(1.0, steps * config.batch / EXAMPLES)
    smooth = mean if before is None else before + share * (mean - before)
    plateau = progress.plateau
    if config.schedule == "plateau":
        plateau = watch(plateau, smooth, step, config.patience)
    return progress._replace(smooth=smooth, best=watch_best(progress.best, smooth, examples), plateau=plateau)


def stopped(progress: Progress, config: Config, cost: float | None, examples: int) -> tuple[Progress, str]:
    """Return the progress after a look at the stop conditions on the cost, and the sentence of one that is met, if any.

    What is met stops the run no more or, a plateau, after as many examples again: so the run goes on in the same way
    whenever it is let to. `cost` is the mean over the latest examples.
    """
    low = "" if progress.low else low_reason(config, cost)
    plateau = plateau_reason(config, examples, progress.best)
    best = progress.best._replace(examples=examples) if plateau else progress.best
    return progress._replace(best=best, low=progress.low or bool(low)), low or plateau


def under(progress: Progress, before: Config, after: Config, step: int, examples: int) -> Progress:
    """Return what is still true when a run goes on under another Config."""
    if (after.loss, after.target) != (before.loss, before.target):
        progress = progress._replace(first=None, smooth=None)
    if (after.loss, after.target, after.stop_cost) != (before.loss, before.target, before.stop_cost):
        progress = progress._replace(low=False)
    if after.schedule != before.schedule or after.rate != before.rate:
        progress = progress._replace(plateau=Plateau(step=step))
    return progress._replace(best=Best(examples=examples))
