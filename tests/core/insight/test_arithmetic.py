"""One neuron's numbers, recomputed by hand, and its next change against the step that is then taken."""

import numpy as np
import pytest

from core.catalogue.activations import ACTIVATIONS
from core.catalogue.losses import LOSSES
from core.catalogue.optimizers import OPTIMIZERS
from core.compiler.program import compile_program
from core.insight.arithmetic import backward, forward
from core.insight.change import change
from core.insight.view import first_view, moved
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import Trainer


def config_of(activation: str, loss: str = "squared") -> Config:
    classes = loss in ("binary_cross_entropy", "cross_entropy")
    return Config(
        target="xor" if classes else "product",
        outputs=2 if loss == "cross_entropy" else 1,
        loss=loss,
        layers=(Layer(4, activation, "uniform_one"), Layer(3, activation, "uniform_one")),
        output=Layer(1, "tanh", "uniform_one"),
    )


@pytest.mark.parametrize("activation", [row.id for row in ACTIVATIONS])
def test_forward_numbers_follow_from_one_another(activation: str) -> None:
    config = config_of(activation)
    network = compile_program(config).bind()
    view = moved(first_view(config), config, {"point": [0.3, 0.8]})
    for layer, width in ((1, 4), (2, 3), (3, 1)):
        for index in range(width):
            numbers = forward(network, view, layer, index)
            np.testing.assert_array_equal(numbers.terms, numbers.weights * numbers.inputs)
            assert numbers.sum == pytest.approx(float(numbers.terms.sum()) + numbers.bias, rel=1e-5, abs=1e-6)
            parameters = network.parameters[numbers.first :: numbers.stride][: len(numbers.weights) + 1]
            np.testing.assert_array_equal(parameters, [*numbers.weights, numbers.bias])
    assert forward(network, view, 1, 2).inputs.tolist() == pytest.approx([0.3, 0.8])
    assert forward(network, view, 2, 1).inputs[2] == forward(network, view, 1, 2).value
    assert forward(network, view, 1, 2).outgoing[1] == forward(network, view, 2, 1).weights[2]


@pytest.mark.parametrize("loss", [row.id for row in LOSSES])
@pytest.mark.parametrize("activation", ["tanh", "leaky_relu", "gcu"])
def test_backward_numbers_follow_from_one_another(activation: str, loss: str) -> None:
    config = config_of(activation, loss)
    network = compile_program(config).bind()
    view = moved(first_view(config), config, {"point": [0.3, 0.8]})
    for layer, width in ((1, 4), (2, 3), (3, config.outputs)):
        for index in range(width):
            ahead, back = forward(network, view, layer, index), backward(network, view, layer, index, 0.6)
            assert back is not None
            np.testing.assert_allclose(back.weight_gradients, back.delta * ahead.inputs, rtol=1e-4, atol=1e-7)
            assert back.bias_gradient == pytest.approx(back.delta, rel=1e-5)
            np.testing.assert_allclose(back.weight_changes, -0.6 * back.weight_gradients, rtol=1e-5)
            if back.arriving is not None:
                assert back.arriving * ahead.slope == pytest.approx(back.delta, rel=1e-4, abs=1e-7)
    hidden, output = backward(network, view, 2, 0, 0.6), backward(network, view, 3, 0, 0.6)
    assert hidden is not None
    assert output is not None
    assert (hidden.target, output.target is None) == (None, False)
    by_sum = loss in ("binary_cross_entropy", "cross_entropy")
    assert (output.arriving is None) == by_sum


def test_a_random_target_leaves_nothing_to_say_backward() -> None:
    config = Config(target="random")
    assert backward(compile_program(config).bind(), first_view(config), 1, 0, 0.6) is None


@pytest.mark.parametrize("optimizer", [row.id for row in OPTIMIZERS if row.kind == "vector"])
@pytest.mark.parametrize("extra", [{}, {"l1": 0.01, "l2": 0.02}, {"clip": 0.01}, {"decay": 0.05}])
def test_the_next_change_is_what_the_next_step_does(optimizer: str, extra: dict[str, float]) -> None:
    config = config_of("tanh").replace(optimizer=optimizer, rate=0.02, batch=8, **extra)
    trainer = Trainer(config)
    trainer.advance(20)
    network = trainer.bound
    state = network.save()
    trainer.advance(1)
    after = network.parameters.copy()
    inputs, targets = network.inputs, network.targets
    network.parameters[:] = state.parameters
    gradient = network.backward(inputs, targets).gradient
    everywhere = np.arange(len(gradient))
    predicted = change(network, state, gradient, config.rate, everywhere)
    np.testing.assert_allclose(state.parameters + predicted, after, rtol=1e-4, atol=2e-6)
    some = np.array([3, 17, len(gradient) - 1])
    np.testing.assert_array_equal(change(network, state, gradient, config.rate, some), predicted[some])


@pytest.mark.parametrize(("layer", "index"), [(0, 0), (4, 0), (1, 4), (1, -1), (2, 1.5)])
def test_a_neuron_that_does_not_exist_is_refused(layer: int, index: int) -> None:
    config = config_of("tanh")
    with pytest.raises(ValueError, match=r"no layer|no neuron|no weights"):
        forward(compile_program(config).bind(), first_view(config), layer, index)
