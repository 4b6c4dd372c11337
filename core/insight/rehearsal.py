"""Rehearsal: what the next steps would bring at other rates, tried on the run itself and then undone."""

from typing import NamedTuple

from core.insight.truth import Examples
from core.training.trainer import Trainer

STEPS = 200
LEAST_STEPS = 20
OPERATIONS = 2e9
HIGHEST_RATE = 10.0


class Rehearsal(NamedTuple):
    """The probe's cost now, and after `steps` steps at the rate, at a tenth and at ten times of it (or None)."""

    steps: int
    now: float
    same: float
    tenth: float
    tenfold: float | None


def rehearse(trainer: Trainer, examples: Examples) -> Rehearsal | None:
    """Return what the same next batches bring at three rates; None if the network is too large to try.

    The run is the same afterwards, to the bit.
    """
    steps = affordable(trainer)
    if steps < LEAST_STEPS:
        return None
    rate = trainer.rate()
    tenfold = cost_after(trainer, examples, rate * 10, steps) if rate * 10 <= HIGHEST_RATE else None
    return Rehearsal(
        steps,
        trainer.bound.cost(*examples),
        cost_after(trainer, examples, rate, steps),
        cost_after(trainer, examples, rate / 10, steps),
        tenfold,
    )


def cost_after(trainer: Trainer, examples: Examples, rate: float, steps: int) -> float:
    """Return the cost of the examples after the next steps at a rate, and go back."""
    state = trainer.bound.save()
    trainer.bound.run([rate] * steps)
    cost = trainer.bound.cost(*examples)
    trainer.bound.restore(state)
    return cost


def affordable(trainer: Trainer) -> int:
    """Return how many steps may be rehearsed: about `OPERATIONS` floating-point operations in all."""
    operations = 3 * 6 * trainer.bound.program.parameters * trainer.config.batch
    return min(STEPS, int(OPERATIONS / operations))
