"""A run in time: starting, training, pausing, going back, and that the clock changes no number."""

import numpy as np
import pytest

from core.engine import Engine
from tests.core.engine.engines import SMALL, Clock, finish, started


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


@pytest.mark.parametrize(("train", "left"), [(None, None), (((),), None), (((800,),), 800)])
def test_a_run_that_trains_on_does_so_as_the_one_before_it(
    train: tuple[tuple[int, ...]] | None, left: int | None
) -> None:
    engine = started()
    engine.advance(3)
    if train:
        engine.train(*train[0])
        engine.advance(2)
    engine.start("layers=3.tanh", True)
    status = engine.status()
    assert (status["step"], status["goal"]) == (0, left)
    assert status["state"] == ("running" if train else "ready")


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


@pytest.mark.parametrize("tick", [1e-7, 1e-4, 0.003, 1.0])
def test_after_a_stop_every_button_goes_on_past_it(tick: float) -> None:
    engine = started(SMALL + "&stop_examples=321", tick)
    engine.train()
    finish(engine)
    assert engine.status()["message"] == "Stopped after 328 examples: 321 were asked for, in batches of 8."
    assert engine.step()["examples"] == 328 + 8
    engine.train(1000)
    finish(engine)
    assert engine.status()["message"] == "Trained 1,000 examples."
    assert engine.advance(200)["examples"] == 328 + 8 + 1000 + 1600


def test_training_without_end_goes_on_past_a_stop_step_by_step() -> None:
    engine = started(SMALL + "&stop_examples=321", 1.0)
    engine.train()
    finish(engine)
    engine.train()
    for _ in range(300):
        engine.slice(0.005)
    assert engine.running
    assert engine.status()["step"] == 41 + 300


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


def test_a_run_that_diverges_says_so_and_stops() -> None:
    engine = started("layers=8.relu.uniform_one&output=identity&rate=10&batch=8")
    engine.train()
    finish(engine)
    status = engine.status()
    assert status["state"] == "failed"
    assert "Diverged at step" in status["message"]
    with pytest.raises(ValueError, match="reset it"):
        engine.train()


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
