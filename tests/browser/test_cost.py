"""The cost: a curve that is read by keys, as a table, and back to where it was."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Explorer


def test_the_cost_is_read_by_keys_and_looked_back_at(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=product&layers=8.tanh&data=finite&examples=200&batch=8&rate=0.5")
    opened.wait_ready()
    opened.train("Train 1,000")
    page = opened.page
    opened.enter(page.get_by_label("Learning rate", exact=True), "0.25")
    opened.train("Train 1,000")
    curve = page.get_by_role("slider", name=re.compile("^Cost: "))
    curve.press("Home")
    expect(curve).to_have_attribute("aria-valuetext", re.compile(r"^at 8 examples: [\d.]+ · test "))
    curve.press("End")
    expect(curve).to_have_attribute("aria-valuetext", re.compile(r"^at 2,000 examples: [\d.]+ · test [\d.]+"))
    rows = opened.table("Cost").locator("tr")
    expect(rows.filter(has_text="rate 0.25")).to_contain_text("1,000")
    expect(rows).to_have_count(42)
    opened.close()
    back = page.get_by_role("slider", name="Look back at the run")
    go_on = opened.button("Go on from here")
    expect(go_on).to_have_attribute("aria-disabled", "true")
    quality = page.get_by_text(re.compile("training R² "))
    now = quality.text_content()
    back.press("Home")
    expect(back).to_have_attribute("aria-valuetext", "at 0 examples")
    expect(quality).not_to_have_text(now or "")
    go_on.click()
    expect(page.locator("html")).to_have_attribute("data-state", "running")
    opened.press("Pause")
    expect(back).to_have_attribute("aria-valuetext", "now")
