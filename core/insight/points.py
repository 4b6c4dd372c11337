"""Points: the examples of the data as shapes over the square, ready to be drawn.

Each class has a shape and a colour; the examples of a regression are discs in the colours of their target values.
All points that look alike are one path in the language of SVG, so that a page draws them with a dozen elements.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.colours import CLASSES, value_colours
from core.insight.response import classify
from core.insight.truth import classes, has_examples, judged
from core.insight.view import View
from core.shared.shapes import shape_of

LEVELS = 17
"""Values of a regression are drawn in so many colours, from -2 to 2, the middle one for zero."""

_TOP = 2.0
SIDE = 1000


class Group(NamedTuple):
    """Points that look alike: their part (train, test or fresh), how many there are, `rgb(...)`, and their path.

    The path lies in a square of 1,000 by 1,000, a to the right and b upwards.
    """

    part: str
    number: int
    colour: str
    path: str


def groups(bound: Bound, view: View, most: int) -> list[Group]:
    """Return at most so many points of each part of the data; none of a function that is sampled afresh."""
    if not has_examples(bound):
        return []
    count = classes(bound)
    found = []
    for part, (points, targets) in judged(bound).items():
        places = np.rint(SIDE * points[:most][:, list(view.axes)]).astype(np.int64)
        places[:, 1] = SIDE - places[:, 1]
        if count:
            kinds, colours = classify(targets[:most]).classes, CLASSES
        else:
            kinds, colours = _levels(targets[:most, view.output]), _level_colours()
        for kind in np.unique(kinds).tolist():
            alike = places[kinds == kind].tolist()
            shape = shape_of(kind if count else 0)
            red, green, blue = colours[kind, :3].tolist()
            path = "".join(f"M{x} {y}{shape}" for x, y in alike)
            found.append(Group(part, len(alike), f"rgb({red},{green},{blue})", path))
    return found


def _levels(values: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return the level of each value, from 0."""
    share = (np.clip(np.nan_to_num(values), -_TOP, _TOP) + _TOP) / (2 * _TOP)
    return np.rint(share * (LEVELS - 1)).astype(np.int64)


def _level_colours() -> NDArray[np.uint8]:
    return value_colours(np.linspace(-_TOP, _TOP, LEVELS, dtype=np.float32)).reshape(-1, 4)
