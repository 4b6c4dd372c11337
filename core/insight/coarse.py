"""Coarse responses: of networks so large that a fine grid would take long, a coarse one is worked out and smoothed."""

from math import isqrt

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.training.effort import affordable_points


def worked_out(bound: Bound, size: int) -> int:
    """Return how many points a side of the grid are worked out if `size` are asked for."""
    return min(size, isqrt(affordable_points(bound.program.parameters, size * size)))


def smoothed(values: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return values (m * m, k) over the square as (size * size, k), between the points by straight lines."""
    side = isqrt(len(values))
    if side == size:
        return values
    places = np.linspace(0, side - 1, size)
    below = np.minimum(places.astype(np.int64), side - 2)
    share = (places - below).astype(np.float32)[:, np.newaxis]
    square = values.reshape(side, side, -1)
    rows = square[below] * (1 - share[:, np.newaxis]) + square[below + 1] * share[:, np.newaxis]
    columns = rows[:, below] * (1 - share) + rows[:, below + 1] * share
    return np.ascontiguousarray(columns.reshape(size * size, -1), np.float32)
