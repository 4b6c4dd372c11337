"""Responding: how long the network's answer at all points of a square takes."""

from collections.abc import Iterator
from itertools import product

from tests.bench.harness import OURS, PEERS, TFJS_CPU, TFJS_WASM, Workers
from tests.bench.network import DEFAULT, LARGE
from tests.bench.row import Row, row

ROUNDS, SECONDS = 5, 0.4
SIZES = (64, 256)


def measure(workers: Workers, quick: bool) -> Iterator[Row]:
    """The rows of milliseconds, system by system, measured in turns."""
    systems = (OURS, TFJS_WASM) if quick else (OURS, *PEERS)
    tasks = [
        (system, network, size, [])
        for system, network, size in product(systems, (DEFAULT, LARGE), SIZES)
        if system in (OURS, TFJS_WASM, TFJS_CPU) or network == DEFAULT
    ]
    for _ in range(3 if quick else ROUNDS):
        for system, network, size, figures in tasks:
            given = {"link": network.link(32)} if system == OURS else network.options(1)
            figures.append(workers.ask(system, "respond", SECONDS, size=size, **given))
    for system, network, size, figures in tasks:
        if None not in figures:
            yield row(work(size), system.name, network.name, 0, figures, "ms")


def work(size: int) -> str:
    """The name of a response over so many points a side."""
    return f"response {size} x {size}"
