"""Accuracy, confusion and R squared against their definitions."""

import numpy as np
import pytest

from core.insight import quality


def test_confusion_counts_each_pair_of_actual_and_predicted() -> None:
    rng = np.random.default_rng(1)
    actual, predicted = rng.integers(0, 4, 200), rng.integers(0, 4, 200)
    counts = quality.confusion(actual, predicted, 4)
    pairs = list(zip(actual.tolist(), predicted.tolist(), strict=True))
    assert counts.tolist() == [[pairs.count((i, j)) for j in range(4)] for i in range(4)]
    assert quality.accuracy(counts) == pytest.approx((actual == predicted).mean())


def test_confusion_keeps_classes_that_never_occur() -> None:
    assert quality.confusion(np.array([0, 0]), np.array([0, 1]), 3).shape == (3, 3)


def test_accuracy_of_nothing_is_unknown() -> None:
    assert quality.accuracy(np.zeros((2, 2), np.int64)) is None


def test_r_squared_is_one_for_a_fit_zero_for_the_mean_and_negative_beyond() -> None:
    targets = np.random.default_rng(2).random((100, 2)).astype(np.float32)
    assert quality.r_squared(targets, targets) == 1
    assert quality.r_squared(np.broadcast_to(targets.mean(axis=0), (100, 2)), targets) == pytest.approx(0, abs=1e-6)
    shifted = quality.r_squared(targets + 1, targets)
    assert shifted is not None
    assert shifted < -1


def test_r_squared_matches_the_squared_correlation_of_a_least_squares_line() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.random(50), rng.random(50)
    line = np.polyval(np.polyfit(x, y, 1), x)
    assert quality.r_squared(line[:, np.newaxis], y[:, np.newaxis]) == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)


def test_r_squared_of_constant_targets_is_unknown() -> None:
    assert quality.r_squared(np.zeros((5, 1)), np.ones((5, 1))) is None
