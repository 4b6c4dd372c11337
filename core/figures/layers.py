"""Layers: what every neuron makes of the square, layer below layer, all in one size."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from core.figures.caption import layer_text
from core.figures.style import Style, on_ground
from core.insight.colours import value_image
from core.insight.view import View, grid
from core.training.trainer import Trainer

SIDE = 24
GAP = 0.08
MOST = 64
"""Neurons of a layer that are shown; of a wider one the first."""
KEY = "Each square is a neuron over both inputs: {} is 0, orange above, blue below."


class Sheet(NamedTuple):
    """A layer's title and the activations (SIDE * SIDE, neurons) of its neurons over the square."""

    title: str
    values: NDArray[np.float32]


def sheets(trainer: Trainer, view: View) -> list[Sheet]:
    """Every layer's sheet, what the network is fed first."""
    config = trainer.config
    passed = trainer.bound.forward(grid(view, SIDE))
    found = [Sheet(f"Inputs: {passed.inputs.shape[1]}", np.array(passed.inputs[:, :MOST], np.float32))]
    for number, (layer, values) in enumerate(zip((*config.layers, config.output), passed.a, strict=True), 1):
        kind = "Output" if number > len(config.layers) else f"Layer {number}"
        shown = f", the first {MOST}" if layer.neurons > MOST else ""
        title = f"{kind}: {layer_text(config, number)}{shown}"
        found.append(Sheet(title, np.array(values[:, :MOST], np.float32)))
    return found


def rows(sheet: Sheet, columns: int) -> int:
    """How many rows of so many neurons a layer takes."""
    return -(-sheet.values.shape[1] // columns)


def arrangement(all_sheets: list[Sheet], width: float, height: float, title: float) -> tuple[int, float]:
    """How many neurons stand side by side, and how large each is, so that they are as large as fits.

    Lengths are in one unit; every layer has a title of height `title`.
    """

    def size(columns: int) -> float:
        free = max(height - title * len(all_sheets), 0.1 * height)
        return min(width / columns, free / sum(rows(sheet, columns) for sheet in all_sheets))

    best = max(range(4, MOST + 1), key=size)
    return best, size(best)


def draw_layers(axes: Axes, trainer: Trainer, view: View, look: Style, columns: int, title: float) -> None:
    """Draw every layer; a neuron's square has the side 1, and a title is `title` high."""
    top = 0.0
    for sheet in sheets(trainer, view):
        axes.text(0, top + 0.75 * title, sheet.title, weight="bold", clip_on=False)
        top += title
        for index in range(sheet.values.shape[1]):
            row, column = divmod(index, columns)
            draw_neuron(axes, sheet.values[:, index], look, column, top + row)
        top += rows(sheet, columns)
    axes.set(xlim=(0, columns), ylim=(top, 0), aspect="equal")
    axes.set_anchor("NW")
    axes.set_axis_off()


def draw_neuron(axes: Axes, values: NDArray[np.float32], look: Style, left: float, top: float) -> None:
    """Draw one neuron's response in a square of side 1."""
    rgba = value_image(np.ascontiguousarray(values), SIDE).reshape(SIDE, SIDE, 4)
    extent = (left, left + 1 - GAP, top + 1 - GAP, top)
    axes.imshow(on_ground(rgba[::-1], look), extent=extent, interpolation="bilinear", aspect="equal")
