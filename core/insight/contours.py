"""Contours: lines of equal value in a picture of the square."""

import numpy as np
from numpy.typing import NDArray

from core.shared.scales import LIMIT

STEP = 0.2
"""Difference of value between two lines.

They lie half a step beside zero, at 0.1, 0.3, 0.5 and so on: targets are flat at 0 and 1, where a line would be a blot.
"""

WIDTH = 1.1
"""Of a line, in pixels."""

LEAST_SLOPE = 2e-3
"""Of the value in steps a pixel: what is flatter has no line."""

_SHADE = 0.55
_TABLE = np.rint(np.arange(256) * _SHADE).astype(np.uint8)


def cover(values: NDArray[np.float32], width: int) -> NDArray[np.floating]:
    """Return how much of each pixel of a picture, row by row, a line covers: from 0 to 1.

    No line is drawn beside what is not finite, nor beyond the ends of the scale.
    """
    steps = np.clip(values.reshape(-1, width), -LIMIT, LIMIT) * np.float32(1 / STEP) + np.float32(0.5)
    slope = np.sqrt(np.square(_difference(steps, 1)) + np.square(_difference(steps, 0)))
    away = np.abs(steps - np.rint(steps)) / np.maximum(slope, np.float32(LEAST_SLOPE))
    covered = np.clip(np.float32(0.5 + WIDTH / 2) - away, np.float32(0), np.float32(1))
    covered[~(slope > LEAST_SLOPE)] = 0
    return covered.ravel()


def contoured(rgba: NDArray[np.uint8], values: NDArray[np.float32], width: int) -> NDArray[np.uint8]:
    """Darken the pixels of the contours, in place, and return the bytes."""
    covered = cover(values, width)
    pixels = np.flatnonzero(covered)
    colours = rgba.reshape(-1, 4)
    plain = colours[pixels, :3]
    share = covered[pixels, np.newaxis]
    colours[pixels, :3] = plain * (1 - share) + _TABLE[plain] * share
    return rgba


def _difference(values: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Return the slope a pixel along an axis: between both neighbours, at the edges to the one that is there."""
    found = np.empty_like(values)
    ahead, behind, here = (np.moveaxis(one, axis, 0) for one in (values, values, found))
    here[1:-1] = (ahead[2:] - behind[:-2]) * np.float32(0.5)
    here[0], here[-1] = ahead[1] - ahead[0], ahead[-1] - ahead[-2]
    return found
