"""The response: what map and surface show, in more than colours, and the crosshair that chooses an example."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from core.shared.scales import LOST_COLOURS
from tests.browser.conftest import Explorer, still, until
from tests.browser.pixels import drawn, share

FIVE = "#target=spirals&arms=5&outputs=5&data=finite&examples=200&loss=cross_entropy&layers=8.tanh"
STRIPED = f"#layers={','.join(['64.identity.ones'] * 24)}&output=identity.ones"
"""Each layer makes numbers 64 times as large, until they are infinite."""


def test_the_map_shows_the_response(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    explorer.choose("Map")
    shown = explorer.page.get_by_role("img", name="Response over the unit square")
    expect(shown).to_be_visible()
    explorer.train("Train 1 million")
    until(lambda: drawn(shown), lambda colours: colours > 30)


def test_the_crosshair_chooses_the_example_by_pointer_and_keys(explorer: Explorer) -> None:
    square = explorer.page.get_by_role("img", name="Response of the picked neuron")
    expect(explorer.page.get_by_text("a 0.50 b 0.50")).to_be_visible()
    square.press("ArrowRight")
    square.press("ArrowUp")
    expect(explorer.page.get_by_text("a 0.51 b 0.51")).to_be_visible()
    box = still(square)
    square.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.25})
    expect(explorer.page.get_by_text("a 0.25 b 0.75")).to_be_visible()


def test_the_crosshair_can_be_typed(explorer: Explorer) -> None:
    explorer.choose("Map")
    field = explorer.page.get_by_label("Crosshair a")
    explorer.enter(field, "0.25")
    expect(explorer.page.get_by_text("a 0.25 b 0.50")).to_be_visible()
    explorer.enter(field, "1.5")
    expect(explorer.page.get_by_text("a goes from 0 to 1.")).to_be_visible()
    expect(explorer.page.get_by_text("a 0.25 b 0.50")).to_be_visible()


def test_classes_are_told_apart_by_shapes_patterns_and_numbers(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(FIVE)
    opened.wait_ready()
    opened.train("Train 1,000")
    opened.choose("Map")
    response = opened.page.get_by_role("region", name="Response")
    expect(response.get_by_role("img", name="5 classes, each with its colour, pattern and shape")).to_be_visible()
    for part in ("train", "test"):
        drawn = response.locator(f".points .{part}:not(.rim)")
        expect(drawn).to_have_count(5)
        shapes = {re.sub(r"^M\d+ -?\d+|M.*", "", path.get_attribute("d") or "") for path in drawn.all()}
        assert len(shapes) == 5
    expect(response).to_contain_text(re.compile(r"training accuracy \d+\.\d%.*test accuracy \d+\.\d%"))
    counts = response.get_by_role("table", name="Confusion matrix").locator("td[style]")
    expect(counts).to_have_count(25)
    assert sum(int(count) for count in counts.all_text_contents()) == 40
    rows = opened.table("Response").locator("tr")
    expect(rows).to_have_count(12)
    assert set(rows.locator("td").all_text_contents()) - {""} <= {"0", "1", "2", "3", "4"}
    opened.close()
    opened.choose("Target")
    expect(response.locator(".points")).to_be_visible()
    opened.press("Points")
    expect(response.locator(".points")).to_be_hidden()


def test_what_is_not_finite_is_striped_in_every_picture(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(STRIPED)
    opened.wait_ready()
    page = opened.page
    legend = page.get_by_role("region", name="Response").get_by_text("not finite")
    expect(legend).to_be_visible()
    solid = page.get_by_role("img", name=re.compile("^Response as a surface. No number"))
    flat = page.get_by_role("img", name=re.compile("^Response over the unit square. No number anywhere"))
    last = page.get_by_role("slider", name="Layer 24: outputs of 64 neurons")
    if opened.is_solid():
        until(lambda: share(solid, LOST_COLOURS), lambda lost: lost > 0.05)
    opened.choose("Map")
    until(lambda: share(flat, LOST_COLOURS), lambda lost: lost > 0.5)
    until(lambda: share(last, LOST_COLOURS), lambda lost: lost > 0.2)
    opened.choose("Error")
    until(lambda: share(flat, LOST_COLOURS), lambda lost: lost > 0.5)
    page.evaluate("location.hash = 'layers=8.tanh'")
    expect(legend).to_be_hidden()
    first = page.get_by_role("slider", name="Layer 1: outputs of 8 neurons")
    until(lambda: share(first, LOST_COLOURS), lambda lost: lost < 0.05)


def test_any_two_of_many_inputs_span_the_square_and_any_output_is_seen(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#inputs=64&outputs=2&target=bowl&layers=8.tanh")
    opened.wait_ready()
    page = opened.page
    across, up = page.get_by_label("Input across"), page.get_by_label("Input up")
    expect(page.get_by_text("x1 0.50 x2 0.50")).to_be_visible()
    across.select_option("x64")
    opened.enter(page.get_by_label("Crosshair x64"), "0.9")
    expect(page.get_by_text("x64 0.90 x2 0.50")).to_be_visible()
    up.select_option("x64")
    expect(page.get_by_text("x2 0.50 x64 0.90")).to_be_visible()
    across.select_option("x1")
    up.select_option("x7")
    expect(page.get_by_text("x1 0.50 x7 0.50")).to_be_visible()
    shown = page.get_by_label("Output that is shown")
    texts = []
    for output in ("1", "2"):
        shown.select_option(output)
        table = opened.table("Response")
        expect(table).to_contain_text("x1 to the right, x7 upwards")
        texts.append(table.text_content())
        opened.close()
    assert texts[0] != texts[1]


@pytest.mark.chromium_only
def test_the_surface_is_turned_by_mouse_touch_and_keys_and_shows_errors(explorer: Explorer) -> None:
    page = explorer.page
    canvas = page.get_by_role("img", name=re.compile("^Response as a surface"))
    ticks = page.locator(".ticks")
    seen = [settled(page)]

    def turned() -> None:
        page.wait_for_function("(before) => document.querySelector('.ticks').innerHTML !== before", arg=seen[-1])
        now = settled(page)
        assert now not in seen
        seen.append(now)

    canvas.press("ArrowLeft")
    turned()
    box = still(canvas)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=4)
    page.mouse.up()
    turned()
    tools = page.context.new_cdp_session(page)
    for kind, places in (("touchStart", [(x, y)]), ("touchMove", [(x - 90, y - 10)]), ("touchEnd", [])):
        points = [{"x": place[0], "y": place[1]} for place in places]
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    turned()
    pin = page.locator("#response .stage .cross").first
    before = pin.get_attribute("style")
    explorer.enter(page.get_by_label("Crosshair a"), "0.1")
    expect(pin).not_to_have_attribute("style", before or "")
    explorer.press("Difference")
    expect(ticks).to_contain_text("-0.5")
    explorer.press("Difference")
    expect(ticks).not_to_contain_text("-0.5")
    legend = page.get_by_role("img", name=re.compile("^Error from 0"))
    expect(legend).to_have_count(0)
    explorer.press("Error")
    expect(legend).to_be_visible()


def settled(page: Page) -> str:
    """The numbers along the surface's axes, once they are there and have been the same for ten repaints."""
    return page.evaluate("""() => new Promise((done) => {
      let last = '';
      let same = 0;
      const look = () => {
        const now = document.querySelector('.ticks').innerHTML;
        same = now && now === last ? same + 1 : 0;
        last = now;
        if (same === 10) done(now);
        else requestAnimationFrame(look);
      };
      look();
    })""")
