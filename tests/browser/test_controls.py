"""The controls: what changes the network, what tunes the run, and the link that holds it all."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Explorer


def test_a_layer_can_be_added_and_deleted(explorer: Explorer) -> None:
    expect(explorer.cards()).to_have_count(2)
    explorer.press("Add layer")
    expect(explorer.cards()).to_have_count(3)
    explorer.press("Delete Layer 1")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.page.get_by_label("Layer 1 neurons")).to_have_value("32")
    explorer.train("Train 1,000")


def test_neurons_and_activation_of_a_layer_rebuild_the_network(explorer: Explorer) -> None:
    explorer.press("Step")
    explorer.enter(explorer.page.get_by_label("Layer 2 neurons"), "7")
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
    explorer.page.get_by_label("Target", exact=True).select_option("bowl")
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 2,048")
    assert "target=bowl" in explorer.page.url
    assert "rate=0.05" in explorer.page.url


def test_a_number_out_of_range_is_refused_beside_its_field(explorer: Explorer) -> None:
    field = explorer.page.get_by_label("Batch size", exact=True)
    explorer.enter(field, "9999")
    expect(explorer.page.get_by_text("Batch size must be a whole number from 1 to 4,096.")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "batch" not in explorer.page.url
    explorer.enter(field, "64")
    expect(field).to_have_attribute("aria-invalid", "false")
    assert "batch=64" in explorer.page.url


def test_a_link_brings_back_the_experiment(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=xor&layers=5.tanh,6.relu,7.gcu&rate=0.25&batch=16&seed=9")
    opened.wait_ready()
    expect(opened.cards()).to_have_count(3)
    expect(opened.page.get_by_label("Layer 3 activation")).to_have_value("gcu")
    expect(opened.page.get_by_label("Target", exact=True)).to_have_value("xor")
    expect(opened.page.get_by_label("Learning rate", exact=True)).to_have_value("0.25")
    expect(opened.page.get_by_label("Seed", exact=True)).to_have_value("9")
    opened.press("Step")
    expect(opened.figures).to_contain_text("examples 16")


def test_a_bad_link_is_told_and_its_good_parts_work(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#rate=77&seed=5&nonsense=1")
    opened.wait_ready()
    expect(opened.page.get_by_role("alert")).to_have_count(2)
    expect(opened.page.get_by_label("Seed", exact=True)).to_have_value("5")
    expect(opened.page.get_by_label("Learning rate", exact=True)).to_have_value("0.6")


def test_undo_and_redo_go_over_the_whole_experiment(explorer: Explorer) -> None:
    explorer.press("Add layer")
    explorer.page.get_by_label("Target", exact=True).select_option("bowl")
    explorer.press("Undo")
    explorer.press("Undo")
    expect(explorer.cards()).to_have_count(2)
    expect(explorer.button("Undo")).to_be_disabled()
    explorer.press("Redo")
    expect(explorer.cards()).to_have_count(3)
    assert "target" not in explorer.page.url


def test_the_target_can_be_chosen_by_its_picture(explorer: Explorer) -> None:
    explorer.press("Targets as pictures")
    explorer.page.get_by_role("group", name="Targets").get_by_role("button", name="Bowl").click()
    expect(explorer.page.get_by_label("Target", exact=True)).to_have_value("bowl")
    expect(explorer.page.get_by_role("group", name="Targets")).to_be_hidden()


def test_a_preset_brings_its_network(explorer: Explorer) -> None:
    explorer.press("Presets")
    explorer.page.get_by_role("dialog", name="Presets").get_by_role("button", name="Dying ReLU").click()
    expect(explorer.page.get_by_label("Layer 1 activation")).to_have_value("relu")
    expect(explorer.page.get_by_role("dialog", name="Presets")).to_be_hidden()
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


def test_hints_are_dismissed_for_good(explorer: Explorer) -> None:
    hints = explorer.page.get_by_role("note", name="Hints")
    expect(hints).to_be_visible()
    explorer.press("Got it")
    expect(hints).to_have_count(0)
    explorer.page.reload()
    explorer.wait_ready()
    expect(hints).to_have_count(0)


def test_inputs_outputs_and_features_are_under_more(explorer: Explorer) -> None:
    explorer.page.get_by_text("More settings").click()
    explorer.page.get_by_label("a times b").check()
    expect(explorer.page.get_by_role("region", name="Program")).to_contain_text("a * b")
    explorer.enter(explorer.page.get_by_label("Inputs", exact=True), "3")
    explorer.enter(explorer.page.get_by_label("Outputs", exact=True), "2")
    expect(explorer.network).to_contain_text("3 numbers")
    assert "inputs=3&outputs=2&features=product_ab" in explorer.page.url
    explorer.train("Train 1,000")
