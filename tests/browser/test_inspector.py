"""The inspector: its tabs, findings with remedies, and looking back."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Explorer, address, expect_address, still, until

BOX = """(node) => {
  node.scrollIntoView({ block: 'center' });  // at an end the sum would cover it
  const { x, y, width, height } = node.getBoundingClientRect();
  return { x, y, width, height };
}"""


def tab(page: Page, name: str) -> Locator:
    """A tab of the inspector."""
    return page.get_by_role("tab", name=re.compile(f"^{name}"))


def test_health_finds_what_is_wrong_and_a_remedy_mends_it(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=8.sigmoid.zeros.zeros,8.sigmoid.zeros.zeros")
    opened.wait_ready()
    opened.train("Train 1,000")
    tab(opened.page, "Health").click()
    panel = opened.page.get_by_role("tabpanel", name="Health")
    remedy = panel.get_by_role("article").first.get_by_role("button").first
    expect(remedy).to_be_visible()
    before = address(opened.page)
    remedy.click()
    expect(opened.button("Undo")).to_be_enabled()
    expect_address(opened.page, lambda now: now != before)
    opened.press("Undo")
    expect_address(opened.page, lambda now: now == before)


def test_what_is_pressed_in_training_is_heard_though_it_is_written_anew(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=54.relu,22.relu&rate=10")
    opened.wait_ready()
    opened.press("Train")
    page = opened.page
    tab(page, "Health").click()
    panel = page.get_by_role("tabpanel", name=re.compile("^Health"))
    remedy = panel.get_by_role("article").first.get_by_role("button").first
    remedy.focus()
    page.wait_for_function("(node) => !node.isConnected", arg=remedy.element_handle())
    expect(remedy).to_be_focused()
    hold(page, remedy)
    expect(panel.get_by_text("Applied: ")).to_be_visible()
    tab(page, "Neuron").click()
    term = page.get_by_role("grid", name=re.compile("^Terms of the sum")).get_by_role("row").nth(25)
    hold(page, term)  # the least one shown: another outgrows it meanwhile
    expect(page.get_by_role("group", name="Change by hand")).to_contain_text("Weight of")


def hold(page: Page, place: Locator) -> None:
    """Click so slowly that what is there would be written anew meanwhile, as it is while the pointer is on its way."""
    still(place)
    box = until(lambda: place.evaluate(BOX), lambda found: found["width"])  # 0 where it has just been replaced
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(2500)
    page.mouse.up()


def test_every_picture_in_sight_has_a_table(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    asked = explorer.page.get_by_role("button", name="Table", exact=True)
    expect(asked).to_have_count(4)
    titles = set()
    for picture in asked.all():
        picture.click()
        dialog = explorer.page.get_by_role("dialog")
        expect(dialog.get_by_role("table").first.get_by_role("row").nth(2)).to_be_visible()
        titles.add(dialog.get_by_role("heading").first.text_content())
        explorer.close()
    assert titles == {"Response", "Cost", "Layers", "Response of Layer 2, neuron 1"}


def test_one_can_look_back_and_go_on_from_there(explorer: Explorer) -> None:
    explorer.press("Train")
    expect(explorer.figures).to_contain_text(re.compile(r"examples \d\d+,\d{3}"))
    explorer.press("Pause")
    slider = explorer.page.get_by_role("slider", name="Look back at the run")
    expect(slider).not_to_have_attribute("max", re.compile("^[01]$"))
    slider.fill("1")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"at [\d,]+ examples"))
    reached = explorer.examples()
    explorer.press("Go on from here")
    expect(explorer.button("Pause")).to_be_enabled()
    explorer.press("Pause")
    expect(explorer.status).to_contain_text("Paused")
    assert reached > 0
    expect(slider).to_have_attribute("aria-valuetext", "now")


def test_tabs_are_walked_by_arrow_keys(explorer: Explorer) -> None:
    layers = tab(explorer.page, "Layers")
    expect(layers).to_have_attribute("aria-selected", "true")
    layers.focus()
    explorer.page.keyboard.press("ArrowRight")
    expect(tab(explorer.page, "Neuron")).to_be_focused()
    expect(explorer.page.get_by_role("tabpanel", name="Neuron")).to_be_visible()
    expect(explorer.figures).to_contain_text("examples 0")


def test_classes_have_an_accuracy_and_a_table_of_what_was_taken_for_what(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=circles&loss=binary_cross_entropy&optimizer=adam&rate=0.01")
    opened.wait_ready()
    opened.train("Train 1 million")
    response = opened.page.get_by_role("region", name="Response")
    until(lambda: re.findall(r"accuracy ([\d.]+)%", response.text_content() or ""), lambda found: float(*found) > 90)
    expect(opened.page.get_by_role("table", name="Confusion matrix")).to_be_visible()
