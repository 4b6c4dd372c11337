"""The page as a person meets it: found by roles and names, never by how it is made."""

import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

START_MS = 60_000
"""Longest wait for the worker on a busy machine."""

TRAIN_MS = 120_000
ANSWER_MS = 20_000
"""Longest wait for anything else, Playwright's 5 s being short where a worker computes beside another program."""

expect.set_options(timeout=ANSWER_MS)


BRIDGE = """
    const bridge = await import(document.querySelector('link[rel=modulepreload][href^=bridge]').href);"""
"""The page's own module of calls of the worker, for an async function that is evaluated there."""

ASKED = """
window.asked = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const given = message?.argumentList?.map((argument) => argument.value) ?? [];
  if (given[0] === 'frame') window.asked.push([performance.now(), Object.keys(JSON.parse(given[1])[0])]);
  return post.call(this, message, ...rest);
};
"""
"""Notes when which parts of a frame are asked for."""

# Notes what an element says from now on.
HEAR = """(node) => {
  node.heard = [];
  node.ear?.disconnect();
  node.ear = new MutationObserver(() => node.heard.push(node.textContent));
  node.ear.observe(node, { childList: true });
}"""
Value = TypeVar("Value")
STILL = """(node) => new Promise((done, fail) => {
  let last = '';
  let same = 0;
  let frames = 0;
  const look = () => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const now = `${x} ${y} ${width} ${height} ${scrollY}`;
    same = now === last ? same + 1 : 0;
    last = now;
    frames += 1;
    if (same === 10) done({ x, y, width, height });
    else if (frames === 600) fail(new Error(`It moves on and on: ${now}`));
    else requestAnimationFrame(look);
  };
  look();
})"""


def until(read: Callable[[], Value], holds: Callable[[Value], object]) -> Value:
    """What `read()` gives, as soon as it holds; the test fails with the last value after ANSWER_MS."""
    deadline = time.monotonic() + ANSWER_MS / 1000
    while not holds(value := read()):
        assert time.monotonic() < deadline, value
        time.sleep(0.05)
    return value


def still(place: Locator) -> FloatRect:
    """Where an element is in the window, in CSS pixels, once it has stood still for ten repaints."""
    return place.evaluate(STILL)


def address(page: Page) -> str:
    """The page's address as it is now; Playwright's own `url` follows a moment later."""
    return page.evaluate("location.href")


def expect_address(page: Page, holds: Callable[[str], object]) -> None:
    """Wait until the address holds: the page writes a change into it some tenths of a second later."""
    until(lambda: address(page), holds)


class Explorer:
    """A page that was opened; its parts by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.status = page.get_by_role("status")
        self.figures = page.get_by_role("group", name="Figures")
        self.target = page.get_by_role("combobox", name="Target", exact=True)
        self.network = page.get_by_role("region", name="Network")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def radio(self, name: str) -> Locator:
        return self.page.get_by_role("radio", name=name, exact=True)

    def choose(self, name: str) -> None:
        self.radio(name).check()

    def aim_at(self, target: str) -> None:
        """Choose a target by its label."""
        self.target.click()
        listed = self.page.get_by_role("listbox", name="Targets")
        listed.get_by_role("option", name=target, exact=True).click()

    def unfold(self) -> None:
        """Open the settings under More."""
        more = self.network.locator("details.more")
        if more.get_attribute("open") is None:
            self.network.get_by_text("More", exact=True).click()

    def wait_ready(self) -> None:
        expect(self.status).to_have_text("Ready to train.", timeout=START_MS)

    def cards(self) -> Locator:
        return self.network.get_by_role("group", name=re.compile("^Layer "))

    def is_solid(self) -> bool:
        """Whether the response is drawn as a surface: it is where there is WebGL."""
        return self.radio("Surface").count() > 0 and self.radio("Surface").is_checked()

    def table(self, region: str) -> Locator:
        """The tables that a part of the page offers, in the dialog that opens."""
        place = self.page.get_by_role("region", name=region)
        place.get_by_role("button", name="Table", exact=True).first.click()
        return self.page.get_by_role("dialog").get_by_role("table")

    def close(self) -> None:
        """Close the dialog that is open."""
        self.page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def expect_sizes(self, *neurons: int) -> None:
        """Wait until the layers' cards show these numbers of neurons, first to last."""
        fields = self.network.get_by_role("spinbutton")
        expect(fields).to_have_count(len(neurons))
        for field, count in zip(fields.all(), neurons, strict=True):
            expect(field).to_have_value(str(count))

    def examples(self) -> int:
        return int(self.figure(r"examples ([\d,]+)").replace(",", ""))

    def cost(self) -> float:
        return float(self.figure(r"cost ([\d.e-]+)"))

    def figure(self, pattern: str) -> str:
        text = " ".join(self.figures.inner_text().split())
        found = re.search(pattern, text)
        assert found, text
        return found[1]

    def enter(self, field: Locator, text: str) -> None:
        """Type into a field in place of what is there: Firefox hears no change of a value that a script put there."""
        field.press("ControlOrMeta+a")
        field.press_sequentially(text)
        field.press("Enter")

    def train(self, name: str) -> None:
        """Press a button that trains to an end, and wait until this end is told, be it in the words of one before."""
        self.status.evaluate(HEAR)
        self.press(name)
        ended = "(node) => node.heard.some((words) => words.startsWith('Trained'))"
        self.page.wait_for_function(ended, arg=self.status.element_handle(), timeout=TRAIN_MS)
        expect(self.status).to_contain_text("Trained")


@pytest.fixture
def open_page(page: Page, site: str) -> Callable[..., Explorer]:
    """Opens the page below its sub-path, with this hash or query, before anything is waited for."""

    def opened(address: str = "", **viewport: Any) -> Explorer:
        if viewport:
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.goto(site + address)
        return Explorer(page)

    return opened


@pytest.fixture
def explorer(open_page: Callable[..., Explorer]) -> Explorer:
    """The default experiment, ready to train."""
    opened = open_page()
    opened.wait_ready()
    return opened
