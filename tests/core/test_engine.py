"""The worker's vocabulary: what it answers, what it refuses, and that the clock changes no number."""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from core.engine import Engine

SMALL = "layers=8.tanh,4.leaky_relu&batch=8"


class Clock:
    """A clock on which every look takes `tick` seconds."""

    def __init__(self, tick: float = 0.001) -> None:
        self.now = 0.0
        self.tick = tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


def started(link: str = SMALL, tick: float = 0.001) -> Engine:
    engine = Engine(Clock(tick))
    engine.start(link)
    return engine


def finish(engine: Engine) -> None:
    for _ in range(20_000):
        engine.slice(0.005)
        if not engine.running:
            return
    raise AssertionError("The run does not end.")


def arrays_in(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from arrays_in(part)


def plain(value: Any) -> bool:
    """Whether a value consists of what crosses to the page: dicts, lists, texts, numbers, flat arrays."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(part) for key, part in value.items())
    if isinstance(value, list | tuple):
        return all(plain(part) for part in value)
    if isinstance(value, np.ndarray):
        return value.ndim == 1 and value.flags.c_contiguous and value.dtype in (np.float32, np.float64, np.uint8)
    return value is None or type(value) in (bool, int, float, str)


def test_start_describes_the_network_of_the_link() -> None:
    engine = Engine(Clock())
    answer = engine.start("")
    assert answer["layers"] == [2, 64, 32, 1]
    assert answer["parameters"] == 2 * 64 + 64 + 64 * 32 + 32 + 32 + 1
    assert answer["bytes"] > 8 * answer["parameters"]
    assert answer["problems"] == []
    assert engine.start("layers=3.tanh&rate=nonsense")["run"] == answer["run"] + 1
    assert len(engine.start("rate=nonsense")["problems"]) == 1


def test_a_network_beyond_memory_is_refused_and_the_old_run_stays() -> None:
    engine = started()
    engine.advance(10)
    digest = engine.digest()
    layers = ",".join(["512.relu"] * 128)
    with pytest.raises(ValueError, match=r"MB of memory .* fewer or smaller layers"):
        engine.start(f"layers={layers}&batch=4096")
    assert (engine.run, engine.digest()) == (1, digest)


@pytest.mark.parametrize("verb", ["train", "status", "digest", "snapshots"])
def test_without_a_network_every_verb_asks_for_one(verb: str) -> None:
    with pytest.raises(ValueError, match="start one first"):
        getattr(Engine(Clock()), verb)()


def test_states_follow_the_buttons() -> None:
    engine = started()
    assert engine.status()["state"] == "ready"
    engine.train()
    engine.slice(0.005)
    assert engine.status()["state"] == "running"
    engine.pause()
    assert engine.status()["state"] == "paused"
    engine.train(1000)
    finish(engine)
    assert engine.status()["state"] == "finished"
    engine.train()
    assert engine.status()["state"] == "running"
    assert engine.start(SMALL)["run"] == 2
    assert engine.status()["state"] == "ready"
    assert not engine.running


@pytest.mark.parametrize("examples", [1, 8, 1000, 1001])
def test_train_takes_the_examples_asked_for_rounded_up_to_whole_batches(examples: int) -> None:
    engine = started()
    engine.advance(3)
    engine.train(examples)
    assert engine.status()["goal"] == 24 + examples
    finish(engine)
    status = engine.status()
    assert status["examples"] == 24 + 8 * -(-examples // 8)
    assert f"{8 * -(-examples // 8):,} examples" in status["message"]


@pytest.mark.parametrize("tick", [1e-7, 1e-4, 0.003, 1.0])
def test_the_clock_decides_how_many_steps_a_slice_takes_and_nothing_else(tick: float) -> None:
    engine = started(tick=tick)
    engine.train(8 * 1000)
    finish(engine)
    whole = started()
    whole.advance(1000)
    assert engine.digest() == whole.digest()
    np.testing.assert_array_equal(
        engine.frame({"costs": -1})["costs"]["mean"], whole.frame({"costs": -1})["costs"]["mean"]
    )


def test_a_slice_that_does_not_run_takes_no_step() -> None:
    engine = started()
    engine.slice(0.005)
    assert engine.status()["step"] == 0


def test_the_cost_of_the_status_is_the_mean_over_the_latest_examples() -> None:
    engine = started()
    assert engine.status()["cost"] is None
    engine.advance(100)
    assert engine.status()["cost"] == pytest.approx(engine.frame({"costs": -1})["costs"]["mean"].mean(), rel=1e-5)


def test_tune_applies_what_is_live_and_refuses_what_rebuilds() -> None:
    engine = started()
    engine.advance(5)
    assert engine.tune(SMALL + "&rate=0.25") == {"problems": [], "step": 5}
    assert engine.status()["rate"] == 0.25
    with pytest.raises(ValueError, match="layers"):
        engine.tune("rate=0.1")
    assert engine.status()["rate"] == 0.25


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
        "surface": 5, "surface_target": 5, "map": [6, "error"], "costs": -1, "test_costs": -1, "cells": True,
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
        ({"map": [5, "heat"]}, "value, error, target or classes"),
        ({"table": 1}, "from 2 to 1,024"),
        ({"neuron": [4, 0, 5]}, "no layer 4"),
        ({"neuron": [1, 8, 5]}, "no neuron 8"),
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


def test_restoring_a_snapshot_and_going_on_repeats_the_run() -> None:
    engine = started()
    engine.advance(600)
    digest = engine.digest()
    assert engine.snapshots()["steps"] == [0, 128, 256, 384, 512]
    assert engine.restore(256)["step"] == 256
    engine.advance(344)
    assert engine.digest() == digest
    with pytest.raises(ValueError, match="nearest"):
        engine.restore(300)


def test_programs_come_at_two_levels() -> None:
    engine = started()
    readable, fast = engine.program("readable"), engine.program("fast")
    assert {line["phase"] for line in readable} >= {"sample", "forward", "loss", "backward", "update"}
    assert readable != fast
    with pytest.raises(ValueError, match="readable and fast"):
        engine.program("middle")


def test_a_profile_times_every_line_and_changes_nothing() -> None:
    engine = Engine(time.perf_counter)
    engine.start(SMALL)
    engine.advance(50)
    digest = engine.digest()
    found = engine.profile(40)
    numbers = {line["number"] for line in engine.program("fast")}
    assert found["step"] > 0
    assert {line["number"] for line in found["lines"]} <= numbers
    assert engine.digest() == digest
    engine.advance(50)
    whole = started()
    whole.advance(100)
    assert engine.digest() == whole.digest()


def test_a_formula_is_answered_for_the_inputs_of_the_network() -> None:
    engine = started("inputs=3")
    assert engine.formula("x3 * a", "target")["problem"] == ""
    assert engine.formula("x4 * a", "target")["column"] == 0


def test_the_program_can_be_had_as_text() -> None:
    engine = started()
    assert "import numpy as np" in engine.program_text("readable")
    assert engine.program_text("fast") != engine.program_text("readable")


def test_a_frame_for_another_run_holds_just_the_status() -> None:
    engine = started("inputs=3&target=bowl&layers=8.tanh,8.tanh")
    run = engine.status()["run"]
    wants = {"run": run, "point": [0.1, 0.2, 0.3], "neuron": [2, 7, 4]}
    assert "neuron" in engine.frame(wants)
    engine.start("layers=none")
    assert engine.frame(wants) == engine.status()
    assert engine.status()["run"] == run + 1


def test_a_run_that_diverges_says_so_and_stops() -> None:
    engine = started("layers=8.relu.uniform_one&output=identity&rate=10&batch=8")
    engine.train()
    finish(engine)
    status = engine.status()
    assert status["state"] == "failed"
    assert "Diverged at step" in status["message"]
    with pytest.raises(ValueError, match="reset it"):
        engine.train()


@pytest.mark.parametrize("link", ["", "target=random", "target=spirals&arms=3&outputs=3&loss=cross_entropy",
                                  "data=finite&examples=40&target=moons&noise=0.1", "layers=none", "inputs=5&outputs=2",
                                  "optimizer=muon&layers=8.tanh,8.tanh,8.tanh", "inputs=1&target=wave"])  # fmt: skip
def test_every_part_can_be_had_of_every_kind_of_network(link: str) -> None:
    engine = started(link + "&batch=4")
    engine.advance(130)
    wants = {
        "surface": 4, "surface_target": 4, "map": [4, "classes"], "costs": -1, "test_costs": -1, "cells": True,
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


def test_a_gradient_check_is_of_the_weight_asked_for() -> None:
    engine = started()
    engine.advance(20)
    numbers = engine.frame({"numbers": [2, 1]})["numbers"]
    check = engine.check_gradient(2, 1, 3)
    assert check["position"] == numbers["forward"]["first"] + 3 * numbers["forward"]["stride"]
    assert check["value"] == numbers["forward"]["weights"][3]
    assert check["backpropagation"] == pytest.approx(float(numbers["backward"]["weight_gradients"][3]), rel=1e-3)
    assert check["agrees"]
    with pytest.raises(ValueError, match="random target"):
        started("target=random").check_gradient(1, 0)


def test_operations_on_parameters_are_seen_at_once_and_undone() -> None:
    engine = started()
    engine.advance(20)
    numbers = engine.frame({"numbers": [1, 2]})["numbers"]["forward"]
    position = numbers["first"]
    assert engine.set_parameter(position, 0.5) == {"pinned": [], "undo": 1}
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == 0.5
    assert engine.pin(position, True) == {"pinned": [position], "undo": 2}
    engine.advance(10)
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == 0.5
    assert len(engine.ablate(1, 2)["pinned"]) == 5
    for left in (2, 1, 0, 0):
        assert engine.undo()["undo"] == left
    assert engine.frame({"numbers": [1, 2]})["numbers"]["forward"]["weights"][0] == numbers["weights"][0]
    assert [change["step"] for change in engine.changes()] == [20, 20, 30, 30, 30, 30]


def test_a_preview_shows_the_past_and_training_goes_on_from_the_present() -> None:
    engine = started()
    engine.advance(300)
    surface = engine.frame({"surface": 5})["surface"]["heights"]
    assert engine.preview(128)["shown"] == 128
    assert (engine.frame({"surface": 5})["surface"]["heights"] != surface).any()
    engine.train(8 * 100)
    finish(engine)
    whole = started()
    whole.advance(400)
    assert engine.digest() == whole.digest()
    assert engine.status()["shown"] is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38])
def test_a_broken_network_has_every_part_without_a_warning(value: float) -> None:
    engine = started()
    engine.advance(130)
    network = engine._network.bound
    network.layers[1].weights[2, 1] = value
    wants = {
        "surface": 4, "map": [4, "error"], "cells": True, "neuron": [2, 1, 4], "numbers": [2, 1], "weights": [2],
        "maps": 4, "quality": True, "histograms": True, "health": True, "ranges": "fast", "words": True, "table": 4,
    }  # fmt: skip
    frame = engine.frame(wants)
    assert plain(frame)
    if np.isnan(value):
        assert np.isnan(frame["surface"]["heights"]).all()
