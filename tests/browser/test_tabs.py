"""One browser's storage, shared by two pages or refused to one: each has its own run, and works with what it gets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import START_MS, Explorer
from tests.browser.test_rescue import FAULT

FULL = """
for (const name of ['getItem', 'setItem', 'removeItem'])
  Storage.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError'); };
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps what a site asks it to keep."""
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.mark.chromium_only
def test_two_pages_that_visit_at_once_share_what_is_kept_and_nothing_else(context: BrowserContext, site: str) -> None:
    pages = [context.new_page() for _ in range(2)]
    for page, link in zip(pages, ("seed=7", "target=bowl&layers=8.tanh"), strict=True):
        page.goto(f"{site}#{link}", wait_until="commit")
    first, second = (Explorer(page) for page in pages)
    first.wait_ready()
    second.wait_ready()
    first.train("Train 1,000")
    second.press("Light or dark")
    theme = second.page.locator("html").get_attribute("data-theme")
    second.aim_at("Xor")
    second.press("Train")
    first.page.wait_for_timeout(500)
    first.page.workers[0].evaluate(FAULT)
    first.press("Step")
    expect(first.page.get_by_role("alert")).to_contain_text("at 1,024 examples", timeout=START_MS)
    expect(first.figures).to_contain_text("examples 1,056")
    expect(first.target).to_contain_text("Fancy sine")
    expect(first.page.locator("html")).not_to_have_attribute("data-theme", str(theme))
    assert first.page.url.endswith("#seed=7")
    expect(second.button("Pause")).to_be_enabled()
    expect(second.page.get_by_role("alert")).to_have_count(0)
    second.page.close()
    first.page.reload()
    first.wait_ready()
    expect(first.page.locator("html")).to_have_attribute("data-theme", str(theme))
    assert first.page.url.endswith("#seed=7")


@pytest.mark.chromium_only
def test_a_page_that_may_store_next_to_nothing_trains_and_says_that_it_is_not_kept(
    context: BrowserContext, site: str
) -> None:
    page: Page = context.new_page()
    tools = context.new_cdp_session(page)
    origin = "/".join(site.split("/")[:3])
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 100_000})
    page.add_init_script(FULL)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for _ in range(2):
        page.goto(f"{site}#seed=3")
        opened = Explorer(page)
        opened.wait_ready()
        expect(page.get_by_role("note").filter(has_text="keeps no copy")).to_be_visible(timeout=START_MS)
        opened.press("Light or dark")
        opened.train("Train 1,000")
        page.goto("about:blank")
    assert faults == []
