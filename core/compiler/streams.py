"""Streams: the random numbers of a run, one seeded stream for each purpose."""

from typing import Any, NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

WEIGHTS, SAMPLES, NOISE, DROPOUT, SHUFFLE = range(5)
RUNNING = {"samples_rng": SAMPLES, "noise_rng": NOISE, "dropout_rng": DROPOUT, "shuffle_rng": SHUFFLE}


def stream(seed: int, purpose: int) -> Generator:
    """The stream of a purpose at its beginning."""
    return np.random.default_rng([seed, purpose])


class Streams(NamedTuple):
    """The streams of a run that go on from step to step, by their names in the programs."""

    generators: dict[str, Generator]

    def save(self) -> dict[str, Any]:
        """Where each stream is."""
        return {name: generator.bit_generator.state for name, generator in self.generators.items()}

    def restore(self, saved: dict[str, Any]) -> None:
        """Go back to where the streams were."""
        for name, state in saved.items():
            self.generators[name].bit_generator.state = state


def new_streams(seed: int) -> Streams:
    """The streams at their beginning."""
    return Streams({name: stream(seed, purpose) for name, purpose in RUNNING.items()})


class Order:
    """The numbers of a finite set's examples, in the order in which they train: one shuffled epoch after another."""

    def __init__(self, examples: int, generator: Generator, pending: NDArray[np.int64] | None = None) -> None:
        self.examples, self.generator = examples, generator
        self.pending = np.empty(0, np.int64) if pending is None else pending

    def fill(self, numbers: NDArray[np.int64]) -> None:
        """Write the next numbers."""
        parts, have = [self.pending], len(self.pending)
        while have < len(numbers):
            parts.append(self.generator.permutation(self.examples))
            have += self.examples
        ready = np.concatenate(parts)
        numbers[:] = ready[: len(numbers)]
        self.pending = ready[len(numbers) :]
