"""Log: what a run writes down of its costs."""

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.shared.config import Config
from core.training.block import BLOCK
from core.training.effort import affordable_points
from core.training.history import History
from core.training.progress import Progress, measured, stopped
from core.training.recent import Recent
from core.training.record import Kept

_TEST_SHARE = 10


class Log:
    """The histories of training and test cost, the mean over the latest examples, and the progress by blocks."""

    def __init__(self) -> None:
        self.costs, self.test_costs = History(), History()
        self.recent = Recent()
        self.progress = Progress()
        self._block = np.zeros(BLOCK)

    def add(self, costs: NDArray[np.floating], place: int, batch: int) -> None:
        """Write down the costs of steps from a place in their block, each the mean over a batch."""
        if self.progress.first is None:
            self.progress = self.progress._replace(first=float(costs[0]))
        self._block[place : place + len(costs)] = costs
        self.costs.extend(costs, batch)
        self.recent.extend(costs, batch)

    def close(self, bound: Bound, config: Config, step: int, examples: int) -> str:
        """Write down what is due at the end of a block; return why the run stops there, or nothing."""
        mean = float(self._block.mean())
        self.progress = measured(self.progress, config, mean, BLOCK, step, examples)
        self._test(bound, examples)
        cost = self.recent.mean() if config.stop_cost else None
        self.progress, reason = stopped(self.progress, config, cost, examples)
        return reason

    def unfinished(self, count: int) -> NDArray[np.float64]:
        """Return the first `count` costs of the block that is not full yet."""
        return self._block[:count].copy()

    def restore(self, kept: Kept, unfinished: NDArray[np.float64] | None = None) -> None:
        """Go back to what was kept."""
        self.progress = kept.progress
        self.costs.restore(kept.costs)
        self.test_costs.restore(kept.test_costs)
        self.recent.restore(kept.recent)
        if unfinished is not None:
            self._block[: len(unfinished)] = unfinished

    def _test(self, bound: Bound, examples: int) -> None:
        """Add a test cost when one is due: so seldom that it takes a small share of the time."""
        data = bound.data
        if data is None or not len(data.test_inputs):
            return
        covered = examples - self.progress.tested
        count = affordable_points(len(bound.parameters), len(data.test_inputs))
        if self.progress.tested and covered < _TEST_SHARE * count:
            return
        cost = bound.cost(data.test_inputs[:count], data.test_targets[:count])
        self.test_costs.extend(np.array([cost]), covered)
        self.progress = self.progress._replace(tested=examples)
