"""Health on networks that are really broken: each is diagnosed, and each remedy mends it."""

import inspect
import re

import numpy as np
import pytest

from core.catalogue.description import describe
from core.insight.evidence import Evidence, saturates
from core.insight.finding import Finding
from core.insight.health import CHECKS, findings
from core.insight.moment import present
from core.insight.rehearsal import rehearse
from core.insight.remedy import Remedy
from core.shared.config import Config, rebuilds
from core.shared.fields import KEYS
from core.shared.layer import Layer
from core.shared.link import from_link
from core.shared.number import to_text
from core.training.trainer import Trainer

CHOICES = describe()
STEPS = 3000
BROKEN = [
    ("layers=54.relu,22.relu&rate=10", "silent"),
    ("layers=8.relu.zeros.zeros", "silent"),
    ("layers=16.relu.zeros,16.relu.zeros", "silent"),
    ("layers=24.tanh.positive_one,24.tanh.positive_one,24.tanh.positive_one", "saturated"),
    ("layers=8.tanh.zeros.zeros,8.tanh.zeros.zeros&output=sigmoid.zeros", "equal"),
    ("layers=" + ",".join(["16.sigmoid.glorot_normal"] * 8), "vanishing"),
    ("output=relu", "stuck"),
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


HASTY = [
    ("sgd", 10), ("momentum", 10), ("nesterov", 10), ("adagrad", 3), ("rmsprop", 1), ("adam", 3), ("adamw", 0.3),
    ("muon", 1),
]  # fmt: skip


def config_of(link: str) -> Config:
    config, problems = from_link(link, CHOICES)
    assert problems == ()
    return config


def trained(link: str, steps: int = STEPS) -> Trainer:
    trainer = Trainer(config_of(link))
    trainer.advance(steps)
    return trainer


def diagnose(trainer: Trainer) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings(Evidence(present(trainer)))}


def judged(trainer: Trainer) -> float:
    """Return the cost that a remedy is to bring down: on new examples, so the test cost where there is one."""
    data = trainer.bound.data
    if data:
        return trainer.bound.cost(data.test_inputs, data.test_targets)
    cost = trainer.recent.mean()
    return np.inf if cost is None or np.isnan(cost) else cost


def mended_by(remedy: Remedy, link: str, broken: Trainer) -> Trainer:
    """Return the run that a remedy is applied to, before it goes on."""
    config = config_of(remedy.link)
    if remedy.restart:
        return Trainer(config)
    trainer = trained(link, broken.step)
    trainer.tune(config)
    return trainer


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


def test_every_finding_is_among_the_broken_networks() -> None:
    checks = " ".join(inspect.getsource(inspect.getmodule(check)) for group in CHECKS for check in group)  # type: ignore[arg-type]
    known = set(re.findall(r'Finding\(\s*"(\w+)"', checks))
    assert known == {ailment for _, ailment in BROKEN} | {"exploding"}


@pytest.mark.parametrize("output", ["sigmoid.uniform_one", "identity.glorot_uniform"])
@pytest.mark.parametrize("activation", ["tanh.glorot_uniform", "relu.he_normal", "gcu.he_normal", "sine.he_normal"])
@pytest.mark.parametrize(("optimizer", "rate"), HASTY)
def test_whatever_a_far_too_high_rate_broke_the_first_remedy_mends(
    optimizer: str, rate: float, activation: str, output: str
) -> None:
    link = f"optimizer={optimizer}&rate={rate}&layers=32.{activation},32.{activation}&output={output}"
    broken = trained(link, 1500)
    mean_alone = broken.bound.target_at(Evidence(present(broken)).examples.points).var()
    found = diagnose(broken)
    for finding in list(found.values())[:1]:
        mended = mended_by(finding.remedies[0], link, broken)
        mended.advance(STEPS)
        assert mended.ending is None
        assert judged(mended) < mean_alone
        assert not set(found) & set(diagnose(mended))


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_no_remedy_of_a_far_too_high_rate_makes_a_run_diverge(optimizer: str) -> None:
    rate = {"sgd": 0.6, "momentum": 1, "adam": 3}[optimizer]
    for activation in ("sigmoid.glorot_normal", "tanh.glorot_uniform", "gcu.glorot_uniform"):
        link = f"optimizer={optimizer}&rate={rate}&layers=32.{activation},32.{activation}&output=identity"
        broken = trained(link, 1500)
        for finding in diagnose(broken).values():
            for remedy in finding.remedies:
                mended = mended_by(remedy, link, broken)
                mended.advance(1500)
                assert mended.ending is None, remedy.label


def assert_said(remedy: Remedy, broken: Config) -> None:
    """A remedy's label says all that it changes, and whether the run starts anew."""
    config = config_of(remedy.link)
    assert sorted(remedy.fields) == sorted(key for key in KEYS if getattr(config, key) != getattr(broken, key))
    for said in said_by(broken, config):
        assert said in remedy.label, (said, remedy.label)
    assert remedy.restart == ("start again" in remedy.label or bool(rebuilds(broken, config))), remedy.label


def said_by(before: Config, after: Config) -> set[str]:
    """Return what must be said of a change: the labels and numbers of all that is new."""
    words: set[str] = set()
    for key in ("rate", "clip", "l2"):
        words |= {to_text(getattr(after, key))} if getattr(before, key) != getattr(after, key) else set()
    for key in ("horizon", "examples"):
        words |= {f"{getattr(after, key):,}"} if getattr(before, key) != getattr(after, key) else set()
    pairs = [*zip(before.layers, after.layers, strict=False), (before.output, after.output)]
    for layer in after.layers[len(before.layers) :]:  # one that is new brings what suits it
        words |= {f"{layer.neurons} neurons", label_of("activations", layer.activation)}
    for old, new in pairs:
        words |= {label_of("activations", new.activation)} if old.activation != new.activation else set()
        words |= {f"{label_of('initializers', new.weights)} weights"} if old.weights != new.weights else set()
        words |= {"biases of 0"} if old.biases != new.biases else set()
    if before.optimizer != after.optimizer:
        words |= {label_of("optimizers", after.optimizer)}
    return words | ({after.schedule} if before.schedule != after.schedule else set())


def label_of(table: str, identity: str) -> str:
    return next(row["label"] for row in CHOICES["kinds"][table] if row["id"] == identity)


def test_the_dying_relu_preset_is_diagnosed_and_its_remedies_help() -> None:
    preset = next(row for row in CHOICES["presets"] if row["id"] == "dying-relu")
    broken = trained(preset["link"], 20_000)
    finding = diagnose(broken)["silent"]
    for remedy in finding.remedies:
        assert judged(trained(remedy.link, 20_000)) < 0.5 * judged(broken), remedy.label


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
