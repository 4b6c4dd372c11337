"""Activations and losses against central differences in double precision, and at the edges of single precision."""

import math
import zlib
from collections.abc import Callable

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS, Activation
from core.catalogue.evaluate import evaluate
from core.catalogue.losses import LOSSES, Loss

# Independent scalar definitions, from the papers rather than from the table.
SCALARS: dict[str, Callable[[float], float]] = {
    "identity": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": math.tanh,
    "relu": lambda x: x if x > 0 else 0.0,
    "leaky_relu": lambda x: x if x > 0 else x / 100,
    "gcu": lambda x: x * math.cos(x),
    "gaussian": lambda x: math.exp(-(x**2)),
    "swish": lambda x: x / (1 + math.exp(-x)),
    "ameo": lambda x: x * math.cos(x) if x >= 0 else math.tanh(x),
    "elu": lambda x: x if x > 0 else math.expm1(x),
    "selu": lambda x: 1.05070098 * (x if x > 0 else 1.67326324 * math.expm1(x)),
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "softplus": lambda x: math.log1p(math.exp(x)),
    "mish": lambda x: x * math.tanh(math.log1p(math.exp(x))),
    "softsign": lambda x: x / (1 + abs(x)),
    "sine": math.sin,
}
KINKS = {"relu": 0.0, "leaky_relu": 0.0, "selu": 0.0, "elu": 0.0, "softsign": 0.0, "ameo": 0.0}


def by_id(row: Activation | Loss) -> str:
    return row.id


@pytest.mark.parametrize("row", ACTIVATIONS, ids=by_id)
def test_an_activation_is_what_its_paper_says(row: Activation) -> None:
    x = np.linspace(-6, 6, 241)
    wanted = [SCALARS[row.id](float(value)) for value in x]
    # GELU's tanh form stays within 5e-4 of the exact one (Hendrycks and Gimpel 2016).
    np.testing.assert_allclose(evaluate(row.value, x=x), wanted, atol=5e-4 if row.id == "gelu" else 1e-8)


@pytest.mark.parametrize("row", ACTIVATIONS, ids=by_id)
def test_a_slope_is_the_central_difference(row: Activation) -> None:
    x = np.random.default_rng(zlib.crc32(row.id.encode())).uniform(-9, 9, 500)
    x = x[np.abs(x - KINKS.get(row.id, 99)) > 1e-4]
    step = 1e-5
    wanted = (evaluate(row.value, x=x + step) - evaluate(row.value, x=x - step)) / (2 * step)
    slope = evaluate(row.slope, x=x, y=evaluate(row.value, x=x))
    np.testing.assert_allclose(np.broadcast_to(slope, x.shape), wanted, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("row", ACTIVATIONS, ids=by_id)
def test_value_and_slope_are_finite_far_beyond_any_sane_sum(row: Activation) -> None:
    sizes = np.array([0, 1e-30, 1e-3, 1, 20, 88, 89, 104, 500, 1e4, 1e9, 1e18], np.float32)
    x = np.concatenate([sizes, -sizes])
    with np.errstate(over="ignore"):  # the cube inside GELU's tanh may be infinite: its tanh is 1
        y = evaluate(row.value, x=x)
        slope = evaluate(row.slope, x=x, y=y)
    assert np.isfinite(y).all()
    assert np.isfinite(slope).all()


@pytest.mark.parametrize("row", ACTIVATIONS, ids=by_id)
def test_single_precision_stays_near_double(row: Activation) -> None:
    x = np.linspace(-30, 30, 3001)
    narrow = evaluate(row.value, x=x.astype(np.float32))
    # A few units in the last place of the largest term, x itself.
    np.testing.assert_allclose(narrow, evaluate(row.value, x=x), rtol=1e-5, atol=2e-5)


def loss_names(row: Loss, guess: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
    """The names of a loss's expressions for guesses and targets (n, outputs)."""
    names = {row.by: guess, "t": t}
    if row.kind == "row":
        highest = guess.max(axis=1, keepdims=True)
        logsum = highest + np.log(np.exp(guess - highest).sum(axis=1, keepdims=True))
        names |= {"logsum": logsum, "p": np.exp(guess - logsum)}
    return names


def guesses(row: Loss, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Random guesses and targets (300, 3) that stay off the kinks."""
    guess = rng.uniform(-4, 4, (300, 3))
    if row.kind == "row":
        return guess, np.eye(3)[rng.integers(0, 3, 300)]
    t = rng.uniform(0, 1, (300, 3))
    error = np.abs(guess - t)
    return guess[(np.abs(error) > 1e-3).all(axis=1)], t[(np.abs(error) > 1e-3).all(axis=1)]


@pytest.mark.parametrize("row", LOSSES, ids=by_id)
def test_a_losss_slope_is_the_central_difference_of_the_rows_cost(row: Loss) -> None:
    guess, t = guesses(row, np.random.default_rng(3))
    step = 1e-6

    def cost(moved: np.ndarray) -> np.ndarray:
        return evaluate(row.value, **loss_names(row, moved, t)).sum(axis=1)

    slope = evaluate(row.slope, **loss_names(row, guess, t))
    for output in range(3):
        shift = step * np.eye(3)[output]
        wanted = (cost(guess + shift) - cost(guess - shift)) / (2 * step)
        np.testing.assert_allclose(slope[:, output], wanted, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("row", LOSSES, ids=by_id)
def test_a_loss_is_finite_for_logits_of_ten_thousand(row: Loss) -> None:
    guess = np.array([[1e4, -1e4, 0], [-1e4, 1e4, 1e4], [0, 0, 0]], np.float32)
    for t in np.eye(3, dtype=np.float32):
        names = loss_names(row, guess, np.broadcast_to(t, guess.shape))
        value = evaluate(row.value, **names)
        assert np.isfinite(value).all()
        assert (value >= 0).all()
        assert np.isfinite(evaluate(row.slope, **names)).all()


def test_cross_entropies_are_the_surprise_of_the_right_answer() -> None:
    rows = {row.id: row for row in LOSSES}
    z = np.array([[0.3, -1.2, 2.0]])
    t = np.array([[0.0, 1.0, 0.0]])
    softmax = np.exp(z) / np.exp(z).sum()
    cost = evaluate(rows["cross_entropy"].value, **loss_names(rows["cross_entropy"], z, t)).sum()
    assert cost == pytest.approx(-math.log(softmax[0, 1]))
    y = 1 / (1 + np.exp(-z))
    wanted = -(t * np.log(y) + (1 - t) * np.log(1 - y))
    np.testing.assert_allclose(evaluate(rows["binary_cross_entropy"].value, z=z, t=t), wanted)


def test_huber_is_half_the_square_inside_and_straight_outside() -> None:
    row = next(row for row in LOSSES if row.id == "huber")
    y, t = np.array([0.5, 1.0, 3.0, -3.0]), np.zeros(4)
    assert evaluate(row.value, y=y, t=t).tolist() == [0.125, 0.5, 2.5, 2.5]
    assert evaluate(row.slope, y=y, t=t).tolist() == [0.5, 1, 1, -1]
