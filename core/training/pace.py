"""Pace: how many examples a second a run has trained of late."""

from collections import deque

WINDOW = 2.0


class Pace:
    """Marks of (seconds, examples) over the last `WINDOW` seconds of a run that was not interrupted."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()
        self._last = 0.0

    def mark(self, seconds: float, examples: int) -> None:
        """Note how many examples had been seen at a time."""
        self._marks.append((seconds, examples))
        while len(self._marks) > 2 and seconds - self._marks[1][0] >= WINDOW:
            self._marks.popleft()

    def interrupt(self) -> None:
        """Forget the marks: time that passes from now on is no time of training."""
        self._last = self.examples_per_second()
        self._marks.clear()

    def examples_per_second(self) -> float:
        """Return the mean over the window; after an interruption the one before it, and 0 before all training."""
        if len(self._marks) < 2:
            return self._last
        (began, first), (ended, last) = self._marks[0], self._marks[-1]
        return (last - first) / (ended - began) if ended > began else self._last
