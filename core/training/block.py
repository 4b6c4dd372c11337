"""Blocks: a run goes in blocks of `BLOCK` steps, at the ends of which is due what is due now and then."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.shared.config import Config
from core.training.ending import cost_limit, first_beyond
from core.training.rates import rates
from core.training.snapshots import FIRST_INTERVAL

BLOCK = FIRST_INTERVAL
_REPLAYED = 4 * 2**20


class Block:
    """What is left of a block from a step on: the rates of its steps, and the state to replay it from if it diverges.

    Parameters of more than 4 MB are not kept, so large networks take single steps: they could not be replayed up to a
    divergence in the middle.
    """

    def __init__(self, bound: Bound, config: Config, step: int, cuts: int) -> None:
        self._bound = bound
        self._begun = step % BLOCK
        self.rates: Sequence[float] = rates(config, step - self._begun, BLOCK, cuts)
        self._state = bound.save() if bound.parameters.nbytes <= _REPLAYED else None

    @property
    def longest(self) -> int:
        """How many steps may be taken in one go."""
        return BLOCK if self._state else 1

    def run(self, place: int, count: int, first: float | None) -> tuple[NDArray[np.float32], bool]:
        """Take steps from a place in the block; return their costs, and whether the last one has diverged.

        `first` is the run's first cost, None if this is it. The network is then as the last of these steps left it.
        """
        costs = self._bound.run(self.rates[place : place + count])
        bad = first_beyond(costs, cost_limit(float(costs[0]) if first is None else first))
        if bad is None:
            return costs, False
        if bad + 1 < count and self._state:
            self._bound.restore(self._state)
            self._bound.run(self.rates[self._begun : place + bad + 1])
        return costs[: bad + 1], True
