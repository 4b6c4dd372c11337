"""Update rules against the papers' own recursions, and schedules at their ends."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest

from core.catalogue.evaluate import evaluate
from core.catalogue.optimizers import NEWTON_SCHULZ, NEWTON_SCHULZ_STEPS, OPTIMIZERS, Optimizer
from core.catalogue.schedules import SCHEDULES, Plateau, Schedule, share, watch
from core.shared.config import Config

KNOBS = {"rate": 0.03, "momentum": 0.8, "beta1": 0.7, "beta2": 0.95, "rho": 0.85, "epsilon": 1e-3}
STEPS = 12
VECTORS = [row for row in OPTIMIZERS if row.kind == "vector"]
ROWS = {row.id: row for row in OPTIMIZERS}
Gradients = list[np.ndarray]


def gradients(count: int = STEPS) -> Gradients:
    return list(np.random.default_rng(5).standard_normal((count, 4)))


def path(
    row: Optimizer,
    knobs: dict[str, float],
    start: np.ndarray,
    gradient_at: Callable[[int, np.ndarray], np.ndarray],
    steps: int = STEPS,
) -> list[np.ndarray]:
    """Where the table's own lines lead from a start; gradient_at is given the number of the step and the place."""
    names: dict[str, np.ndarray] = {"p": start} | {name: np.zeros_like(start) for name in row.state}
    places = []
    for step in range(steps):
        values: dict[str, object] = {**knobs, "step": step + 1.0, "g": gradient_at(step, names["p"])}
        for name, expression in row.scalars:
            values[name] = float(evaluate(expression, **values))
        for line in row.lines:
            name, _, expression = line.partition(" = ")
            names[name] = evaluate(expression, **values, **names)
        places.append(names["p"])
    return places


def sgd(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    for g in steps:
        p = p - 0.03 * g
        yield p


def momentum(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    """Polyak's heavy ball: p' = p - rate g + mu (p - p before)."""
    before = p
    for g in steps:
        p, before = p - 0.03 * g + 0.8 * (p - before), p
        yield p


def nesterov(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    """Sutskever's form: the gradient is that at p + mu v, which is what the table calls p."""
    theta, v = p, np.zeros_like(p)
    for g in steps:
        v = 0.8 * v - 0.03 * g
        theta = theta + v
        yield theta + 0.8 * v


def adagrad(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    for index, g in enumerate(steps):
        p = p - 0.03 * g / (np.sqrt(np.sum(np.square(steps[: index + 1]), axis=0)) + 1e-3)
        yield p


def rmsprop(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    for index, g in enumerate(steps):
        weights = 0.15 * 0.85 ** np.arange(index, -1, -1.0)
        p = p - 0.03 * g / (np.sqrt(weights @ np.square(steps[: index + 1])) + 1e-3)
        yield p


def adam(p: np.ndarray, steps: Gradients) -> Iterator[np.ndarray]:
    """Algorithm 1 of Kingma and Ba."""
    m = v = np.zeros_like(p)
    for t, g in enumerate(steps, 1):
        m = 0.7 * m + 0.3 * g
        v = 0.95 * v + 0.05 * g**2
        p = p - 0.03 * (m / (1 - 0.7**t)) / (np.sqrt(v / (1 - 0.95**t)) + 1e-3)
        yield p


ORACLES: dict[str, Callable[[np.ndarray, Gradients], Iterator[np.ndarray]]] = {
    "sgd": sgd, "momentum": momentum, "nesterov": nesterov, "adagrad": adagrad, "rmsprop": rmsprop,
    "adam": adam, "adamw": adam, "muon": adam,
}  # fmt: skip


@pytest.mark.parametrize("row", OPTIMIZERS, ids=lambda row: row.id)
def test_an_optimizer_follows_its_papers_recursion(row: Optimizer) -> None:
    start = np.array([1.0, -2.0, 0.5, 0.0])
    wanted = list(ORACLES[row.id](start, gradients()))
    np.testing.assert_allclose(path(row, KNOBS, start, lambda step, _: gradients()[step]), wanted, rtol=1e-12)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: row.id)
def test_an_optimizer_finds_the_bottom_of_a_valley_at_its_suggested_rate(row: Optimizer) -> None:
    knobs = {"momentum": 0.9, "beta1": 0.9, "beta2": 0.999, "rho": 0.9, "epsilon": 1e-7} | dict(row.suggests)
    steepness = np.array([1.0, 0.1])
    places = path(row, knobs, np.array([1.0, -1.0]), lambda _, p: 2 * steepness * p, 2000)
    assert steepness @ places[-1] ** 2 < 1e-3 * steepness.sum()


def test_the_quintic_brings_singular_values_near_1() -> None:
    values = np.geomspace(0.01, 1, 200)
    a, b, c = NEWTON_SCHULZ
    for _ in range(NEWTON_SCHULZ_STEPS):
        values = a * values + b * values**3 + c * values**5
    assert values.min() > 0.6
    assert values.max() < 1.3


def test_adams_first_step_is_the_rate_whatever_the_gradients_size() -> None:
    for size in (1e-3, 1.0, 1e3):
        knobs = KNOBS | {"epsilon": 1e-12}
        gradient = np.array([size, -size])
        place = path(ROWS["adam"], knobs, np.zeros(2), lambda _, __, gradient=gradient: gradient, 1)[0]
        np.testing.assert_allclose(place, [-0.03, 0.03], rtol=1e-6)


@pytest.mark.parametrize("row", SCHEDULES, ids=lambda row: row.id)
def test_a_schedule_stays_between_its_floor_and_the_rate(row: Schedule) -> None:
    for floor in (0.0, 0.25, 1.0):
        config = Config(schedule=row.id, horizon=90, every=20, factor=0.6, floor=floor)
        shares = [share(config, step, cuts=step // 30) for step in range(200)]
        assert max(shares) <= 1 + 1e-12
        assert min(shares) >= floor - 1e-12


@pytest.mark.parametrize("row", SCHEDULES, ids=lambda row: row.id)
def test_a_schedule_never_rises_but_in_its_warm_up_and_one_cycle(row: Schedule) -> None:
    config = Config(schedule=row.id, horizon=90, every=20, factor=0.6)
    shares = [share(config, step, cuts=step // 30) for step in range(200)]
    start = 27 if row.id == "one_cycle" else 0
    assert np.argmax(shares) == start
    assert all(later <= sooner + 1e-12 for sooner, later in pairwise(shares[start:]))
    warmed = [share(config.replace(warmup=40), step) for step in range(40)]
    assert all(later > sooner for sooner, later in pairwise(warmed))
    assert warmed[0] == pytest.approx(shares[0] / 40)


@pytest.mark.parametrize("name", ["cosine", "linear", "one_cycle"])
def test_a_schedule_with_a_horizon_ends_at_its_floor(name: str) -> None:
    config = Config(schedule=name, horizon=1000, floor=0.1)
    assert share(config, 1000) == pytest.approx(0.1)
    assert share(config, 10**9) == pytest.approx(0.1)
    assert share(config, 999) > 0.1


def test_an_exponential_is_the_same_factor_in_every_step() -> None:
    config = Config(schedule="exponential", every=50, factor=0.3)
    ratios = [share(config, step + 1) / share(config, step) for step in range(100)]
    np.testing.assert_allclose(ratios, 0.3 ** (1 / 50))


def test_a_plateau_is_met_after_patience_without_a_better_cost() -> None:
    plateau = Plateau()
    seen = []
    for step, cost in enumerate([1.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.4]):
        plateau = watch(plateau, cost, step, patience=3)
        seen.append(plateau.cuts)
    assert seen == [0, 0, 0, 0, 1, 1, 1, 1, 1]
    assert plateau.best == 0.4


def test_a_gain_too_small_to_matter_is_still_a_plateau() -> None:
    plateau = Plateau()
    for step in range(11):
        plateau = watch(plateau, 1 - step * 1e-5, step, patience=10)
    assert plateau.cuts == 1


def test_no_plateau_is_met_while_the_cost_is_not_a_number() -> None:
    plateau = watch(Plateau(), math.nan, 1, patience=10)
    assert plateau == Plateau()
