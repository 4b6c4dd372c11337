"""Measures the explorer and its peers in one Chromium: `python3 build.py bench` runs this after NumPy's own figures.

    build.py bench [--quick] [--only speed learning responding page]

A whole run writes bench.json and the plots beside this file, for README; a quick run, or one of some parts only, writes
them into the cache.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Browser

from core.build import paths
from tests.bench import learning, page, plots, responding, speed, target
from tests.bench.harness import HERE, OURS, PEERS, Workers, browser, workers
from tests.bench.machine import about
from tests.bench.row import Row, write

Part = Callable[[Browser, Workers, bool], Iterator[Row]]
PARTS: dict[str, Part] = {
    "speed": lambda _launched, asked, quick: speed.measure(asked, quick),
    "responding": lambda _launched, asked, quick: responding.measure(asked, quick),
    "page": page.measure,
    "learning": lambda _launched, asked, quick: learning.measure(asked, quick),
}


def run(parts: Sequence[str], quick: bool) -> list[Row]:
    """Measure some parts, write all rows and plots, and return the rows."""
    rows: list[Row] = []
    with browser() as launched:
        with workers(launched, (OURS, *PEERS)) as asked:
            for name in parts:
                begun = time.monotonic()
                rows += shown(PARTS[name](launched, asked, quick))
                print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
        facts = {**about(launched), "failed": list(asked.failed.values())}
    folder = HERE if set(parts) == set(PARTS) and not quick else paths.CACHE / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "bench.json", facts, rows)
    plots.draw(facts, rows, folder)
    print(f"All of this is in {folder}.")
    return rows


def shown(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, each printed as soon as it is there."""
    for row in rows:
        where = " ".join(filter(None, (row.net, f"batch {row.batch}" if row.batch else "")))
        figures = "".join(f"{'never' if figure is None else f'{figure:,.4g}':>14}" for figure in row[4:7])
        print(f"{row.work:44}{row.system:24}{where:28}{figures}  {row.unit}", flush=True)
        yield row


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="build.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and seeds, in about six minutes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to measure")
    options = parser.parse_args(arguments)
    text, missed = target.report(run(options.only, options.quick), whole=set(options.only) == set(PARTS))
    print(text)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
