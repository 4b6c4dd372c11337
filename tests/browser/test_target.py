"""The list of targets: a combobox as the ARIA practices have it, by keys and by pointer, with a picture of each."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Explorer, still, until
from tests.browser.pixels import drawn


def active(explorer: Explorer) -> Locator:
    """The option that is active: the one that the combobox names (see named)."""
    return explorer.page.get_by_role("listbox", name="Targets").locator(".active")


def named(explorer: Explorer) -> bool:
    """Whether the combobox names the option that is active."""
    return explorer.target.get_attribute("aria-activedescendant") == active(explorer).get_attribute("id")


def test_the_list_is_walked_searched_and_left_by_keys(explorer: Explorer) -> None:
    page, box = explorer.page, explorer.target
    listed = page.get_by_role("listbox", name="Targets")
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(listed).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_be_focused()
    assert listed.get_attribute("id") == box.get_attribute("aria-controls")
    expect(listed.get_by_role("option", selected=True)).to_have_text("Fancy sine")
    walk = (
        ("ArrowDown", "Tiled root"), ("Home", "Or"), ("ArrowUp", "Or"), ("End", "Your own formula…"),
        ("m", "Maximum"), ("m", "Minimum"), ("Home", "Or"),
    )  # fmt: skip
    expect(active(explorer)).to_have_text("Fancy sine")
    for key, label in walk:
        page.keyboard.press(key)
        expect(active(explorer)).to_have_text(label)
        assert named(explorer)
    first = still(active(explorer))
    page.keyboard.press("ArrowRight")
    beside = until(lambda: still(active(explorer)), lambda place: place["x"] > first["x"])
    assert abs(beside["y"] - first["y"]) < 2
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_have_text("Fancy sine")
    page.wait_for_timeout(1000)  # what is typed after a pause begins anew
    page.keyboard.type("ri")
    expect(active(explorer)).to_have_text("Ridges")
    assert explorer.page.locator("html").get_attribute("data-state") == "ready"
    page.keyboard.press("Enter")
    expect(box).to_have_text("Ridges")
    expect(page).to_have_url(re.compile("target=ridges"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(listed).to_be_hidden()
    expect(box).to_have_text("Xor")
    expect(box).not_to_be_focused()


def test_each_target_is_listed_with_its_picture_and_chosen_by_a_click(explorer: Explorer) -> None:
    page, box = explorer.page, explorer.target
    listed = page.get_by_role("listbox", name="Targets")
    box.click()
    options = listed.get_by_role("option")
    pictures = options.locator("canvas")
    expect(options).to_have_count(pictures.count() + 1)  # all but the one's own formula
    assert pictures.count() >= 10
    assert all(drawn(picture) > 1 for picture in pictures.all())
    assert len({picture.evaluate("(node) => node.toDataURL()") for picture in pictures.all()}) == pictures.count()
    page.get_by_role("region", name="Cost").click(position={"x": 60, "y": 16})
    expect(listed).to_be_hidden()
    explorer.aim_at("Bowl")
    expect(listed).to_be_hidden()
    expect(box).to_have_text("Bowl")
    expect(box).to_be_focused()
    box.click()
    expect(listed.get_by_role("option", selected=True)).to_have_text("Bowl")
