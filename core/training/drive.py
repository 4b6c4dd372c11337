"""Drive: a trainer in time: in slices, towards a goal, at a pace. The clock decides how many steps, no more."""

from collections.abc import Callable
from typing import Any

from core.training.pace import Pace
from core.training.trainer import Trainer

LEAST_SHARE = 0.25  # of a slice: with less of it left nothing is begun any more


class Drive:
    """What drives one trainer; `clock` returns seconds."""

    def __init__(self, trainer: Trainer, clock: Callable[[], float]) -> None:
        self.trainer = trainer
        self.running = False
        self._clock = clock
        self._pace = Pace()
        self._seconds_per_step = 0.0
        self._goal: int | None = None
        self._begun = 0
        self._message = ""

    def train(self, examples: int | None) -> None:
        """Let `slice` train: without end, or for so many more examples, rounded up to whole batches."""
        self.trainer.resume()
        self._begun = self.trainer.examples
        self._goal = None if examples is None else self.trainer.examples + examples
        self._message = ""
        self._pace.interrupt()
        self._pace.mark(self._clock(), self.trainer.examples)
        self.running = True

    def follow(self, before: "Drive") -> None:
        """Train as another drive did: without end, for as many examples from here on as it was to, or not at all."""
        if before.running:
            self.train(None if before._goal is None else before._goal - before._begun)

    def pause(self) -> None:
        """Stop; nothing is lost."""
        self.running = False
        self._pace.interrupt()

    def advance(self, steps: int) -> None:
        """Take whole steps at once, whether or not it runs."""
        self.trainer.resume()
        self.trainer.advance(steps)
        self._settle()

    def slice(self, seconds: float) -> None:
        """Take whole steps for about so many seconds, if it runs; at least one."""
        now = self._clock() if self.running else 0.0
        end = now + seconds
        while self.running and end - now > LEAST_SHARE * seconds:
            taken = self.trainer.advance(self._affordable(end - now))
            before, now = now, self._clock()
            self._seconds_per_step = (now - before) / max(1, taken)
            self._pace.mark(now, self.trainer.examples)
            self._settle()

    def restore(self, step: int) -> None:
        """Stop, and go back to a snapshot; the goal is given up. ValueError if there is none of that step."""
        self.pause()
        self.trainer.restore(step)
        self._goal, self._message = None, ""

    def status(self) -> dict[str, Any]:
        """Return state, step, examples, cost (mean of the last 20,000 examples), rate, pace, goal, message.

        `begun` is the number of examples at which the goal was set, `shown` the step of the snapshot in preview.
        """
        trainer = self.trainer
        return {
            "state": self._state(),
            "step": trainer.step,
            "examples": trainer.examples,
            "cost": trainer.recent.mean(),
            "rate": trainer.rate(),
            "examples_per_second": self._pace.examples_per_second(),
            "goal": self._goal,
            "begun": self._begun,
            "message": trainer.ending.message if trainer.ending else self._message,
            "shown": trainer.shown,
        }

    def _affordable(self, seconds: float) -> int:
        """Return how many steps fit into so many seconds and before the goal, at least one."""
        steps = int(seconds / self._seconds_per_step) if self._seconds_per_step else 1
        if self._goal is not None:
            steps = min(steps, -(-(self._goal - self.trainer.examples) // self.trainer.config.batch))
        return max(1, steps)

    def _settle(self) -> None:
        """Stop when the goal is reached or the run has ended."""
        if self.trainer.ending:
            self.pause()
        elif self.running and self._goal is not None and self.trainer.examples >= self._goal:
            self._message = f"Trained {self.trainer.examples - self._begun:,} examples."
            self.pause()

    def _state(self) -> str:
        if self.trainer.ending:
            return self.trainer.ending.state
        if self.running:
            return "running"
        if self._message:
            return "finished"
        return "paused" if self.trainer.step else "ready"
