"""The controls: what changes the network, what tunes the run, and the link that holds it all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Explorer

ANCESTORS = {
    "4-layer-neuron-response": ["64", "32", "16", "8"],
    "dying-relu": ["54", "22"],
    "gcu-small": ["16", "12"],
}
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"


def test_a_layer_can_be_added_and_deleted(explorer: Explorer) -> None:
    expect(explorer.cards()).to_have_count(2)
    explorer.press("Add layer")
    expect(explorer.cards()).to_have_count(3)
    explorer.press("Delete Layer 1")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.page.get_by_label("Layer 1 neurons", exact=True)).to_have_value("32")
    explorer.train("Train 1,000")


def test_sliders_move_by_keys_and_one_drag_is_undone_at_once(explorer: Explorer) -> None:
    rate = explorer.page.get_by_role("slider", name="Learning rate slider")
    rate.press("ArrowLeft")
    rate.press("End")
    expect(explorer.page.get_by_label("Learning rate", exact=True)).to_have_value("10")
    neurons = explorer.page.get_by_role("slider", name="Layer 1 neurons slider")
    neurons.press("End")
    expect(explorer.page.get_by_label("Layer 1 neurons", exact=True)).to_have_value("128")
    explorer.press("Undo")
    expect(explorer.page.get_by_label("Layer 1 neurons", exact=True)).to_have_value("64")
    expect(explorer.page.get_by_label("Learning rate", exact=True)).to_have_value("10")


def test_neurons_and_activation_of_a_layer_rebuild_the_network(explorer: Explorer) -> None:
    explorer.press("Step")
    explorer.enter(explorer.page.get_by_label("Layer 2 neurons", exact=True), "7")
    explorer.page.get_by_label("Layer 2 activation").select_option("tanh")
    expect(explorer.figures).to_contain_text("examples 0")
    assert "layers=64.leaky_relu,7.tanh" in explorer.page.url


def test_a_rebuilt_network_trains_on_if_it_was_training(explorer: Explorer) -> None:
    explorer.press("Train")
    explorer.page.get_by_label("Layer 1 activation").select_option("gcu")
    expect(explorer.button("Pause")).to_be_enabled()
    expect(explorer.status).to_contain_text("Training")
    expect(explorer.figures).not_to_contain_text("examples 0")


def test_the_rate_and_the_target_apply_to_the_running_network(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    explorer.enter(explorer.page.get_by_label("Learning rate", exact=True), "0.05")
    explorer.aim_at("Bowl")
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 2,048")
    assert "target=bowl" in explorer.page.url
    assert "rate=0.05" in explorer.page.url


def test_a_number_out_of_range_is_refused_beside_its_field(explorer: Explorer) -> None:
    explorer.unfold()
    field = explorer.page.get_by_label("Batch size", exact=True)
    explorer.enter(field, "9999")
    expect(explorer.page.get_by_text("Batch size must be a whole number from 1 to 4,096.")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "batch" not in explorer.page.url
    explorer.enter(field, "64")
    expect(field).to_have_attribute("aria-invalid", "false")
    assert "batch=64" in explorer.page.url
    neurons = explorer.page.get_by_label("Layer 1 neurons", exact=True)
    explorer.enter(neurons, "700")
    expect(neurons).to_have_attribute("aria-invalid", "true")
    expect(explorer.cards().first).to_contain_text("A layer must have a whole number of neurons from 1 to 512.")


def test_a_link_brings_back_the_experiment(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=xor&layers=5.tanh,6.relu,7.gcu&rate=0.25&batch=16&seed=9")
    opened.wait_ready()
    expect(opened.cards()).to_have_count(3)
    expect(opened.page.get_by_label("Layer 3 activation")).to_have_value("gcu")
    expect(opened.target).to_have_text("Xor")
    expect(opened.page.get_by_label("Learning rate", exact=True)).to_have_value("0.25")
    expect(opened.page.get_by_label("Seed", exact=True)).to_have_value("9")
    opened.press("Step")
    expect(opened.figures).to_contain_text("examples 16")


def test_a_bad_link_is_told_and_its_good_parts_work(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#rate=77&seed=5&nonsense=1")
    opened.wait_ready()
    told = opened.page.get_by_role("alert")
    expect(told).to_have_count(1)
    expect(told.get_by_role("listitem")).to_have_count(2)
    expect(opened.page.get_by_label("Seed", exact=True)).to_have_value("5")
    expect(opened.page.get_by_label("Learning rate", exact=True)).to_have_value("0.6")
    opened.page.evaluate("location.hash = Array.from('abcdefgh', (key) => key + '=1').join('&')")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("8 things were not taken")
    expect(told.get_by_role("listitem")).to_have_count(5)
    told.get_by_text("and 3 more").click()
    expect(told.get_by_role("listitem")).to_have_count(8)
    told.get_by_role("button", name="Dismiss").click()
    expect(told).to_have_count(0)


def test_undo_and_redo_go_over_the_whole_experiment(explorer: Explorer) -> None:
    explorer.press("Add layer")
    explorer.aim_at("Bowl")
    explorer.press("Undo")
    explorer.press("Undo")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.button("Undo")).to_be_disabled()
    explorer.press("Redo")
    expect(explorer.cards()).to_have_count(3)
    assert "target" not in explorer.page.url


def test_a_preset_brings_its_network_and_what_it_is_about(explorer: Explorer) -> None:
    gallery = explorer.page.get_by_role("dialog", name="Presets")
    explorer.press("Presets")
    assert gallery.locator("[data-preset]").count() >= 15
    gallery.get_by_role("button", name="Sigmoids that vanish").click()
    expect(gallery).to_be_hidden()
    expect(explorer.cards()).to_have_count(8)
    expect(explorer.page.get_by_role("tabpanel", name="Health")).to_be_visible()
    explorer.press("Presets")
    gallery.get_by_role("button", name="Dying ReLU").click()
    expect(explorer.page.get_by_label("Layer 1 activation")).to_have_value("relu")
    expect(explorer.page.get_by_role("tabpanel", name="Layers")).to_be_visible()
    explorer.train("Train 1,000")


def test_the_ancestors_presets_are_found_in_the_query(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("?theme=dark&preset=gcu-small")
    opened.wait_ready()
    expect(opened.page.get_by_role("alert")).to_have_count(0)
    assert sizes(opened) == ["16", "12"]
    opened.aim_at("Xor")
    expect(opened.page).to_have_url(re.compile("theme=dark#target=xor&layers=16.gcu,12.leaky_relu"))
    for preset, neurons in ANCESTORS.items():
        opened.page.evaluate(f"location.hash = 'preset={preset}'")
        expect(opened.cards()).to_have_count(len(neurons))
        assert sizes(opened) == neurons


def test_keys_train_step_reset_and_undo(explorer: Explorer) -> None:
    keyboard = explorer.page.keyboard
    keyboard.press("ArrowRight")
    expect(explorer.figures).to_contain_text("examples 32")
    keyboard.press("r")
    expect(explorer.figures).to_contain_text("examples 0")
    keyboard.press(" ")
    expect(explorer.button("Pause")).to_be_enabled()
    keyboard.press(" ")
    expect(explorer.button("Train")).to_be_enabled()
    explorer.press("Add layer")
    keyboard.press("z")
    expect(explorer.cards()).to_have_count(2)


def test_keys_are_left_to_fields_and_can_be_turned_off(explorer: Explorer) -> None:
    keyboard = explorer.page.keyboard
    explorer.unfold()
    seed = explorer.page.get_by_label("Seed", exact=True)
    seed.click()
    keyboard.press("ArrowRight")
    seed.blur()
    explorer.press("Help")
    explorer.page.get_by_label("Keys work while nothing is being typed").uncheck()
    keyboard.press("Escape")
    keyboard.press("ArrowRight")
    explorer.page.wait_for_timeout(300)
    expect(explorer.figures).to_contain_text("examples 0")


def test_the_focus_stays_on_a_control_that_changes_the_network(explorer: Explorer) -> None:
    explorer.press("Duplicate Layer 1")
    explorer.press("Delete Layer 2")
    expect(explorer.button("Delete Layer 2")).to_be_focused()


def test_a_first_visit_shows_the_few_first_things_and_what_is_chosen_is_remembered(explorer: Explorer) -> None:
    page = explorer.page
    hints = page.get_by_role("note", name="Hints")
    first = ("Layer 1 neurons", "Layer 1 activation", "Output activation", "Learning rate")
    later = ("Optimizer", "Loss", "Batch size", "Examples", "Seed", "Stop at cost", "Dropout")
    expect(explorer.target).to_be_visible()
    for name in first:
        expect(page.get_by_label(name, exact=True)).to_be_visible()
    for name in later:
        expect(page.get_by_label(name, exact=True)).to_be_hidden()
    expect(hints).to_be_visible()
    explorer.unfold()
    explorer.press("Got it")
    expect(hints).to_have_count(0)
    page.reload()
    explorer.wait_ready()
    for name in first + later:
        expect(page.get_by_label(name, exact=True)).to_be_visible()
    expect(hints).to_have_count(0)


def test_where_nothing_can_be_kept_hints_are_dismissed_for_this_visit(
    page: Page, open_page: Callable[..., Explorer]
) -> None:
    page.add_init_script(NO_STORAGE)
    opened = open_page()
    opened.wait_ready()
    hints = page.get_by_role("note", name="Hints")
    opened.press("Got it")
    expect(hints).to_have_count(0)
    opened.unfold()
    opened.press("Light or dark")
    expect(page.get_by_label("Seed", exact=True)).to_be_visible()
    page.reload()
    expect(hints).to_be_visible()


def sizes(explorer: Explorer) -> list[str]:
    """The neurons of the layers as their cards show them, first to last."""
    return [field.input_value() for field in explorer.network.get_by_role("spinbutton").all()]


def drag(explorer: Explorer, source: int, target: int, share: float) -> None:
    """Take the grip of a card, from 1, and hold it over another, so far down."""
    grip = explorer.cards().nth(source - 1).get_by_title("Drag to move").bounding_box()
    onto = explorer.cards().nth(target - 1).bounding_box()
    assert grip
    assert onto
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
    assert sizes(opened) == ["2", "3", "1"]
    drag(opened, 3, 1, 0.2)
    opened.page.keyboard.press("Escape")
    opened.page.mouse.up()
    assert sizes(opened) == ["2", "3", "1"]
    opened.press("Undo")
    assert sizes(opened) == ["1", "2", "3"]
    opened.press("Move down Layer 1")
    expect(opened.button("Move down Layer 2")).to_be_focused()
    opened.page.keyboard.press("Enter")
    assert sizes(opened) == ["2", "3", "1"]
    assert "layers=2.tanh,3.tanh,1.tanh" in opened.page.url
    opened.press("Duplicate Layer 3")
    assert sizes(opened) == ["2", "3", "1", "1"]


@pytest.mark.chromium_only
def test_a_finger_moves_a_layer(page: Page, open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=1.tanh,2.tanh", width=390, height=844)
    opened.wait_ready()
    opened.cards().first.scroll_into_view_if_needed()
    grip = opened.cards().first.get_by_title("Drag to move").bounding_box()
    onto = opened.cards().nth(1).bounding_box()
    assert grip
    assert onto
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
    assert "inputs=3&outputs=2&features=product_ab" in explorer.page.url
    explorer.train("Train 1,000")
