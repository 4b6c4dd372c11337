"""The article: read on a phone, repeated in its frames, and read where no script runs."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TRAIN_MS, until
from tests.browser.states import faults, keep
from tests.browser.test_access import OVERFLOW

TALL = "(node) => node.clientHeight"


def test_a_reader_on_a_phone_repeats_an_experiment(page: Page, site: str, browser: Browser) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site + "article.html")
    keep(page, f"{browser.browser_type.name}-article")
    assert faults(page) == []
    assert page.evaluate(OVERFLOW) == 0
    expect(page.locator("iframe")).to_have_count(4)
    frame = page.frame_locator("#activations iframe")
    lab = page.locator("#activations iframe")
    reserved = lab.evaluate(TALL)
    lab.scroll_into_view_if_needed()
    expect(frame.get_by_role("button", name="Start the explorer")).to_be_visible()
    page.wait_for_function("(node) => node.style.height", arg=lab.element_handle())
    assert abs(lab.evaluate(TALL) - reserved) <= 2  # so that no button below moves away under a finger
    page.get_by_role("button", name="Repeat: ReLU", exact=True).click()
    yours = page.get_by_role("row", name=re.compile("^ReLU"))
    expect(yours).to_contain_text(re.compile(r"yours 0\.0\d"), timeout=TRAIN_MS)
    assert 0.005 < float((yours.text_content() or "").rpartition("yours ")[2]) < 0.03
    expect(frame.get_by_role("status")).to_contain_text("Trained 500,000 examples.")
    until(lambda: lab.evaluate(TALL), lambda height: height > 500)
    frames = [page.frame_locator(f"#{name} iframe") for name in ("rates", "layers", "annealing")]
    for other in frames:
        assert other.locator("html").get_attribute("data-python") is None


@pytest.mark.chromium_only
def test_without_scripts_pictures_stand_in_place_of_the_frames(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site + "article.html")
    expect(page.locator("iframe").first).to_be_hidden()
    for name in ("activations", "rates", "layers", "annealing"):
        picture = page.locator(f"#{name} noscript img, #{name} img")
        expect(picture).to_be_visible()
        assert picture.evaluate("(image) => image.naturalWidth") == 127
    context.close()
