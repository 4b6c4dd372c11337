"""View: from where a network is looked at: the example under the crosshair, the square's two inputs, one output."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.shared.config import Config
from core.training.place import numbered

Floats = NDArray[np.float32]


class View(NamedTuple):
    """What the pictures of a network with any number of inputs and outputs show.

    `point` holds every input's value at the crosshair; the square spans the inputs `axes` from 0 to 1, the
    others stay at the crosshair's values; `output` is the one that surfaces and maps show, from 0.
    """

    point: tuple[float, ...]
    axes: tuple[int, int]
    output: int = 0


def first_view(config: Config) -> View:
    """Return the view of the middle of the square over the first two inputs."""
    return View((0.5,) * config.inputs, (0, min(1, config.inputs - 1)))


def moved(view: View, config: Config, wants: dict[str, object]) -> View:
    """Return the view with what `wants` has of point, axes and output; ValueError if that does not exist.

    A point may hold two values, for the inputs of the square, or one value for each input.
    """
    axes = _indices(wants.get("axes", view.axes), config.inputs, "input")
    if len(axes) != 2:
        raise ValueError(f"The square spans 2 inputs, not {len(axes)}.")
    (output,) = _indices([wants.get("output", view.output)], config.outputs, "output")
    view = View(view.point, (axes[0], axes[1]), output)
    return view._replace(point=_point(view, wants["point"])) if "point" in wants else view


def grid(view: View, size: int) -> Floats:
    """Return the points (size * size, inputs) of the square, edges included: row b, column a."""
    points = np.empty((size * size, len(view.point)), np.float32)
    points[:] = view.point
    side = np.linspace(0, 1, size, dtype=np.float32)
    # With one input both axes are the same: the square then varies along a.
    points[:, view.axes[1]] = np.repeat(side, size)
    points[:, view.axes[0]] = np.tile(side, size)
    return points


def _indices(values: object, count: int, kind: str) -> tuple[int, ...]:
    indices = tuple(values)  # type: ignore[arg-type]
    for index in indices:
        if not isinstance(index, int) or not 0 <= index < count:
            raise ValueError(f"There is no {kind} {numbered(index)}: they are counted from 1 to {count}.")
    return indices


def _point(view: View, values: object) -> tuple[float, ...]:
    given = tuple(float(value) for value in values)  # type: ignore[union-attr]
    if not all(np.isfinite(given)):
        raise ValueError("A point consists of finite numbers.")
    if len(given) == len(view.point):
        return given
    if len(given) != 2:
        raise ValueError(f"A point has 2 values, or one for each of the {len(view.point)} inputs, not {len(given)}.")
    point = list(view.point)
    point[view.axes[1]], point[view.axes[0]] = given[1], given[0]
    return tuple(point)
