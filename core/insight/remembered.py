"""What was worked out of a run's steps, remembered for as long as the run goes the same way."""

from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from core.training.trainer import Trainer

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by step for each trainer; those of steps that it has turned back from are forgotten."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Trainer, tuple[int, dict[int, Value]]] = WeakKeyDictionary()

    def of(self, trainer: Trainer) -> dict[int, Value]:
        """Return what is known of a run; what is put into it stays known."""
        turns = trainer.snapshots.turns
        heard, values = self._known.get(trainer, (0, {}))
        for turn in turns[heard:]:
            values = {step: value for step, value in values.items() if step <= turn}
        self._known[trainer] = len(turns), values
        return values
