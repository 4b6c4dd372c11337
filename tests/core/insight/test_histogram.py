"""Histograms count every value once, and say what they could not count."""

import numpy as np
import pytest

from core.compiler.program import compile_program
from core.insight.histogram import BINS, histogram, histograms
from core.insight.truth import probe
from core.shared.config import Config


def test_a_histogram_counts_every_finite_value() -> None:
    values = np.random.default_rng(1).normal(1, 2, 5000).astype(np.float32)
    values[[3, 5, 8]] = np.nan, np.inf, -np.inf
    found = histogram(values)
    assert found.counts.sum() == 4997
    assert found.not_finite == 3
    assert found.low == -found.high
    edges = np.linspace(found.low, found.high, BINS + 1)
    middle = np.isfinite(values) & (values >= edges[20]) & (values < edges[21])
    assert found.counts[20] == middle.sum()


@pytest.mark.parametrize("value", [0.0, 3.0])
def test_equal_values_fall_into_one_bin_in_the_middle(value: float) -> None:
    found = histogram(np.full(7, value, np.float32))
    assert found.counts.max() == 7
    assert found.low < value < found.high


def test_a_histogram_of_what_is_not_finite_is_empty() -> None:
    assert histogram(np.full(3, np.nan, np.float32)).counts.sum() == 0


def test_every_layer_has_its_weights_activations_and_gradients() -> None:
    network = compile_program(Config()).bind()
    found = histograms(network, probe(network, 8))
    assert [layer.weights.counts.sum() for layer in found] == [128, 2048, 32]
    assert [layer.activations.counts.sum() for layer in found] == [64 * 64, 64 * 32, 64]
    assert [layer.gradients.counts.sum() for layer in found] == [128, 2048, 32]
