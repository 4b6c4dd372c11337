"""The cost over a run: exact to 1,000 points, then in blocks whose mean, minimum and maximum stay right.

A run has no end, a plot has about a thousand pixels. While at most `POINTS` steps were taken each has a
point of its own; when they are full, neighbours merge in pairs and a point stands for twice as many steps.
A point's mean weights every step by its examples, so that a batch of 4,096 counts for more than one of 1.
While the last point has less than half of its steps, it is shown as one with the point before: the mean of a few steps
beside those of thousands would make the curve's end jump.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

POINTS = 1000
_EXAMPLES, _WEIGHT, _TOTAL, _LOW, _HIGH = range(5)
_REVISIONS = 2 * POINTS


class Points(NamedTuple):
    """A stretch of a history, column by column; the earlier points, up to `start`, are as they were before.

    `examples` (n,) float64 is how many examples had been seen at each point's end; `mean`, `low`, `high`
    (n,) float32 are over the steps of the point; `stride` is how many steps a full point stands for (the last one for
    half to one and a half times as many);
    `revision` is what to hand to `History.since` the next time.
    """

    start: int
    examples: NDArray[np.float64]
    mean: NDArray[np.float32]
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    stride: int
    revision: int


class Saved(NamedTuple):
    """A history as it was at one step, to go back to."""

    columns: NDArray[np.float64]
    open: NDArray[np.float64]
    filled: int
    stride: int
    examples: int


class History:
    """The costs of a run, step by step, in at most `POINTS` closed points and one that is still filling."""

    def __init__(self) -> None:
        self._columns = np.zeros((5, POINTS))
        self._closed = 0
        self._open = np.zeros(5)
        self._filled = 0
        self._stride = 1
        self._generation = 0
        self.examples = 0

    def extend(self, costs: NDArray[np.floating], examples: int) -> None:
        """Append one cost per step, each the mean over `examples` examples.

        The result does not depend on how the steps are spread over calls, to the bit: within a point the
        costs are added one after the other.
        """
        left = costs.astype(np.float64)
        while len(left):
            points = min(len(left) // self._stride, POINTS - self._closed)
            if points and not self._filled:
                taken = points * self._stride
                self._add_points(left[:taken].reshape(points, self._stride), examples)
            else:
                taken = min(len(left), self._stride - self._filled)
                self._add(left[:taken], examples)
            left = left[taken:]

    def since(self, revision: int = -1) -> Points:
        """Return the points that are new or have changed since `revision` (-1: all of them)."""
        generation, start = divmod(revision, _REVISIONS)
        if revision < 0 or generation != self._generation or start > self._closed:
            start = 0
        points = self._points()
        columns = points[:, start:]
        return Points(
            start,
            columns[_EXAMPLES].copy(),
            (columns[_TOTAL] / columns[_WEIGHT]).astype(np.float32),
            columns[_LOW].astype(np.float32),
            columns[_HIGH].astype(np.float32),
            self._stride,
            self._generation * _REVISIONS + max(0, points.shape[1] - 1),
        )

    def save(self) -> Saved:
        """Return a copy of all that `restore` needs."""
        columns = self._columns[:, : self._closed].copy()
        return Saved(columns, self._open.copy(), self._filled, self._stride, self.examples)

    def restore(self, saved: Saved) -> None:
        """Go back to a saved state; every reader gets all points again."""
        self._closed = saved.columns.shape[1]
        self._columns[:, : self._closed] = saved.columns
        self._open[:] = saved.open
        self._filled, self._stride, self.examples = saved.filled, saved.stride, saved.examples
        self._generation += 1

    def _points(self) -> NDArray[np.float64]:
        """Return the closed columns, and behind them the one that is filling, or in the last of them if it is short."""
        closed = self._columns[:, : self._closed]
        if not self._filled:
            return closed
        if not self._closed or 2 * self._filled >= self._stride:
            return np.column_stack([closed, self._open])
        return np.column_stack([closed[:, :-1], joined(closed[:, -1], self._open)])

    def _add(self, costs: NDArray[np.float64], examples: int) -> None:
        """Put steps that fit into the filling point there, and close it when it is full."""
        point = self._open
        if not self._filled:
            point[_WEIGHT], point[_TOTAL], point[_LOW], point[_HIGH] = 0.0, 0.0, np.inf, -np.inf
        self.examples += examples * len(costs)
        point[_EXAMPLES] = self.examples
        point[_WEIGHT] += examples * len(costs)
        point[_TOTAL] = np.add.accumulate(np.append(point[_TOTAL], costs * examples))[-1]
        point[_LOW] = np.minimum(point[_LOW], costs.min())
        point[_HIGH] = np.maximum(point[_HIGH], costs.max())
        self._filled += len(costs)
        if self._filled == self._stride:
            self._close()

    def _add_points(self, costs: NDArray[np.float64], examples: int) -> None:
        """Add full points, a row of steps each, for which there is room."""
        points, stride = costs.shape
        columns = self._columns[:, self._closed : self._closed + points]
        columns[_EXAMPLES] = self.examples + examples * stride * np.arange(1, points + 1)
        columns[_WEIGHT] = examples * stride
        columns[_TOTAL] = np.add.accumulate(costs * examples, axis=1)[:, -1]
        columns[_LOW], columns[_HIGH] = costs.min(axis=1), costs.max(axis=1)
        self.examples += examples * costs.size
        self._closed += points

    def _close(self) -> None:
        if self._closed == POINTS:
            self._merge()
            if self._filled < self._stride:
                return
        self._columns[:, self._closed] = self._open
        self._closed += 1
        self._filled = 0

    def _merge(self) -> None:
        """Merge the closed points in pairs; the filling one is then half of its new length."""
        self._closed = POINTS // 2
        self._columns[:, : self._closed] = joined(self._columns[:, 0::2], self._columns[:, 1::2])
        self._stride *= 2
        self._generation += 1


def joined(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points (5, ...) that stand for the steps of those on the left and, behind them, on the right."""
    both = left + right
    both[_EXAMPLES] = right[_EXAMPLES]
    both[_LOW] = np.minimum(left[_LOW], right[_LOW])
    both[_HIGH] = np.maximum(left[_HIGH], right[_HIGH])
    return both
