"""Runs: they repeat to the bit, remember their way, end with a reason, and can be gone back to."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.shared.config import Config
from core.shared.layer import Layer
from core.training.record import digest
from core.training.trainer import BLOCK, Trainer
from tests.core.training.replay import replay, replayed

SMALL = Config(layers=(Layer(8, "tanh"), Layer(4, "leaky_relu")), batch=8)
CONFIGS = [
    SMALL,
    SMALL.replace(schedule="cosine", horizon=300, warmup=20, optimizer="adam", rate=0.01),
    SMALL.replace(schedule="plateau", patience=130, rate=0.001),
    SMALL.replace(data="finite", examples=50, noise=0.1, dropout=0.2),
]
EXPLODING = SMALL.replace(layers=(Layer(8, "relu", "uniform_one"),), output=Layer(1, "identity"), rate=10.0)


def trained(config: Config, steps: int) -> Trainer:
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def parts_of(total: int, cuts: list[int]) -> list[int]:
    ends = sorted({cut % total for cut in cuts} | {0, total})
    return [end - start for start, end in pairwise(ends)]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(CONFIGS), st.lists(st.integers(0, 10_000), max_size=12))
def test_a_run_does_not_depend_on_how_its_steps_are_spread_over_calls(config: Config, cuts: list[int]) -> None:
    whole, split = trained(config, 400), Trainer(config)
    for part in parts_of(400, cuts):
        split.advance(part)
    assert split.digest() == whole.digest()
    for ours, theirs in zip(split.costs.since(), whole.costs.since(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert split.recent.mean() == whole.recent.mean()
    assert split.progress == whole.progress


@pytest.mark.parametrize("config", CONFIGS)
def test_ten_steps_at_once_are_ten_single_steps(config: Config) -> None:
    single = Trainer(config)
    for _ in range(10):
        assert single.advance(1) == 1
    assert single.digest() == trained(config, 10).digest()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 5)), max_size=5), st.integers(1, 300))
def test_a_run_with_changes_on_the_way_repeats_from_their_record(moves: list[tuple[int, int]], last: int) -> None:
    changes = [
        {"rate": 0.05}, {"optimizer": "adam", "rate": 0.01}, {"batch": 3}, {"target": "xor"},
        {"schedule": "step", "every": 50}, {"clip": 0.5, "l2": 0.01},
    ]  # fmt: skip
    trainer = Trainer(SMALL)
    for steps, change in moves:
        trainer.advance(steps)
        trainer.tune(trainer.config.replace(**changes[change]))
    trainer.advance(last)
    again = replayed(SMALL, trainer.changes, trainer.step)
    assert again.digest() == trainer.digest()
    assert again.config == trainer.config
    assert again.examples == trainer.examples


def test_a_change_of_rate_acts_from_the_very_next_step_on_everything_that_learns() -> None:
    trainer = trained(SMALL, 200)
    before = trainer.bound.parameters.copy()
    trainer.tune(SMALL.replace(rate=0.125))
    trainer.advance(1)
    after = trainer.bound.parameters.copy()
    trainer.bound.parameters[:] = before
    gradient = trainer.bound.backward(trainer.bound.inputs, trainer.bound.targets).gradient
    np.testing.assert_allclose(after, before - 0.125 * gradient, rtol=1e-5, atol=1e-7)
    assert trainer.rate() == 0.125
    assert (before != after).mean() > 0.9


def test_a_change_that_rebuilds_is_refused_by_name_and_changes_nothing() -> None:
    trainer = trained(SMALL, 10)
    with pytest.raises(ValueError, match="seed"):
        trainer.tune(SMALL.replace(seed=2))
    assert trainer.config == SMALL
    assert trainer.changes == ()


@pytest.mark.parametrize("config", CONFIGS)
def test_going_on_from_a_snapshot_repeats_the_run_to_the_bit(config: Config) -> None:
    trainer = Trainer(config)
    trainer.advance(300)
    trainer.tune(config.replace(rate=0.003))
    trainer.advance(3 * BLOCK)
    first = (trainer.digest(), trainer.costs.since().mean, trainer.recent.mean(), trainer.progress, trainer.config)
    for start in (2 * BLOCK, 0):
        trainer.restore(start)
        assert trainer.step == start
        assert trainer.config == config
        assert [held.step for held in trainer.snapshots.kept][-1] == start
        trainer.advance(300 - start)
        trainer.tune(config.replace(rate=0.003))
        trainer.advance(3 * BLOCK)
        assert trainer.digest() == first[0]
        np.testing.assert_array_equal(trainer.costs.since().mean, first[1])
        assert (trainer.recent.mean(), trainer.progress, trainer.config) == first[2:]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 300), st.sampled_from((0.0, 0.3))), min_size=1, max_size=5),
    st.integers(1, 300),
    st.integers(0, 12),
)
@example([(100, 0.0), (50, 0.3)], 50, 1)
def test_going_back_repeats_a_run_whose_dropout_went_on_and_off(
    moves: list[tuple[int, float]], last: int, back: int
) -> None:
    trainer = Trainer(SMALL.replace(dropout=0.3))
    for steps, dropout in moves:
        trainer.advance(steps)
        trainer.tune(trainer.config.replace(dropout=dropout))
    trainer.advance(last)
    step, digest, changes = trainer.step, trainer.digest(), trainer.changes
    kept = trainer.snapshots.kept
    trainer.restore(kept[back % len(kept)].step)
    replay(trainer, changes, step)
    assert trainer.digest() == digest


def test_a_preview_shows_a_snapshot_and_going_on_ends_it_without_a_trace() -> None:
    trainer, undisturbed = trained(SMALL, 300), trained(SMALL, 400)
    present = trainer.digest()
    trainer.preview(BLOCK)
    assert trainer.digest() == trained(SMALL, BLOCK).digest()
    trainer.preview(2 * BLOCK)
    assert trainer.shown == 2 * BLOCK
    trainer.preview(None)
    assert (trainer.digest(), trainer.shown) == (present, None)
    trainer.preview(0)
    trainer.advance(100)
    assert trainer.digest() == undisturbed.digest()
    with pytest.raises(ValueError, match="nearest"):
        trainer.preview(7)


@pytest.mark.parametrize("sizes", [[1000], [1] * 1000, [7] * 150])
def test_divergence_ends_a_run_at_its_very_step_with_layer_and_advice(sizes: list[int]) -> None:
    trainer = Trainer(EXPLODING)
    for size in sizes:
        trainer.advance(size)
    ending = trainer.ending
    assert ending is not None
    assert ending.state == "failed"
    assert ending.step == trainer.step
    assert ending.layer in (1, 2)
    assert "a rate of 0.06" in ending.message  # a tenth of 10 would diverge as well
    costs = trainer.costs.since().high
    assert len(costs) == trainer.step
    limit = 1e6 * costs[0]
    assert (costs[:-1] <= limit).all()
    assert not costs[-1] <= limit
    assert trainer.digest() == trained(EXPLODING, 1000).digest()


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_run_whose_first_cost_is_infinite_ends_at_its_first_step(size: int) -> None:
    wide = (Layer(512, "leaky_relu", "ones", "ones"),) * 7
    config = Config(layers=wide, output=Layer(1, "identity", "ones", "ones"), optimizer="adam", rate=0.005, batch=8)
    trainer = Trainer(config)
    trainer.advance(size)
    assert trainer.ending is not None
    assert (trainer.ending.state, trainer.ending.step) == ("failed", 1)
    assert "no longer finite" in trainer.ending.message


def test_a_run_that_has_diverged_goes_on_only_from_a_snapshot() -> None:
    trainer = trained(EXPLODING, 1000)
    assert trainer.advance(5) == 0
    with pytest.raises(ValueError, match="snapshot"):
        trainer.resume()
    trainer.restore(0)
    trainer.tune(EXPLODING.replace(rate=0.001))
    assert trainer.advance(500) == 500
    assert trainer.ending is None


def test_the_plateau_schedule_cuts_the_rate_when_nothing_is_learned() -> None:
    config = SMALL.replace(target="random", schedule="plateau", patience=500, factor=0.5, rate=0.1, floor=0.1)
    trainer = trained(config, 5_000)
    assert trainer.progress.plateau.cuts >= 2
    assert trainer.rate() == pytest.approx(max(0.01, 0.1 * 0.5**trainer.progress.plateau.cuts))


def test_finite_data_has_a_test_cost_that_agrees_with_the_network() -> None:
    trainer = trained(SMALL.replace(data="finite", examples=50), BLOCK)
    points = trainer.test_costs.since()
    data = trainer.bound.data
    assert data is not None
    outputs = trainer.bound.predict(data.test_inputs)
    assert points.mean[-1] == pytest.approx(np.square(outputs - data.test_targets).mean(), rel=1e-5)
    assert points.examples[-1] == trainer.examples


def test_the_first_weights_do_not_depend_on_the_batch() -> None:
    np.testing.assert_array_equal(Trainer(SMALL).bound.parameters, Trainer(SMALL.replace(batch=64)).bound.parameters)


def test_a_digest_tells_steps_and_parameters_apart() -> None:
    parameters = np.zeros(3, np.float32)
    other = np.array([0, 0, 1e-30], np.float32)
    assert len({digest(0, parameters), digest(1, parameters), digest(0, other)}) == 3
