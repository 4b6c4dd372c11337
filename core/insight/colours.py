"""Colours of values, errors and classes, each through a table of RGBA entries.

Values share one scale, centred on zero: blue below, pale at zero, orange to brown above; the arms differ in
hue along the axis that every kind of colour blindness keeps, and each darkens steadily away from zero. A
value v sits at tanh(0.8 v) / tanh(2), and beyond +-2.5 it is clamped. Errors have a scale of one hue, from
pale (none) to dark violet. Classes have the colours of Okabe and Ito ("Color Universal Design", 2008).
NaN and the infinities are on no scale: an image shows them hatched, a single cell is left transparent so
that what the page draws below shows through.
"""

import numpy as np
from numpy.typing import NDArray

from core.shared.scales import CLASS_COLOURS, ERROR_STOPS, LIMIT, LOST_COLOURS, STEEPNESS, VALUE_STOPS

Rgba = NDArray[np.uint8]

_HATCH = np.array([(*colour, 255) for colour in LOST_COLOURS], np.uint8)
_HATCH_WIDTH = 4


def _table(stops: tuple[tuple[int, int, int], ...]) -> Rgba:
    """Return 256 opaque RGBA entries that run evenly through the stops."""
    positions = np.linspace(0, len(stops) - 1, 256)
    channels = [np.interp(positions, range(len(stops)), channel) for channel in zip(*stops, strict=True)]
    rgba = np.column_stack([np.rint(channels).T, np.full(256, 255)])
    return np.ascontiguousarray(rgba, np.uint8)


VALUES = _table(VALUE_STOPS)
ERRORS = _table(ERROR_STOPS)
CLASSES: Rgba = np.array([(*colour, 255) for colour in CLASS_COLOURS], np.uint8)


def value_colours(values: NDArray[np.float32]) -> Rgba:
    """Return the RGBA bytes (4 n,) of n values; what is not finite is transparent."""
    return _look_up(VALUES, _value_positions(values), values)


def value_image(values: NDArray[np.float32], width: int) -> Rgba:
    """Return the RGBA bytes of an image, row by row; what is not finite is hatched."""
    return hatch(value_colours(values), values, width)


def error_image(errors: NDArray[np.float32], width: int, top: float = 1.0) -> Rgba:
    """Return the RGBA bytes of an image of absolute errors: 0 is pale, `top` and beyond are dark."""
    positions = np.sqrt(np.minimum(np.abs(errors), np.float32(top)) * np.float32(1 / top))
    return hatch(_look_up(ERRORS, positions * np.float32(255), errors), errors, width)


def _value_positions(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return places on the scale, 0 to 255 and 127.5 for zero."""
    clamped = np.clip(values, -LIMIT, LIMIT) * np.float32(STEEPNESS)
    scale = np.float32(127.5 / np.tanh(LIMIT * STEEPNESS))
    return np.tanh(clamped) * scale + np.float32(127.5)


def _look_up(table: Rgba, positions: NDArray[np.float32], values: NDArray[np.float32]) -> Rgba:
    """Return the table's entries at the rounded positions, as bytes; transparent where a value is not finite."""
    finite = np.isfinite(values)
    whole = bool(finite.all())
    places = np.rint(positions if whole else np.where(finite, positions, 0)).astype(np.uint8)
    packed = table.view(np.uint32).ravel()[places]
    if not whole:
        packed[~finite] = 0
    return packed.view(np.uint8)


def hatch(rgba: Rgba, values: NDArray[np.float32], width: int) -> Rgba:
    """Draw diagonal stripes over the pixels whose value is not finite, in place, and return the bytes."""
    bad = np.flatnonzero(~np.isfinite(values))
    if len(bad):
        stripe = (bad // width + bad % width) // _HATCH_WIDTH % 2 == 0
        rgba.reshape(-1, 4)[bad] = np.where(stripe[:, np.newaxis], _HATCH[0], _HATCH[1])
    return rgba
