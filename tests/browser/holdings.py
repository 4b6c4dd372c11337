"""What page and worker hold, so that a test can tell what piles up."""

import re

from playwright.sync_api import Page, Route

MB = 1_000_000

KEEP_MEMORY = """
const { instantiate, instantiateStreaming } = WebAssembly;
const keep = (made) => {
  const parts = Object.values((made.instance ?? made).exports);
  window.memory = parts.find((part) => part instanceof WebAssembly.Memory);
  return made;
};
WebAssembly.instantiate = (...given) => instantiate(...given).then(keep);
WebAssembly.instantiateStreaming = (...given) => instantiateStreaming(...given).then(keep);
"""
"""Lets the memory of the page's Python be found."""

PAGE_HOLDS = """() => ({
  'proxies of the page': proxy_js_ref.filter((held) => held !== undefined).length,
  "memory of the page's Python": window.memory.buffer.byteLength,
})"""
WORKER_HOLDS = """() => ({
  'memory of the worker': pyodide._module.HEAPU8.length,
  "objects of the worker's Python": pyodide.runPython('import gc; gc.collect(); len(gc.get_objects())'),
  'references of the worker to JavaScript': pyodide._module._hiwire_num_refs(),
})"""


def watch(page: Page) -> None:
    """Let what a page and its worker hold be counted, before it is opened."""
    page.add_init_script(KEEP_MEMORY)
    page.route(re.compile(r"/worker(-\w+)?\.js$"), _watched)


def _watched(route: Route) -> None:
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
