"""Layer outputs for one example: a row of cells per layer, from what the network is fed to its outputs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.colours import value_colours
from core.insight.view import View


class Cells(NamedTuple):
    """A layer's activations (neurons,) and their RGBA bytes (4 * neurons,); transparent where not finite."""

    values: NDArray[np.float32]
    rgba: NDArray[np.uint8]


def cells(bound: Bound, view: View) -> list[Cells]:
    """Return every layer's cells for the example under the crosshair; the inputs come first."""
    fed = bound.forward(np.array([view.point], np.float32))
    rows = [np.ascontiguousarray(layer[0], np.float32) for layer in (fed.inputs, *fed.a)]
    return [Cells(row, value_colours(row)) for row in rows]
