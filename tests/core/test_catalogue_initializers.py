"""Initializers against the moments that their papers state, over many more weights than any network has."""

import math

import numpy as np
import pytest

from core.catalogue.initializers import INITIALIZERS, Initializer

ROWS = {row.id: row for row in INITIALIZERS}
SHAPE = (120, 500)
# Low, high; or the variance, and whether it is normal.
RANGES = {"uniform_tenth": (-0.1, 0.1), "uniform_one": (-1, 1), "positive_tenth": (0, 0.1), "positive_one": (0, 1)}
VARIANCES = {"he": 2 / 120, "glorot": 2 / 620, "lecun": 1 / 120}


def drawn(name: str, seed: int = 1, shape: tuple[int, int] = SHAPE) -> np.ndarray:
    return ROWS[name].draw(np.random.default_rng(seed), *shape)


@pytest.mark.parametrize("row", INITIALIZERS, ids=lambda row: row.id)
@pytest.mark.parametrize("shape", [(1, 1), (2, 64), (64, 2), (7, 7), (1, 5), (512, 3)])
def test_a_draw_is_single_precision_finite_and_of_the_shape_asked(row: Initializer, shape: tuple[int, int]) -> None:
    weights = row.draw(np.random.default_rng(3), *shape)
    assert weights.dtype == np.float32
    assert weights.shape == shape
    assert weights.flags.c_contiguous
    assert np.isfinite(weights).all()


@pytest.mark.parametrize("row", INITIALIZERS, ids=lambda row: row.id)
def test_a_seed_repeats_its_draw_to_the_bit(row: Initializer) -> None:
    assert drawn(row.id, 7).tobytes() == drawn(row.id, 7).tobytes()
    if row.id not in ("zeros", "ones"):
        assert drawn(row.id, 7).tobytes() != drawn(row.id, 8).tobytes()


def test_constants_are_constant() -> None:
    assert (drawn("zeros") == 0).all()
    assert (drawn("ones") == 1).all()


@pytest.mark.parametrize(("name", "ends"), RANGES.items())
def test_a_plain_uniform_fills_its_range_evenly(name: str, ends: tuple[float, float]) -> None:
    weights = np.sort(drawn(name).ravel().astype(float))
    low, high = ends
    assert low - 1e-7 <= weights[0] <= weights[-1] <= high + 1e-7
    even = np.linspace(low, high, weights.size)
    # Kolmogorov and Smirnov's distance is below 1.95 / sqrt(n) in 999 of 1000 draws.
    assert np.abs(weights - even).max() / (high - low) < 1.95 / math.sqrt(weights.size)


@pytest.mark.parametrize(("name", "variance"), VARIANCES.items())
def test_a_scaled_uniform_has_its_papers_variance_and_limit(name: str, variance: float) -> None:
    weights = drawn(f"{name}_uniform").astype(float)
    limit = math.sqrt(3 * variance)
    assert np.abs(weights).max() <= limit * (1 + 1e-6)
    assert np.abs(weights).max() > limit * 0.999
    # Five standard errors of the mean, and of the variance of a uniform distribution (kurtosis 1.8).
    assert abs(weights.mean()) < 5 * math.sqrt(variance / weights.size)
    assert abs(weights.var() / variance - 1) < 5 * math.sqrt(0.8 / weights.size)


@pytest.mark.parametrize(("name", "variance"), VARIANCES.items())
def test_a_scaled_normal_has_its_papers_variance_and_shape(name: str, variance: float) -> None:
    weights = drawn(f"{name}_normal").astype(float)
    assert abs(weights.mean()) < 5 * math.sqrt(variance / weights.size)
    assert abs(weights.var() / variance - 1) < 5 * math.sqrt(2 / weights.size)
    within = np.mean(np.abs(weights) < math.sqrt(variance))
    assert abs(within - math.erf(1 / math.sqrt(2))) < 5 * 0.5 / math.sqrt(weights.size)


@pytest.mark.parametrize("shape", [(8, 8), (40, 12), (12, 40), (1, 9), (9, 1)])
def test_an_orthogonal_matrix_keeps_lengths(shape: tuple[int, int]) -> None:
    weights = drawn("orthogonal", 5, shape).astype(float)
    small = weights.T @ weights if shape[0] >= shape[1] else weights @ weights.T
    np.testing.assert_allclose(small, np.eye(min(shape)), atol=1e-6)


def test_no_rotation_is_preferred_by_orthogonal() -> None:
    corners = np.array([drawn("orthogonal", seed, (3, 3))[0, 0] for seed in range(2000)], float)
    # An entry of a random rotation of three dimensions is uniform in -1 to 1 (Archimedes).
    assert np.abs(np.sort(corners) - np.linspace(-1, 1, 2000)).max() / 2 < 1.95 / math.sqrt(2000)


def test_a_he_layer_keeps_the_size_of_signals_through_many_relus() -> None:
    rng = np.random.default_rng(11)
    signals = rng.standard_normal((200, 256), np.float32)
    before = np.mean(signals**2)
    for _ in range(12):
        signals = np.maximum(signals @ ROWS["he_normal"].draw(rng, 256, 256), 0)
    # The mean square of what enters a ReLU is twice that of what leaves it; He's 2 / in makes up for it.
    assert 0.5 < np.mean(signals**2) / before < 2


@pytest.mark.parametrize(("name", "variance"), [("he_normal", 2), ("he_uniform", 2), ("lecun_normal", 1)])
def test_biases_are_drawn_as_the_weights_of_a_single_input_and_so_are_large(name: str, variance: float) -> None:
    biases, weights = drawn(name, shape=(1, 20_000)), drawn(name, shape=(512, 512))
    assert biases.var() == pytest.approx(variance, rel=0.05)
    assert weights.var() == pytest.approx(variance / 512, rel=0.05)
