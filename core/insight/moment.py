"""Moments: a run at one of its steps, the present one or that of a snapshot, as health looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.compiler.program import Bound
from core.shared.config import Config
from core.training.ending import Ending
from core.training.rates import rates
from core.training.record import Kept
from core.training.snapshots import Snapshot
from core.training.trainer import Trainer


class Moment(NamedTuple):
    """The network as it is at a step, and after how many examples.

    `rate` is the learning rate of the next step, `first` (P,) the parameters that the run began with, `ending` why the
    run ended there, if it did.
    """

    bound: Bound
    step: int
    examples: int
    rate: float
    first: NDArray[np.float32]
    ending: Ending | None = None

    @property
    def config(self) -> Config:
        """The Config at this step."""
        return self.bound.config


def present(trainer: Trainer) -> Moment:
    """Return the moment that a trainer shows now: the present one, or the snapshot in preview."""
    shown = trainer if trainer.shown is None else trainer.snapshots.at(trainer.shown)
    return Moment(trainer.bound, shown.step, shown.examples, trainer.rate(), first_parameters(trainer), trainer.ending)


@contextmanager
def moment_of(trainer: Trainer, held: Snapshot[Kept]) -> Iterator[Moment]:
    """Give the moment of a snapshot, under the Config of then; the run is the same afterwards, to the bit."""
    kept, before = held.state, trainer.bound.save()
    (rate,) = rates(kept.config, held.step, 1, kept.progress.plateau.cuts)
    changed = kept.config != trainer.config
    try:
        bound = trainer.bound.tune(kept.config) if changed else trainer.bound
        bound.restore(kept.bound)
        yield Moment(bound, held.step, held.examples, rate, first_parameters(trainer))
    finally:
        if changed:
            trainer.bound.tune(trainer.config)
        trainer.bound.restore(before)


def first_parameters(trainer: Trainer) -> NDArray[np.float32]:
    """Return the parameters that a run began with: its first snapshot is never dropped."""
    return trainer.snapshots.kept[0].state.bound.parameters
