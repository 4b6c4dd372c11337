"""Snapshots of a run in a ring: at growing intervals, never more than fit into a fixed amount of memory."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

State = TypeVar("State")

FIRST_INTERVAL = 128
MOST = 64
LEAST = 1
BYTES = 128 * 2**20


class Snapshot(NamedTuple, Generic[State]):
    """One kept state: the step and the number of examples at which it was taken."""

    step: int
    examples: int
    state: State


def capacity(state_bytes: int) -> int:
    """Return how many snapshots of `state_bytes` each are kept: as many as fit into `BYTES`, within 1..64."""
    return max(LEAST, min(MOST, BYTES // max(1, state_bytes)))


class Snapshots(Generic[State]):
    """Every `interval` steps a snapshot; when `most` are held every second one goes and the interval doubles.

    The steps at which they are taken follow from the number of steps alone, never from the clock. The start
    of the run is always among them.
    """

    def __init__(self, most: int) -> None:
        if most < LEAST:
            raise ValueError(f"A ring of snapshots holds at least {LEAST}, not {most}.")
        self._most = most
        self.interval = FIRST_INTERVAL
        self.kept: list[Snapshot[State]] = []
        self.turns: list[int] = []

    def next_after(self, step: int) -> int:
        """Return the first step after `step` at which a snapshot is due."""
        return (step // self.interval + 1) * self.interval

    def take(self, step: int, examples: int, copy: Callable[[], State]) -> None:
        """Keep a copy of the state if one is due at this step and not yet held."""
        if step % self.interval or (self.kept and self.kept[-1].step >= step):
            return
        if len(self.kept) == self._most:
            self.interval *= 2
            self.kept = [held for held in self.kept if held.step % self.interval == 0]
            if step % self.interval:
                return
        self.kept.append(Snapshot(step, examples, copy()))

    def at(self, step: int) -> Snapshot[State]:
        """Return the snapshot of exactly this step; ValueError names the nearest one that is held."""
        if not self.kept:
            raise ValueError("No snapshot is held yet: train first.")
        nearest = min(self.kept, key=lambda held: abs(held.step - step))
        if nearest.step != step:
            raise ValueError(f"No snapshot is held of step {step:,}: the nearest is step {nearest.step:,}.")
        return nearest

    def forget_after(self, step: int) -> None:
        """Drop the snapshots that are later than `step`, since the run goes another way from there.

        `turns` has all such steps.
        """
        self.turns.append(step)
        self.kept = [held for held in self.kept if held.step <= step]
