"""Speed of the explorer and its peers, in Chromium: `python3 build.py bench` runs this after NumPy's own figures."""

import json
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from core.build import paths
from core.build.suite import tool
from core.wasm.bench import peak_program
from tests.bench.harness import Contender, Result, compare

ROUNDS = 5
SECONDS = 1.0
PEAK = Contender("register peak, flop/s", "peak.js", {})
DEFAULT = (2, 64, 32, 1)
LARGE = (2, 128, 128, 128, 1)
BATCHES = (1, 32, 128, 512)


def network(name: str, widths: Sequence[int], batch: int) -> Contender:
    """The explorer training a network of leaky ReLUs with SGD."""
    layers = ",".join(f"{width}.leaky_relu" for width in widths[1:-1])
    return Contender(f"{name}, batch {batch}", "network.py", {"link": f"layers={layers}&batch={batch}", "batch": batch})


def operations(widths: Sequence[int]) -> int:
    """Floating-point operations of one example: the products forward, for the gradient, and back to the first layer."""
    products = [before * after for before, after in pairwise(widths)]
    return 2 * (2 * sum(products) + sum(products[1:]))


def contenders() -> list[tuple[Contender, int]]:
    """What is measured, with the operations of one example; 0 where a share of the peak has no meaning."""
    networks = [(name, widths, batch) for name, widths in (("default", DEFAULT), ("large", LARGE)) for batch in BATCHES]
    ours = [(network(*row), operations(row[1])) for row in networks]
    brain = Contender("brain.js, default, batch 1", "brain.js", {"layers": DEFAULT[1:-1]})
    return [(PEAK, 0), *ours, (brain, operations(DEFAULT))]


def share(result: Result, cost: int, peak: Result) -> float:
    """The part of the peak that a contender reaches: the median over the rounds, each held against its own peak."""
    return median(figure * cost / most for figure, most in zip(result.figures, peak.figures, strict=True))


def table(results: Sequence[Result], costs: Sequence[int]) -> str:
    """Medians, spreads, and shares of the peak, which is the first of `results`."""
    lines = [f"{'examples/s in a worker':28}{'median':>16}{'lowest':>16}{'highest':>16}{'of peak':>9}"]
    for result, cost in zip(results, costs, strict=True):
        values = (result.median, min(result.figures), max(result.figures))
        part = f"{share(result, cost, results[0]):9.0%}" if cost else ""
        lines.append(f"{result.name:28}" + "".join(f"{value:16,.0f}" for value in values) + part)
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and keep the figures in the cache."""
    measured, costs = zip(*contenders(), strict=True)
    peers = {"brain.js": tool("brain.js"), "peak": peak_program().parent}
    results = list(compare(measured, peers, ROUNDS, SECONDS))
    print(table(results, costs))
    record = {result.name: result.figures for result in results}
    (paths.CACHE / "bench.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
