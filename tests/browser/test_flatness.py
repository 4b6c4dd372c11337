"""Nothing piles up: after thousands of frames and hundreds of rebuilds page and worker hold what they held."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import TRAIN_MS, Explorer

FRAMES, REBUILDS = 2000, 200
WARM_UP = 10
"""The first rounds are this many times fewer: what they leave behind stays, and is no leak."""

MB = 1_000_000
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

# The page repaints as soon as it can, its repaints are counted, and the memory of its Python can be found.
HURRY = """
window.repaints = 0;
window.requestAnimationFrame = (paint) => setTimeout(() => { window.repaints += 1; paint(performance.now()); }, 0);
const { instantiate, instantiateStreaming } = WebAssembly;
const keep = (made) => {
  const parts = Object.values((made.instance ?? made).exports);
  window.memory = parts.find((part) => part instanceof WebAssembly.Memory);
  return made;
};
WebAssembly.instantiate = (...given) => instantiate(...given).then(keep);
WebAssembly.instantiateStreaming = (...given) => instantiateStreaming(...given).then(keep);
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
PAGE_HOLDS = """() => ({
  'proxies of the page': proxy_js_ref.filter((held) => held !== undefined).length,
  "memory of the page's Python": window.memory.buffer.byteLength,
})"""
WORKER_HOLDS = """() => ({
  'memory of the worker': pyodide._module.HEAPU8.length,
  "objects of the worker's Python": pyodide.runPython('import gc; gc.collect(); len(gc.get_objects())'),
  'references of the worker to JavaScript': pyodide._module._hiwire_num_refs(),
})"""


def watched(route: Route) -> None:
    """The worker's script, so that its Pyodide can be asked."""
    text = route.fetch().text()
    changed = text.replace("python = pyodide.pyimport", "self.pyodide = pyodide; python = pyodide.pyimport")
    assert changed != text
    route.fulfill(body=changed, content_type="text/javascript")


def holdings(page: Page) -> dict[str, float]:
    """What page and worker hold once their garbage is gone."""
    tools = page.context.new_cdp_session(page)
    page.evaluate("(done) => new Promise((done) => setTimeout(done, 50))")
    for _ in range(2):
        tools.send("HeapProfiler.collectGarbage")
    tools.send("Performance.enable")
    metrics = {row["name"]: row["value"] for row in tools.send("Performance.getMetrics")["metrics"]}
    tools.detach()
    heap = {"heap of the page": metrics["JSHeapUsedSize"], "nodes of the page": metrics["Nodes"]}
    return {**heap, **page.evaluate(PAGE_HOLDS), **page.workers[0].evaluate(WORKER_HOLDS)}


@pytest.mark.chromium_only
def test_frames_and_rebuilds_leave_nothing_behind(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(HURRY)
    page.route(re.compile(r"/worker(-\w+)?\.js$"), watched)
    opened = open_page("#layers=8.tanh")
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
