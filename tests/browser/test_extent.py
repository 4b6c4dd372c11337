"""The room that pictures make for values: heights, colours and contours follow what is shown."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Explorer, until
from tests.browser.pixels import drawn

LARGE = "#target=f1&f1=60*a-20&layers=8.tanh&output=identity&rate=0.01"
SMALL = "#target=f1&f1=0.01*a&layers=8.tanh&output=identity.zeros&rate=0.01"
FITS = """(most) => {
  const largest = +document.querySelector('#response .scale b:last-of-type')?.textContent;
  return most <= largest && largest <= 13 * most;
}"""
"""Whether the legend goes as far as a value, and not much further."""


def texts(page: Page, where: str) -> list[float]:
    """The numbers of the response's ticks."""
    return [float(text) for text in page.locator("#response " + where).all_text_contents() if text]


def expect_heights(page: Page, low: float, high: float) -> None:
    """Wait until the axis of heights reaches from one value to the other, and not much further."""
    until(
        lambda: texts(page, ".ticks .height"),
        lambda ticks: ticks and ticks[0] <= low and ticks[-1] >= high and high - low >= 0.4 * (ticks[-1] - ticks[0]),
    )


def test_pictures_make_room_for_what_they_show(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(LARGE)
    opened.wait_ready()
    page = opened.page
    for link, low, high in ((LARGE, -20, 40), (SMALL, 0, 0.01)):
        page.evaluate("(link) => { location.hash = link }", link)
        page.wait_for_function(FITS, arg=max(-low, high))
        shown = texts(page, ".scale b")
        assert shown[-1] == -shown[0]
        if opened.is_solid():
            expect_heights(page, low, high)
    opened.choose("Map")
    opened.choose("Target")
    picture = page.get_by_role("img", name=re.compile("^Response over the unit square"))
    until(lambda: drawn(picture), lambda colours: colours > 60)
