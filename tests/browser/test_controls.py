"""The controls: what changes the network and tunes the run, by pointer and by keys, and what a visit remembers."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Explorer, expect_address

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } });"


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


def test_the_rate_and_the_target_apply_to_the_running_network(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    explorer.enter(explorer.page.get_by_label("Learning rate", exact=True), "0.05")
    explorer.aim_at("Bowl")
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 2,048")
    expect(explorer.page).to_have_url(re.compile("target=bowl.*rate=0.05"))


def test_a_number_out_of_range_is_refused_beside_its_field(explorer: Explorer) -> None:
    explorer.unfold()
    field = explorer.page.get_by_label("Batch size", exact=True)
    explorer.enter(field, "9999")
    expect(explorer.page.get_by_text("Batch size must be a whole number from 1 to 4,096.")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    explorer.enter(field, "64")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(explorer.page).to_have_url(re.compile("#batch=64$"))
    explorer.press("Undo")
    expect(field).to_have_value("32")
    expect(explorer.button("Undo")).to_be_disabled()
    neurons = explorer.page.get_by_label("Layer 1 neurons", exact=True)
    explorer.enter(neurons, "700")
    expect(neurons).to_have_attribute("aria-invalid", "true")
    expect(explorer.cards().first).to_contain_text("A layer must have a whole number of neurons from 1 to 512.")


def test_undo_and_redo_go_over_the_whole_experiment(explorer: Explorer) -> None:
    explorer.press("Add layer")
    explorer.aim_at("Bowl")
    explorer.press("Undo")
    explorer.press("Undo")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.button("Undo")).to_be_disabled()
    explorer.press("Redo")
    expect(explorer.cards()).to_have_count(3)
    expect_address(explorer.page, lambda now: "layers=" in now and "target" not in now)


def test_a_preset_brings_its_network_and_what_it_is_about(explorer: Explorer) -> None:
    gallery = explorer.page.get_by_role("dialog", name="Presets")
    explorer.press("Presets")
    expect(gallery).to_be_visible()
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
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 1,024")  # a step before would have made them 1,056


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
