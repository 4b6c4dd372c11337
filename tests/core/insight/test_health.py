"""Health on networks that are really broken: each is diagnosed, and each remedy mends it."""

import inspect
import re

import numpy as np
import pytest

from core.insight.evidence import Evidence, saturates
from core.insight.health import CHECKS
from core.insight.moment import present
from core.insight.rehearsal import rehearse
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import Trainer
from tests.core.insight.patients import CHOICES, STEPS, assert_said, diagnose, judged, mended_by, trained
from tests.core.insight.test_health_of_settings import PATIENTS

BROKEN = [
    ("layers=54.relu,22.relu&rate=10", "silent"),
    ("layers=8.relu.zeros.zeros", "silent"),
    ("layers=16.relu.zeros,16.relu.zeros", "silent"),
    ("layers=24.tanh.positive_one,24.tanh.positive_one,24.tanh.positive_one", "saturated"),
    ("layers=8.tanh.zeros.zeros,8.tanh.zeros.zeros&output=sigmoid.zeros", "equal"),
    ("layers=" + ",".join(["16.sigmoid.glorot_normal"] * 8), "vanishing"),
    ("output=relu", "stuck"),
    ("output=relu.zeros.zeros&layers=8.tanh", "stuck"),
    ("optimizer=adam&rate=0.3", "stuck"),
    ("layers=64.relu.uniform_one,64.relu.uniform_one&output=identity&rate=0.2", "diverged"),
    ("optimizer=adam&rate=0.00001", "rate_low"),
    ("optimizer=rmsprop&rate=0.03", "rate_high"),
    ("layers=8.tanh&loss=binary_cross_entropy&target=xor", "flat"),
    ("rate=0.0005", "flat"),
    ("target=xor&layers=none", "flat"),
    (
        "data=finite&examples=30&noise=0.2&optimizer=adam&rate=0.005&layers=64.tanh.glorot_uniform,64.tanh.glorot_uniform",
        "overfitting",
    ),
]


@pytest.mark.parametrize(("link", "ailment"), BROKEN)
def test_a_broken_network_is_diagnosed_and_every_remedy_says_what_it_does_and_mends(link: str, ailment: str) -> None:
    broken = trained(link)
    finding = diagnose(broken)[ailment]
    assert 1 <= len(finding.remedies) <= 2
    for remedy in finding.remedies:
        assert_said(remedy, broken.config)
        mended = mended_by(remedy, link, broken)
        mended.advance(2 * STEPS)
        assert ailment == "rate_low" or ailment not in diagnose(mended), remedy.label  # it may be higher still
        assert judged(mended) < 0.75 * judged(broken), remedy.label


@pytest.mark.parametrize(
    "link", ["output=relu.zeros.zeros&layers=8.tanh", "layers=64.relu.positive_one&output=tanh.positive_one.ones"]
)
def test_an_output_that_began_flat_is_not_said_to_have_been_pushed_there(link: str) -> None:
    for steps in (0, 500):
        found = diagnose(trained(link, steps)).get("stuck")
        assert found or steps
        if found:
            assert "began" in found.reason
            assert not any("Lower the rate" in remedy.label for remedy in found.remedies)


def test_an_output_that_steps_made_flat_is_said_to_have_been_pushed_there() -> None:
    assert "Large steps pushed" in diagnose(trained("output=relu", 1000))["stuck"].reason


def test_every_finding_is_among_the_broken_networks() -> None:
    checks = " ".join(inspect.getsource(inspect.getmodule(check)) for group in CHECKS for check in group)  # type: ignore[arg-type]
    known = set(re.findall(r'Finding\(\s*"(\w+)"', checks))
    assert known == {ailment for _, ailment in BROKEN} | {ailment for _, _, ailment in PATIENTS} | {"exploding"}


def test_the_dying_relu_preset_is_diagnosed_and_each_remedy_brings_the_cost_down_within_40_000_examples() -> None:
    preset = next(row for row in CHOICES["presets"] if row["id"] == "dying-relu")
    broken = trained(preset["link"], 2000)
    first, *others = [judged(trained(remedy.link, 40_000 // 32)) for remedy in diagnose(broken)["silent"].remedies]
    assert max(first, *others) < 0.5 * judged(broken)
    assert first < min(others)


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


def test_an_exploding_gradient_is_seen_before_it_does_harm_and_every_remedy_mends_it() -> None:
    link = "layers=" + ",".join(["64.tanh.uniform_one"] * 4) + "&output=identity.uniform_tenth&rate=0.1"
    broken = trained(link, 3)
    finding = diagnose(broken)["exploding"]
    assert "times their size" in finding.evidence
    for remedy in finding.remedies:
        assert_said(remedy, broken.config)
        mended = mended_by(remedy, link, broken)
        mended.advance(STEPS)
        assert mended.ending is None, remedy.label
        assert "exploding" not in diagnose(mended), remedy.label
        assert judged(mended) < 0.01 * judged(broken), remedy.label
    broken.advance(10)
    assert "diverged" in diagnose(broken)


def test_silent_neurons_are_those_that_no_probe_point_wakes() -> None:
    trainer = Trainer(Config(layers=(Layer(6, "relu", "uniform_one"),)))
    network = trainer.bound
    network.layers[0].biases[:4] = -5
    network.layers[0].biases[4:] = 5
    health = Evidence(present(trainer)).layers[0]
    assert health.silent == [0, 1, 2, 3]
    assert health.silent_share.tolist() == [1, 1, 1, 1, 0, 0]
    found = diagnose(trainer)["silent"]
    assert (found.layer, found.neurons) == (1, [0, 1, 2, 3])
    assert "4 of 6 neurons of layer 1" in found.evidence


def test_gradients_and_weights_are_measured_layer_by_layer() -> None:
    trainer = trained("", 300)
    evidence = Evidence(present(trainer))
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
    moment = present(trainer)
    assert rehearse(moment, Evidence(moment).examples) is not None
    trainer.advance(400)
    assert trainer.digest() == undisturbed.digest()


def test_a_network_too_large_to_rehearse_is_left_in_peace() -> None:
    trainer = Trainer(Config(layers=(Layer(512, "relu"),) * 4, batch=512))
    moment = present(trainer)
    assert rehearse(moment, Evidence(moment).examples) is None
