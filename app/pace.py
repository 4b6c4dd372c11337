"""Pace: lets a view that changes slowly ask for its part of a frame only now and then.

Plain Python; the clock is given.
"""


class Pace:
    """`due()` is true at most once in so many seconds, and at once after `poke()`."""

    def __init__(self, seconds: float, clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._next = 0.0

    def due(self) -> bool:
        """Whether it is time again; the next time then lies `seconds` ahead."""
        now = self._clock()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True

    def poke(self) -> None:
        """Let it be time at once."""
        self._next = 0.0
