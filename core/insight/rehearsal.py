"""Rehearsal: what the next steps would bring at other rates, tried on the run itself and then undone."""

from typing import NamedTuple

import numpy as np

from core.insight.moment import Moment
from core.insight.truth import Examples

STEPS = 200
LEAST_STEPS = 20
LOOKS = 8
OPERATIONS = 2e9
HIGHEST_RATE = 10.0
WORSE = 2.0


class Rehearsal(NamedTuple):
    """The probe's cost now, and in the later half of `steps` steps at the rate, a tenth and ten times of it (or None).

    It is the mean of a few looks, since a single one trembles with the batches.
    """

    steps: int
    now: float
    same: float
    tenth: float
    tenfold: float | None


def rehearse(moment: Moment, examples: Examples) -> Rehearsal | None:
    """Return what the same next batches bring at three rates; None if the network is too large to try.

    The run is the same afterwards, to the bit.
    """
    steps = affordable(moment)
    if steps < LEAST_STEPS:
        return None
    rate = moment.rate
    tenfold = cost_after(moment, examples, rate * 10, steps) if rate * 10 <= HIGHEST_RATE else None
    return Rehearsal(
        steps,
        moment.bound.cost(*examples),
        cost_after(moment, examples, rate, steps),
        cost_after(moment, examples, rate / 10, steps),
        tenfold,
    )


def cost_after(moment: Moment, examples: Examples, rate: float, steps: int) -> float:
    """Return the mean cost of the examples in the later half of the next steps at a rate, and go back."""
    state, costs = moment.bound.save(), []
    for look in range(LOOKS):
        moment.bound.run([rate] * (steps * (look + 1) // LOOKS - steps * look // LOOKS))
        costs.append(moment.bound.cost(*examples))
    moment.bound.restore(state)
    return sum(costs[LOOKS // 2 :]) / (LOOKS - LOOKS // 2)


def affordable(moment: Moment) -> int:
    """Return how many steps may be rehearsed: about `OPERATIONS` floating-point operations in all."""
    operations = 3 * 6 * moment.bound.program.parameters * moment.config.batch
    return min(STEPS, int(OPERATIONS / operations))


def later_cost(moment: Moment, examples: Examples, rate: float) -> float | None:
    """Return what the next steps at a rate bring the examples' cost to; None if the network is too large to try."""
    steps = affordable(moment)
    return cost_after(moment, examples, rate, steps) if steps >= LEAST_STEPS else None


def bears(moment: Moment, examples: Examples, rate: float) -> bool:
    """Return whether a run begun anew would bear a rate in its first steps; yes if the network is too large to try.

    The run that there is stays the same, to the bit.
    """
    bound, present = moment.bound, moment.bound.save()
    cleared = {name: np.zeros_like(vector) for name, vector in present.optimizer.items()}
    bound.restore(present._replace(parameters=moment.first, optimizer=cleared, steps=0))
    begun, reached = bound.cost(*examples), later_cost(moment, examples, rate)
    bound.restore(present)
    return reached is None or reached < WORSE * begun
