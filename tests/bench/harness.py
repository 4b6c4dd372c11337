"""Contenders in workers of one headless Chromium, measured in turns.

Each round lets every contender work for the same time, one after the other, so that a machine that slows down slows
all of them; the medians over the rounds are compared, and their shares of each other are what counts.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from core.build import paths, programs, serve

HERE = Path(__file__).parent


class Contender(NamedTuple):
    """What is measured: a file of this folder with `start(options)` and `measure(seconds)`, Python or JavaScript."""

    name: str
    source: str
    options: Mapping[str, Any]


class Result(NamedTuple):
    """The figures of one contender, one a round."""

    name: str
    figures: list[float]

    @property
    def median(self) -> float:
        """The middle figure."""
        return median(self.figures)


def compare(
    contenders: Sequence[Contender], peers: Mapping[str, Path], rounds: int, seconds: float
) -> Iterator[Result]:
    """The results of `contenders`; `peers` are folders that scripts find at `../peers/<name>/`."""
    with _page(peers) as (page, address):
        for contender in contenders:
            given = {"source": f"{address}bench/{contender.source}", "site": f"{address}site/"}
            _call(page, contender.name, "load", {**given, "options": dict(contender.options)})
        figures: dict[str, list[float]] = {contender.name: [] for contender in contenders}
        for _ in range(rounds):
            for name, values in figures.items():
                values.append(_call(page, name, "measure", {"seconds": seconds}))
    yield from (Result(name, values) for name, values in figures.items())


def _call(page: Page, name: str, verb: str, given: Mapping[str, Any]) -> Any:
    return page.evaluate("([name, verb, given]) => call(name, verb, given)", [name, verb, given])


@contextmanager
def _page(peers: Mapping[str, Path]) -> Iterator[tuple[Page, str]]:
    """The page of this folder in a browser, and the address of what lies beside it: the site and the peers."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        (root / "site").symlink_to(paths.DIST)
        (root / "bench").symlink_to(HERE)
        (root / "peers").mkdir()
        for name, package in peers.items():
            (root / "peers" / name).symlink_to(package)
        with serve.server(root, 0) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            launched = playwright.chromium.launch(executable_path=programs.chromium(), args=list(programs.FLAGS))
            page = launched.new_page()
            page.goto(f"{serve.address(server)}bench/page.html")
            yield page, serve.address(server)
            launched.close()
            server.shutdown()
