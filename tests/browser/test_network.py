"""A network that fails while the page loads: a sentence with a way on, and a reload is as good as the first visit."""

import random
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import START_MS, Explorer
from tests.conftest import IN_CI
from tests.fuzz.size import FULL_SIZE
from tests.host import LOCAL_HOST

pytestmark = pytest.mark.first_visit  # later ones ask for fewer files

SENTENCE = re.compile(r"[A-Z][^\n]*[.)]")
SETTLED = "['ready', 'failed'].includes(document.documentElement.dataset.state)"
AFTER = "getComputedStyle(document.querySelector('[role=status]'), '::after').content"
UNHEARD = re.compile("Traceback|undefined|null|NaN")


class Cable:
    """A network that ends in the middle of the first file whose path holds `weak`, and stays away until mended.

    It holds until a page is asked for: what the last page still asks for must not break it.
    """

    weak = ""
    broken = strained = False

    def strain(self, weak: str) -> None:
        """Mend it, and let it end at another file, or at none."""
        self.weak, self.broken, self.strained = weak, False, False


class Host(SimpleHTTPRequestHandler):
    """Serves files through a Cable."""

    def __init__(self, *given: Any, cable: Cable, **named: Any) -> None:
        self.cable = cable
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        if self.cable.broken:
            self.close_connection = True
        else:
            self.cable.strained = self.cable.strained or self.path == "/"
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # what came once must come again
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        if self.cable.strained and self.cable.weak and self.cable.weak in self.path:
            content = content[: len(content) // 2]
            self.cable.broken = self.close_connection = True
        outputfile.write(content)

    def log_message(self, format: str, *given: object) -> None:
        """Nothing: what is asked for is the test's own doing."""


@pytest.fixture
def cable() -> Cable:
    """A network that can fail."""
    return Cable()


@pytest.fixture
def address(dist: Path, cable: Cable) -> Iterator[str]:
    """The address of the site behind the cable."""
    with ThreadingHTTPServer((LOCAL_HOST, 0), partial(Host, directory=str(dist), cable=cable)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOCAL_HOST}:{server.server_port}/"
        server.shutdown()


def told(page: Page) -> str:
    """What the page says once it has begun or failed."""
    page.wait_for_function(SETTLED, timeout=START_MS)
    words = page.get_by_role("status").text_content() or ""
    assert SENTENCE.fullmatch(words), words
    assert not UNHEARD.search(words), words
    return words


@pytest.mark.chromium_only
@pytest.mark.console_errors
def test_a_network_that_is_lost_in_mid_load_ends_in_a_sentence_and_a_reload_works(
    page: Page, cable: Cable, address: str
) -> None:
    address += "#seed=3"
    cable.strain("/start-")
    page.goto(address)
    assert "reload the page" in page.evaluate(AFTER)
    for weak in ("/core-", "micropython.wasm", "/catalogue-", "/parts-", "pyodide.asm.wasm", "/first-", "_umath"):
        page.goto("about:blank")
        cable.strain(weak)
        page.goto(address)
        words = told(page)
        assert cable.broken, weak
        assert re.search("reload|try again", words, re.IGNORECASE), f"{weak}: {words}"
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_disabled()
    cable.strain("")
    page.reload()
    opened = Explorer(page)
    opened.wait_ready()
    opened.train("Train 1,000")
    assert page.url == address


FAULTS = {
    "missing": lambda route: route.fulfill(status=404, body="not here"),
    "refused": lambda route: route.abort(),
    "empty": lambda route: route.fulfill(status=200, body=""),
    "cut off": lambda route: cut(route),
    "of a wrong type": lambda route: route.fulfill(status=200, body="<!doctype html><p>Hi", content_type="text/html"),
}
SAMPLE = 4
"""How many of all pairs of a file and a fault a short run tries."""


def cut(route: Route) -> None:
    """All but the end of a file."""
    answer = route.fetch()
    body = answer.body()
    route.fulfill(status=200, body=body[: len(body) * 2 // 3], headers=answer.headers)


@pytest.mark.chromium_only
@pytest.mark.console_errors
def test_any_file_of_the_start_may_fail_in_any_way_and_the_page_says_so_or_does_without(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    Explorer(page).wait_ready()
    files = sorted(
        {urlsplit(url).path for url in asked if url.startswith(site) and url != site and "/start-" not in url}
    )
    pairs = [(file, fault) for file in files for fault in FAULTS]
    for file, fault in pairs if FULL_SIZE else random.Random(1 if IN_CI else None).sample(pairs, SAMPLE):
        page.route(f"**{file}", FAULTS[fault])
        page.goto("about:blank")
        page.goto(site)
        words = told(page)
        assert "50 seconds" not in words, f"{file} {fault}"
        if words != "Ready to train.":
            assert re.search("reload|try again", words, re.IGNORECASE), f"{file} {fault}: {words}"
        page.unroute(f"**{file}")


@pytest.mark.chromium_only
def test_a_catalogue_that_knows_more_than_the_worker_is_told_when_that_is_chosen(page: Page, site: str) -> None:
    def add(route: Route) -> None:
        told = route.fetch().json()
        told["kinds"]["targets"].append({**told["kinds"]["targets"][0], "id": "of_tomorrow", "label": "Of tomorrow"})
        route.fulfill(json=told)

    page.route("**/catalogue-*.json", add)
    page.goto(site)
    opened = Explorer(page)
    opened.wait_ready()
    opened.aim_at("Of tomorrow")
    expect(page.get_by_role("alert")).to_contain_text("different builds. Reload the page")
    expect(page.get_by_role("alert")).to_contain_text("target=of_tomorrow is not one of the targets")
    opened.aim_at("Xor")
    opened.train("Train 1,000")
