"""Backpropagation against central differences, at smooth places and at kinks."""

import tracemalloc

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS, Activation
from core.compiler.evaluation import exact_bytes
from core.compiler.program import Bound, compile_program
from core.insight.gradient_check import AGREEMENT, check
from core.insight.kink import kink
from core.insight.truth import Examples, example, probe
from core.insight.view import first_view
from core.shared.config import Config
from core.shared.layer import Layer


def network_of(activation: str, loss: str = "squared") -> Bound:
    config = Config(target="product", loss=loss, layers=(Layer(3, activation, "uniform_one"), Layer(2, activation)))
    return compile_program(config).bind()


@pytest.mark.parametrize("activation", [row.id for row in ACTIVATIONS])
def test_both_ways_agree_for_every_activation(activation: str) -> None:
    network = network_of(activation)
    for layer, index, weight in ((1, 0, 1), (1, 2, None), (2, 1, 0), (3, 0, 1), (3, 0, None)):
        found = check(network, probe(network, 5), layer, index, weight)
        assert found.agrees, found.reason
        assert found.relative_error <= AGREEMENT or abs(found.difference) < 1e-8
        assert found.reason == ""


def test_the_weight_checked_is_the_one_asked_for() -> None:
    network = network_of("tanh")
    found = check(network, probe(network, 3), 2, 1, 2)
    assert found.value == network.layers[1].weights[2, 1]
    assert check(network, probe(network, 3), 2, 1, None).value == network.layers[1].biases[1]


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "selu"])
def test_at_a_kink_the_ways_differ_and_the_reason_names_the_neuron(activation: str) -> None:
    network = network_of(activation)
    network.layers[0].weights[:, 1] = 0
    network.layers[0].biases[1] = 0
    network.layers[1].weights[1] = 2
    shown = example(network, first_view(network.config))
    assert shown is not None
    found = check(network, shown, 1, 1, None)
    assert not found.agrees
    assert "Neuron 2 of layer 1 passes the kink of its activation at 0 within" in found.reason


@pytest.mark.parametrize(
    ("formula", "at"),
    [("abs(x - 1)", 1.0), ("max(x, 2)", 2.0), ("x*tanh(x) + abs(x + 0.75)", -0.75), ("clip(x, -0.5, 0.25)", 0.25),
     ("relu(x)", 0.0), ("min(x*x, 1.44)", -1.2)],
)  # fmt: skip
@pytest.mark.parametrize("aside", [1e-6, 4e-6, -4e-6])  # at the kink itself the slope of abs is the mean
def test_the_kink_of_a_typed_activation_is_found_where_it_is(formula: str, at: float, aside: float) -> None:
    network = compile_program(Config(target="product", layers=(Layer(3, "f1", "uniform_one"),), f1=formula)).bind()
    network.layers[0].weights[:, 1] = 0
    network.layers[0].biases[1] = at + aside
    network.layers[1].weights[1] = 2
    found = check(network, Examples(np.array([[0.5, 0.5]], np.float32), np.array([[0.9]], np.float32)), 1, 1, None)
    assert not found.agrees
    assert f"Neuron 2 of layer 1 passes the kink of its activation at {at:g} within" in found.reason


@pytest.mark.parametrize("row", ACTIVATIONS, ids=lambda row: row.id)
def test_an_activation_has_its_kink_at_0_or_none(row: Activation) -> None:
    typed = compile_program(Config(layers=(Layer(3, row.id),))).bind().plan.layers[0].activation
    x = np.linspace(-4, 4, 4001)[:, np.newaxis]
    kinks = {kink(typed, x[place : place + 1] - 4e-6, x[place : place + 1] + 6e-6) for place in range(4001)}
    expected = {(0, 0.0, False)} if row.id in ("relu", "leaky_relu", "selu") else set()
    assert kinks - {None} == expected


def test_an_absolute_loss_has_its_kink_at_the_target() -> None:
    network = network_of("tanh", "absolute")
    points = np.array([[0.3, 0.6]], np.float32)
    found = check(network, Examples(points, network.predict(points)), 3, 0, None)
    assert not found.agrees
    assert "output passes its target" in found.reason


@pytest.mark.parametrize("formula", ["where(x > 1, x, 0)", "floor(x)", "x + 0.2*(x < 1)"])
def test_a_loss_without_a_kink_is_not_blamed_for_a_jump_of_the_activation(formula: str) -> None:
    config = Config(target="product", layers=(Layer(1, "f1"),), f1=formula)
    network = compile_program(config).bind()
    network.parameters[:] = 0
    network.layers[0].biases[:] = 1
    network.layers[1].weights[:] = 1
    found = check(network, Examples(np.array([[0.5, 0.5]], np.float32), np.array([[0.5]], np.float32)), 1, 0, None)
    assert not found.agrees
    assert found.reason == (
        "Neuron 1 of layer 1 passes the jump of its activation at 1 within the step: no slope says how much a jump "
        "brings."
    )


def test_a_check_leaves_the_network_as_it_is() -> None:
    network = network_of("relu")
    before = network.parameters.copy()
    check(network, probe(network, 4), 1, 0, 0)
    np.testing.assert_array_equal(network.parameters, before)


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(layers=(Layer(512, "gelu"),) * 3, batch=512, optimizer="adam"),
        Config(layers=(Layer(4, "relu"),) * 60, inputs=64, outputs=10),
        Config(layers=(), data="finite", examples=5000),
    ],
    ids=["default", "wide", "deep", "none"],
)
def test_a_check_takes_no_more_memory_than_is_known_before(config: Config) -> None:
    network = compile_program(config).bind()
    shown = example(network, first_view(config))
    assert shown is not None
    tracemalloc.start()
    try:
        check(network, shown, 1, 0, 0)
        _, taken = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    code = 300_000 + 120_000 * len(network.layers)  # the program itself is no array
    assert 24 * network.program.parameters <= taken <= exact_bytes(network.plan) + code


@pytest.mark.parametrize(("weight", "said"), [(2, "3"), (-1, "0"), (0.5, "0.5")])
def test_a_weight_that_does_not_exist_is_refused_in_the_numbers_of_the_page(weight: int, said: str) -> None:
    network = network_of("relu")
    with pytest.raises(ValueError, match=f"no weight {said}: they are counted from 1 to 2"):
        check(network, probe(network, 2), 1, 0, weight)
