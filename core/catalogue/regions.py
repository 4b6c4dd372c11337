"""Class sets: examples drawn from them, and the class that any point of the plane belongs to."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.catalogue.evaluate import evaluate
from core.catalogue.targets import Target, classes_of

Points = NDArray[np.float32]
Labels = NDArray[np.int64]
CHUNK = 2048


def place(target: Target, labels: Labels, classes: int, u: Points, v: Points) -> Points:
    """Where the examples of the labels' classes lie for the uniform numbers u and v: (n, 2)."""
    names = {"c": labels.astype(np.float32), "k": classes, "u": u, "v": v}
    return np.stack([evaluate(axis, **names) for axis in target.place], axis=1).astype(np.float32)


def draw(target: Target, rng: Generator, count: int, arms: int) -> tuple[Points, Labels]:
    """Examples of a class set: places (count, 2), without noise, and classes (count,), each equally likely."""
    classes = classes_of(target, arms)
    labels = rng.integers(0, classes, count)
    u, v = rng.random((2, count), np.float32)
    return place(target, labels, classes, u, v), labels


def region(target: Target, points: Points, arms: int) -> Labels:
    """The class of points (n, 2) of any target that has classes: for a class set, that of its nearest example."""
    if target.kind == "function":
        a, b = points[:, 0], points[:, 1]
        return np.broadcast_to(evaluate(target.value, a=a, b=b), len(points)).astype(np.int64)
    examples, labels = skeleton(target, arms)
    norms = np.sum(examples * examples, axis=1)
    parts = [points[start : start + CHUNK] for start in range(0, len(points), CHUNK)]
    # The squared distance to each example, less the point's own norm, which decides nothing.
    return np.concatenate([labels[np.argmin(norms - 2 * part @ examples.T, axis=1)] for part in parts])


def skeleton(target: Target, arms: int) -> tuple[Points, Labels]:
    """Examples at even steps of u and v, all classes alike: what `region` measures distances to."""
    along, across = target.spine
    classes = classes_of(target, arms)
    u = np.linspace(0, 0.999, along, dtype=np.float32)  # a single step is at 0, the middle of a normal cloud
    v = np.linspace(0, 1, across, dtype=np.float32)
    labels = np.repeat(np.arange(classes), along * across)
    return place(target, labels, classes, np.tile(np.repeat(u, across), classes), np.tile(v, classes * along)), labels
