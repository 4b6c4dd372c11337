"""A run once more from what is recorded of it."""

from core.shared.config import Config
from core.training.ending import Ending
from core.training.record import Change
from core.training.trainer import Trainer


def replayed(config: Config, changes: tuple[Change, ...], steps: int) -> Trainer:
    """Return the trainer of a Config after so many steps and the recorded changes on the way."""
    trainer = Trainer(config)
    replay(trainer, changes, steps)
    return trainer


def replay(trainer: Trainer, changes: tuple[Change, ...], steps: int) -> None:
    """Take a trainer to a step, with those of a run's recorded changes that it has not seen yet."""
    for change in changes[len(trainer.changes) :]:
        go_to(trainer, change.step)
        trainer.tune(change.config)
        if change.writes or change.pins != trainer.pins:
            trainer.edit(change.writes, change.pins)
    go_to(trainer, steps)


def go_to(trainer: Trainer, step: int, calls: tuple[int, ...] = (1000,)) -> list[Ending]:
    """Take a trainer to a step, in calls of so many steps in turn and past every stop on the way; return its ends."""
    ends, turn = [], 0
    while trainer.step < step:
        if trainer.ending:
            trainer.resume()
        trainer.advance(min(calls[turn % len(calls)], step - trainer.step))
        turn += 1
        if trainer.ending:
            ends.append(trainer.ending)
    return ends
