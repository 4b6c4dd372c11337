"""Runs in the worker's Pyodide: the examples a second that a network of the explorer trains."""

import json
import time

from core.engine import Engine

CHUNK = 0.05
"""Seconds between two looks at the clock, so that looking costs nothing."""

engine = Engine(time.perf_counter)
batch = 1


def start(options: str) -> None:
    """Build the network of the options' `link`; `batch` says the same as the link."""
    global batch
    chosen = json.loads(options)
    batch = chosen["batch"]
    engine.start(chosen["link"])
    measure(0.5)


def measure(seconds: float) -> float:
    """The examples a second over about so many seconds."""
    steps, taken, begun = 1, 0, time.perf_counter()
    while True:
        before = time.perf_counter()
        engine.advance(steps)
        now = time.perf_counter()
        taken += steps
        if now - begun >= seconds:
            return taken * batch / (now - begun)
        if now - before < CHUNK:
            steps *= 2
