"""What tests stand on: the site on a server, a browser that watches its page, and the two Pythons under Node.js."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebError,
    sync_playwright,
)

from core.build import interpreters, paths, programs
from core.build.failure import BuildError
from core.wasm.wheel import numpy_wheel
from tests.host import LOCAL_HOST, hosted

BROWSERS = ("chromium", "firefox")
IN_CI = os.environ.get("CI") == "true"

# Without deadlines: a busy machine is no failure. In CI every run tries the same examples.
settings.register_profile("project", deadline=None, database=None, print_blob=True, derandomize=IN_CI)
settings.load_profile("project")


def unavailable(reason: str) -> NoReturn:
    """Skip the test that needs what this machine cannot have; with CI=true, fail it."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def dist() -> Path:
    """dist/, built as `build.py site` builds it."""
    done = subprocess.run([sys.executable, "build.py", "site"], cwd=paths.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return paths.DIST


@pytest.fixture(scope="session")
def site(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site below a sub-path of a plain `python -m http.server`; it ends with a slash."""
    with hosted(dist, tmp_path_factory.mktemp("host")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a Chromium."""
    return _had(programs.chromium)


@pytest.fixture(scope="session")
def pdftoppm() -> Path:
    """The path of Poppler's pdftoppm, which draws PDF files."""
    return _had(programs.pdftoppm)


@pytest.fixture(scope="session")
def nginx() -> Path:
    """The path of an nginx."""
    return _had(programs.nginx)


def _had(look: Callable[[], Path]) -> Path:
    try:
        return look()
    except BuildError as error:
        unavailable(str(error))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each test of the page run in both browsers; the marker `chromium_only` names one that cannot."""
    if "browser" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("chromium_only")
        metafunc.parametrize("browser", BROWSERS[:1] if alone else BROWSERS, indirect=True, scope="session")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Try a test of the page once more that fails: a browser may miss a deadline where others have the processors.

    The summary names each that passed only then.
    """
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A headless Chromium or Firefox."""
    if request.param == "firefox":
        launched = playwright.firefox.launch(channel=programs.CHANNEL, executable_path=_had(programs.firefox))
    else:
        launched = playwright.chromium.launch(executable_path=_had(programs.chromium), args=list(programs.FLAGS))
    yield launched
    launched.close()


# A service worker would fetch the whole site once more in each test; test_offline.py has its own pages.
ALONE = "try { navigator.serviceWorker.register = () => new Promise(() => {}); } catch {}"
# A page's first document finds nothing that the page before it stored, but for the started interpreter.
FORGETFUL = """try {
  if (!sessionStorage.begun) localStorage.clear();
  sessionStorage.begun = true;
} catch {}"""


@pytest.fixture(scope="session")
def visitor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that was here before: its pages start sooner, from what the first of them kept.

    Chromium keeps compiled WebAssembly in a profile on the disk alone: a start there takes 5 s of its processors'
    time; without such a profile 8 s, and 12 s at the first visit.
    """
    if browser.browser_type.name == "chromium":
        profile = tmp_path_factory.mktemp("profile")
        opened = browser.browser_type.launch_persistent_context(
            profile, executable_path=_had(programs.chromium), args=list(programs.FLAGS)
        )
    else:
        opened = browser.new_context()
    opened.add_init_script(ALONE + FORGETFUL)
    yield opened
    opened.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The visitor of most tests; a new one, whose cache is empty, for those with the marker `first_visit`."""
    if not request.node.get_closest_marker("first_visit"):
        yield request.getfixturevalue("visitor")
        return
    with browser.new_context() as context:
        context.add_init_script(ALONE)
        yield context


@pytest.fixture
def page(visit: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page; the test fails if it says an error on its console, or asks another host.

    The markers `console_errors` and `other_hosts` lift this.
    """
    before = visit.pages
    with heard(visit) as (errors, strangers):
        yield visit.new_page()
        for opened in set(visit.pages).difference(before):
            opened.close()
    if not request.node.get_closest_marker("console_errors"):
        assert errors == []
    if not request.node.get_closest_marker("other_hosts"):
        assert strangers == []


@contextmanager
def heard(visit: BrowserContext) -> Iterator[tuple[list[str], list[str]]]:
    """The errors that pages say on their consoles from now on, and the addresses of other hosts that they ask."""
    errors: list[str] = []
    strangers: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def note(error: WebError) -> None:
        errors.append(str(error.error))

    def watch(asked: Request) -> None:
        if _is_strange(asked.url):
            strangers.append(asked.url)

    visit.on("console", hear)
    visit.on("weberror", note)
    visit.on("request", watch)
    yield errors, strangers
    visit.remove_listener("console", hear)
    visit.remove_listener("weberror", note)
    visit.remove_listener("request", watch)


def _is_strange(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != LOCAL_HOST


@pytest.fixture(scope="session")
def micropython() -> Callable[..., str]:
    """What a source text prints on the page's MicroPython: `micropython(source, files)`."""
    return interpreters.micropython


@pytest.fixture(scope="session")
def pyodide() -> Callable[[str], str]:
    """What a source text prints on the worker's Pyodide with our NumPy: `pyodide(source)`."""
    wheel = numpy_wheel()
    return lambda source: interpreters.pyodide(source, wheel)
