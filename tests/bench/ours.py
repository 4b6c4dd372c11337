"""Runs in a worker's Pyodide: the tasks of the explorer's own networks, through the trainer that the page has.

`measures.js` does the same for the peers.
"""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from core.catalogue.description import describe
from core.insight.response import outputs
from core.insight.view import first_view
from core.shared.link import from_link
from core.training.trainer import Trainer

SLICE = 0.02
"""Seconds between two looks at the clock."""
CHOICES = describe()
CENTRES = (np.arange(64, dtype=np.float32) + np.float32(0.5)) / 64
POINTS = np.stack(np.meshgrid(CENTRES, CENTRES), -1).reshape(-1, 2)


def answer(task: str, given: str) -> str:
    """What a task gives, in JSON; `given` is its options in JSON."""
    return json.dumps(TASKS[task](**json.loads(given)))


def trainer_of(link: str) -> Trainer:
    """The network of a link."""
    config, problems = from_link(link, CHOICES)
    if problems:
        raise ValueError(f"The link {link} is at fault: {problems}")
    return Trainer(config)


def work(step: Callable[[int], Any], seconds: float) -> tuple[int, float]:
    """Take steps for so many seconds: how many were taken, and in which time."""
    chunk, taken, start = 1, 0, time.perf_counter()
    while True:
        before = time.perf_counter()
        step(chunk)
        taken += chunk
        now = time.perf_counter()
        if now - start >= seconds:
            return taken, now - start
        if now - before < SLICE:
            chunk *= 2


def speed(link: str, seconds: float) -> float:
    """The examples a second that are trained."""
    return pace(link, seconds) * trainer_of(link).config.batch


def pace(link: str, seconds: float) -> float:
    """The steps a second that are taken."""
    trainer = trainer_of(link)
    work(trainer.advance, seconds / 4)
    taken, spent = work(trainer.advance, seconds)
    return taken / spent


def train(link: str, steps: int, seconds: float) -> float:
    """The milliseconds that so many steps from the start take."""
    trainer = trainer_of(link)
    begun = time.perf_counter()
    trainer.advance(steps)
    return 1000 * (time.perf_counter() - begun)


def learn(link: str, seconds: float, marks: Sequence[float], goals: Sequence[float], every: float) -> dict[str, Any]:
    """The errors on the grid after the seconds of `marks`, and when each of `goals` was first seen.

    The clock stands still while the error is worked out.
    """
    trainer = trainer_of(link)
    targets = trainer.bound.target_at(POINTS)
    spent, seen, errors = 0.0, np.inf, []
    reached: list[float | None] = [None] * len(goals)
    for mark in marks:
        while spent < mark:
            spent += work(trainer.advance, min(every, mark - spent))[1]
            seen = float(np.square(trainer.bound.predict(POINTS) - targets).mean())
            for place, goal in enumerate(goals):
                if seen <= goal and reached[place] is None:
                    reached[place] = spent
        errors.append(seen)
    return {"errors": errors, "reached": reached}


def respond(link: str, size: int, seconds: float) -> float:
    """The milliseconds that a response over size x size points takes."""
    trainer = trainer_of(link)
    view = first_view(trainer.config)

    def draw(times: int) -> None:
        for _ in range(times):
            outputs(trainer.bound, view, size)

    work(draw, seconds / 4)
    taken, spent = work(draw, seconds)
    return 1000 * spent / taken


TASKS: dict[str, Callable[..., Any]] = {
    "speed": speed,
    "pace": pace,
    "train": train,
    "learn": learn,
    "respond": respond,
}
