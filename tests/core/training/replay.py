"""A run once more from what is recorded of it."""

from core.shared.config import Config
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
        trainer.advance(change.step - trainer.step)
        trainer.tune(change.config)
        if change.writes or change.pins != trainer.pins:
            trainer.edit(change.writes, change.pins)
    trainer.advance(steps - trainer.step)
