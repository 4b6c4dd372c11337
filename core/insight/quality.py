"""How good outputs are beyond their loss: accuracy and confusion of classes, R squared of values."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.insight.response import classify
from core.insight.truth import classes, judged

Floats = NDArray[np.floating]


def confusion(actual: NDArray[np.integer], predicted: NDArray[np.integer], classes: int) -> NDArray[np.int64]:
    """Return counts (classes, classes): row the actual class, column the predicted one."""
    pairs = np.bincount(actual.astype(np.int64) * classes + predicted, minlength=classes * classes)
    return pairs.reshape(classes, classes)


def accuracy(counts: NDArray[np.int64]) -> float | None:
    """Return the share of examples on the diagonal of a confusion matrix; None without examples."""
    total = counts.sum()
    return float(np.trace(counts) / total) if total else None


def r_squared(outputs: Floats, targets: Floats) -> float | None:
    """Return the share of the targets' variance that the outputs explain: 1 - residual / total.

    Both are (n, k). 1 is a perfect fit, 0 as good as the mean, below 0 worse than it. None where the targets
    do not vary, since no share can then be given.
    """
    values = targets.astype(np.float64)
    total = np.square(values - values.mean(axis=0)).sum()
    if total == 0:
        return None
    return float(1 - np.square(outputs - values).sum() / total)


class Quality(NamedTuple):
    """How good a network is on `examples` examples of a `part`: train, test or fresh.

    With classes there are an accuracy and a confusion matrix, flat (classes * classes,), row the actual class;
    without, an R squared. What does not apply is None.
    """

    part: str
    examples: int
    classes: int
    accuracy: float | None
    confusion: NDArray[np.float32] | None
    r_squared: float | None


def qualities(bound: Bound) -> list[Quality]:
    """Return the quality of a network on its training and test set, or on fresh examples."""
    count = classes(bound)
    found = []
    for part, (points, targets) in judged(bound).items():
        outputs = bound.predict(points)
        if count:
            counts = confusion(classify(targets).classes, classify(outputs).classes, count)
            found.append(Quality(part, len(points), count, accuracy(counts), counts.ravel().astype(np.float32), None))
        else:
            fit = r_squared(outputs, targets) if np.isfinite(targets).all() else None
            found.append(Quality(part, len(points), 0, None, None, fit))
    return found
