"""Speed: examples a second by system, network and batch, beside the register peak of the same round."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from tests.bench.harness import BRAIN, CONVNET, OURS, PEAK, TFJS_CPU, TFJS_WASM, System, Workers
from tests.bench.network import DEFAULT, LARGE, SMALL, Network, operations
from tests.bench.row import Row, row

WORK, SHARE = "training", "share of the register peak"
ROUNDS, SECONDS = 5, 0.4
BATCHES = (1, 8, 32, 128, 512, 1024, 4096)
SMOOTH = tuple(DEFAULT._replace(name=f"default, {name}", activation=name) for name in ("relu", "tanh", "sigmoid"))
WIDE = tuple(Network(f"2-{width}-{width}-1", (width, width)) for width in (32, 64, 128, 256, 512))
DEEP = tuple(Network(f"{depth} x 64", (64,) * depth) for depth in (1, 2, 4, 8, 16))


class Task(NamedTuple):
    """A network that a system trains with batches of one size."""

    system: System
    network: Network
    batch: int


def tasks(quick: bool) -> list[Task]:
    """All that is measured in each round; for a quick run the batches and peers that targets name."""
    batches = (1, 32, 128, 512, 1024, 4096) if quick else BATCHES
    nets = (DEFAULT, LARGE) if quick else (DEFAULT, SMALL, LARGE)
    whole = [Task(OURS, *pair) for pair in product(nets, batches)]
    whole += [Task(TFJS_WASM, *pair) for pair in product(nets, (128, 1024) if quick else BATCHES)]
    if not quick:
        whole += [Task(TFJS_CPU, *pair) for pair in product(nets, (1, 128, 1024))]
    whole += [Task(BRAIN, net, 1) for net in nets]
    whole += [Task(CONVNET, net, 1) for net in nets]
    return whole + [Task(OURS, net, 128) for net in SMOOTH] + [Task(OURS, net, 512) for net in (*WIDE, *DEEP)]


def measure(workers: Workers, quick: bool) -> Iterator[Row]:
    """The rows of examples a second, and of the shares of the peak."""
    every = [(task, []) for task in tasks(quick)]
    peaks: list[float] = []
    seconds = SECONDS / 2 if quick else SECONDS
    for _ in range(3 if quick else ROUNDS):
        peaks.append(workers.ask(PEAK, "speed", seconds))
        for task, figures in every:
            figures.append(workers.ask(task.system, "speed", seconds, **given(task)))
    yield row("register peak", PEAK.name, "", 0, peaks, "operations/s")
    for task, figures in every:
        place = (task.system.name, task.network.name, task.batch)
        if None in figures:  # it has failed, and a sentence has told so
            continue
        yield row(WORK, *place, figures, "examples/s")
        if task.system == OURS:
            yield row(SHARE, *place, shares(figures, operations(task.network.widths), peaks), "1")


def given(task: Task) -> dict[str, object]:
    """What the system of a task is told."""
    if task.system == OURS:
        return {"link": task.network.link(task.batch)}
    return task.network.options(task.batch)


def shares(figures: Sequence[float], cost: int, peaks: Sequence[float]) -> list[float]:
    """The part of the peak that examples of so many operations reach, each against the peak of its own round."""
    return [figure * cost / peak for figure, peak in zip(figures, peaks, strict=True)]
