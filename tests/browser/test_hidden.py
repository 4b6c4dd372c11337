"""A tab that is hidden for long: the run goes on and is kept, and nothing has piled up when it is seen again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ASKED, START_MS, Explorer
from tests.browser.test_rescue import FAULT

# A hidden page paints nothing, and its timers come late: the clock of this one jumps by hours.
HIDE = """() => {
  window.paints = [];
  window.asked = [];
  window.seen_request = window.requestAnimationFrame;
  window.requestAnimationFrame = (paint) => window.paints.push(paint);
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
SHOW = """() => {
  delete document.hidden;
  document.dispatchEvent(new Event('visibilitychange'));
  window.requestAnimationFrame = window.seen_request;
  for (const paint of window.paints) paint(performance.now());
}"""
HOURS = 3
MOST_FRAMES = 40
"""Of the half second after it is seen again: a frame a repaint, and none for the hours before."""


@pytest.mark.chromium_only
@pytest.mark.console_errors
def test_a_tab_hidden_for_hours_trains_is_kept_and_comes_back_without_a_storm(page: Page, site: str) -> None:
    page.add_init_script(ASKED)
    page.clock.install()
    page.goto(site)
    opened = Explorer(page)
    opened.wait_ready()
    opened.press("Train")
    expect(opened.figures).not_to_contain_text("examples 0")
    page.evaluate(HIDE)
    for _ in range(HOURS):
        before = opened.examples()
        page.clock.fast_forward("01:00:00")
        expect(opened.figures).not_to_contain_text(re.compile(rf"examples {before:,}\b"))
        page.wait_for_timeout(300)
        assert opened.examples() > before
    assert page.evaluate("asked.length") <= 1
    expect(page.get_by_role("button", name="Start a new worker")).to_have_count(0)
    page.workers[0].evaluate(FAULT)
    page.wait_for_timeout(300)
    kept = opened.examples()
    page.clock.fast_forward("01:00:00")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("the memory is full", timeout=START_MS)
    assert int(re.sub(r"\D", "", (told.text_content() or "").split(" at ")[-1])) >= kept
    page.evaluate("window.asked = []")
    page.evaluate(SHOW)
    page.wait_for_timeout(500)
    assert page.evaluate("asked.length") <= MOST_FRAMES
    expect(opened.status).to_contain_text("Training")
    opened.press("Pause")
    expect(opened.status).to_contain_text("Paused")
