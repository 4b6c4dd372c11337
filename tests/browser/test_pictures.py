"""The pictures: that they show what is there, in more than colours, that they are linked, and cost nothing unseen."""

import base64
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from core.shared.scales import LOST_COLOURS
from tests.browser.conftest import TRAIN_MS, Explorer

COLOURS = """(node) => {
  const { width, height } = node;
  const copy = new OffscreenCanvas(width, height).getContext('2d');
  copy.drawImage(node, 0, 0);
  const bytes = copy.getImageData(0, 0, width, height).data;
  const seen = new Set();
  for (let i = 0; i < bytes.length; i += 4) seen.add(bytes.slice(i, i + 4).join());
  return seen.size;
}"""
# How much of a picture has colours, each within 12 a channel of one of the given ones.
SHARE = """async ([png, colours]) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0))]));
  const copy = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  copy.drawImage(picture, 0, 0);
  const bytes = copy.getImageData(0, 0, picture.width, picture.height).data;
  let hits = 0;
  for (let i = 0; i < bytes.length; i += 4) {
    if (colours.some((colour) => colour.every((part, k) => Math.abs(part - bytes[i + k]) <= 12))) hits += 1;
  }
  return (4 * hits) / bytes.length;
}"""
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
FIVE = "#target=spirals&arms=5&outputs=5&data=finite&examples=200&loss=cross_entropy&layers=8.tanh"
STRIPED = f"#layers={','.join(['64.identity.ones'] * 24)}&output=identity.ones"
"""Each layer makes numbers 64 times as large, until they are infinite."""


def share(seen: Locator, colours: tuple[tuple[int, int, int], ...]) -> float:
    """How much of what is seen of an element has one of these colours."""
    png = base64.b64encode(seen.screenshot()).decode()
    return seen.page.evaluate(SHARE, [png, [list(colour) for colour in colours]])


def table_of(explorer: Explorer, region: str) -> Locator:
    """The table that a part of the page offers."""
    explorer.page.get_by_role("region", name=region).get_by_role("button", name="Table", exact=True).first.click()
    return explorer.page.get_by_role("dialog").get_by_role("table")


def is_solid(explorer: Explorer) -> bool:
    """Whether the response is drawn as a surface: it is where there is WebGL."""
    return explorer.radio("Surface").count() > 0 and explorer.radio("Surface").is_checked()


def close(explorer: Explorer) -> None:
    explorer.page.get_by_role("dialog").get_by_role("button", name="Close").click()


def colours(canvas: Locator) -> int:
    """How many colours a canvas shows."""
    return canvas.evaluate(COLOURS)


def test_the_map_shows_the_response(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    explorer.choose("Map")
    shown = explorer.page.get_by_role("img", name="Response over the unit square")
    expect(shown).to_be_visible()
    explorer.train("Train 1 million")
    assert colours(shown) > 30


def test_a_neuron_is_picked_in_the_layers(explorer: Explorer) -> None:
    explorer.page.get_by_role("slider", name="Layer 1: outputs of 64 neurons").click(position={"x": 40, "y": 25})
    expect(explorer.page.get_by_text("Layer 1, neuron 19")).to_be_visible()


def test_the_crosshair_chooses_the_example_by_pointer_and_keys(explorer: Explorer) -> None:
    square = explorer.page.get_by_role("img", name="Response of the picked neuron")
    expect(explorer.page.get_by_text("a 0.50 b 0.50")).to_be_visible()
    square.focus()
    explorer.page.keyboard.press("ArrowRight")
    explorer.page.keyboard.press("ArrowUp")
    expect(explorer.page.get_by_text("a 0.51 b 0.51")).to_be_visible()
    box = square.bounding_box()
    assert box
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


def test_a_line_of_the_program_lights_its_layer_and_says_what_it_does(explorer: Explorer) -> None:
    program = explorer.page.get_by_role("region", name="Program")
    program.get_by_text("z2 = a1 @ W2 + b2").hover()
    expect(explorer.page.get_by_text("weighted sum of its inputs")).to_be_visible()
    card = explorer.network.get_by_role("group", name="Layer 2")
    expect(card).to_have_class("layer lit")
    explorer.network.get_by_role("group", name="Layer 1").hover()
    expect(card).to_have_class("layer")


def test_the_program_follows_the_network(explorer: Explorer) -> None:
    program = explorer.page.get_by_role("region", name="Program")
    expect(program).to_contain_text("a3 = sigmoid(z3)")
    explorer.press("Add layer")
    expect(program).to_contain_text("a4 = sigmoid(z4)")


def test_the_theme_can_be_turned_and_is_kept(explorer: Explorer) -> None:
    page = explorer.page
    before = page.evaluate("getComputedStyle(document.body).color")
    explorer.press("Light or dark")
    after = page.evaluate("getComputedStyle(document.body).color")
    assert before != after
    page.reload()
    explorer.wait_ready()
    assert page.evaluate("getComputedStyle(document.body).color") == after


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
    counts = response.get_by_role("table", name="Confusion matrix").locator("td[style]").all_text_contents()
    assert (len(counts), sum(int(count) for count in counts)) == (25, 40)
    rows = table_of(opened, "Response").locator("tr")
    expect(rows).to_have_count(12)
    assert set(rows.locator("td").all_text_contents()) - {""} <= {"0", "1", "2", "3", "4"}
    close(opened)
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
    if is_solid(opened):
        assert share(page.get_by_role("img", name=re.compile("^Response as a surface. No number")), LOST_COLOURS) > 0.05
    opened.choose("Map")
    flat = page.get_by_role("img", name=re.compile("^Response over the unit square. No number anywhere"))
    assert share(flat, LOST_COLOURS) > 0.5
    assert share(page.get_by_role("slider", name="Layer 24: outputs of 64 neurons"), LOST_COLOURS) > 0.2
    opened.choose("Error")
    assert share(flat, LOST_COLOURS) > 0.5
    page.evaluate("location.hash = 'layers=8.tanh'")
    expect(legend).to_be_hidden()
    assert share(page.get_by_role("slider", name="Layer 1: outputs of 8 neurons"), LOST_COLOURS) < 0.05


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
    dialog = page.get_by_role("dialog")
    texts = []
    for output in ("1", "2"):
        shown.select_option(output)
        assert "x1 to the right, x7 upwards" in (table_of(opened, "Response").text_content() or "")
        texts.append(dialog.text_content())
        close(opened)
    assert texts[0] != texts[1]


def test_the_cost_is_read_by_keys_and_looked_back_at(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=product&layers=8.tanh&data=finite&examples=200&batch=8&rate=0.5")
    opened.wait_ready()
    opened.train("Train 1,000")
    page = opened.page
    opened.enter(page.get_by_label("Learning rate", exact=True), "0.25")
    opened.train("Train 1,000")
    curve = page.get_by_role("slider", name=re.compile("^Cost: "))
    curve.press("Home")
    expect(curve).to_have_attribute("aria-valuetext", re.compile(r"^at 8 examples: [\d.]+ · test "))
    curve.press("End")
    expect(curve).to_have_attribute("aria-valuetext", re.compile(r"^at 2,000 examples: [\d.]+ · test [\d.]+"))
    rows = table_of(opened, "Cost").locator("tr")
    expect(rows.filter(has_text="rate 0.25")).to_contain_text("1,000")
    assert rows.count() == 42
    close(opened)
    back = page.get_by_role("slider", name="Look back at the run")
    go_on = opened.button("Go on from here")
    expect(go_on).to_have_attribute("aria-disabled", "true")
    quality = page.get_by_text(re.compile("training R² "))
    now = quality.text_content()
    back.press("Home")
    expect(back).to_have_attribute("aria-valuetext", "at 0 examples")
    expect(quality).not_to_have_text(now or "")
    go_on.click()
    expect(page.locator("html")).to_have_attribute("data-state", "running")
    opened.press("Pause")
    expect(back).to_have_attribute("aria-valuetext", "now")


def test_weights_and_neurons_of_the_graph_are_read_by_pointer_and_keys(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=3.tanh")
    opened.wait_ready()
    page = opened.page
    graph = page.get_by_role("img", name=re.compile("^Graph of the network"))
    graph.focus()
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowDown"):
        page.keyboard.press(key)
    weight = re.compile(r"Inputs 1 to Layer 1 1: weight -?[\d.]+")
    expect(page.get_by_text(weight)).to_be_visible()
    told = page.get_by_text(weight).text_content() or ""
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_text("Inputs 2 to Layer 1 1: weight")).to_be_visible()
    box = graph.bounding_box()
    assert box
    side = page.locator(".graph .ring").bounding_box()
    assert side
    page.mouse.move(side["x"] + side["width"] / 2, side["y"] + side["height"] / 2)
    expect(page.get_by_text(re.compile(r"Layer 1 1: output -?[\d.]+"))).to_be_visible()
    page.mouse.move(side["x"] - 4, side["y"] + side["height"] / 2)
    expect(page.get_by_text(re.compile(r"Inputs \d to Layer 1 1: weight"))).to_be_visible()
    tables = table_of(opened, "Inspector")
    expect(tables.filter(has_text="Layer 1, after")).to_contain_text("after 0 examples")
    shown = tables.filter(has_text="Weights into Layer 1").locator("td").first.text_content()
    assert abs(float(shown or "") - float(told.rsplit(" ", 1)[1])) < 1e-3


def test_a_view_that_is_not_visible_costs_nothing(page: Page, open_page: Callable[..., Explorer]) -> None:
    page.add_init_script(SPY)
    opened = open_page("#layers=8.tanh", width=390, height=480)
    opened.wait_ready()
    opened.press("Train")

    def wanted(region: str) -> tuple[set[str], int]:
        """What frames ask for while one part of the page is in sight, and how often WebGL draws meanwhile."""
        page.get_by_role("region", name=region).evaluate("(node) => node.scrollIntoView()")
        page.wait_for_timeout(400)
        page.evaluate("[window.asked, window.drawn] = [[], 0]")
        page.wait_for_timeout(700)  # what changes slowly is asked for twice a second
        page.wait_for_function("window.asked.length > 12", timeout=TRAIN_MS)
        asked, drawn = page.evaluate("[window.asked, window.drawn]")
        return {part for text in asked for part in json.loads(text)[0]}, drawn

    seen, drawn = wanted("Response")
    picture = "surface" if is_solid(opened) else "map"
    assert {picture, "quality"} <= seen
    assert not {"cells", "graph", "neuron"} & seen
    assert (drawn > 0) == (picture == "surface")
    seen, drawn = wanted("Inspector")
    assert "cells" in seen
    assert not {"surface", "map", "quality", "words", "costs"} & seen
    assert drawn == 0
    opened.press("Pause")
    empty = page.get_by_text("Train to see the cost fall.")
    expect(empty).to_be_visible()
    empty.scroll_into_view_if_needed()
    expect(empty).to_be_hidden()


@pytest.mark.chromium_only
def test_the_surface_is_turned_by_mouse_touch_and_keys_and_shows_errors(explorer: Explorer) -> None:
    page = explorer.page
    canvas = page.get_by_role("img", name=re.compile("^Response as a surface"))
    ticks = page.locator(".ticks")
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    seen = [ticks.inner_html()]

    def turned() -> None:
        page.wait_for_function("(before) => document.querySelector('.ticks').innerHTML !== before", arg=seen[-1])
        assert ticks.inner_html() not in seen
        seen.append(ticks.inner_html())

    canvas.press("ArrowLeft")
    turned()
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
