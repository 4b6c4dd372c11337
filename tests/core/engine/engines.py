"""Engines for tests, and what crosses to the page."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from core.engine import Engine

SMALL = "layers=8.tanh,4.leaky_relu&batch=8"


class Clock:
    """A clock on which every look takes `tick` seconds."""

    def __init__(self, tick: float = 0.001) -> None:
        self.now = 0.0
        self.tick = tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


def started(link: str = SMALL, tick: float = 0.001) -> Engine:
    engine = Engine(Clock(tick))
    engine.start(link)
    return engine


def finish(engine: Engine) -> None:
    for _ in range(20_000):
        engine.slice(0.005)
        if not engine.running:
            return
    raise AssertionError("The run does not end.")


def arrays_in(value: Any) -> Iterator[np.ndarray]:
    if isinstance(value, np.ndarray):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from arrays_in(part)


def plain(value: Any) -> bool:
    """Whether a value consists of what crosses to the page: dicts, lists, texts, numbers, flat arrays."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(part) for key, part in value.items())
    if isinstance(value, list | tuple):
        return all(plain(part) for part in value)
    if isinstance(value, np.ndarray):
        return value.ndim == 1 and value.flags.c_contiguous and value.dtype in (np.float32, np.float64, np.uint8)
    return value is None or type(value) in (bool, int, float, str)
