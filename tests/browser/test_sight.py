"""What is in sight: only its parts are asked of the worker, and only it is drawn."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import TRAIN_MS, Explorer

# What each frame is asked for, and how often WebGL draws.
SPY = """
window.asked = [];
window.drawn = 0;
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const given = message?.argumentList?.map((argument) => argument.value) ?? [];
  if (given[0] === 'frame') window.asked.push(given[1]);
  return post.call(this, message, ...rest);
};
for (const kind of [window.WebGL2RenderingContext]) {
  if (!kind) continue;
  const draw = kind.prototype.drawElements;
  kind.prototype.drawElements = function (...given) { window.drawn += 1; return draw.apply(this, given); };
}
"""
# Only `here` is in sight: the last frames were asked for it, and for nothing of `gone`.
ARRIVED = """([here, gone]) => {
  const last = window.asked.slice(-3);
  return last.length === 3 && last.every((text) => text.includes(`"${here}"`) && !text.includes(`"${gone}"`));
}"""


def test_a_view_that_is_not_visible_costs_nothing(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(SPY)
    opened = open_page("#layers=8.tanh", width=390, height=480)
    opened.wait_ready()
    picture = "surface" if opened.is_solid() else "map"
    opened.press("Train")

    def wanted(region: str, here: str, gone: str) -> tuple[set[str], int]:
        """What frames ask for while one part of the page is in sight, and how often WebGL draws meanwhile."""
        page.get_by_role("region", name=region).evaluate("(node) => node.scrollIntoView()")
        page.evaluate("window.asked = []")
        page.wait_for_function(ARRIVED, arg=[here, gone], timeout=TRAIN_MS)
        page.evaluate("[window.asked, window.drawn] = [[], 0]")
        page.wait_for_timeout(700)  # what changes slowly is asked for twice a second
        page.wait_for_function("window.asked.length > 12", timeout=TRAIN_MS)
        asked, drawn = page.evaluate("[window.asked, window.drawn]")
        return {part for text in asked for part in json.loads(text)[0]}, drawn

    seen, drawn = wanted("Response", picture, "cells")
    assert {picture, "quality"} <= seen
    assert not {"cells", "graph", "neuron"} & seen
    assert (drawn > 0) == (picture == "surface")
    seen, drawn = wanted("Inspector", "cells", picture)
    assert "cells" in seen
    assert not {"surface", "map", "quality", "words", "costs"} & seen
    assert drawn == 0
    opened.press("Pause")
    cost = page.get_by_role("region", name="Cost")
    empty = cost.get_by_text("Train to see the cost fall.")
    expect(empty).to_be_visible()
    cost.evaluate("(node) => node.scrollIntoView()")
    expect(empty).to_be_hidden()
