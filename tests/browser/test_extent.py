"""The room that pictures make for values: heights, colours and contours follow what is shown."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Explorer
from tests.browser.test_pictures import COLOURS, is_solid

LARGE = "#target=f1&f1=60*a-20&layers=8.tanh&output=identity&rate=0.01"
SMALL = "#target=f1&f1=0.01*a&layers=8.tanh&output=identity.zeros&rate=0.01"
FITS = """(most) => {
  const largest = +document.querySelector('#response .scale b:last-of-type')?.textContent;
  return most <= largest && largest <= 13 * most;
}"""
"""Whether the legend goes as far as a value, and not much further."""

COLOURFUL = f"(node) => ({COLOURS})(node) > 60"


def texts(page: Page, where: str) -> list[float]:
    """The numbers of the response's ticks."""
    return [float(text) for text in page.locator("#response " + where).all_text_contents() if text]


def test_pictures_make_room_for_what_they_show(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(LARGE)
    opened.wait_ready()
    page = opened.page
    for link, low, high in ((LARGE, -20, 40), (SMALL, 0, 0.01)):
        page.evaluate("(link) => { location.hash = link }", link)
        page.wait_for_function(FITS, arg=max(-low, high))
        shown = texts(page, ".scale b")
        assert shown[-1] == -shown[0]
        if is_solid(opened):
            ticks = texts(page, ".ticks .height")
            assert ticks[0] <= low
            assert ticks[-1] >= high
            assert high - low >= 0.4 * (ticks[-1] - ticks[0])
    opened.choose("Map")
    opened.choose("Target")
    picture = page.get_by_role("img", name=re.compile("^Response over the unit square"))
    page.wait_for_function(COLOURFUL, arg=picture.element_handle())
