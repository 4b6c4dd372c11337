"""The compiled gradient against central differences of the compiled cost, in float64, along random directions."""

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.losses import LOSSES, Loss
from core.compiler.program import Bound, compile_program
from core.shared.config import Config
from core.shared.layer import Layer

STEP = 1e-6
POINTS = 40
NAMES = [row.id for row in ACTIVATIONS] + ["f1"]


def network(activation: str, loss: Loss, **changes: object) -> Bound:
    """A small network that starts with weights large enough to reach every part of its activations."""
    hidden = (Layer(7, activation, "uniform_one", "uniform_one"), Layer(5, activation, "uniform_one", "uniform_one"))
    config = Config(
        target="spirals", arms=3, outputs=3, inputs=3, layers=hidden, loss=loss.id, f1="x*sigmoid(1.702*x)",
        batch=POINTS,
        output=Layer(1, activation, "uniform_one", "uniform_one"), features=("product_ab",), **changes,
    )  # fmt: skip
    return compile_program(config).bind(np.float64)


def slope_along(bound: Bound, direction: np.ndarray, points: np.ndarray, targets: np.ndarray) -> float:
    """The central difference of the cost along a direction of all parameters."""
    start = bound.parameters.copy()
    costs = []
    for side in (STEP, -STEP):
        bound.parameters[:] = start + side * direction
        costs.append(bound.backward(points, targets).cost)
    bound.parameters[:] = start
    return (costs[0] - costs[1]) / (2 * STEP)


def examples(bound: Bound) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    points = rng.random((POINTS, bound.config.inputs))
    return points, np.eye(3)[rng.integers(0, 3, POINTS)] * 0.9 + 0.03


@pytest.mark.parametrize("loss", LOSSES, ids=lambda row: row.id)
@pytest.mark.parametrize("activation", NAMES)
def test_the_gradient_is_the_central_difference_of_the_cost(activation: str, loss: Loss) -> None:
    bound = network(activation, loss)
    points, targets = examples(bound)
    if loss.kind == "row":
        targets /= targets.sum(axis=1, keepdims=True)  # the row's slope takes a distribution for granted
    gradient = bound.backward(points, targets).gradient
    for seed in range(3):
        direction = np.random.default_rng(seed).standard_normal(len(bound.parameters))
        assert gradient @ direction == pytest.approx(slope_along(bound, direction, points, targets), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("loss", LOSSES, ids=lambda row: row.id)
@pytest.mark.parametrize("activation", ["leaky_relu", "sigmoid", "identity", "swish", "f1"])
def test_a_step_of_sgd_goes_down_that_gradient(activation: str, loss: Loss) -> None:
    rate = 0.01
    bound = network(activation, loss)
    before = bound.parameters.copy()
    cost = bound.run([rate])[0]
    after = bound.parameters.copy()
    bound.parameters[:] = before
    wanted = bound.backward(bound.inputs, bound.targets)
    assert cost == pytest.approx(wanted.cost, rel=1e-9)
    assert before - after == pytest.approx(rate * wanted.gradient, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("name", ["binary_cross_entropy", "cross_entropy"])
@pytest.mark.parametrize("size", [1e4, -1e4])
def test_cross_entropies_stay_finite_for_huge_sums(name: str, size: float) -> None:
    config = Config(target="xor", outputs=2, loss=name, layers=())
    bound = compile_program(config).bind()
    bound.layers[-1].weights[:] = 0
    bound.layers[-1].biases[:] = [size, 0]
    points = np.full((3, 2), 0.5, np.float32)
    passed = bound.backward(points, np.array([[1, 0], [0, 1], [1, 0]], np.float32))
    assert np.isfinite(passed.cost)
    assert np.isfinite(passed.gradient).all()
    assert np.isfinite(bound.run([1e-3] * 3)).all()


def test_deltas_are_the_slopes_of_the_cost_by_each_layers_sums() -> None:
    bound = network("tanh", LOSSES[0])
    points, targets = examples(bound)
    passed = bound.backward(points, targets)
    for layer, delta in zip(bound.layers, passed.deltas, strict=True):
        start = layer.biases.copy()
        layer.biases[0] = start[0] + STEP
        above = bound.cost(points, targets)
        layer.biases[0] = start[0] - STEP
        below = bound.cost(points, targets)
        layer.biases[:] = start
        assert delta.sum(axis=0)[0] == pytest.approx((above - below) / (2 * STEP), rel=1e-5, abs=1e-9)
