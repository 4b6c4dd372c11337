"""The mean cost over the last 20,000 examples: the figure that a reader quotes."""

import numpy as np
from numpy.typing import NDArray

EXAMPLES = 20_000


class Recent:
    """A ring of the latest steps' costs, long enough for `EXAMPLES` examples in batches of one."""

    def __init__(self) -> None:
        self._costs = np.zeros(EXAMPLES)
        self._examples = np.zeros(EXAMPLES)
        self._steps = 0

    def extend(self, costs: NDArray[np.floating], examples: int) -> None:
        """Append one cost per step, each the mean over `examples` examples."""
        kept = costs[-EXAMPLES:]
        places = np.arange(self._steps + len(costs) - len(kept), self._steps + len(costs)) % EXAMPLES
        self._costs[places] = kept
        self._examples[places] = examples
        self._steps += len(costs)

    def mean(self) -> float | None:
        """Return the mean over the last steps that hold `EXAMPLES` examples, or over all if fewer; None without any."""
        costs, examples = self._latest()
        if not len(costs):
            return None
        return float(costs @ examples / examples.sum())

    def save(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return copies of the costs and examples of the steps that count, oldest first."""
        return self._latest()

    def restore(self, saved: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
        """Go back to a saved state."""
        costs, examples = saved
        self._steps = len(costs)
        self._costs[: self._steps] = costs
        self._examples[: self._steps] = examples

    def _latest(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        held = min(self._steps, EXAMPLES)
        newest_first = (self._steps - 1 - np.arange(held)) % EXAMPLES
        examples = self._examples[newest_first]
        count = min(held, 1 + int(np.searchsorted(np.cumsum(examples), EXAMPLES)))
        order = newest_first[:count][::-1]
        return self._costs[order], self._examples[order]
