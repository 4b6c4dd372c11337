"""Health on networks that a setting keeps from learning: a penalty, an output's limits, a schedule, a rate."""

import numpy as np
import pytest

from core.compiler.plan import plan
from core.insight.limit_health import limits, within
from tests.core.insight.patients import assert_said, diagnose, judged, mended_by, trained

ADAM = "&optimizer=adam&rate=0.005"
TOOTHED = "target=f1&f1=0.5%2B0.5*sin(30*a)"

PATIENTS = [
    ("decay=0.1", 300, "penalty"),
    ("l2=1", 300, "penalty"),
    ("l1=1", 1000, "penalty"),
    ("l1=0.01&l2=0.01" + ADAM, 300, "penalty"),
    ("optimizer=adagrad&rate=0.03&decay=1", 600, "penalty"),
    ("layers=none&target=maximum&l2=1", 1000, "penalty"),
    ("target=f1&f1=100*a", 50, "limited"),
    ("target=f1&f1=a-2", 50, "limited"),
    ("target=f1&f1=-a&output=relu", 50, "limited"),
    ("target=f1&f1=-a" + ADAM, 50, "limited"),
    ("target=f1&f1=1000*a*b&output=identity", 50, "diverged"),
    ("schedule=exponential&every=100&factor=0.1", 1000, "schedule"),
    ("schedule=cosine&horizon=200" + ADAM, 1000, "schedule"),
    ("layers=16.tanh.uniform_one&rate=10&seed=1", 1500, "rate_high"),
    ("layers=16.tanh.uniform_one&rate=10&seed=3", 1500, "rate_high"),
    (TOOTHED + "&layers=8.tanh.glorot_uniform.zeros" + ADAM, 1200, "flat"),
]


@pytest.mark.parametrize(("link", "steps", "ailment"), PATIENTS)
def test_what_a_setting_did_is_named_and_every_remedy_says_what_it_does_and_mends(
    link: str, steps: int, ailment: str
) -> None:
    broken = trained(link, steps)
    found = diagnose(broken)
    assert list(found) == [ailment]
    assert 1 <= len(found[ailment].remedies) <= 2
    for remedy in found[ailment].remedies:
        assert_said(remedy, broken.config)
        mended = mended_by(remedy, link, broken)
        mended.advance(2500)
        assert mended.ending is None, remedy.label
        assert ailment not in diagnose(mended), remedy.label
        assert judged(mended) < 0.75 * judged(broken), remedy.label


@pytest.mark.parametrize(
    ("link", "steps"),
    [
        ("l2=0.003", 1500),
        ("decay=1" + ADAM, 1000),
        ("target=f1&f1=1.05*a", 1000),  # a hair beyond a sigmoid
        ("target=bowl&data=finite&examples=100&noise=0.3&l2=0.003", 1000),  # only the noise is out of reach
        ("layers=2.tanh.glorot_uniform&schedule=cosine&horizon=2500" + ADAM, 2600),  # too small to learn more
        ("layers=none&schedule=linear&horizon=1500", 1600),
        ("schedule=one_cycle&horizon=2000" + ADAM, 2100),
        ("warmup=100000", 1000),
        ("layers=none&target=xor&l2=0.01", 1500),  # a straight line is as bad with any weights
        (
            "layers=16.relu.he_normal,16.relu.he_normal&data=finite&examples=60&noise=0.5&split=0.5&optimizer=muon&rate=0.01"
            "&schedule=step&every=500&factor=0.3&seed=252",
            2100,
        ),  # it has learned the noise by heart
    ],
)
def test_what_a_setting_did_not_do_is_not_blamed_on_it(link: str, steps: int) -> None:
    assert not {"penalty", "limited", "schedule", "rate_high"} & set(diagnose(trained(link, steps)))


def test_a_penalty_is_named_with_its_number_and_each_that_is_heavy_is_lowered() -> None:
    finding = diagnose(trained("decay=0.0005&l1=0.5&l2=0.1", 1000))["penalty"]
    assert "L1 of 0.5 and L2 of 0.1," in finding.evidence
    assert "decay" not in finding.evidence
    assert [remedy.fields for remedy in finding.remedies] == [["l1", "l2"], ["l1", "l2"]]


def test_a_loss_that_brings_its_activation_goes_with_it() -> None:
    for remedy in diagnose(trained("target=f1&f1=5*a&loss=binary_cross_entropy" + ADAM, 50))["limited"].remedies:
        assert "squared error" in remedy.label
        assert {"loss", "output"} <= set(remedy.fields)


@pytest.mark.parametrize(
    ("activation", "expected"),
    [("identity", (-np.inf, np.inf)), ("sigmoid", (0, 1)), ("tanh", (-1, 1)), ("relu", (0, np.inf)),
     ("leaky_relu", (-np.inf, np.inf)), ("gcu", (-np.inf, np.inf)), ("gaussian", (0, 1)), ("swish", (-0.2785, np.inf)),
     ("elu", (-1, np.inf)), ("selu", (-1.7581, np.inf)), ("softplus", (0, np.inf)), ("softsign", (-1, 1)),
     ("sine", (-1, 1))],
)  # fmt: skip
def test_the_limits_of_an_activation_are_known(activation: str, expected: tuple[float, float]) -> None:
    config = trained(f"output={activation}", 0).config
    assert limits(plan(config).layers[-1].activation.value) == pytest.approx(expected, abs=1e-3)


def test_limits_are_said_in_words() -> None:
    assert [within(0, 1), within(0, np.inf), within(-np.inf, 2)] == ["between 0 and 1", "above 0", "below 2"]


@pytest.mark.parametrize(
    ("link", "steps"),
    [
        ("layers=2.relu.he_normal.zeros&seed=4&rate=0.1", 1),
        ("f1=floor(3*x)&layers=16.f1.he_normal", 300),
        ("layers=1.leaky_relu.he_normal.zeros&rate=0.1&target=spirals&output=sigmoid.zeros&seed=23", 1),
        ("layers=1.relu.he_normal.zeros,1.relu.he_normal.zeros&optimizer=momentum&rate=0.06&seed=95", 1),
        ("layers=8.tanh.glorot_uniform.zeros&target=xor&l1=0.0008" + ADAM, 1100),
        (TOOTHED + "&layers=32.leaky_relu.he_normal.zeros,32.leaky_relu.he_normal.zeros&batch=1" + ADAM, 1100),
    ],
)
def test_no_remedy_changes_nothing(link: str, steps: int) -> None:
    for finding in diagnose(trained(link, steps)).values():
        assert finding.remedies, finding.label
        assert all(remedy.fields for remedy in finding.remedies), finding.label


def test_weights_are_no_remedy_for_neurons_that_have_no_slope_anywhere() -> None:
    (remedy,) = diagnose(trained("f1=floor(3*x)&layers=16.f1,16.f1", 300))["silent"].remedies
    assert "Leaky ReLU" in remedy.label


@pytest.mark.parametrize(("noise", "blamed"), [("0", False), ("0.2", True)])
def test_noise_is_blamed_only_where_there_is_some(noise: str, blamed: bool) -> None:
    link = f"data=finite&examples=30&optimizer=adam&rate=0.01&noise={noise}"
    assert ("noise" in diagnose(trained(link, 1500))["overfitting"].reason) == blamed


@pytest.mark.parametrize("link", ["target=f1&f1=1000*a*b&output=identity", "schedule=cosine&horizon=200" + ADAM])
def test_looking_for_a_remedy_leaves_the_run_as_it_is_to_the_bit(link: str) -> None:
    looked_at, undisturbed = trained(link, 1000), trained(link, 1000)
    diagnose(looked_at)
    assert looked_at.digest() == undisturbed.digest()
