"""Health at rates that do not suit: what a far too high one breaks is mended, and one that is too low is seen."""

import pytest

from core.insight.evidence import Evidence
from core.insight.moment import present
from core.insight.rate_health import is_hasty, unusual
from core.insight.remedy import far_too_low
from tests.core.insight.patients import CHOICES, STEPS, assert_said, config_of, diagnose, judged, mended_by, trained

LEARNED = 0.05  # half of what the target's mean costs
HASTY = [
    ("sgd", 10), ("momentum", 10), ("nesterov", 10), ("adagrad", 3), ("rmsprop", 1), ("adam", 3), ("adamw", 0.3),
    ("muon", 1),
]  # fmt: skip


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
    gravest = next(iter(found.values()))
    mended = mended_by(gravest.remedies[0], link, broken)
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
        found = diagnose(broken)
        assert found or judged(broken) < LEARNED, activation
        for finding in found.values():
            for remedy in finding.remedies:
                mended = mended_by(remedy, link, broken)
                mended.advance(1500)
                assert mended.ending is None, remedy.label


@pytest.mark.parametrize(
    "link",
    [
        "optimizer=adagrad&rate=1&layers=32.gcu.he_normal,32.gcu.he_normal&output=identity.glorot_uniform",
        "optimizer=adam&rate=0.3&layers=32.leaky_relu.he_normal,32.leaky_relu.he_normal&output=identity.glorot_uniform",
        "optimizer=adagrad&rate=3&layers=32.sine.he_normal,32.sine.he_normal&output=identity.glorot_uniform",
    ],
)
def test_a_rate_that_throws_a_network_away_is_seen_although_the_next_steps_are_as_bad_at_any(link: str) -> None:
    broken = trained(link, STEPS)
    finding = diagnose(broken)["rate_high"]
    (remedy,) = finding.remedies
    assert_said(remedy, broken.config)
    mended = mended_by(remedy, link, broken)
    mended.advance(2 * STEPS)
    assert judged(mended) < 0.5 * judged(broken)
    assert "rate_high" not in diagnose(mended)


@pytest.mark.parametrize("steps", [1000, 2000, 3000])
@pytest.mark.parametrize("rate", ["0.00003", "0.0001"])
def test_a_rate_far_below_the_usual_one_is_seen_on_a_plateau_too(rate: str, steps: int) -> None:
    link = f"optimizer=adam&rate={rate}&layers=32.tanh.glorot_uniform,32.tanh.glorot_uniform"
    slow = trained(link, steps)
    for remedy in diagnose(slow)["rate_low"].remedies:
        assert_said(remedy, slow.config)
        mended = mended_by(remedy, link, slow)
        mended.advance(12_000)
        assert judged(mended) < 0.5 * judged(slow), remedy.label


def test_no_published_experiment_has_a_rate_far_from_the_usual_one() -> None:
    for row in CHOICES["presets"]:
        config = config_of(row["link"])
        assert not is_hasty(config) or row["id"] == "dying-relu", row["id"]  # whose rate is what it shows
        assert not far_too_low(config), row["id"]


def test_few_examples_are_no_reason_to_call_a_rate_too_low() -> None:
    link = "optimizer=adam&rate=0.0002&layers=32.tanh.glorot_uniform&batch="
    found = [unusual(Evidence(present(trained(f"{link}{batch}", 2000)))) for batch in (1, 32)]
    assert [len(few) for few in found] == [0, 1]


@pytest.mark.parametrize(
    ("link", "expected"),
    [("", 0.1035), ("target=xor&layers=4.tanh&loss=absolute", 0.5), ("target=xor&loss=binary_cross_entropy", 0.6931),
     ("target=blobs&arms=3&outputs=3&loss=cross_entropy", 1.0986)],
)  # fmt: skip
def test_the_plain_cost_is_that_of_the_targets_mean(link: str, expected: float) -> None:
    plain = Evidence(present(trained(link, 1))).plain_cost
    assert plain == pytest.approx(expected, rel=0.05)
