"""Nothing piles up: after thousands of frames and hundreds of rebuilds page and worker hold what they held."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import TRAIN_MS, Explorer
from tests.browser.holdings import MB, holdings, watch

FRAMES, REBUILDS = 2000, 200
WARM_UP = 10
"""The first rounds are this many times fewer: what they leave behind stays, and is no leak."""

GROWTH = {
    "heap of the page": 1 * MB,
    "nodes of the page": 1500,
    "proxies of the page": 150,
    "memory of the page's Python": 1 * MB,
    "memory of the worker": 25 * MB,
    "objects of the worker's Python": 500,
    "references of the worker to JavaScript": 50,
}
"""By how much each may have grown, since garbage is collected when it is time: far less than one thing a frame.

A proxy a rebuild would be 200, the picture of a frame each time 130 MB; WebAssembly's memory grows by a fifth at once.
"""

# The page repaints as soon as it can, and its repaints are counted.
HURRY = """
window.repaints = 0;
window.requestAnimationFrame = (paint) => setTimeout(() => { window.repaints += 1; paint(performance.now()); }, 0);
"""
REPAINT = """async ([frames, rebuilds]) => {
  const map = document.querySelector('.map canvas');
  const move = async (times) => {
    const end = window.repaints + times;
    while (window.repaints < end) {
      map.dispatchEvent(new KeyboardEvent('keydown', { key: end % 2 ? 'ArrowLeft' : 'ArrowRight' }));
      await new Promise((done) => setTimeout(done, 0));
    }
  };
  await move(frames);
  for (let seed = 1; seed <= rebuilds; seed += 1) {
    location.hash = `seed=${seed}&layers=${seed % 2 ? '8.tanh' : '9.relu,5.gcu'}`;
    await move(4);
  }
}"""


@pytest.mark.chromium_only
def test_frames_and_rebuilds_leave_nothing_behind(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(HURRY)
    watch(page)
    opened = open_page("#layers=8.tanh", width=400, height=500)  # every repaint of a large window takes an age
    opened.wait_ready()
    page.set_default_timeout(TRAIN_MS)
    opened.choose("Map")  # by software, the surface alone would take minutes
    held = []
    for share in (WARM_UP, 1):
        page.evaluate(REPAINT, [FRAMES // share, REBUILDS // share])
        opened.train("Train 1,000")
        held.append(holdings(page))
    first, last = held
    grown = {name: last[name] - first[name] for name in GROWTH}
    assert {name: amount for name, amount in grown.items() if amount > GROWTH[name]} == {}, held
