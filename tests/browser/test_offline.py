"""After one visit the site needs no network, a newer build is offered and never forced, and no cache is no failure."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.build import names
from core.shared.files import FORMATS
from tests.browser.conftest import START_MS, Explorer
from tests.browser.takeaway import DRAW_MS, TakeAway, drawn
from tests.host import hosted

KEPT = """async () => {
  const found = new Set();
  for (const name of (await caches.keys()).filter((name) => name.includes('http')))
    for (const { url } of await (await caches.open(name)).keys()) found.add(new URL(url).pathname.split('/').pop());
  return [...found];
}"""
NOT_KEPT = {"sw.js", "manifest.webmanifest"}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what a site asks it to keep; the test fails if its pages report an error."""
    opened = browser.new_context()
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    opened.close()
    assert errors == []


def visited(page: Page, address: str) -> Explorer:
    page.goto(address)
    opened = Explorer(page)
    opened.wait_ready()
    return opened


def wait_kept(page: Page, dist: Path) -> None:
    """Return once the browser keeps every file of the site."""
    expected = {file.name for file in dist.rglob("*") if file.is_file()} - NOT_KEPT
    deadline = time.monotonic() + START_MS / 1000
    while (kept := set(page.evaluate(KEPT))) != expected:
        assert time.monotonic() < deadline, expected ^ kept
        page.wait_for_timeout(200)


def test_after_one_visit_the_page_trains_explains_and_draws_without_a_network(
    context: BrowserContext, browser: Browser, dist: Path, tmp_path: Path, pdftoppm: Path
) -> None:
    page = context.new_page()
    with hosted(dist, tmp_path) as address:
        visited(page, address)
        wait_kept(page, dist)
    link = f"{address}#target=xor&seed=7"
    opened = visited(page, link)
    opened.train("Train 1,000")
    assert opened.examples() >= 1000
    page.get_by_role("tab", name="Health").click()
    expect(page.get_by_role("tabpanel", name="Health")).to_be_visible()
    take = TakeAway(opened)
    take.press("Preview")
    expect(take.preview).to_be_visible(timeout=DRAW_MS)
    assert take.preview.evaluate("(node) => node.naturalWidth") > 1000
    if browser.browser_type.name == "chromium":  # Firefox hands out no files over WebDriver BiDi
        for format in FORMATS:
            take.dialog.get_by_role("radio", name=format.label).check()
            _, content = take.download("Download figure")
            assert drawn(content, format.id, 300, pdftoppm, tmp_path)[1] == link
    page.goto(f"{address}licences.html")
    expect(page.get_by_role("heading", name="Licences")).to_be_visible()


def test_a_newer_build_is_offered_and_waits_until_it_is_taken(
    context: BrowserContext, dist: Path, tmp_path: Path
) -> None:
    place = tmp_path / "site"
    shutil.copytree(dist, place)
    page = context.new_page()
    with hosted(place, tmp_path / "host") as address:
        opened = visited(page, address)
        wait_kept(page, place)
        publish(place)
        page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
        offer = page.get_by_role("note").filter(has_text="newer version")
        expect(offer).to_be_visible(timeout=START_MS)
        opened.train("Train 1,000")
        page.reload()
        opened.wait_ready()
        expect(page).to_have_title("Neural Network Explorer")
        offer.get_by_role("button", name="Use it now").click()
        expect(page).to_have_title("A newer one", timeout=START_MS)
        opened.wait_ready()


def publish(place: Path) -> None:
    """Change a page of a site, as a newer build does."""
    index, worker = place / "index.html", place / "sw.js"
    index.write_text(index.read_text().replace("<title>Neural Network Explorer", "<title>A newer one"))
    worker.write_text(re.sub(r'"build": "\w+"', '"build": "newer"', worker.read_text()))


def test_a_browser_that_keeps_nothing_says_so_once_and_works(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "if (navigator.serviceWorker)"
        " navigator.serviceWorker.register = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
    )
    opened = visited(page, site)
    told = page.get_by_role("note").filter(has_text="keeps no copy")
    expect(told).to_be_visible()
    told.get_by_role("button", name="Dismiss").click()
    page.reload()
    opened.wait_ready()
    expect(page.get_by_role("group", name="Figures")).to_be_visible()
    expect(told).to_have_count(0)


def test_the_site_can_be_installed(context: BrowserContext, dist: Path, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}licences.html")
    manifest = page.evaluate("fetch('manifest.webmanifest').then((answer) => answer.json())")
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        assert (dist / icon["src"]).is_file()
        side = page.evaluate(
            "async (src) => { const i = new Image(); i.src = src; await i.decode(); return i.naturalWidth; }",
            icon["src"],
        )
        assert icon["sizes"] in ("any", f"{side}x{side}")
    assert names.find(dist, "icon-192.png").read_bytes().startswith(b"\x89PNG")


STARTED = "caches.open('started interpreters').then((cache) => cache.keys()).then((kept) => kept.length)"
HURT = """caches.open('started interpreters').then(async (cache) => {
  for (const request of await cache.keys()) await cache.put(request, new Response(new Uint8Array(1 << 16)));
})"""


def test_a_later_visit_begins_with_the_kept_interpreter_and_computes_the_same(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    told = []
    for visit in ("first", "later", "damaged"):
        if visit == "damaged":
            page.evaluate(HURT)
        opened = visited(page, f"{site}?visit={visit}#target=xor&seed=7")
        opened.train("Train 1,000")
        told.append(opened.cost())
        deadline = time.monotonic() + START_MS / 1000
        while page.evaluate(STARTED) != 1:
            assert time.monotonic() < deadline
            page.wait_for_timeout(200)
    assert told[0] == told[1] == told[2]
