"""The first steps of each optimizer against the closed forms of its paper, written out here once more."""

import numpy as np
import pytest

from core.catalogue.optimizers import OPTIMIZERS
from core.compiler.program import Bound, compile_program
from core.shared.config import Config
from core.shared.layer import Layer

RATES = (0.03, 0.02, 0.05, 0.04)
NUMBERS = {"momentum": 0.8, "beta1": 0.85, "beta2": 0.95, "rho": 0.7, "epsilon": 1e-3}


def bound_with(**changes: object) -> Bound:
    layers = (Layer(6, "tanh"), Layer(5, "tanh"))
    config = Config(**{"layers": layers, "batch": 9, **NUMBERS, **changes})
    return compile_program(config).bind(np.float64)


def gradients_and_parameters(bound: Bound) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The bare gradient before each step, and the parameters before the first and after each step."""
    gradients, parameters = [], [bound.parameters.copy()]
    for rate in RATES:
        before = bound.parameters.copy()
        bound.run([rate])
        after = bound.parameters.copy()
        bound.parameters[:] = before
        gradients.append(bound.backward(bound.inputs, bound.targets).gradient)
        bound.parameters[:] = after
        parameters.append(after)
    return gradients, parameters


def sgd(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    """Robbins and Monro: down the gradient."""
    return p - RATES[len(history) - 1] * history[-1]


def velocity(history: list[np.ndarray]) -> np.ndarray:
    """Polyak: a geometric sum of all gradients so far."""
    return sum(NUMBERS["momentum"] ** age * g for age, g in enumerate(reversed(history)))  # type: ignore[return-value]


def momentum(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    return p - RATES[len(history) - 1] * velocity(history)


def nesterov(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    """Sutskever and others: the velocity once more before the step."""
    return p - RATES[len(history) - 1] * (history[-1] + NUMBERS["momentum"] * velocity(history))


def adagrad(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    """Duchi, Hazan and Singer: by the root of the sum of squares."""
    root = np.sqrt(np.sum(np.square(history), axis=0))
    return p - RATES[len(history) - 1] * history[-1] / (root + NUMBERS["epsilon"])


def weighted(history: list[np.ndarray], beta: float) -> np.ndarray:
    """An exponential moving average that began at 0, written as a sum."""
    return sum((1 - beta) * beta**age * g for age, g in enumerate(reversed(history)))  # type: ignore[return-value]


def rmsprop(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    """Tieleman and Hinton: by the root of a moving average of squares."""
    root = np.sqrt(weighted([g * g for g in history], NUMBERS["rho"]))
    return p - RATES[len(history) - 1] * history[-1] / (root + NUMBERS["epsilon"])


def adam(p: np.ndarray, history: list[np.ndarray]) -> np.ndarray:
    """Kingma and Ba, Algorithm 1: both moments corrected for their start at 0."""
    count, one, two = len(history), NUMBERS["beta1"], NUMBERS["beta2"]
    mean = weighted(history, one) / (1 - one**count)
    square = weighted([g * g for g in history], two) / (1 - two**count)
    return p - RATES[count - 1] * mean / (np.sqrt(square) + NUMBERS["epsilon"])


CLOSED_FORMS = {
    "sgd": sgd, "momentum": momentum, "nesterov": nesterov, "adagrad": adagrad, "rmsprop": rmsprop, "adam": adam,
    "adamw": adam,
}  # fmt: skip


def test_every_optimizer_of_vectors_has_its_closed_form_here() -> None:
    assert set(CLOSED_FORMS) == {row.id for row in OPTIMIZERS if row.kind == "vector"}


@pytest.mark.parametrize("optimizer", CLOSED_FORMS)
def test_the_first_steps_are_those_of_the_paper(optimizer: str) -> None:
    gradients, parameters = gradients_and_parameters(bound_with(optimizer=optimizer))
    for count in range(1, len(RATES) + 1):
        wanted = CLOSED_FORMS[optimizer](parameters[count - 1], gradients[:count])
        assert parameters[count] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("optimizer", CLOSED_FORMS)
def test_weight_decay_takes_its_share_of_weights_and_leaves_biases(optimizer: str) -> None:
    bound = bound_with(optimizer=optimizer, decay=0.1)
    gradients, parameters = gradients_and_parameters(bound)
    shrunk = parameters[0].copy()
    bound.parameters[:] = shrunk
    for layer in bound.layers:
        layer.weights[:] *= 1 - RATES[0] * 0.1
    wanted = CLOSED_FORMS[optimizer](bound.parameters.copy(), gradients[:1])
    assert parameters[1] == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_penalties_add_their_slope_to_the_gradient_of_weights() -> None:
    bound = bound_with(l1=0.02, l2=0.3)
    gradients, parameters = gradients_and_parameters(bound)
    bound.parameters[:] = parameters[0]
    penalized = gradients[0].copy()
    offset = 0
    for layer in bound.layers:
        weights = layer.weights.ravel()
        penalized[offset : offset + weights.size] += 0.3 * weights + 0.02 * np.sign(weights)
        offset += weights.size + layer.biases.size
    assert parameters[1] == pytest.approx(parameters[0] - RATES[0] * penalized, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("limit", [1e-3, 1e3])
def test_clipping_shortens_a_gradient_that_is_longer_than_its_limit(limit: float) -> None:
    gradients, parameters = gradients_and_parameters(bound_with(clip=limit))
    length = np.linalg.norm(gradients[0])
    step = parameters[0] - parameters[1]
    assert np.linalg.norm(step) == pytest.approx(RATES[0] * min(limit, float(length)), rel=1e-9)
    assert step / np.linalg.norm(step) == pytest.approx(gradients[0] / length, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("shape", [(6, 5), (5, 6), (4, 4), (7, 1)])
def test_muon_gives_hidden_matrices_singular_values_near_1_and_leaves_the_rest_to_adam(shape: tuple[int, int]) -> None:
    layers = tuple(Layer(neurons, "tanh", "uniform_one") for neurons in shape)
    bound = bound_with(optimizer="muon", layers=layers)
    gradients, parameters = gradients_and_parameters(bound)
    change = parameters[0] - parameters[1]
    wanted = parameters[0] - adam(parameters[0], gradients[:1])
    first, second = bound.layers[0], bound.layers[1]
    start = first.weights.size + first.biases.size
    matrix = slice(start, start + second.weights.size)
    left, values, right = np.linalg.svd(gradients[0][matrix].reshape(shape), full_matrices=False)
    values /= np.linalg.norm(values)
    for _ in range(5):
        values = 3.4445 * values - 4.7750 * values**3 + 2.0315 * values**5
    length = 0.2 * RATES[0] * max(shape) ** 0.5
    assert change[matrix].reshape(shape) == pytest.approx(length * (left * values) @ right, rel=1e-3, abs=1e-6)
    change[matrix] = wanted[matrix] = 0
    assert change == pytest.approx(wanted, rel=1e-9, abs=1e-12)
