"""Workers that end: another one goes on, and nothing is lost."""

import re
from base64 import b64decode

import pytest
from playwright.sync_api import Page, expect

from core.takeaway import saved
from tests.browser.conftest import BRIDGE, START_MS, Explorer, until

SILENCE_MS = 40_000
"""Longest time until the page asks people about a worker that says nothing."""

KEPT = f"async () => {{ {BRIDGE} return bridge.kept_run(); }}"
FAULT = "setTimeout(() => { throw new Error('the memory is full'); })"


def kept(page: Page) -> int:
    """How many examples the run had when the page kept it last; -1 if it did not."""
    file = page.evaluate(KEPT)
    return saved.opened(b64decode(file)).examples if file else -1


@pytest.mark.chromium_only
@pytest.mark.console_errors
def test_a_run_outlives_two_workers_one_that_fails_and_one_that_falls_silent(explorer: Explorer) -> None:
    page = explorer.page
    explorer.train("Train 1,000")
    until(lambda: kept(page), lambda examples: examples == 1_024)
    page.workers[0].evaluate(FAULT)
    explorer.press("Train")
    expect(page.get_by_role("alert")).to_contain_text("the memory is full", timeout=START_MS)
    expect(page.get_by_role("alert")).to_contain_text("1,024 examples")
    expect(explorer.status).to_have_text(re.compile("^Training"))
    page.workers[-1].evaluate("self.close()")
    page.get_by_role("button", name="Start a new worker").click(timeout=SILENCE_MS)
    expect(page.get_by_role("alert")).to_contain_text("given up", timeout=START_MS)
    expect(page.get_by_role("alert")).to_contain_text("waits: it was the second within a minute")
    assert explorer.examples() >= 1_024
    expect(explorer.button("Train")).to_be_enabled()
    explorer.train("Train 1,000")
