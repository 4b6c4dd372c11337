"""Extent: the values for which a picture makes room, in steps that read well, and the unit of its colours.

It grows as soon as a value needs more room, and shrinks only when most of the room stands empty, so that it rests
while a network trains. Plain Python.
"""

from math import ceil, floor, log

from core.shared.scales import LIMIT

STEPS = 4
"""Between ticks, at most, that the values themselves fill."""

EDGE, SPARE = 0.2, 0.4
"""Steps by which a value may pass the last tick: in a room that is made for it, and before another one is made."""

FILL = 0.4
"""Share of the room that values fill at least."""

FLAT = 0.01
"""Least room for values, as a share of their size: what differs by less is seen as the plane that it is."""

LEAST = 1e-6
FAINT, STRONG = 0.2, 1.5
"""Units in which the largest value stays, and in which it begins where the unit is another one."""

USUAL = (0.0, 1.0)
SIDE = 76
"""Samples of a surface along each edge of the square, both edges included."""


class Extent:
    """Follows the values of a response, `seen`, and of its target: `room` is (low, high, step).

    `due`: the target is another one, and its values are not known yet.
    """

    def __init__(self) -> None:
        self.due = True
        self.aim = self.seen = USUAL
        self.room = (0.0, 1.0, 0.5)
        self.unit = 1.0

    def wants(self, asked: dict) -> None:
        """Add what is to be known of the target to what the page asks of the next frame."""
        if self.due:
            asked["target_extremes"] = SIDE

    def hear(self, facts: dict, part: str) -> bool:
        """Hear a frame's facts of the picture `part` and of the target; whether anything has changed."""
        moved = part in facts and self.see(facts[part]["extremes"])
        if "target_extremes" not in facts:
            return moved
        self.due = False
        return self.suit(facts["target_extremes"]) or moved

    def suit(self, aim: "list | None") -> bool:
        """Suit the least and greatest value of a target, None for one without; whether anything has changed."""
        self.aim = tuple(aim or USUAL)
        return self._follow()

    def see(self, seen: "list | None") -> bool:
        """See the least and greatest value of a response, None if none is finite; whether anything has changed."""
        if seen is not None:
            self.seen = tuple(seen)
        return self._follow()

    def _follow(self) -> bool:
        low, high = min(self.aim[0], self.seen[0]), max(self.aim[1], self.seen[1])
        room, unit = followed(self.room, low, high), suited(self.unit, max(-low, high))
        changed = (room, unit) != (self.room, self.unit)
        self.room, self.unit = room, unit
        return changed


def followed(room: tuple, low: float, high: float) -> tuple:
    """The room (low, high, step) for values: the one there is as long as they fit and fill it."""
    bottom, top, step = room
    fits = low >= bottom - SPARE * step and high <= top + SPARE * step
    return room if fits and high - low >= FILL * (top - bottom) else around(low, high)


def around(low: float, high: float) -> tuple:
    """The room (low, high, step) just around values, from tick to tick."""
    least = max(FLAT * max(abs(low), abs(high)), LEAST)
    if high - low < least:
        low, high = (low + high - least) / 2, (low + high + least) / 2
    step = nice((high - low) / STEPS)
    return floor(low / step + EDGE) * step, ceil(high / step - EDGE) * step, step


def ticks(room: tuple) -> list[float]:
    """The values of a room's ticks."""
    low, high, step = room
    first = floor(low / step + 0.5)
    return [(first + index) * step for index in range(floor((high - low) / step + 0.5) + 1)]


def suited(unit: float, largest: float) -> float:
    """The unit of a scale from -LIMIT to LIMIT units that shows values of this size: the one there is, if it does."""
    if largest == 0 or FAINT * unit <= largest <= LIMIT * unit:
        return unit
    return nice(largest / STRONG)


def nice(value: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is no smaller."""
    power = 10.0 ** floor(log(value) / log(10) + 1e-9)
    for part in (1, 2, 5):
        if value <= part * power * (1 + 1e-9):
            return part * power
    return 10 * power
