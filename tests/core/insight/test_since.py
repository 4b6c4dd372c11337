"""Since when a finding holds: what the run's snapshots say, whoever looked and whenever."""

import pytest

from core.catalogue.description import describe
from core.insight.evidence import Evidence
from core.insight.health import findings
from core.insight.moment import moment_of, present
from core.insight.since import Since, since
from core.shared.link import from_link
from core.training.trainer import BLOCK, Trainer

CHOICES = describe()
DYING = "layers=54.relu,22.relu&rate=10"
FLICKERING = "layers=24.relu,12.relu&rate=8"  # its second layer wakes again a few times before it dies


def trained(link: str, steps: int) -> Trainer:
    config, problems = from_link(link, CHOICES)
    assert problems == ()
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def tuned(trainer: Trainer, link: str) -> None:
    trainer.tune(from_link(link, CHOICES)[0])


def look(trainer: Trainer) -> dict[tuple[str, int], Since]:
    moment = present(trainer)
    found = findings(Evidence(moment))
    dated = since(trainer, moment, found)
    return {(finding.id, finding.layer): date for finding, date in zip(found, dated, strict=True)}


def test_a_finding_holds_since_the_first_snapshot_from_which_on_it_always_did() -> None:
    trainer, again = trained(FLICKERING, 35 * BLOCK + 5), trained(FLICKERING, 0)
    without = []
    for step in range(0, 35 * BLOCK + 1, BLOCK):
        if ("silent", 2) not in {(found.id, found.layer) for found in findings(Evidence(present(again)), False)}:
            without.append(step)
        again.advance(BLOCK)
    found = look(trainer)["silent", 2]
    assert found == Since(without[-1] + BLOCK, 32 * (without[-1] + BLOCK), without[-1], True)
    assert 10 * BLOCK < without[-1] < 34 * BLOCK
    assert len(without) < without[-1] // BLOCK


def test_it_does_not_hang_on_when_somebody_looked() -> None:
    late, often = trained(FLICKERING, 3000), trained(FLICKERING, 0)
    seen = look(often)
    for _ in range(10):
        often.advance(300)
        seen = look(often)
    for key, found in look(late).items():
        assert seen[key].not_at == found.not_at or seen[key].not_at > found.not_at  # type: ignore[operator]
        assert seen[key].since <= found.since


def test_a_finding_of_the_first_step_holds_from_the_start() -> None:
    found = look(trained("layers=8.tanh.zeros.zeros,8.tanh.zeros.zeros&output=sigmoid.zeros", 1000))
    assert found["equal", 1] == Since(0, 0, None, True)


def test_a_run_that_diverged_did_so_at_its_last_step() -> None:
    trainer = trained("layers=8.relu.uniform_one&output=identity&rate=10&batch=8", 1000)
    ((key, found),) = look(trainer).items()
    assert (key[0], found.since, found.since_examples) == ("diverged", trainer.step, trainer.examples)


def test_a_rate_is_judged_back_step_by_step_under_the_rate_of_then() -> None:
    trainer = trained("", 2000)
    tuned(trainer, "rate=8")
    trainer.advance(10 * BLOCK)
    found = [look(trainer)["rate_high", 0] for _ in range(15)][-1]
    assert found.complete
    assert found.not_at is not None
    assert 2000 - BLOCK <= found.not_at < found.since <= trainer.step


def test_a_run_that_goes_another_way_forgets_what_was_found_on_the_first() -> None:
    trainer = trained(DYING, 20 * BLOCK)
    first = look(trainer)["silent", 2]
    assert first.not_at is not None
    trainer.restore(first.not_at - first.not_at % BLOCK)
    tuned(trainer, DYING.replace("10", "0.5"))
    trainer.advance(20 * BLOCK)
    assert ("silent", 2) not in look(trainer)
    tuned(trainer, DYING)
    trainer.advance(30 * BLOCK)
    assert look(trainer)["silent", 2].since > first.since + 10 * BLOCK


@pytest.mark.parametrize("link", [DYING, DYING + "&data=finite&examples=60&dropout=0.3"])
def test_looking_back_leaves_the_run_as_it_is_to_the_bit(link: str) -> None:
    looked, undisturbed = trained(link, 700), trained(link, 700)
    for run in (looked, undisturbed):
        tuned(run, link + "&batch=7&optimizer=adam&rate=0.3")
        run.advance(600)
    look(looked)
    for held in looked.snapshots.kept:
        with moment_of(looked, held) as moment:
            assert moment.config == held.state.config
            assert (moment.bound.parameters == held.state.bound.parameters).all()
    for run in (looked, undisturbed):
        run.advance(300)
    assert looked.digest() == undisturbed.digest()
    assert looked.config == undisturbed.config


def test_a_look_judges_few_snapshots_of_a_large_network_and_later_ones_the_rest() -> None:
    layers = ",".join(["256.relu.zeros.zeros"] * 4)
    trainer = trained(f"layers={layers}&batch=1", 5 * BLOCK)
    looks = [look(trainer)["silent", 1] for _ in range(3)]
    assert not looks[0].complete
    assert looks[-1] == Since(0, 0, None, True)
