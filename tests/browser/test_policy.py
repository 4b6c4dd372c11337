"""The page's Content-Security-Policy: it forbids nothing that the page does, and what is none of the page's."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Explorer, until

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
TRESPASS = """async () => {
  document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.trespassed = true' }));
  const other = location.origin.replace('127.0.0.1', 'localhost');
  const answer = await fetch(`${other}/`).then(() => 'came', () => 'refused');
  return [answer, window.trespassed ?? false];
}"""


@pytest.fixture
def watched(page: Page) -> None:
    page.add_init_script(WATCH)


@pytest.mark.console_errors
@pytest.mark.other_hosts
def test_the_policy_hinders_nothing_of_the_page_and_keeps_others_out(watched: None, explorer: Explorer) -> None:
    page = explorer.page
    explorer.train("Train 1,000")
    for tab in ("Neuron", "Health", "Layers"):
        page.get_by_role("tab", name=tab).click()
    explorer.target.click()
    page.keyboard.press("Escape")
    explorer.press("Help")
    page.keyboard.press("Escape")
    explorer.train("Train 1,000")
    assert page.evaluate("violations") == []
    assert page.evaluate(TRESPASS) == ["refused", False]
    violated = until(lambda: page.evaluate("violations"), lambda found: len(found) >= 2)
    assert {violation.partition(" ")[0] for violation in violated} == {"script-src-elem", "connect-src"}
