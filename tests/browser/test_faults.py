"""What befalls a page that is open: no picture, no run and no choice is lost, and it goes on by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import START_MS, Explorer, until

SURFACE = re.compile("^Response as a surface")
FLAT = re.compile("^Response over the unit square")
TAKE = """(canvas) => {
  const graphics = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
  window.give_back = () => graphics.restoreContext();
  graphics.loseContext();
}"""
SIZES = ((360, 640), (1900, 1000), (800, 600), (1440, 900))
STORM = """(clicks) => {
  const tools = ['undo', 'redo', 'theme'].map((name) => `[data-tool=${name}]`);
  const kinds = [...tools, '[data-run]', 'input[type=radio]', '[role=tab]'];
  const found = document.querySelectorAll(kinds.join());
  for (let number = 0; number < clicks; number += 1) found[(number * 7) % found.length].click();
}"""

LATE = """
window.on_their_way = 0;
const listen = MessagePort.prototype.addEventListener;
MessagePort.prototype.addEventListener = function (kind, hear, ...rest) {
  const late = (event) => {
    window.on_their_way += 1;
    setTimeout(() => { window.on_their_way -= 1; hear(event); }, 2000);
  };
  listen.call(this, kind, late, ...rest);
};
"""


@pytest.mark.chromium_only  # whose graphics processor can be had back without one
def test_a_lost_graphics_processor_leaves_the_map_and_brings_the_surface_back(explorer: Explorer) -> None:
    page = explorer.page
    explorer.train("Train 1,000")
    solid, flat = page.get_by_role("img", name=SURFACE), page.get_by_role("img", name=FLAT)
    before = until(lambda: (solid.screenshot(), solid.screenshot()), lambda two: two[0] == two[1])[0]
    solid.evaluate(TAKE)
    expect(page.get_by_text("WebGL lost")).to_be_visible()
    expect(flat).to_be_visible()
    expect(explorer.radio("Surface")).to_be_hidden()
    page.evaluate("give_back()")
    expect(solid).to_be_visible()
    expect(flat).to_be_hidden()
    expect(page.get_by_text("WebGL lost")).to_be_hidden()
    until(solid.screenshot, lambda now: now == before)
    explorer.choose("Map")
    explorer.train("Train 1,000")


def test_a_storm_of_clicks_and_resizes_leaves_the_page_as_it_was(explorer: Explorer) -> None:
    page = explorer.page
    explorer.train("Train 1,000")
    cost = explorer.cost()
    for turn in range(12):
        page.evaluate(STORM, 100)
        width, height = SIZES[turn % len(SIZES)]
        page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#seed=5'")
    page.evaluate("location.hash = '#'")
    explorer.press("Reset")
    expect(explorer.status).to_have_text("Ready to train.", timeout=START_MS)
    explorer.train("Train 1,000")
    assert explorer.cost() == cost


def test_late_news_of_the_start_takes_no_place_of_what_is_said_after_it(
    page: Page, open_page: Callable[..., Explorer]
) -> None:
    page.add_init_script(LATE)
    explorer = open_page()
    explorer.wait_ready()
    page.wait_for_function("window.on_their_way === 0")
    expect(explorer.status).to_have_text("Ready to train.")
