"""How good outputs are beyond their loss: accuracy and confusion of classes, R squared of values."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def confusion(actual: NDArray[np.integer], predicted: NDArray[np.integer], classes: int) -> NDArray[np.int64]:
    """Return counts (classes, classes): row the actual class, column the predicted one."""
    pairs = np.bincount(actual * classes + predicted, minlength=classes * classes)
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
