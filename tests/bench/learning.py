"""Learning: the error on a grid of 64 x 64 cell centres after so many seconds, and when an error is reached.

Ours are the presets that are made for a horizon, one for each; how many steps fit into their seconds differs between
machines, so the horizon is fitted to the pace of this run. Peers train at each setting of a small sweep, and the best
one at each second counts: they know no horizon.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from core.catalogue.presets import PRESETS
from tests.bench.harness import BRAIN, CONVNET, OURS, TFJS_CPU, TFJS_WASM, System, Workers
from tests.bench.network import DEFAULT, Network
from tests.bench.row import Row, row

MARKS = (0.5, 1.0, 2.0, 5.0, 10.0)
GOALS = (1e-3, 3.5e-4)
SEEDS = (1, 2, 3, 4, 5)
EVERY = 0.25
"""Seconds of training between two looks at the error."""
MARGIN = 0.95
"""The part of the seconds by the end of which a preset's rate has fallen: the pace of a run is not quite even."""


class Horizon(NamedTuple):
    """A preset that is made for so many seconds, on a network, and the goal that it is to reach by then, if any."""

    network: Network
    preset: str
    seconds: float
    goal: float = 0.0


HORIZONS = (
    Horizon(DEFAULT, "one-second", 0.5),
    Horizon(DEFAULT, "one-second", 1.0),
    Horizon(DEFAULT, "one-second", 2.0),
    Horizon(DEFAULT, "five-seconds", 3.0, 1e-3),
    Horizon(DEFAULT, "five-seconds", 5.0),
    Horizon(DEFAULT, "ten-seconds", 10.0),
    Horizon(DEFAULT, "ten-seconds", 15.0, 3.5e-4),
)


class Setting(NamedTuple):
    """A setting of a peer's sweep."""

    method: str
    rate: float
    batch: int


SWEEPS: tuple[tuple[System, Network, tuple[Setting, ...]], ...] = (
    (
        TFJS_WASM,
        DEFAULT,
        (
            Setting("adam", 0.01, 256),
            Setting("adam", 0.01, 64),
            Setting("adam", 0.02, 256),
            Setting("adam", 0.005, 128),
        ),
    ),
    (TFJS_CPU, DEFAULT, (Setting("adam", 0.01, 64), Setting("adam", 0.005, 32))),
    (CONVNET, DEFAULT, (Setting("sgd", 0.1, 1), Setting("adadelta", 1.0, 8))),
    (BRAIN, DEFAULT, (Setting("sgd", 0.1, 1), Setting("adam", 0.002, 1))),
)


def measure(workers: Workers, quick: bool) -> Iterator[Row]:
    """The rows of errors and of times to a goal."""
    seeds = SEEDS[:2] if quick else SEEDS
    limit = 3.0 if quick else 15.0
    for horizon in HORIZONS:
        if horizon.seconds <= limit:
            yield from ours(workers, horizon, seeds)
    marks = [mark for mark in MARKS if mark <= limit]
    for system, network, settings in SWEEPS[:1] if quick else SWEEPS:
        yield from peer(workers, system, network, settings[:2] if quick else settings, marks, seeds)


def ours(workers: Workers, horizon: Horizon, seeds: Sequence[int]) -> Iterator[Row]:
    """What a preset comes to at the end of its seconds."""
    link = next(preset.link for preset in PRESETS if preset.id == horizon.preset)
    pace = workers.ask(OURS, "pace", 0.5, link=link)
    if pace is None:
        return
    link = fitted(link, max(1, int(pace * MARGIN * horizon.seconds)))
    given = {"marks": [horizon.seconds], "goals": GOALS, "every": EVERY}
    found = [workers.ask(OURS, "learn", horizon.seconds, link=f"{link}&seed={seed}", **given) for seed in seeds]
    if None not in found:
        place = (OURS.name, horizon.network.name, 0)
        yield row(error_work(horizon.seconds), *place, [run["errors"][0] for run in found], "mean squared error")
        if horizon.goal:
            yield from arrivals(place, horizon.goal, [run["reached"][GOALS.index(horizon.goal)] for run in found])


def fitted(link: str, steps: int) -> str:
    """The link of a preset with another horizon."""
    return re.sub(r"\bhorizon=\d+", f"horizon={steps}", link)


def peer(
    workers: Workers,
    system: System,
    network: Network,
    settings: Sequence[Setting],
    marks: Sequence[float],
    seeds: Sequence[int],
) -> Iterator[Row]:
    """What a peer comes to at the best of its settings, second by second."""
    sweep: list[list[dict[str, Any]]] = []
    for setting in settings:
        given = {**network.options(**setting._asdict()), "marks": list(marks), "goals": GOALS, "every": EVERY}
        runs = [workers.ask(system, "learn", marks[-1], **given, seed=seed) for seed in seeds]
        if None in runs:
            return
        sweep.append(runs)
    place = (system.name, network.name, 0)
    for number, mark in enumerate(marks):
        errors = [[run["errors"][number] for run in runs] for runs in sweep]
        yield row(error_work(mark), *place, min(errors, key=median), "mean squared error")
    for number, goal in enumerate(GOALS):
        times = [[run["reached"][number] for run in runs] for runs in sweep]
        yield from arrivals(place, goal, min(times, key=lambda seen: (seen.count(None), sum(filter(None, seen)))))


def arrivals(place: tuple[str, str, int], goal: float, times: Sequence[float | None]) -> Iterator[Row]:
    """How long it took to reach a goal, and how many runs of how many did."""
    yield row(time_work(goal), *place, times, "s")
    yield row(f"runs that reach {goal:g}", *place, [len(times) - list(times).count(None)], f"of {len(times)}")


def error_work(seconds: float) -> str:
    """The name of an error after some seconds."""
    return f"error after {seconds:g} s"


def time_work(goal: float) -> str:
    """The name of the time to an error."""
    return f"time to an error of {goal:g}"
