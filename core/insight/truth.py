"""Truth: what the target is at given points, and the examples that a network is judged by."""

from math import isqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.catalogue.regions import draw, region
from core.catalogue.targets import TARGETS, Target, classes_of
from core.compiler.program import Bound
from core.insight.view import View, first_view, grid
from core.training.effort import affordable_points

Floats = NDArray[np.float32]

JUDGED = 10_000
JUDGED_SIDE = 32
JUDGES = 5  # the number of a stream that no run uses


class Examples(NamedTuple):
    """Points (n, inputs) with their targets (n, outputs)."""

    points: NDArray[np.floating]
    targets: NDArray[np.floating]


def target_row(bound: Bound) -> Target | None:
    """Return the catalogue's row of the target; None if it is a formula."""
    return next((row for row in TARGETS if row.id == bound.config.target), None)


def classes(bound: Bound) -> int:
    """Return how many classes the network tells apart; 0 if its target is a regression."""
    row = target_row(bound)
    return classes_of(row, bound.config.arms) if row else 0


def truth(bound: Bound, points: Floats) -> Floats:
    """Return the targets (n, outputs) without noise at points (n, inputs).

    Of a set of classes a point has the class of the nearest example; a random target is nan everywhere.
    """
    row = target_row(bound)
    if row is None or row.kind != "set":
        return bound.target_at(points)
    labels = region(row, points[:, :2], bound.config.arms)
    return one_hot(labels, bound.config.outputs)


def one_hot(labels: NDArray[np.integer], outputs: int) -> Floats:
    """Return targets (n, outputs) for classes (n,): a column for each, or for one output the class itself."""
    if outputs == 1:
        return labels[:, np.newaxis].astype(np.float32)
    return (labels[:, np.newaxis] == np.arange(outputs)).astype(np.float32)


def example(bound: Bound, view: View) -> Examples | None:
    """Return the example under the crosshair; None if the target is random, since none belongs to it then."""
    points = np.array([view.point], np.float32)
    targets = truth(bound, points)
    return Examples(points, targets) if np.isfinite(targets).all() else None


def probe(bound: Bound, size: int) -> Examples:
    """Return examples all over the square of the first two inputs, size by size, the other inputs at 0.5."""
    points = grid(first_view(bound.config), size)
    return Examples(points, truth(bound, points))


def has_examples(bound: Bound) -> bool:
    """Return whether there are examples to be shown: of a finite set, or of a set of classes; a function has none."""
    row = target_row(bound)
    return bool(bound.data) or (row is not None and row.kind == "set")


def judged(bound: Bound) -> dict[str, Examples]:
    """Return the examples by which the network's quality is told: `train` and `test`, or `fresh` ones.

    There are fewer of them for networks of millions of parameters. Fresh examples of a set of classes are drawn
    from a stream of their own; of a function they are a grid.
    """
    if bound.data:
        data = bound.data
        count = affordable_points(bound.program.parameters, JUDGED)
        parts = {"train": Examples(data.train_inputs[:count], data.train_targets[:count])}
        test = Examples(data.test_inputs[:count], data.test_targets[:count])
        return parts | {"test": test} if len(data.test_inputs) else parts
    row, config = target_row(bound), bound.config
    count = affordable_points(bound.program.parameters, JUDGED_SIDE**2)
    if row is None or row.kind != "set":
        return {"fresh": probe(bound, isqrt(count))}
    places, labels = draw(row, np.random.default_rng([config.seed, JUDGES]), count, config.arms)
    points = np.full((len(places), config.inputs), 0.5, np.float32)
    points[:, :2] = places
    return {"fresh": Examples(points, one_hot(labels, config.outputs))}
