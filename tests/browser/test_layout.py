"""The layout: at every width, and at twice the size, nothing is cut off, and nothing moves while numbers change."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Explorer, still, until
from tests.browser.pixels import seen

WIDTHS = (360, 390, 430, 600, 720, 849, 850, 1000, 1239, 1240, 1366, 1440, 1699, 1700, 1920)
"""720 is 1440 at 200%, as a browser zooms."""

CUT = """() => {
  const cut = [];
  const tell = (node, words) => cut.push(`${words}: ${node.outerHTML.slice(0, 100)}`);
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) tell(page, `${page.scrollWidth - page.clientWidth} px too wide`);
  const free = (node) => node.closest('.program, .hidden, .u-wrap, .ticks, .caret, [aria-hidden=true]');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || !node.checkVisibility() || node.closest('select, script, svg') || free(node)) continue;
    range.selectNodeContents(texts.currentNode);
    const { left, right } = range.getBoundingClientRect();
    for (let box = node; box && right > left; box = box.parentElement) {
      const { overflowX, clipPath } = getComputedStyle(box);
      if (clipPath !== 'none') break; // for screen readers only
      if (overflowX === 'visible') continue;
      const edge = box.getBoundingClientRect();
      if (right <= edge.right + 1 && left >= edge.left - 1) continue;
      tell(node, `${text.slice(0, 30)} cut`);
      break;
    }
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const node of document.querySelectorAll('select, input[type=text], input[type=number]')) {
    if (!node.checkVisibility() || free(node)) continue;
    const style = getComputedStyle(node);
    pen.font = style.font;
    const arrow = node.localName === 'select' ? 15 : 0;
    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
    const text = node.localName === 'select' ? (node.selectedOptions[0]?.label ?? '') : node.value;
    const width = pen.measureText(text).width;
    if (width > room + 1) tell(node, `${text} needs ${Math.ceil(width)} of ${Math.floor(room)} px`);
  }
  return cut;
}"""
OUTSIDE = """() => [...document.querySelectorAll('#run button')].filter((node) => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
}).map((node) => node.textContent)"""
INK = "(node) => getComputedStyle(node).color"
PLACES = """() => [...document.querySelectorAll('section, h2, button, select, input, .chart, #status, #figures span')]
  .filter((node) => node.checkVisibility())
  .map((node) => [node.outerHTML.slice(0, 80), ...['left', 'top'].map((edge) => node.getBoundingClientRect()[edge])])"""


def cut_at(page: Page, width: int) -> list[str]:
    """What is cut off at a width, also of the run's buttons, which stay in reach."""
    page.set_viewport_size({"width": width, "height": 800 if width != 720 else 450})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    cut = page.evaluate(CUT) + page.evaluate(OUTSIDE)
    if cut:  # a picture may take its new size some repaints later
        still(page.locator("main"))
        cut = page.evaluate(CUT) + page.evaluate(OUTSIDE)
    return cut


def test_nothing_is_cut_off_at_any_width(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#rate=0.000001", width=1440, height=900)  # its changes of weights are long numbers
    opened.wait_ready()
    page = opened.page
    opened.unfold()
    for fold in page.locator(".start > summary").all():
        fold.click()
    opened.train("Train 1,000")
    found: dict[str, list[str]] = {}
    for tab in ("Layers", "Neuron", "Health"):
        page.get_by_role("tab", name=tab).click()
        if tab == "Neuron":
            opened.choose("Map")
        for width in WIDTHS:
            found[f"{tab} at {width}"] = cut_at(page, width)
    assert not any(found.values()), json.dumps({name: cut for name, cut in found.items() if cut}, indent=1)


def test_nothing_moves_while_the_numbers_change(explorer: Explorer) -> None:
    page = explorer.page
    page.set_viewport_size({"width": 1440, "height": 900})
    explorer.press("Train")
    expect(explorer.figures).to_contain_text(",")
    expect(page.get_by_role("region", name="Response")).to_contain_text("R²")
    still(page.locator("main"))
    before = page.evaluate(PLACES)
    for _ in range(4):
        page.wait_for_timeout(500)
        after = page.evaluate(PLACES)
        assert [now for was, now in zip(before, after, strict=True) if was[1:] != now[1:]] == []


def test_the_map_is_seen_in_either_theme_as_soon_as_it_is_turned(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    explorer.choose("Map")
    picture = explorer.page.get_by_role("img", name=re.compile("^Response over the unit square"))
    until(lambda: seen(picture), lambda colours: colours > 30)
    for _ in range(4):
        explorer.press("Light or dark")
        assert seen(picture) > 30


def test_the_theme_can_be_turned_and_is_kept(explorer: Explorer) -> None:
    body = explorer.page.locator("body")
    before = body.evaluate(INK)
    explorer.press("Light or dark")
    after = until(lambda: body.evaluate(INK), lambda now: now != before)
    explorer.page.reload()
    explorer.wait_ready()
    assert body.evaluate(INK) == after
