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
LINK = "layers=6.relu.uniform_one"
CHANGING = "layers=24.relu,12.relu&rate=8"


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


def set_biases(trainer: Trainer, value: float) -> None:
    """Silence the hidden layer of LINK for ever, or wake it."""
    trainer.edit(tuple((12 + neuron, value) for neuron in range(6)), ())


def flickering() -> Trainer:
    """Return a run whose layer is silent from step 2.5 blocks to 4.5, and from 8.5 to the end, at 12.5 blocks."""
    trainer = trained(LINK, 5 * BLOCK // 2)
    for value, blocks in ((-50.0, 2), (1.0, 4), (-50.0, 4)):
        set_biases(trainer, value)
        trainer.advance(blocks * BLOCK)
    return trainer


def test_a_finding_holds_since_the_first_snapshot_from_which_on_it_always_did() -> None:
    assert look(flickering())["silent", 1] == Since(9 * BLOCK, 9 * BLOCK * 32, 8 * BLOCK, True)


def test_it_does_not_hang_on_when_somebody_looked() -> None:
    trainer = trained(LINK, BLOCK)
    look(trainer)
    set_biases(trainer, -50.0)
    for _ in range(5):
        trainer.advance(BLOCK)
        assert look(trainer)["silent", 1] == Since(2 * BLOCK, 2 * BLOCK * 32, BLOCK, True)
    trainer.advance(100)
    assert look(trainer)["silent", 1].since == 2 * BLOCK


def test_a_snapshot_in_preview_is_looked_back_at_from_there() -> None:
    trainer = flickering()
    before = look(trainer)
    trainer.preview(3 * BLOCK)
    assert look(trainer)["silent", 1] == Since(3 * BLOCK, 3 * BLOCK * 32, 2 * BLOCK, True)
    trainer.preview(None)
    assert look(trainer) == before


def test_a_finding_of_the_first_step_holds_from_the_start() -> None:
    found = look(trained("layers=8.tanh.zeros.zeros,8.tanh.zeros.zeros&output=sigmoid.zeros", 1000))
    assert found["equal", 1] == Since(0, 0, None, True)


def test_a_run_that_diverged_did_so_at_its_last_step() -> None:
    trainer = trained("layers=8.relu.uniform_one&output=identity&rate=10&batch=8", 1000)
    ((key, found),) = look(trainer).items()
    assert (key[0], found.since, found.since_examples) == ("diverged", trainer.step, trainer.examples)


def test_a_rate_is_judged_back_step_by_step_under_the_optimizer_of_then() -> None:
    trainer = trained("", 2000)
    tuned(trainer, "optimizer=rmsprop&rate=0.03")
    trainer.advance(10 * BLOCK)
    found = [look(trainer)["rate_high", 0] for _ in range(13)][-1]
    assert found.complete
    assert found.not_at is not None
    assert 2000 - BLOCK <= found.not_at < found.since <= trainer.step


def test_a_run_that_goes_another_way_forgets_what_was_found_on_the_first() -> None:
    trainer = flickering()
    assert look(trainer)["silent", 1].since == 9 * BLOCK
    trainer.restore(7 * BLOCK)
    trainer.advance(4 * BLOCK)
    assert ("silent", 1) not in look(trainer)
    set_biases(trainer, -50.0)
    trainer.advance(2 * BLOCK)
    assert look(trainer)["silent", 1] == Since(12 * BLOCK, 12 * BLOCK * 32, 11 * BLOCK, True)


@pytest.mark.parametrize("link", [CHANGING, CHANGING + "&data=finite&examples=60&dropout=0.3"])
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


def test_looking_back_at_steps_with_dropout_does_not_move_its_stream() -> None:
    looked, undisturbed = trained(CHANGING + "&dropout=0.3", 700), trained(CHANGING + "&dropout=0.3", 700)
    for run in (looked, undisturbed):
        tuned(run, CHANGING)
        run.advance(100)
    for held in looked.snapshots.kept:
        with moment_of(looked, held) as moment:
            moment.bound.run([0.1] * 3)
    for run in (looked, undisturbed):
        tuned(run, CHANGING + "&dropout=0.3")
        run.advance(100)
    assert looked.digest() == undisturbed.digest()


def test_a_look_judges_few_snapshots_of_a_large_network_and_later_ones_the_rest() -> None:
    layers = ",".join(["256.relu.zeros.zeros"] * 4)
    trainer = trained(f"layers={layers}&batch=1", 5 * BLOCK)
    looks = [look(trainer)["silent", 1] for _ in range(3)]
    assert not looks[0].complete
    assert looks[-1] == Since(0, 0, None, True)


def test_what_earlier_looks_found_counts_while_snapshots_in_between_are_still_to_be_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = flickering()
    assert look(trainer)["silent", 1].complete
    monkeypatch.setattr("core.insight.since.MOST_LOOKS", 1)
    trainer.advance(8 * BLOCK)
    assert look(trainer)["silent", 1] == Since(9 * BLOCK, 9 * BLOCK * 32, None, False)
    looks = [look(trainer)["silent", 1] for _ in range(8)]
    assert looks[-1] == Since(9 * BLOCK, 9 * BLOCK * 32, 8 * BLOCK, True)
