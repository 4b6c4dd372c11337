"""The cards of the layers: added, deleted, changed and moved, each time with the network that they make."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Explorer, still


def test_a_layer_can_be_added_and_deleted(explorer: Explorer) -> None:
    expect(explorer.cards()).to_have_count(2)
    explorer.press("Add layer")
    expect(explorer.cards()).to_have_count(3)
    explorer.press("Delete Layer 1")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.page.get_by_label("Layer 1 neurons", exact=True)).to_have_value("32")
    explorer.train("Train 1,000")


def test_neurons_and_activation_of_a_layer_rebuild_the_network(explorer: Explorer) -> None:
    explorer.press("Step")
    expect(explorer.figures).to_contain_text("examples 32")
    explorer.enter(explorer.page.get_by_label("Layer 2 neurons", exact=True), "7")
    explorer.page.get_by_label("Layer 2 activation").select_option("tanh")
    expect(explorer.figures).to_contain_text("examples 0")
    expect(explorer.page).to_have_url(re.compile("layers=64.leaky_relu,7.tanh"))


def test_a_rebuilt_network_trains_on_if_it_was_training(explorer: Explorer) -> None:
    explorer.press("Train")
    explorer.page.get_by_label("Layer 1 activation").select_option("gcu")
    expect(explorer.button("Pause")).to_be_enabled()
    expect(explorer.status).to_contain_text("Training")
    expect(explorer.figures).not_to_contain_text("examples 0")


def test_the_focus_stays_on_a_control_that_changes_the_network(explorer: Explorer) -> None:
    explorer.press("Duplicate Layer 1")
    explorer.press("Delete Layer 2")
    expect(explorer.button("Delete Layer 2")).to_be_focused()


def drag(explorer: Explorer, source: int, target: int, share: float) -> None:
    """Take the grip of a card, from 1, and hold it over another, so far down."""
    grip = still(explorer.cards().nth(source - 1).get_by_title("Drag to move"))
    onto = still(explorer.cards().nth(target - 1))
    mouse = explorer.page.mouse
    mouse.move(grip["x"] + 10, grip["y"] + 12)
    mouse.down()
    mouse.move(grip["x"] + 20, grip["y"] + 30)
    mouse.move(grip["x"] + 20, onto["y"] + onto["height"] * share, steps=3)


def test_layers_are_moved_by_their_grips_and_by_buttons(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=1.tanh,2.tanh,3.tanh")
    opened.wait_ready()
    drag(opened, 1, 3, 0.8)
    expect(opened.cards().nth(2)).to_have_class(re.compile("drop-after"))
    opened.page.mouse.up()
    opened.expect_sizes(2, 3, 1)
    drag(opened, 3, 1, 0.2)
    opened.page.keyboard.press("Escape")
    opened.page.mouse.up()
    opened.expect_sizes(2, 3, 1)
    opened.press("Undo")
    opened.expect_sizes(1, 2, 3)
    opened.press("Move down Layer 1")
    expect(opened.button("Move down Layer 2")).to_be_focused()
    opened.page.keyboard.press("Enter")
    opened.expect_sizes(2, 3, 1)
    expect(opened.page).to_have_url(re.compile("layers=2.tanh,3.tanh,1.tanh"))
    opened.press("Duplicate Layer 3")
    opened.expect_sizes(2, 3, 1, 1)


@pytest.mark.chromium_only
def test_a_finger_moves_a_layer(page: Page, open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=1.tanh,2.tanh", width=390, height=844)
    opened.wait_ready()
    opened.cards().first.scroll_into_view_if_needed()
    grip = still(opened.cards().first.get_by_title("Drag to move"))
    onto = still(opened.cards().nth(1))
    finger = page.context.new_cdp_session(page)
    x, places = grip["x"] + 12, (grip["y"] + 12, grip["y"] + 40, onto["y"] + onto["height"] * 0.7)
    for kind, y in zip(("touchStart", "touchMove", "touchMove"), places, strict=True):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_label("Layer 1 neurons", exact=True)).to_have_value("2")


def test_inputs_outputs_and_features_are_under_more(explorer: Explorer) -> None:
    explorer.unfold()
    explorer.page.get_by_label("a times b").check()
    expect(explorer.page.get_by_role("region", name="Program")).to_contain_text("a * b")
    explorer.enter(explorer.page.get_by_label("Inputs", exact=True), "3")
    explorer.enter(explorer.page.get_by_label("Outputs", exact=True), "2")
    expect(explorer.network).to_contain_text("3 numbers")
    expect(explorer.page).to_have_url(re.compile("inputs=3&outputs=2&features=product_ab"))
    explorer.train("Train 1,000")
