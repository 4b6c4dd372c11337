"""Every preset shows what it says: each claim is measured by training it, and what it is compared with."""

import re
from typing import Any

import numpy as np
import pytest

from core.catalogue import describe
from core.catalogue.presets import PRESETS, Preset
from core.shared.config import Config
from core.shared.link import from_link
from core.training.trainer import Trainer
from tests.core.compiler.test_levels import readable_run
from tests.core.insight.patients import diagnose

CHOICES = describe()
SEEDS = (1, 2)
AILMENTS = {
    "dying-relu": {"silent"}, "relu-output": {"stuck"}, "vanishing-sigmoids": {"vanishing"}, "all-zeros": {"equal"},
    "xor-without-hidden": {"flat"}, "overfitted-noise": {"overfitting"},
}  # fmt: skip


def config_of(name: str) -> Config:
    config, problems = from_link(f"preset={name}", CHOICES)
    assert problems == ()
    return config


def trained(config: Config, examples: int) -> Trainer:
    trainer = Trainer(config)
    trainer.advance(examples // config.batch)
    return trainer


def cost(trainer: Trainer) -> float:
    """The mean cost over the last 20,000 examples."""
    mean = trainer.recent.mean()
    assert mean is not None
    return mean


def silent(trainer: Trainer) -> list[int]:
    """How many neurons of each hidden layer are 0 on the whole square."""
    grid = np.stack(np.meshgrid(*2 * [np.linspace(0, 1, 41, dtype=np.float32)]), -1).reshape(-1, 2)
    return [int((layer == 0).all(axis=0).sum()) for layer in trainer.bound.forward(grid).a[:-1]]


def with_layers(config: Config, **changes: Any) -> Config:
    """The Config with the same changes in all its hidden layers."""
    return config.replace(layers=[layer.replace(**changes) for layer in config.layers])


def accuracy(trainer: Trainer) -> float:
    guess, target = trainer.bound.predict(trainer.bound.inputs), trainer.bound.targets
    return float(np.mean(guess.argmax(axis=1) == target.argmax(axis=1)))


def fit(trainer: Trainer) -> tuple[float, float]:
    """The cost on the training part and on the test part of a finite set."""
    data = trainer.bound.data
    assert data is not None
    bound = trainer.bound
    return bound.cost(data.train_inputs, data.train_targets), bound.cost(data.test_inputs, data.test_targets)


@pytest.mark.parametrize("row", PRESETS, ids=lambda row: row.id)
def test_a_preset_trains_without_diverging_and_has_no_ailment_but_the_one_it_shows(row: Any) -> None:
    trainer = trained(config_of(row.id), 4000 * min(32, config_of(row.id).batch))
    assert trainer.ending is None
    assert np.isfinite(cost(trainer))
    assert set(diagnose(trainer)) - {"rate_low"} == AILMENTS.get(row.id, set())  # on a plateau a higher one may help


def test_there_are_at_least_a_dozen_beside_the_ancestors() -> None:
    assert len(PRESETS) >= 15


@pytest.mark.parametrize("row", PRESETS, ids=lambda row: row.id)
def test_a_preset_says_in_two_sentences_what_to_watch(row: Any) -> None:
    assert len(re.split(r"(?<=\.) (?=[A-Z])", row.watch)) == 2
    assert row.watch.endswith(".")


def test_four_layers_learn_the_tiles() -> None:
    assert cost(trained(config_of("4-layer-neuron-response"), 640_000)) < 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_dying_relu_silences_a_layer_and_leaky_relu_saves_it(seed: int) -> None:
    config = config_of("dying-relu").replace(seed=seed)
    dead = trained(config, 200_000)
    assert silent(dead)[1] == 22
    assert cost(dead) > 0.09
    saved = trained(with_layers(config, activation="leaky_relu"), 640_000)
    assert silent(saved) == [0, 0]
    assert cost(saved) < 0.03


@pytest.mark.parametrize("seed", SEEDS)
def test_growing_cosines_do_with_few_neurons(seed: int) -> None:
    config = config_of("gcu-small").replace(seed=seed)
    first, second = config.layers
    relu = trained(config.replace(layers=(first.replace(activation="relu"), second)), 500_000)
    assert silent(relu)[0] >= 3
    assert cost(trained(config, 500_000)) < 0.7 * cost(relu)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_relu_output_is_cut_off_unless_the_rate_is_small(seed: int) -> None:
    assert cost(trained(config_of("relu-output").replace(seed=seed), 64_000)) == pytest.approx(0.45, abs=0.02)
    assert cost(trained(config_of("relu-output-small-rate").replace(seed=seed), 320_000)) < 0.03


@pytest.mark.parametrize("seed", SEEDS)
def test_eight_sigmoids_vanish_where_eight_tanhs_learn(seed: int) -> None:
    config = config_of("vanishing-sigmoids").replace(seed=seed)
    assert cost(trained(config, 320_000)) > 0.09
    assert cost(trained(with_layers(config, activation="tanh"), 320_000)) < 0.02


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_the_first_losses_of_a_presets_program_are_those_of_its_run(preset: Preset) -> None:
    trainer = trained(config_of(preset.id), 200 * config_of(preset.id).batch)
    losses, _ = readable_run(trainer.bound.program, trainer.step)
    assert len(losses) > 100
    assert losses == pytest.approx(trainer.costs.since(-1).mean, rel=1e-3)


def test_sixteen_layers_need_their_initial_weights() -> None:
    config = config_of("sixteen-layers")
    assert cost(trained(config, 160_000)) < 0.02
    assert cost(trained(with_layers(config, weights="uniform_tenth", biases="uniform_tenth"), 160_000)) > 0.09


def test_annealing_pays() -> None:
    config = config_of("annealing")
    annealed = trained(config, 9_000 * 32)
    highest = cost(annealed)
    annealed.advance(21_000)
    assert cost(annealed) < 0.5 * highest
    assert cost(annealed) < 0.6 * cost(trained(config.replace(schedule="constant"), 960_000))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_horizon_that_fits_its_seconds_pays(seed: int) -> None:
    one, five = (config_of(name).replace(seed=seed) for name in ("one-second", "five-seconds"))
    second = cost(trained(one, 7_300 * 256))
    assert second < 0.001
    assert cost(trained(one.replace(optimizer="sgd", rate=0.6), 7_300 * 256)) > 10 * second
    whole = cost(trained(five, 12_400 * 1024))
    assert whole < 0.5 * second
    assert cost(trained(five.replace(horizon=1240), 1_240 * 1024)) > 3 * whole


def test_after_ten_seconds_only_the_edge_of_the_frame_is_left_to_learn() -> None:
    bound = trained(config_of("ten-seconds"), 24_800 * 1024).bound
    middles = (np.arange(256, dtype=np.float32) + np.float32(0.5)) / 256
    points = np.stack(np.meshgrid(middles, middles), -1).reshape(-1, 2)
    errors = np.square(bound.predict(points) - bound.target_at(points))[:, 0]
    near = np.minimum(abs(points.min(axis=1) - 0.1), abs(points.max(axis=1) - 0.9)) < 0.01
    assert near.mean() < 0.1
    assert errors[near].sum() > 0.75 * errors.sum()


def test_batches_of_one_get_more_out_of_few_examples() -> None:
    one, many = (cost(trained(config_of(name), 100_000)) for name in ("batch-of-one", "batch-of-512"))
    assert one < 0.4 * many


def test_zeros_stay_silent() -> None:
    trainer = trained(config_of("all-zeros"), 200_000)
    assert silent(trainer) == [64, 32]
    assert cost(trainer) > 0.09
    assert np.count_nonzero(trainer.bound.parameters) == 1


def test_xor_is_solved_by_neurons_or_by_a_feature_but_not_by_neither() -> None:
    neither, neurons, feature = (
        cost(trained(config_of(f"xor-{name}"), 640_000)) for name in ("without-hidden", "with-hidden", "with-product")
    )
    assert neither == pytest.approx(0.25, abs=0.005)
    assert neurons < 0.05
    assert feature < 0.06


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_learned_before_helps(seed: int) -> None:
    config = config_of("transfer").replace(seed=seed)
    tiles = config.replace(target="tiled_root")
    helped = trained(config, 1_000_000)
    helped.tune(tiles)
    helped.advance(5000)
    assert cost(helped) < 0.85 * cost(trained(tiles, 5000 * config.batch))


def test_noise_is_learned_by_heart_unless_large_weights_have_a_price() -> None:
    noisy = Trainer(config_of("overfitted-noise"))
    noisy.advance(2000)
    early = fit(noisy)
    noisy.advance(18_000)
    late = fit(noisy)
    assert late[0] < 0.5 * early[0]
    assert late[1] > 1.2 * early[1]
    calm = fit(trained(config_of("weight-penalty"), 20_000 * 32))
    assert calm[1] < 0.8 * late[1]
    assert calm[0] > 2 * late[0]


def test_three_arms_are_told_apart_by_two_layers_better_than_by_one() -> None:
    config = config_of("three-arms")
    both = trained(config, 640_000)
    single = trained(config.replace(layers=config.layers[:1]), 640_000)
    assert accuracy(both) == 1
    assert cost(both) < 0.3 * cost(single)


def test_three_neurons_draw_the_wave_and_one_does_not() -> None:
    config = config_of("one-input")
    assert cost(trained(config, 320_000)) < 0.006
    assert cost(trained(config.replace(layers=(config.layers[0].replace(neurons=1),)), 320_000)) > 0.05


def test_noise_cannot_be_learned_beyond_its_mean() -> None:
    trainer = trained(config_of("nothing-to-learn"), 320_000)
    assert cost(trainer) == pytest.approx(1 / 12, abs=0.003)
    points = np.random.default_rng(3).random((200, 2), np.float32)
    np.testing.assert_allclose(trainer.bound.predict(points), 0.5, atol=0.1)
