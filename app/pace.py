"""Pace: lets a view that changes slowly ask for its part of a frame only now and then.

Plain Python; the clock is given.
"""


class Pace:
    """`due()` is true at most once in so many seconds, and at once after `poke()`."""

    def __init__(self, seconds: float, clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._next = 0.0
        self._seen: tuple = ()

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

    def ease(self, seconds: float) -> None:
        """Be due once in so many seconds, for the first time that far ahead."""
        self._seconds, self._next = seconds, self._clock() + seconds

    def behind(self, facts: dict, part: str) -> bool:
        """Whether a run that stands still has moved on since a frame last brought the part; then it is time at once."""
        moment = (facts["run"], facts["step"], facts["shown"], facts["state"])
        if part in facts:
            self._seen = moment
        elif facts["state"] != "running" and moment != self._seen:
            self.poke()
            return True
        return False
