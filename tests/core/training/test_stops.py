"""Stops: a run ends where a condition is met, and goes on from there as if it had not ended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import BLOCK, Trainer
from tests.core.training.replay import go_to, replayed

SMALL = Config(layers=(Layer(8, "tanh"), Layer(4, "leaky_relu")), batch=8)
STILL = SMALL.replace(target="random", rate=1e-6)
STOPS = {
    "examples": SMALL.replace(stop_examples=321),
    "examples at a block's end": SMALL.replace(stop_examples=8 * BLOCK),
    "cost": SMALL.replace(target="product", stop_cost=0.03),
    "plateau": STILL.replace(stop_plateau=1500),
    "all at once": STILL.replace(stop_examples=3 * 8 * BLOCK, stop_cost=0.5, stop_plateau=2 * 8 * BLOCK),
}
STEPS = 8 * BLOCK + 50
NEVER = {"stop_examples": 0, "stop_cost": 0.0, "stop_plateau": 0}


def trained(config: Config, steps: int) -> Trainer:
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def test_a_run_stops_after_the_examples_asked_for() -> None:
    trainer = trained(SMALL.replace(stop_examples=1001), 10_000)
    assert trainer.examples == 1008
    assert trainer.ending is not None
    assert trainer.ending.state == "finished"
    assert trainer.ending.message == "Stopped after 1,008 examples: 1,001 were asked for, in batches of 8."


def test_a_run_that_stops_at_just_the_examples_asked_for_says_so() -> None:
    trainer = trained(SMALL.replace(stop_examples=1000), 10_000)
    assert trainer.ending is not None
    assert trainer.ending.message == "Stopped after 1,000 examples, as asked."


def test_a_run_stops_once_its_cost_is_low_enough() -> None:
    trainer = trained(SMALL.replace(target="product", stop_cost=0.03), 20_000)
    mean = trainer.recent.mean()
    assert trainer.ending is not None
    assert mean is not None
    assert mean < 0.03
    assert "below 0.03" in trainer.ending.message


def test_a_run_stops_on_a_plateau_and_can_be_resumed() -> None:
    trainer = trained(STILL.replace(stop_plateau=20_000), 50_000)
    assert trainer.ending is not None
    assert "no better cost" in trainer.ending.message
    assert trainer.step < 50_000
    stopped = trainer.step
    trainer.resume()
    trainer.advance(BLOCK)
    assert trainer.step == stopped + BLOCK


@pytest.mark.parametrize("config", STOPS.values(), ids=STOPS)
def test_a_run_that_went_on_past_its_stops_is_the_run_that_had_none(config: Config) -> None:
    trainer = Trainer(config)
    assert go_to(trainer, STEPS)
    assert trainer.digest() == trained(config.replace(**NEVER), STEPS).digest()


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(STOPS)), st.lists(st.sampled_from((1, 2, 7, 100, 128, 129, 1000)), min_size=1, max_size=6)
)
def test_where_a_run_stops_does_not_depend_on_how_its_steps_are_spread_over_calls(name: str, calls: list[int]) -> None:
    whole, split = Trainer(STOPS[name]), Trainer(STOPS[name])
    assert go_to(split, STEPS, tuple(calls)) == go_to(whole, STEPS)
    assert (split.digest(), split.progress) == (whole.digest(), whole.progress)


@pytest.mark.parametrize("name", ["examples", "examples at a block's end", "cost"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_run_stops_once_for_the_examples_asked_for_and_once_for_its_cost(name: str, size: int) -> None:
    trainer = Trainer(STOPS[name])
    assert len(go_to(trainer, STEPS, (size,))) == 1
    assert trainer.ending is None


def test_a_plateau_that_was_resumed_from_is_waited_for_anew() -> None:
    ends = go_to(Trainer(STOPS["plateau"]), STEPS)
    assert [end.step for end in ends] == list(range(ends[0].step, STEPS, 2 * BLOCK))


def test_a_pause_makes_no_plateau_longer() -> None:
    paused = Trainer(STOPS["plateau"])
    whole = trained(STOPS["plateau"], STEPS)
    while paused.step < whole.step:
        paused.resume()
        paused.advance(1)
    assert paused.ending == whole.ending


def test_another_number_stops_a_run_that_was_resumed() -> None:
    trainer = Trainer(STOPS["cost"])
    go_to(trainer, STEPS)
    trainer.tune(trainer.config.replace(stop_cost=0.01, stop_examples=trainer.examples + 80))
    assert [end.step for end in go_to(trainer, STEPS + 20)] == [STEPS + 10]
    trainer.tune(trainer.config.replace(stop_cost=0.05))
    assert [end.step for end in go_to(trainer, STEPS + BLOCK)] == [9 * BLOCK]


@pytest.mark.parametrize("config", STOPS.values(), ids=STOPS)
def test_going_back_to_a_snapshot_repeats_what_came_after_it_with_its_stops(config: Config) -> None:
    trainer = Trainer(config)
    ends = go_to(trainer, STEPS)
    digest, progress = trainer.digest(), trainer.progress
    for held in reversed(trainer.snapshots.kept):
        trainer.restore(held.step)
        assert go_to(trainer, STEPS) == [end for end in ends if end.step > held.step]
        assert (trainer.digest(), trainer.progress) == (digest, progress)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 300), st.sampled_from(sorted(STOPS)), st.integers(1, 200)), max_size=4))
def test_a_run_with_stops_and_changes_repeats_from_its_record(moves: list[tuple[int, str, int]]) -> None:
    trainer = Trainer(SMALL.replace(stop_examples=400))
    for steps, name, size in moves:
        go_to(trainer, trainer.step + steps, (size,))
        stops = {key: getattr(STOPS[name], key) for key in NEVER}
        trainer.tune(trainer.config.replace(**stops, batch=1 + steps % 8))
    go_to(trainer, trainer.step + 300, (50,))
    again = replayed(SMALL.replace(stop_examples=400), trainer.changes, trainer.step)
    assert (again.digest(), again.progress) == (trainer.digest(), trainer.progress)
    assert (again.step, again.examples) == (trainer.step, trainer.examples)
