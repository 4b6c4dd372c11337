"""The graph and the strips: what is drawn is what the network is."""

import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from core.insight.evidence import probe_of
from core.insight.graph import graph
from core.insight.strips import (
    BINS,
    chosen,
    shares,
    signed_places,
    sized_places,
    spread_at,
    spread_table,
    strips,
    value_at,
)
from core.insight.view import first_view
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import Trainer

CONFIG = Config(layers=(Layer(6, "tanh", "uniform_one"), Layer(4, "relu", "uniform_one")))


@pytest.mark.parametrize("sizes", [(), (1,), (24, 24), (3,) * 12, (24,) * 40])
def test_neurons_of_a_graph_lie_inside_and_apart(sizes: tuple[int, ...]) -> None:
    config = Config(layers=tuple(Layer(size, "tanh") for size in sizes))
    found = graph(Trainer(config).bound, first_view(config), 360)
    assert found
    assert found["sizes"] == [2, *sizes, 1]
    assert found["lefts"][0] == 0
    assert found["lefts"][-1] + found["side"] <= 360
    for tops in found["tops"]:
        assert all(low >= 0 and low + found["side"] <= found["height"] for low in tops)
        assert all(after - before > found["side"] for before, after in pairwise(tops))


def test_a_wide_layer_has_no_graph() -> None:
    config = Config(layers=(Layer(25, "tanh"),))
    assert graph(Trainer(config).bound, first_view(config), 360) is None


def test_each_weight_of_some_size_is_drawn_once_in_its_sign() -> None:
    bound = Trainer(CONFIG).bound
    found = graph(bound, first_view(CONFIG), 360)
    assert found
    drawn = {(layer, sign): 0 for layer in (1, 2, 3) for sign in (1, -1)}
    for layer, sign, _, path in found["paths"]:
        drawn[layer, sign] += len(re.findall("M", path))
    for (layer, sign), count in drawn.items():
        weights = bound.layers[layer - 1].weights
        assert count == int((sign * weights / np.abs(weights).max() >= 0.06).sum())
    assert len(found["rgba"]) == 13 * found["pixels"] ** 2 * 4


def test_strips_reach_over_the_whole_run_and_change_nothing() -> None:
    trainer = Trainer(CONFIG)
    trainer.advance(128 * 20)
    before = trainer.digest()
    found = strips(trainer)
    while found["missing"]:
        found = strips(trainer)
    assert trainer.digest() == before
    assert found["columns"] == 22
    assert [layer["layer"] for layer in found["layers"]] == [1, 2, 3]
    assert all(len(layer["weights"]) == 4 * BINS * 22 for layer in found["layers"])


def test_a_past_moment_is_spread_as_it_was_then() -> None:
    trainer = Trainer(CONFIG)
    start = trainer.bound.parameters.copy()
    trainer.advance(500)
    past = spread_at(trainer.bound, start, [1, 2, 3])
    fresh = Trainer(CONFIG)
    np.testing.assert_array_equal(past[0, 0], shares(signed_places(fresh.bound.layers[0].weights)))
    activations = fresh.bound.forward(probe_of(fresh.bound).points).a[1]
    np.testing.assert_array_equal(past[1, 1], shares(signed_places(activations)))
    np.testing.assert_allclose(past.sum(axis=2), 1, rtol=1e-5)


def test_places_on_the_scales_are_those_of_their_marks() -> None:
    np.testing.assert_allclose(signed_places(np.array([-10.0, 0, 10])), [0, 0.5, 1])
    np.testing.assert_allclose(sized_places(np.array([0, 1e-8, -1e-4, 1])), [0, 0, 0.5, 1])
    counted = shares(np.array([-1.0, 0.5, 0.5, 2.0, np.nan, np.inf]))
    assert counted[0] == pytest.approx(1 / 6)
    assert counted[BINS // 2] == pytest.approx(2 / 6)
    assert counted[-1] == pytest.approx(2 / 6)


@pytest.mark.parametrize(("kind", "places"), [("weights", signed_places), ("gradients", sized_places)])
def test_a_number_is_found_again_at_its_place(kind: str, places: Callable[..., np.ndarray]) -> None:
    for value in (1e-6, 0.003, 0.4, 1.0):
        assert value_at(kind, float(places(np.array([value]))[0])) == pytest.approx(value, rel=1e-6)


def test_the_table_of_the_strips_holds_the_median_and_the_tenths_of_each_moment() -> None:
    trainer = Trainer(CONFIG)
    trainer.advance(300)
    while strips(trainer)["missing"]:
        pass
    found = spread_table(trainer)
    assert [layer["layer"] for layer in found] == [1, 2, 3]
    assert [int(row[0]) for row in found[0]["rows"]] == [*(kept.examples for kept in trainer.snapshots.kept), 300 * 32]
    now = found[0]["rows"][-1]
    weights = trainer.bound.layers[0].weights
    middle, low, high = (float(text) for text in re.findall(r"-?[\d.]+(?:e-?\d+)?", now[1]))
    for told, share in ((low, 10), (middle, 50), (high, 90)):
        exact = np.percentile(weights, share, method="inverted_cdf")
        assert abs(signed_places(np.array([told, exact]))[0] - signed_places(np.array([exact]))[0]) < 1.2 / BINS


def test_of_many_layers_the_first_and_the_last_are_among_the_chosen() -> None:
    assert chosen(3) == [1, 2, 3]
    assert chosen(129)[0] == 1
    assert chosen(129)[-1] == 129
    assert len(chosen(129)) == 6
