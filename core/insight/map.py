"""Map: the square as the page shows it, twice as fine as it is worked out, with contours and the borders of classes.

Class regions have a pattern each beside their colour, and a dark line where two of them meet.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight import response
from core.insight.colours import CLASSES, error_image, hatch, value_image
from core.insight.contours import contoured
from core.insight.view import View

Floats = NDArray[np.float32]

MODES = ("value", "error", "target", "classes")
SURE = 64
"""Steps between a class's colour and white."""

PERIOD = 12
FAINT = 0.2
"""How much of a class's colour is left where another one is as likely: which it is shall be seen."""

_MARK = 0.8
_BORDER, _BORDER_GREY = np.float32(1.5), np.float32(70)


class Drawn(NamedTuple):
    """The RGBA bytes of the square, and the least and the greatest of its values; None where it shows none."""

    rgba: NDArray[np.uint8]
    extremes: tuple[float, float] | None


def square_map(bound: Bound, view: View, size: int, mode: str, lines: bool = True) -> NDArray[np.uint8]:
    """Return just the RGBA bytes that `drawn` makes."""
    return drawn(bound, view, size, mode, lines).rgba


def drawn(bound: Bound, view: View, size: int, mode: str, lines: bool = True, unit: float = 1.0) -> Drawn:
    """Return the picture of the square, worked out at size * size points; ValueError for another mode.

    It has 2 size - 1 pixels a side: the points, and one between each two; row b, column a. `lines`: with contours,
    where it shows values. `unit` is what the scales of values and errors count in; an error's extremes are its value's.
    """
    if mode not in MODES:
        raise ValueError(f"A map shows {', '.join(MODES[:-1])} or {MODES[-1]}, not {mode!r}.")
    if mode == "classes":
        return Drawn(regions(finer(response.all_outputs(bound, view, size), size)), None)
    values = (response.targets if mode == "target" else response.outputs)(bound, view, size)
    extremes = response.extremes(values)
    if mode == "error":
        values = np.abs(values - response.targets(bound, view, size))
    fine = finer(values[:, np.newaxis], size).ravel() * np.float32(1 / unit)
    side = 2 * size - 1
    if mode == "error":
        return Drawn(error_image(fine, side), extremes)
    rgba = value_image(fine, side)
    return Drawn(contoured(rgba, fine, side) if lines else rgba, extremes)


def finer(values: Floats, size: int) -> Floats:
    """Return values (size * size, k) over the square as k planes (k, 2 size - 1, 2 size - 1), means between points."""
    planes = values.T.reshape(-1, size, size)
    fine = np.empty((len(planes), 2 * size - 1, 2 * size - 1), np.float32)
    fine[:, ::2, ::2] = planes
    fine[:, ::2, 1::2] = (planes[:, :, 1:] + planes[:, :, :-1]) * np.float32(0.5)
    fine[:, 1::2] = (fine[:, 2::2] + fine[:, :-2:2]) * np.float32(0.5)
    return fine


def regions(planes: Floats) -> NDArray[np.uint8]:
    """Return RGBA bytes of the classes that outputs (k, side, side) stand for, paler where the lead is small."""
    classes, lead = winners(planes)
    side = planes.shape[-1]
    look = _patterns(side)[classes.ravel() % len(PATTERNS), np.arange(side * side)].reshape(side, side)
    finite = np.isfinite(lead)
    sure = np.rint(np.where(finite, lead, 0) * np.float32(SURE - 1)).astype(np.int64)
    rgba = np.ascontiguousarray(_COLOURS[classes, look, sure].ravel().view(np.uint8))
    return hatch(bordered(rgba, classes), lead.ravel(), side)


def bordered(rgba: NDArray[np.uint8], classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Draw a soft dark line where classes (side, side) meet, in place, and return the bytes."""
    border = np.zeros(classes.shape, np.float32)
    border[:, 1:] = classes[:, 1:] != classes[:, :-1]
    border[1:] = np.maximum(border[1:], classes[1:] != classes[:-1])
    for axis in (0, 1):
        along = np.moveaxis(border, axis, 0)
        along[1:-1] = (along[:-2] + 2 * along[1:-1] + along[2:]) * np.float32(0.25)
    covered = np.minimum(1, _BORDER * border.ravel())
    pixels = np.flatnonzero(covered)
    share = covered[pixels, np.newaxis]
    colours = rgba.reshape(-1, 4)
    colours[pixels, :3] = colours[pixels, :3] * (1 - share) + _BORDER_GREY * share
    return rgba


def winners(planes: Floats) -> tuple[NDArray[np.uint8], Floats]:
    """Return the class (side, side) of outputs (k, side, side) and its lead from 0 to 1, as `response.classify`."""
    if len(planes) == 1:
        return (planes[0] > 0.5).astype(np.uint8), np.minimum(1, np.abs(2 * planes[0] - 1))
    classes = np.zeros(planes.shape[1:], np.uint8)
    first, second = planes[0].copy(), np.full_like(planes[0], -np.inf)
    for index, plane in enumerate(planes[1:], 1):
        classes[plane > first] = index
        second = np.maximum(second, np.minimum(first, plane))
        first = np.maximum(first, plane)
    return classes, np.clip(first - second, 0, 1)


PATTERNS = (
    lambda row, column: np.zeros(np.broadcast(row, column).shape, bool),
    lambda row, column: (row + column) % PERIOD < 2,
    lambda row, column: (row % PERIOD < 3) & (column % PERIOD < 3),
    lambda row, column: (row - column) % PERIOD < 2,
    lambda row, column: (row % PERIOD < 2) & (column >= 0),
)
"""Of the classes 0 to 4: none, rising and falling lines, dots, level lines."""


@lru_cache(maxsize=4)
def _patterns(side: int) -> NDArray[np.uint8]:
    """Return which pixels (patterns, side * side) are marked."""
    row, column = np.ogrid[:side, :side]
    return np.array([pattern(row, column).ravel() for pattern in PATTERNS], np.uint8)


def _colours() -> NDArray[np.uint32]:
    """Return packed RGBA by class, whether marked, and sureness."""
    sure = np.linspace(0, 1, SURE)[:, np.newaxis]
    full = CLASSES[:, np.newaxis, np.newaxis, :3].astype(float)
    strength = np.array([1, _MARK])[:, np.newaxis, np.newaxis]
    shades = 255 - (255 - full * strength) * (FAINT + (1 - FAINT) * sure)
    rgba = np.full((len(CLASSES), 2, SURE, 4), 255, np.uint8)
    rgba[..., :3] = np.rint(shades)
    return rgba.view(np.uint32)[..., 0]


_COLOURS = _colours()
