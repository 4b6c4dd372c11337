"""Everyone: in every state axe-core finds nothing, all fits, and what is pressed is large enough for a finger."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Explorer, until
from tests.browser.states import LOOKS, STATES, Look, faults, keep

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A cell is smaller than a finger, so the same neuron is picked in the Neuron tab too: WCAG 2.5.8 calls it equivalent.
SMALL = """() => {
  const boxes = [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]:not([data-cells])')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('[inert]'))
    .map((node) => [node, [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect())]);
  return boxes.filter(([, parts]) => !parts.some(({ width, height }) => width >= 24 && height >= 24))
    .map(([node, [{ width, height }]]) => `${width} x ${height}: ${node.outerHTML.slice(0, 120)}`);
}"""
CUT = """() => [...document.querySelectorAll('button, label, h1, h2, h3, .number, summary, dt, p, th')]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).display !== 'inline' && !node.closest('.hidden'))
  .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'auto')
  .map((node) => `${node.scrollWidth} in ${node.clientWidth}: ${node.outerHTML.slice(0, 120)}`)"""
UNSEEN = """() => {
  const node = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
  const seen = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  const { width, height } = node.getBoundingClientRect();
  const name = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent;
  return [node === document.body ? 'body' : `${node.localName} ${name}`.slice(0, 60), seen && width * height > 0];
}"""
NAMES = """[...document.querySelectorAll('canvas')]
  .filter((node) => !node.closest('[aria-hidden=true]') && !node.parentElement.closest('[role=img], [role=slider]'))
  .map((node) => node.getAttribute('aria-label') ?? node.parentElement.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("look", [look for look in LOOKS if look.everywhere], ids=lambda look: look.name)
def test_every_state_is_fit_for_everyone(look: Look, open_page: Callable[..., Explorer], browser: Browser) -> None:
    look_through(look, open_page, browser.browser_type.name)


@pytest.mark.chromium_only  # it takes a minute or more
@pytest.mark.parametrize("look", [look for look in LOOKS if not look.everywhere], ids=lambda look: look.name)
def test_every_state_is_fit_for_everyone_on_more_screens(look: Look, open_page: Callable[..., Explorer]) -> None:
    look_through(look, open_page, "chromium")


def look_through(look: Look, open_page: Callable[..., Explorer], browser: str) -> None:
    """Bring the page into every state; the test fails with all that is wrong in any of them."""
    opened = open_page(f"?theme={look.theme}", width=look.width, height=look.height)
    found: dict[str, list[Any]] = {}
    for bring in STATES:
        bring(opened)
        keep(opened.page, f"{browser}-{look.name}-{bring.__name__}")
        wrong = faults(opened.page) + opened.page.evaluate(SMALL) + opened.page.evaluate(CUT)
        wide = opened.page.evaluate(OVERFLOW)
        found[bring.__name__] = wrong + ([f"{wide} px too wide"] if wide else [])
    assert not any(found.values()), json.dumps({name: wrong for name, wrong in found.items() if wrong}, indent=1)


def test_the_keyboard_reaches_every_control_and_one_sees_where_it_is(explorer: Explorer) -> None:
    page = explorer.page
    explorer.unfold()
    page.evaluate("document.querySelector('button').focus()")
    wanted = page.evaluate("""[...document.querySelectorAll('button, input, select, summary, [tabindex="0"]')]
        .filter((node) => node.checkVisibility() && node.tabIndex >= 0).length""")
    reached: set[str] = set()
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        node, seen = page.evaluate(UNSEEN)
        assert seen or node == "body", node
        reached.add(node)
    for name in ("Train", "Add layer", "Readable", "Layers"):
        assert any(name in node for node in reached), name
    assert len(reached) > 0.7 * wanted


def test_one_of_several_is_chosen_by_arrow_keys_in_a_radio_group(explorer: Explorer) -> None:
    group = explorer.page.get_by_role("radiogroup", name="Level of the program")
    chosen = group.get_by_role("radio", name="Readable")
    chosen.focus()
    explorer.page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="Fast")).to_be_focused()
    expect(group.get_by_role("radio", name="Fast")).to_be_checked()
    expect(chosen).not_to_be_checked()
    explorer.page.keyboard.press("ArrowRight")
    expect(chosen).to_be_focused()
    expect(explorer.figures).to_contain_text("examples 0")


def test_the_cells_of_a_layer_are_walked_by_arrow_keys(explorer: Explorer) -> None:
    cells = explorer.page.get_by_role("slider", name="Layer 1: outputs of 64 neurons")
    cells.focus()
    explorer.page.keyboard.press("ArrowRight")
    expect(cells).to_have_attribute("aria-valuenow", "1")
    explorer.page.keyboard.press("ArrowDown")
    expect(cells).to_have_attribute("aria-valuenow", "17")
    expect(explorer.page.get_by_role("tabpanel").get_by_text("Layer 1, neuron 17")).to_be_visible()
    explorer.page.keyboard.press("End")
    expect(cells).to_have_attribute("aria-valuenow", "64")
    expect(explorer.figures).to_contain_text("examples 0")


def test_every_canvas_has_a_name_or_is_part_of_a_named_picture(explorer: Explorer) -> None:
    names = until(lambda: explorer.page.evaluate(NAMES), lambda found: len(found) >= 5)
    assert [name for name in names if name.startswith("<")] == []


MOVING = """[...document.querySelectorAll('*')].filter((node) => ['', '::before', '::after'].some((part) => {
  const { transitionDuration, animationName } = getComputedStyle(node, part);
  return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
})).length"""
COUNT = """window.repaints = 0;
const original = requestAnimationFrame;
window.requestAnimationFrame = (paint) => { window.repaints += 1; return original(paint); };"""


@pytest.mark.chromium_only
def test_less_motion_is_given_to_whom_asks_for_it(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(COUNT)
    opened = open_page()
    opened.wait_ready()
    assert page.evaluate(MOVING) == 0
    opened.press("Train")
    began = page.evaluate("[performance.now(), window.repaints]")
    page.wait_for_timeout(2000)
    ended = page.evaluate("[performance.now(), window.repaints]")
    assert 0 < ended[1] - began[1] <= (ended[0] - began[0]) / 200 + 2
