"""Backpropagation against central differences, at smooth places and at kinks."""

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS
from core.compiler.program import Bound, compile_program
from core.insight.gradient_check import AGREEMENT, check
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
    assert "Neuron 2 of layer 1 passes the kink" in found.reason


def test_an_absolute_loss_has_its_kink_at_the_target() -> None:
    network = network_of("tanh", "absolute")
    points = np.array([[0.3, 0.6]], np.float32)
    found = check(network, Examples(points, network.predict(points)), 3, 0, None)
    assert not found.agrees
    assert "output passes its target" in found.reason


def test_a_loss_without_a_kink_is_not_blamed_for_a_jump_of_the_activation() -> None:
    config = Config(target="product", layers=(Layer(1, "f1"),), f1="where(x > 1, x, 0)")
    network = compile_program(config).bind()
    network.parameters[:] = 0
    network.layers[0].biases[:] = 1
    network.layers[1].weights[:] = 1
    found = check(network, Examples(np.array([[0.5, 0.5]], np.float32), np.array([[0.5]], np.float32)), 1, 0, None)
    assert not found.agrees
    assert "jumps too sharply" in found.reason


def test_a_check_leaves_the_network_as_it_is() -> None:
    network = network_of("relu")
    before = network.parameters.copy()
    check(network, probe(network, 4), 1, 0, 0)
    np.testing.assert_array_equal(network.parameters, before)


@pytest.mark.parametrize("weight", [2, -1, 0.5])
def test_a_weight_that_does_not_exist_is_refused(weight: int) -> None:
    network = network_of("relu")
    with pytest.raises(ValueError, match="no weight"):
        check(network, probe(network, 2), 1, 0, weight)
