"""Epochs of a finite set: each sees every example once, whatever is changed on the way."""

from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.compiler.program import Bound, compile_program
from core.insight.moment import moment_of
from core.shared.config import Config
from core.shared.layer import Layer
from core.training.trainer import BLOCK, Trainer

CONFIG = Config(layers=(Layer(4, "tanh"),), data="finite", examples=50, split=0.8, batch=10)
CHANGES = (
    {"optimizer": "adam", "rate": 0.01}, {"optimizer": "sgd"}, {"batch": 3}, {"batch": 64}, {"loss": "huber"},
    {"loss": "squared"}, {"dropout": 0.2}, {"dropout": 0.0}, {"clip": 1.0}, {"rate": 0.1}, {"target": "bowl"},
)  # fmt: skip


def trained_on(bound: Bound) -> list[int]:
    """The numbers of the examples of the last step."""
    assert bound.data is not None
    numbers = {tuple(row): number for number, row in enumerate(bound.data.train_inputs.tolist())}
    return [numbers[tuple(row)] for row in bound.inputs.tolist()]


def expect_epochs(seen: list[int]) -> None:
    """Each whole epoch has all 40 examples, and the one that has begun has none twice."""
    for start in range(0, len(seen), 40):
        epoch = seen[start : start + 40]
        assert len(set(epoch)) == len(epoch), f"the epoch from example {start} on"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(CHANGES)), max_size=6), st.integers(1, 30))
@example([(5, {"optimizer": "adam"})], 20)
def test_changes_neither_lose_nor_repeat_examples_of_an_epoch(moves: list[tuple[int, dict]], last: int) -> None:
    bound, seen = compile_program(CONFIG).bind(), []
    for steps, change in (*moves, (last, {})):
        for _ in range(steps):
            bound.run([0.01])
            seen += trained_on(bound)
        bound = bound.tune(bound.config.replace(**change))
    expect_epochs(seen)


def test_a_large_set_skips_nothing_of_what_was_drawn_ahead() -> None:
    bound = compile_program(CONFIG.replace(examples=20_000, split=1.0, batch=32)).bind()
    seen = []
    for batch in (100, 50, 200, *[200] * 100):
        bound.run([0.01])
        seen += bound.inputs.tolist()
        bound = bound.tune(bound.config.replace(batch=batch))
    assert len({tuple(row) for row in seen[:20_000]}) == 20_000


def test_a_look_at_a_batch_before_the_first_step_takes_nothing_from_the_epoch() -> None:
    bound = compile_program(CONFIG).bind()
    first = bound.inputs
    bound = bound.tune(CONFIG.replace(optimizer="adam"))
    bound.run([0.01])
    assert (bound.inputs == first).all()


def steps_of(trainer: Trainer, steps: int) -> Iterable[int]:
    """Take steps; the numbers of their examples."""
    for _ in range(steps):
        trainer.advance(1)
        yield from trained_on(trainer.bound)


@pytest.mark.parametrize("back", [0, 1, 2])
def test_going_back_and_looking_back_keep_to_the_epoch(back: int) -> None:
    trainer, seen = Trainer(CONFIG.replace(batch=7)), []
    for change in ({"optimizer": "adam"}, {"batch": 3}, {"loss": "huber"}):
        seen += steps_of(trainer, 110)
        trainer.tune(trainer.config.replace(**change))
    for held in trainer.snapshots.kept:
        with moment_of(trainer, held) as moment:
            moment.bound.run([0.01] * 5)
    seen += steps_of(trainer, 50)
    expect_epochs(seen)
    held = trainer.snapshots.at(back * BLOCK)
    trainer.restore(held.step)
    seen = seen[: held.examples]
    trainer.tune(trainer.config.replace(dropout=0.1))
    expect_epochs([*seen, *steps_of(trainer, 60)])
