"""What tests stand on: the site on a server, a browser that watches its page, and the two Pythons under Node.js."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, sync_playwright

from core.build import interpreters, paths, programs
from core.build.failure import BuildError
from core.wasm.wheel import numpy_wheel

SUB_PATH = "some/where"
LOCAL_HOST = "127.0.0.1"
START_SECONDS = 20
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


@contextmanager
def hosted(dist: Path, root: Path) -> Iterator[str]:
    """The address of a site below a sub-path of its own `python -m http.server`, whose folder `root` is still empty."""
    place = root / SUB_PATH
    place.parent.mkdir(parents=True)
    place.symlink_to(dist)
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", LOCAL_HOST, "--directory", str(root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://{LOCAL_HOST}:{port}/{SUB_PATH}/"
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL_HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Return once `address` answers: until then each request is refused at once."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address):
                return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


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


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page; the test fails if it says an error on its console, or asks another host.

    The markers `console_errors` and `other_hosts` lift this.
    """
    # A service worker would fetch the whole site once more in each test; test_offline.py has its own pages.
    context = browser.new_context()
    context.add_init_script("try { navigator.serviceWorker.register = () => new Promise(() => {}); } catch {}")
    opened = context.new_page()
    errors: list[str] = []
    strangers: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def watch(asked: Request) -> None:
        if _is_strange(asked.url):
            strangers.append(asked.url)

    context.on("console", hear)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("request", watch)
    yield opened
    context.close()
    if not request.node.get_closest_marker("console_errors"):
        assert errors == []
    if not request.node.get_closest_marker("other_hosts"):
        assert strangers == []


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
