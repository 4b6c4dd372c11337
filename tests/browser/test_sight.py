"""What is in sight: only its parts are asked of the worker, and only it is drawn."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ASKED, Explorer, until

# When WebGL drew.
DRAWN = """
window.drawn = [];
for (const kind of [window.WebGL2RenderingContext]) {
  if (!kind) continue;
  const draw = kind.prototype.drawElements;
  kind.prototype.drawElements = function (...given) {
    window.drawn.push(performance.now());
    return draw.apply(this, given);
  };
}
"""
# The parts that were asked for in the last second and in the last five frames, and how often WebGL drew meanwhile: what
# changes slowly is asked for twice a second. Nothing, until a second has passed.
LATELY = """() => {
  if (!(performance.now() - asked[0]?.[0] > 1000)) return [[], 0];
  const frames = asked.filter(([at], place) => place >= asked.length - 5 || performance.now() - at < 1000);
  return [[...new Set(frames.flatMap(([, parts]) => parts))], drawn.filter((at) => at >= frames[0]?.[0]).length];
}"""


def test_a_view_that_is_not_visible_costs_nothing(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(ASKED + DRAWN)
    opened = open_page("#layers=8.tanh", width=390, height=480)
    opened.wait_ready()
    solid = opened.is_solid()
    opened.press("Train")

    def expect_asked(region: str, seen: set[str], unseen: set[str], draws: bool) -> None:
        """Bring a part of the page into sight, and wait until frames ask for what is seen alone."""
        page.get_by_role("region", name=region).evaluate("(node) => node.scrollIntoView()")
        page.evaluate("window.asked = []")
        until(
            lambda: page.evaluate(LATELY),
            lambda lately: seen <= set(lately[0]) and not unseen & set(lately[0]) and draws == (lately[1] > 0),
        )

    expect_asked("Response", {"surface" if solid else "map", "quality"}, {"cells", "graph", "neuron"}, solid)
    expect_asked("Inspector", {"cells"}, {"surface", "map", "quality", "words", "costs"}, False)
    opened.press("Pause")
    cost = page.get_by_role("region", name="Cost")
    empty = cost.get_by_text("Train to see the cost fall.")
    expect(empty).to_be_visible()
    cost.evaluate("(node) => node.scrollIntoView()")
    expect(empty).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "tab", "size"),
    [
        ("#layers=8.tanh", "Health", {"width": 1440, "height": 900}),
        ("#layers=8.tanh", "Layers", {"width": 390, "height": 480}),
        ("?embed=1&panes=response#layers=8.tanh", "", {"width": 600, "height": 600}),
    ],
)
def test_a_page_at_rest_asks_for_nothing(
    address: str, tab: str, size: dict[str, int], page: Page, open_page: Callable[..., Explorer]
) -> None:
    page.add_init_script(ASKED)
    opened = open_page(address, **size)
    opened.wait_ready()
    if tab:
        page.get_by_role("tab", name=tab).click()
        page.get_by_role("region", name="Response").evaluate("(node) => node.scrollIntoView()")
    opened.press("Train")
    expect(opened.figures).to_contain_text(re.compile(r"examples \d\d+,\d{3}"))
    opened.press("Pause")
    expect(opened.status).to_contain_text("Paused")
    until(lambda: page.evaluate("performance.now() - asked.at(-1)[0] > 1000"), bool)
