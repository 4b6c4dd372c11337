"""Contours: lines of equal value in a picture of the square."""

import numpy as np
from numpy.typing import NDArray

from core.shared.scales import LIMIT

STEP = 0.2
"""Difference of value between two lines; one of them is at zero."""

_SHADE = 0.72


def contour_pixels(values: NDArray[np.float32], width: int, step: float = STEP) -> NDArray[np.intp]:
    """Return the pixels of a picture, row by row, at which a multiple of `step` lies towards the last column or row.

    No line is drawn next to what is not finite, nor beyond the ends of the scale.
    """
    bands = np.floor(np.clip(values, -LIMIT, LIMIT) / np.float32(step)).reshape(-1, width)
    finite = np.isfinite(values).reshape(-1, width)
    crossed = np.zeros(bands.shape, bool)
    crossed[:, 1:] = (bands[:, 1:] != bands[:, :-1]) & finite[:, :-1]
    crossed[1:] |= (bands[1:] != bands[:-1]) & finite[:-1]
    return np.flatnonzero(crossed & finite)


def contoured(rgba: NDArray[np.uint8], values: NDArray[np.float32], width: int) -> NDArray[np.uint8]:
    """Darken the pixels of the contours, in place, and return the bytes."""
    pixels = contour_pixels(values, width)
    colours = rgba.reshape(-1, 4)
    colours[pixels, :3] = np.rint(colours[pixels, :3] * np.float32(_SHADE))
    return rgba
