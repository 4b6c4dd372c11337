"""Health on networks that are really broken: each is diagnosed, and each remedy brings its cost down."""

import numpy as np
import pytest

from core.catalogue.description import describe
from core.insight.evidence import Evidence, saturates
from core.insight.finding import Finding
from core.insight.health import findings
from core.insight.rehearsal import rehearse
from core.shared.config import Config, rebuilds
from core.shared.layer import Layer
from core.shared.link import from_link
from core.training.trainer import Trainer

CHOICES = describe()
STEPS = 3000
BROKEN = [
    ("layers=54.relu,22.relu&rate=10", "silent"),
    ("layers=24.tanh.positive_one,24.tanh.positive_one,24.tanh.positive_one", "saturated"),
    ("layers=8.tanh.zeros.zeros,8.tanh.zeros.zeros&output=sigmoid.zeros", "equal"),
    ("layers=" + ",".join(["16.sigmoid.glorot_normal"] * 8), "vanishing"),
    ("output=relu", "stuck"),
    ("optimizer=adam&rate=0.3", "stuck"),
    ("layers=64.relu.uniform_one,64.relu.uniform_one&output=identity&rate=0.2", "diverged"),
    ("optimizer=adam&rate=0.00001", "rate_low"),
    ("layers=8.tanh&loss=binary_cross_entropy&target=xor", "flat"),
    ("rate=0.0005", "flat"),
    (
        "data=finite&examples=30&noise=0.2&optimizer=adam&rate=0.005&layers=64.tanh.glorot_uniform,64.tanh.glorot_uniform",
        "overfitting",
    ),
]


def config_of(link: str) -> Config:
    config, problems = from_link(link, CHOICES)
    assert problems == ()
    return config


def trained(link: str, steps: int = STEPS) -> Trainer:
    trainer = Trainer(config_of(link))
    trainer.advance(steps)
    return trainer


def diagnose(trainer: Trainer) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings(Evidence(trainer))}


def judged(trainer: Trainer) -> float:
    """Return the cost that a remedy is to bring down: on new examples, so the test cost where there is one."""
    data = trainer.bound.data
    if data:
        return trainer.bound.cost(data.test_inputs, data.test_targets)
    cost = trainer.recent.mean()
    return np.inf if cost is None or np.isnan(cost) else cost


@pytest.mark.parametrize(("link", "ailment"), BROKEN)
def test_a_broken_network_is_diagnosed_and_every_remedy_brings_its_cost_down(link: str, ailment: str) -> None:
    broken = trained(link)
    found = diagnose(broken)
    assert ailment in found
    finding = found[ailment]
    assert finding.remedies
    cost = judged(broken)
    for remedy in finding.remedies:
        config = config_of(remedy.link)
        assert set(remedy.fields) == {
            key for key in remedy.fields if getattr(config, key) != getattr(broken.config, key)
        }
        assert remedy.restart or not rebuilds(broken.config, config)
        mended = Trainer(config) if remedy.restart else trained(link)
        if not remedy.restart:
            mended.tune(config)
        mended.advance(2 * STEPS)
        assert judged(mended) < 0.75 * cost, remedy.label


def test_the_dying_relu_preset_is_diagnosed_and_its_remedy_helps() -> None:
    preset = next(row for row in CHOICES["presets"] if row["id"] == "dying-relu")
    broken = trained(preset["link"], 20_000)
    finding = diagnose(broken)["silent"]
    mended = trained(finding.remedies[0].link, 20_000)
    assert judged(mended) < 0.5 * judged(broken)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "optimizer=adam&rate=0.005&schedule=cosine&horizon=3000",
        "layers=none&target=maximum&output=identity",
        "layers=16.relu.he_normal,16.relu.he_normal&rate=0.3",
        "target=random",
        "target=spirals&loss=binary_cross_entropy&optimizer=adam&rate=0.005&layers=32.tanh.glorot_uniform",
    ],
)
def test_a_network_that_learns_well_has_no_finding(link: str) -> None:
    assert diagnose(trained(link)) == {}


def test_an_exploding_gradient_is_seen_before_it_does_harm() -> None:
    layer = Layer(64, "identity", "uniform_one")
    trainer = Trainer(Config(layers=(layer,) * 8, output=Layer(1, "identity", "uniform_tenth"), rate=0.01))
    found = diagnose(trainer)["exploding"]
    assert "times their size" in found.evidence
    mended = trained(found.remedies[0].link, 0)
    assert "exploding" not in diagnose(mended)


def test_silent_neurons_are_those_that_no_probe_point_wakes() -> None:
    trainer = Trainer(Config(layers=(Layer(6, "relu", "uniform_one"),)))
    network = trainer.bound
    network.layers[0].biases[:4] = -5
    network.layers[0].biases[4:] = 5
    health = Evidence(trainer).layers[0]
    assert health.silent == [0, 1, 2, 3]
    assert health.silent_share.tolist() == [1, 1, 1, 1, 0, 0]
    found = diagnose(trainer)["silent"]
    assert (found.layer, found.neurons) == (1, [0, 1, 2, 3])
    assert "4 of 6 neurons of layer 1" in found.evidence


def test_gradients_and_weights_are_measured_layer_by_layer() -> None:
    trainer = trained("", 300)
    evidence = Evidence(trainer)
    gradient = trainer.bound.backward(*evidence.examples).gradient
    expected = np.sqrt(np.mean(np.square(gradient[: 2 * 64], dtype=np.float64)))
    assert evidence.layers[0].gradient == pytest.approx(expected, rel=1e-6)
    weights = trainer.bound.layers[1].weights
    assert evidence.layers[1].weights == pytest.approx(np.linalg.norm(weights) / np.sqrt(weights.size), rel=1e-5)


@pytest.mark.parametrize(
    ("activation", "flat"),
    [("sigmoid", True), ("tanh", True), ("softsign", True), ("relu", False), ("leaky_relu", False)],
)
def test_only_activations_with_two_flat_ends_saturate(activation: str, flat: bool) -> None:
    assert saturates(Trainer(Config(layers=(Layer(2, activation),))).bound, 0) == flat


@pytest.mark.parametrize("link", ["", "optimizer=adam&rate=0.01&batch=7", "data=finite&examples=60&dropout=0.3"])
def test_a_rehearsal_leaves_the_run_as_it_is_to_the_bit(link: str) -> None:
    trainer, undisturbed = trained(link, 300), trained(link, 700)
    assert rehearse(trainer, Evidence(trainer).examples) is not None
    trainer.advance(400)
    assert trainer.digest() == undisturbed.digest()


def test_a_network_too_large_to_rehearse_is_left_in_peace() -> None:
    trainer = Trainer(Config(layers=(Layer(512, "relu"),) * 4, batch=512))
    assert rehearse(trainer, Evidence(trainer).examples) is None
