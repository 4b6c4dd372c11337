"""Visits of the explorer's page: how soon it can be used and trains, and what goes over the wire until then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from core.build import paths, programs, serve
from tests.bench import wire
from tests.bench.harness import serving
from tests.bench.row import Row, row

PAGE = "page"
WATCH = Path(__file__).with_name("watch.js")
SIZE: ViewportSize = {"width": 1440, "height": 900}
START_MS = 60_000
EAGER = "window.name = 'eager';"


def visits(launched: Browser, count: int) -> Iterator[Row]:
    """From navigation to controls that can be used, and to the first training frame: first visits, and later ones."""
    first: list[dict[str, float]] = []
    later: list[dict[str, float]] = []
    with serving(serve.server(paths.DIST, 0)) as address:
        for _ in range(count):
            with visitor(launched) as context:
                first.append(visit(context, address))
                visit(context, address)  # browsers keep compiled code from the second use on
                later.append(visit(context, address))
    for name, found in (("first visit", first), ("later visits", later)):
        yield row(f"usable controls, {name}", PAGE, "default", 0, [seen["controls"] for seen in found], "ms")
        yield row(f"first training frame, {name}", PAGE, "default", 0, [seen["training"] for seen in found], "ms")


@contextmanager
def visitor(launched: Browser) -> Iterator[BrowserContext]:
    """A browser with a profile of its own on the disk, as people have one: nothing else keeps compiled code."""
    kind = launched.browser_type
    with (
        TemporaryDirectory() as profile,
        kind.launch_persistent_context(
            profile, executable_path=programs.chromium(), args=list(programs.FLAGS), viewport=SIZE
        ) as context,
    ):
        yield context


def visit(context: BrowserContext, address: str) -> dict[str, float]:
    """A visit that asks for training as soon as it can be asked for."""
    page = opened(context, address, EAGER)
    first_frame(page)
    seen = page.evaluate("() => window.seen")
    page.wait_for_timeout(300)
    page.close()
    return seen


def first_frame(page: Page) -> None:
    """Wait until training is seen; from then on the browser fetches the rest of the site, to keep it."""
    page.wait_for_function("() => window.seen.training", polling=20, timeout=START_MS)


def over_the_wire(launched: Browser) -> Iterator[Row]:
    """The bytes that a server which gzips sends until the first training frame."""
    server = wire.server()
    with serving(server) as address, launched.new_context(viewport=SIZE) as context:
        first_frame(opened(context, address, EAGER))
        yield row("bytes until the first training frame", PAGE, "default", 0, [server.total], "bytes")


@contextmanager
def ready(launched: Browser) -> Iterator[Page]:
    """The explorer's page, ready to train."""
    with serving(serve.server(paths.DIST, 0)) as address, launched.new_context(viewport=SIZE) as context:
        page = opened(context, address)
        page.wait_for_function("() => document.documentElement.dataset.state === 'ready'", timeout=START_MS)
        page.wait_for_timeout(500)
        yield page


def opened(context: BrowserContext, address: str, before: str = "") -> Page:
    """The explorer's page at an address, watched."""
    page = context.new_page()
    page.add_init_script(before + WATCH.read_text())
    page.goto(address, wait_until="commit")
    return page
