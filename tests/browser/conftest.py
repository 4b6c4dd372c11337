"""The page as a person meets it: found by roles and names, never by how it is made."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

START_MS = 60_000
"""Longest wait for the worker on a busy machine."""

TRAIN_MS = 120_000


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
        """Press a button that trains to an end, and wait for it."""
        before = self.status.text_content() or ""
        self.press(name)
        expect(self.status).not_to_have_text(before)
        expect(self.status).to_contain_text("Trained", timeout=TRAIN_MS)


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
