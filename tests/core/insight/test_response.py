"""Responses, cells and targets against the network worked out layer by layer with plain NumPy."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.compiler.program import Bound, compile_program
from core.insight import colours, response
from core.insight.cells import cells
from core.insight.truth import classes, example, probe, truth
from core.insight.view import first_view, grid, moved
from core.shared.config import Config
from core.shared.layer import Layer

NET = Config(
    inputs=3, outputs=2, features=("square_a",),
    layers=(Layer(5, "tanh", "uniform_one"), Layer(4, "relu", "uniform_one")),
    output=Layer(1, "identity", "uniform_one"),
)  # fmt: skip
VIEW = moved(first_view(NET), NET, {"axes": [2, 0], "point": [0.2, 0.7, 0.4], "output": 1})


def bound(config: Config = NET) -> Bound:
    return compile_program(config).bind()


def by_hand(network: Bound, points: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    """Return what the layers of NET compute, in float64, what they are fed first."""
    x = points.astype(np.float64)
    values = [np.column_stack([x, x[:, 0] ** 2])]
    for layer, f in zip(network.layers, (np.tanh, lambda z: np.maximum(z, 0), lambda z: z), strict=True):
        values.append(f(values[-1] @ layer.weights.astype(np.float64) + layer.biases))
    return values


def test_the_response_of_every_neuron_is_its_layer_at_every_point_of_the_square() -> None:
    network = bound()
    layers = by_hand(network, grid(VIEW, 9))
    for number, layer in enumerate(layers):
        for index in range(layer.shape[1]):
            values = response.neuron(network, VIEW, number, index, 9)
            np.testing.assert_allclose(values, layer[:, index], rtol=1e-4, atol=1e-5)


def test_the_surface_is_the_chosen_output_over_the_chosen_inputs() -> None:
    network = bound()
    heights = response.outputs(network, VIEW, 7)
    np.testing.assert_allclose(heights, by_hand(network, grid(VIEW, 7))[-1][:, 1], rtol=1e-4, atol=1e-5)
    assert heights.dtype == np.float32
    assert heights.flags.c_contiguous


def test_the_extremes_are_those_of_what_a_picture_can_show() -> None:
    values = np.array([0.5, -3, 7, 1e30, -np.inf, np.nan], np.float32)
    assert response.extremes(values) == (-3, 7)
    assert response.extremes(values[:3]) == (-3, 7)
    assert response.extremes(values[3:]) is None


def test_cells_show_every_layer_for_the_example_under_the_crosshair() -> None:
    network = bound()
    rows = cells(network, VIEW)
    expected = by_hand(network, np.array([VIEW.point], np.float32))
    assert len(rows) == 4
    for row, layer in zip(rows, expected, strict=True):
        np.testing.assert_allclose(row.values, layer[0], rtol=1e-4, atol=1e-5)
        np.testing.assert_array_equal(row.rgba, colours.value_colours(row.values))


def test_cells_of_a_broken_network_show_nan_as_such() -> None:
    network = bound(Config())
    network.layers[1].biases[3] = np.nan
    row = cells(network, first_view(Config()))[2]
    assert np.isnan(row.values[3])
    assert np.isfinite(np.delete(row.values, 3)).all()
    assert row.rgba[4 * 3 + 3] == 0


def test_a_random_target_has_no_value_anywhere() -> None:
    config = Config(target="random")
    network, view = bound(config), first_view(config)
    assert np.isnan(response.targets(network, view, 5)).all()
    assert example(network, view) is None


def test_two_classes_on_one_output_part_at_one_half() -> None:
    found = response.classify(np.array([[0.0], [0.4], [0.6], [1.0]], np.float32))
    assert found.classes.tolist() == [0, 0, 1, 1]
    np.testing.assert_allclose(found.confidence, [1, 0.2, 0.2, 1], rtol=1e-5)


def test_several_outputs_vote_for_the_largest_with_their_lead() -> None:
    found = response.classify(np.array([[0.1, 0.7, 0.2], [0.5, 0.0, 0.5]], np.float32))
    assert found.classes.tolist() == [1, 0]
    np.testing.assert_allclose(found.confidence, [0.5, 0], atol=1e-6)


@pytest.mark.parametrize(("target", "arms", "outputs"), [("spirals", 3, 3), ("blobs", 5, 5), ("moons", 2, 1)])
def test_a_class_set_has_a_class_at_every_point(target: str, arms: int, outputs: int) -> None:
    config = Config(target=target, arms=arms, outputs=outputs)
    network = bound(config)
    examples = probe(network, 12)
    assert classes(network) == arms
    assert examples.targets.shape == (144, outputs)
    chosen = examples.targets.argmax(axis=1) if outputs > 1 else examples.targets[:, 0]
    assert len(np.unique(chosen)) == arms


def test_examples_of_a_set_agree_with_the_class_of_their_place() -> None:
    network = bound(Config(target="spirals", arms=3, outputs=3, data="finite", examples=400))
    assert network.data is not None
    agreed = truth(network, network.data.train_inputs) == network.data.train_targets
    assert agreed.all(axis=1).mean() > 0.98
