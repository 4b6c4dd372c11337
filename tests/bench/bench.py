"""Speed of the explorer and its peers, in Chromium: `python3 build.py bench` runs this after NumPy's own figures."""

import json

from core.build import paths
from core.build.suite import tool
from tests.bench.harness import Contender, Result, compare

ROUNDS = 5
SECONDS = 1.0
LARGE = "128.leaky_relu,128.leaky_relu,128.leaky_relu"
NETWORKS = {"default": "", "large": f"layers={LARGE}&rate=0.1"}
BATCHES = (1, 32, 128, 512)


def contenders() -> list[Contender]:
    """The explorer's networks at several batches, and brain.js, which only knows batches of one."""
    ours = [
        Contender(f"{name}, batch {batch}", "network.py", {"link": f"{link}&batch={batch}", "batch": batch})
        for name, link in NETWORKS.items()
        for batch in BATCHES
    ]
    return [*ours, Contender("brain.js, default, batch 1", "brain.js", {"layers": [64, 32]})]


def table(results: list[Result]) -> str:
    """The medians and the spread as a table."""
    lines = [f"{'examples/s in a worker':30}{'median':>14}{'lowest':>14}{'highest':>14}"]
    for result in results:
        values = (result.median, min(result.figures), max(result.figures))
        lines.append(f"{result.name:30}" + "".join(f"{value:14,.0f}" for value in values))
    return "\n".join(lines)


if __name__ == "__main__":
    found = list(compare(contenders(), {"brain.js": tool("brain.js")}, ROUNDS, SECONDS))
    print(table(found))
    record = {result.name: result.figures for result in found}
    (paths.CACHE / "bench.json").write_text(json.dumps(record, indent=1) + "\n")
