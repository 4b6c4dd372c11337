"""Surgery: parameters set, held and cut by hand while a network trains, and each operation undone."""

from typing import NamedTuple

from core.training.place import place
from core.training.record import Values
from core.training.trainer import Trainer


class Before(NamedTuple):
    """What an operation has to put back: the parameters it wrote to, and what was held."""

    values: Values
    pins: Values


class Surgery:
    """Operates on a trainer's network. Positions are places in its flat vector of parameters."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._before: list[Before] = []

    def set_parameter(self, position: int, value: float) -> None:
        """Give a parameter a value; if it is held, it is held there."""
        pins = self._pins()
        if position in pins:
            pins[position] = value
        self._operate({position: value}, pins)

    def pin(self, position: int, held: bool) -> None:
        """Hold a parameter at its value from now on, or let it learn again."""
        pins = self._pins()
        if held:
            pins[position] = self._value(position)
        else:
            pins.pop(position, None)
        self._operate({}, pins)

    def ablate(self, layer: int, index: int) -> None:
        """Silence a hidden neuron: hold all its outgoing weights at 0. ValueError for an output."""
        if layer >= len(self._trainer.bound.layers):
            raise ValueError("An output cannot be taken out: pick a neuron of a hidden layer.")
        place(self._trainer.bound, layer, index)
        following = self._trainer.bound.plan.layers[layer]
        first = following.offset + index * following.fan_out
        cut = dict.fromkeys(range(first, first + following.fan_out), 0.0)
        self._operate(cut, self._pins() | cut)

    def undo(self) -> bool:
        """Put back what the last operation changed, as it was then; return whether there was one."""
        if not self._before:
            return False
        values, pins = self._before.pop()
        self._trainer.edit(values, pins)
        return True

    def __len__(self) -> int:
        return len(self._before)

    def _pins(self) -> dict[int, float]:
        return dict(self._trainer.pins)

    def _value(self, position: int) -> float:
        parameters = self._trainer.bound.parameters
        if not isinstance(position, int) or not 0 <= position < len(parameters):
            raise ValueError(f"There is no parameter {position}: they are counted from 0 to {len(parameters) - 1}.")
        return float(parameters[position])

    def _operate(self, writes: dict[int, float], pins: dict[int, float]) -> None:
        before = Before(tuple((position, self._value(position)) for position in writes), self._trainer.pins)
        self._trainer.edit(tuple(writes.items()), tuple(pins.items()))
        self._before.append(before)
