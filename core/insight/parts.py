"""The parts that a frame can consist of: a table from the name of a want to what computes it."""

from collections.abc import Callable
from typing import Any

from core.insight import cells, response
from core.insight.colours import value_image
from core.insight.view import View
from core.training.history import History
from core.training.trainer import Trainer

Part = Callable[[Trainer, View, Any], Any]
LARGEST = 1024


def part(name: str, trainer: Trainer, view: View, want: Any) -> Any:
    """Return one part of a frame as plain values; ValueError if there is no part of that name."""
    if name not in PARTS:
        raise ValueError(f"A frame has no part {name!r}: it has {', '.join(PARTS)}.")
    return PARTS[name](trainer, view, want)


def surface(trainer: Trainer, view: View, size: int) -> dict[str, Any]:
    """Return the heights (size * size,) of the viewed output, row b, column a."""
    return {"size": size, "heights": response.outputs(trainer.bound, view, allowed_size(size))}


def surface_target(trainer: Trainer, view: View, size: int) -> dict[str, Any]:
    """Return the heights of the target; nan where it is not defined."""
    return {"size": size, "heights": response.targets(trainer.bound, view, allowed_size(size))}


def square_map(trainer: Trainer, view: View, want: Any) -> dict[str, Any]:
    """Return the square as RGBA bytes; the want is a size or [size, mode], see `response.picture`."""
    size, mode = want if isinstance(want, list | tuple) else (want, "value")
    rgba = response.picture(trainer.bound, view, allowed_size(size), mode)
    return {"size": size, "mode": mode, "rgba": rgba}


def cost(trainer: Trainer, view: View, revision: int) -> dict[str, Any]:
    """Return the points of the cost history that are new since a revision (-1: all)."""
    return columns(trainer.costs, revision)


def test_cost(trainer: Trainer, view: View, revision: int) -> dict[str, Any]:
    """Return the points of the test cost's history that are new since a revision (-1: all)."""
    return columns(trainer.test_costs, revision)


def layer_cells(trainer: Trainer, view: View, want: bool) -> list[dict[str, Any]]:
    """Return each layer's activations and their RGBA bytes for the example under the crosshair."""
    return [row._asdict() for row in cells.cells(trainer.bound, view)]


def neuron(trainer: Trainer, view: View, want: list[int]) -> dict[str, Any]:
    """Return the response of a neuron over the square; the want is [layer, index, size]."""
    layer, index, size = want
    values = response.neuron(trainer.bound, view, layer, index, allowed_size(size))
    return {"layer": layer, "index": index, "size": size, "values": values, "rgba": value_image(values, size)}


def columns(series: History, revision: int) -> dict[str, Any]:
    """Return a history's new points as a dict of columns."""
    return series.since(int(revision))._asdict()


def allowed_size(size: int) -> int:
    """Return the size of a square grid; ValueError if it is no whole number from 2 to 1,024."""
    if not isinstance(size, int) or not 2 <= size <= LARGEST:
        raise ValueError(f"A square has from 2 to {LARGEST:,} points a side, not {size!r}.")
    return size


PARTS: dict[str, Part] = {
    "surface": surface,
    "surface_target": surface_target,
    "map": square_map,
    "costs": cost,
    "test_costs": test_cost,
    "cells": layer_cells,
    "neuron": neuron,
}
