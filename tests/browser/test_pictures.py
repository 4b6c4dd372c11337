"""The pictures: that they show something, that they are linked, and that they fit every screen."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Explorer

COLOURS = """(node) => {
  const { width, height } = node;
  const copy = new OffscreenCanvas(width, height).getContext('2d');
  copy.drawImage(node, 0, 0);
  const bytes = copy.getImageData(0, 0, width, height).data;
  const seen = new Set();
  for (let i = 0; i < bytes.length; i += 4) seen.add(bytes.slice(i, i + 4).join());
  return seen.size;
}"""


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
