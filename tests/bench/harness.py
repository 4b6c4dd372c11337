"""Systems in workers of one headless Chromium, each in a worker of its own, measured in turns.

Each round lets every system work, one after the other, so that a machine that slows down slows all of them: the
medians over the rounds are compared, and their shares of each other are what counts.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserType, Error, Page, sync_playwright

from core.build import names, paths, programs, serve
from core.build.suite import tool
from core.wasm.bench import peak_program

HERE = Path(__file__).parent
PATIENCE = 60
"""Seconds that a task may take longer than it is asked to."""
PARTS = ("python.js", "parts.json")
"""Of the site, what starts Python in a worker."""


class System(NamedTuple):
    """What is measured: its name, and the file of this folder, Python or JavaScript, that does its tasks.

    `packages` are the npm packages that the file finds at `../peers/<name>/`; `options` go to its `start`.
    """

    name: str
    source: str
    packages: tuple[str, ...] = ()
    options: Mapping[str, Any] = {}


TFJS = ("@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm")
PEAK = System("register peak", "peak.js")
OURS = System("explorer", "ours.py")
TFJS_WASM = System("tfjs-wasm", "tfjs.js", TFJS, {"backend": "wasm"})
TFJS_CPU = System("tfjs-cpu", "tfjs.js", TFJS, {"backend": "cpu"})
CONVNET = System("convnetjs", "convnet.js", ("convnetjs",))
BRAIN = System("brain.js", "brain.js", ("brain.js",))
PEERS = (TFJS_WASM, TFJS_CPU, CONVNET, BRAIN)


class Workers:
    """The workers of one page; a system that fails is told of in a sentence, and asked no more."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._address = page, address
        self._loaded: set[str] = set()
        self.failed: dict[str, str] = {}

    def ask(self, system: System, task: str, seconds: float, **given: Any) -> Any:
        """What a task of a system gives; None if the system has failed."""
        if system.name in self.failed:
            return None
        try:
            if system.name not in self._loaded:
                site = {part: f"{self._address}site/{names.find(paths.DIST, part).name}" for part in PARTS}
                where = {"source": f"{self._address}bench/{system.source}", "site": site}
                self._call(system, "load", PATIENCE, {**where, "options": dict(system.options)})
                self._loaded.add(system.name)
            return self._call(system, task, seconds + PATIENCE, {"seconds": seconds, **given})
        except Error as error:
            self.failed[system.name] = f"{system.name} failed at {task}: {sentence(error)}"
            print(self.failed[system.name], flush=True)
            return None

    def _call(self, system: System, task: str, seconds: float, given: Mapping[str, Any]) -> Any:
        expression = "([name, task, seconds, given]) => call(name, task, seconds, given)"
        return self._page.evaluate(expression, [system.name, task, seconds, given])


def sentence(error: Error) -> str:
    """What an error says, in one line: Python's say it in their last one."""
    lines = [line for line in error.message.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return lines[-1].strip() if "Traceback" in lines[0] else lines[0].strip()


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright, launch(playwright.chromium) as launched:
        yield launched


def launch(kind: BrowserType) -> Browser:
    """One more Chromium, beside those that there are."""
    return kind.launch(executable_path=programs.chromium(), args=list(programs.FLAGS))


@contextmanager
def workers(launched: Browser, systems: Sequence[System]) -> Iterator[Workers]:
    """Workers for these systems, on a page with the site and the peers beside it."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "site").symlink_to(paths.DIST)
        (root / "bench").symlink_to(HERE)
        (root / "peers").mkdir()
        folders = {name: tool(name) for system in systems for name in system.packages}
        for name, package in {**folders, "peak": peak_program().parent}.items():
            link = root / "peers" / name
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(package)
        with serving(serve.server(root, 0)) as address:
            page = launched.new_page()
            page.goto(f"{address}bench/page.html")
            yield Workers(page, address)
            page.close()


@contextmanager
def serving(server: serve.Server) -> Iterator[str]:
    """The address of a server that works while the body runs."""
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield serve.address(server)
        server.shutdown()
