"""Reading: what the picture of the response says, as a sentence and as a table of numbers."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight import response
from core.insight.truth import classes
from core.insight.view import View
from core.shared.digits import brief

Floats = NDArray[np.float32]

SIDE = 33


class Words(NamedTuple):
    """What a picture shows in words, and on which share of the square it holds no finite number."""

    text: str
    lost: float


def described(bound: Bound, view: View) -> Words:
    """Return the response over the square in words: its range and where it lies, or the share of each class."""
    values = response.all_outputs(bound, view, SIDE)
    finite = np.asarray(np.isfinite(values).all(axis=1))
    if not finite.any():
        return Words("No number anywhere.", 1.0)
    missing = float(1 - finite.mean())
    rest = f" No number on {share(missing)} of the square." if missing else ""
    if classes(bound):
        return Words(class_shares(values[finite], classes(bound)) + rest, missing)
    return Words(value_range(bound, view, values[:, view.output], finite) + rest, missing)


def value_range(bound: Bound, view: View, values: Floats, finite: NDArray[np.bool_]) -> str:
    """Return the extremes of values (SIDE * SIDE,) with their places, and the mean of those that are finite."""
    first, second = axis_names(bound, view)
    held = values[finite].astype(np.float64)
    ends = []
    for place in (np.where(finite, values, np.inf).argmin(), np.where(finite, values, -np.inf).argmax()):
        b, a = divmod(int(place), SIDE)
        ends.append(f"{brief(values[place], 3)} at {first} {a / (SIDE - 1):.2f}, {second} {b / (SIDE - 1):.2f}")
    return f"From {ends[0]} to {ends[1]}, {brief(held.mean(), 3)} on average."


def class_shares(values: Floats, count: int) -> str:
    """Return the share of outputs (n, k) that stand for each of so many classes."""
    told = np.bincount(response.classify(values).classes, minlength=count)
    parts = [f"class {index} on {share(number / len(values))}" for index, number in enumerate(told)]
    return f"Of the square, {', '.join(parts)}."


def table(bound: Bound, view: View, size: int) -> dict[str, Any]:
    """Return the square in numbers as texts: `axes` are the names of its inputs, `ticks` their values.

    `value`, `target`, `error` and, of a target with classes, `classes` are rows from the greatest b to 0, column a.
    """
    outputs = response.all_outputs(bound, view, size)
    values, targets = outputs[:, view.output], response.targets(bound, view, size)
    columns = {"value": values, "target": targets, "error": np.abs(values - targets)}
    found = {name: rows([brief(number, 3) for number in column], size) for name, column in columns.items()}
    if classes(bound):
        told = response.classify(outputs).classes.tolist()
        sure = np.asarray(np.isfinite(outputs).all(axis=1)).tolist()
        found["classes"] = rows([str(told[i]) if sure[i] else "none" for i in range(len(told))], size)
    ticks = [f"{place / (size - 1):.2f}" for place in range(size)]
    return {"axes": axis_names(bound, view), "ticks": ticks} | found


def rows(texts: list[str], size: int) -> list[list[str]]:
    """Return texts over the square, row b and column a, as rows with the greatest b first."""
    return [texts[start : start + size] for start in range(size * (size - 1), -1, -size)]


def axis_names(bound: Bound, view: View) -> list[str]:
    """Return what the square's inputs are called: a and b, or x1 to x64 where there are more."""
    if bound.config.inputs <= 2:
        return ["ab"[place] for place in view.axes]
    return [f"x{place + 1}" for place in view.axes]


def share(part: float) -> str:
    """Return a share as a whole number of percent."""
    return f"{100 * part:.0f}%"
