"""Frames: each part that is wanted and no other, of every kind of network, in values that cross to the page."""

from typing import Any

import numpy as np
import pytest

from core.shared.scales import LOST_COLOURS
from tests.core.engine.engines import SMALL, arrays_in, plain, started


def test_a_frame_holds_the_status_and_only_what_was_wanted() -> None:
    engine = started()
    status = set(engine.status())
    assert set(engine.frame({})) == status
    frame = engine.frame({"surface": 7, "cells": True})
    assert set(frame) - status == {"surface", "cells"}
    assert frame["surface"]["heights"].shape == (49,)


def test_frames_consist_of_plain_values_and_flat_arrays() -> None:
    engine = started()
    engine.advance(300)
    wants = {
        "surface": 5, "surface_target": 5, "target_extremes": 5, "map": [6, "error", 1], "costs": -1,
        "test_costs": -1, "cells": True,
        "neuron": [1, 7, 4], "numbers": [2, 3], "weights": [1, 3], "maps": 4, "quality": True, "histograms": True,
        "health": True, "ranges": "fast", "points": 20, "words": True, "table": 3,
    }  # fmt: skip
    frame = engine.frame(wants)
    assert plain(frame)
    assert len(list(arrays_in(frame))) >= 30
    for answer in (engine.status(), engine.snapshots(), engine.program("fast"), engine.program("readable")):
        assert plain(answer)


@pytest.mark.parametrize(
    ("wants", "sentence"),
    [
        ({"surfaces": 5}, "no part 'surfaces'"),
        ({"surface": 1}, "from 2 to 1,024"),
        ({"surface": 2.5}, "from 2 to 1,024"),
        ({"map": [5, "heat", 1]}, "value, error, target or classes"),
        ({"table": 1}, "from 2 to 1,024"),
        ({"neuron": [4, 0, 5]}, "no layer 4"),
        ({"neuron": [1, 8, 5]}, "Layer 1 has no neuron 9: they are counted from 1 to 8."),
        ({"point": [0, 0, 0]}, "not 3"),
        ({"weights": [4]}, "no layer 4"),
        ({"numbers": [0, 0]}, "no weights"),
    ],
)
def test_a_want_that_cannot_be_had_is_refused_in_a_sentence(wants: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        started().frame(wants)


def test_the_crosshair_stays_until_it_is_moved() -> None:
    engine = started()
    engine.frame({"point": [0.25, 0.75]})
    assert engine.frame({"cells": True})["cells"][0]["values"].tolist() == [0.25, 0.75]
    engine.start(SMALL)
    assert engine.frame({"cells": True})["cells"][0]["values"].tolist() == [0.5, 0.5]


def test_a_frame_for_another_run_holds_just_the_status() -> None:
    engine = started("inputs=3&target=bowl&layers=8.tanh,8.tanh")
    run = engine.status()["run"]
    wants = {"run": run, "point": [0.1, 0.2, 0.3], "neuron": [2, 7, 4]}
    assert "neuron" in engine.frame(wants)
    engine.start("layers=none")
    assert engine.frame(wants) == engine.status()
    assert engine.status()["run"] == run + 1


@pytest.mark.parametrize("link", ["", "target=random", "target=spirals&arms=3&outputs=3&loss=cross_entropy",
                                  "data=finite&examples=40&target=moons&noise=0.1", "layers=none", "inputs=5&outputs=2",
                                  "optimizer=muon&layers=8.tanh,8.tanh,8.tanh", "inputs=1&target=wave"])  # fmt: skip
def test_every_part_can_be_had_of_every_kind_of_network(link: str) -> None:
    engine = started(link + "&batch=4")
    engine.advance(130)
    wants = {
        "surface": 4, "surface_target": 4, "target_extremes": 4, "map": [4, "classes", 1], "costs": -1,
        "test_costs": -1, "cells": True,
        "neuron": [1, 0, 4], "numbers": [1, 0], "weights": [1], "maps": 4, "quality": True, "histograms": True,
        "health": True, "ranges": "fast", "points": 20, "words": True, "table": 3,
    }  # fmt: skip
    assert plain(engine.frame(wants))


def test_quality_tells_the_share_of_right_classes() -> None:
    engine = started("target=blobs&arms=3&outputs=3&loss=cross_entropy&optimizer=adam&rate=0.01&layers=8.tanh")
    before = engine.frame({"quality": True})["quality"][0]
    engine.advance(1000)
    after = engine.frame({"quality": True})["quality"][0]
    assert after["accuracy"] > 0.95 > before["accuracy"]
    confusion = after["confusion"].reshape(3, 3)
    assert confusion.sum() == after["examples"]
    assert np.trace(confusion) / confusion.sum() == pytest.approx(after["accuracy"])


def test_quality_tells_the_explained_variance_of_train_and_test() -> None:
    engine = started("target=product&data=finite&examples=200&batch=8&layers=8.tanh.glorot_uniform")
    engine.advance(2000)
    train, test = engine.frame({"quality": True})["quality"]
    assert (train["part"], train["examples"], test["part"], test["examples"]) == ("train", 160, "test", 40)
    assert train["r_squared"] > 0.8
    assert test["r_squared"] > 0.6


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38])
def test_a_broken_network_has_every_part_without_a_warning(value: float) -> None:
    engine = started()
    engine.advance(130)
    network = engine._network.bound
    network.layers[1].weights[2, 1] = value
    wants = {
        "surface": 4, "map": [4, "error", 1], "cells": True, "neuron": [2, 1, 4], "numbers": [2, 1], "weights": [2],
        "maps": 4, "quality": True, "histograms": True, "health": True, "ranges": "fast", "words": True, "table": 4,
        "ledger": [2, 1, "size", 9], "graph": 200, "strips": True, "spread": True,
    }  # fmt: skip
    frame = engine.frame(wants)
    assert plain(frame)
    if np.isnan(value):
        assert np.isnan(frame["surface"]["heights"]).all()
        assert {tuple(pixel[:3]) for pixel in frame["map"]["rgba"].reshape(-1, 4).tolist()} == set(LOST_COLOURS)
        assert frame["ledger"]["sums"]["sum"] == "not a number"
