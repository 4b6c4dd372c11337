"""Training in the tab: what the run controls do, and what the figures say of it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import TRAIN_MS, Explorer

LISTEN = """() => {
  window.said = [];
  const node = document.querySelector('[role=status]');
  const hear = () => window.said.push(node.textContent);
  new MutationObserver(hear).observe(node, {childList: true, characterData: true, subtree: true});
}"""


def test_a_million_examples_bring_the_default_network_below_a_hundredth(explorer: Explorer) -> None:
    explorer.train("Train 1 million")
    expect(explorer.figures).to_contain_text("examples 1,000,000")
    assert 0 < explorer.cost() < 0.01
    assert float(explorer.figure(r"([\d,]+) examples/s").replace(",", "")) > 0


def test_training_goes_on_until_it_is_paused_and_then_stands_still(explorer: Explorer) -> None:
    explorer.press("Train")
    expect(explorer.status).to_contain_text("Training")
    expect(explorer.figures).not_to_contain_text("examples 0")
    explorer.press("Pause")
    expect(explorer.status).to_contain_text("Paused")
    paused = explorer.examples()
    assert paused > 0
    explorer.page.wait_for_timeout(400)
    assert explorer.examples() == paused


def test_training_to_a_goal_shows_how_far_it_is_and_how_long_it_will_take(explorer: Explorer) -> None:
    explorer.press("Train 1 million")
    bar = explorer.page.get_by_role("progressbar", name="Progress of training")
    expect(bar).to_be_visible()
    expect(explorer.page.get_by_text(re.compile(r"^\d+ (s|min) left$"))).to_be_visible()
    explorer.press("Pause")
    expect(bar).to_be_hidden()


def test_training_stops_where_it_was_asked_to(explorer: Explorer) -> None:
    explorer.unfold()
    explorer.enter(explorer.page.get_by_label("Stop at examples", exact=True), "2,000")
    explorer.press("Train")
    expect(explorer.status).to_contain_text("Stopped after 2,016 examples, as asked. Cost 0.")
    explorer.enter(explorer.page.get_by_label("Stop at examples", exact=True), "0")
    explorer.enter(explorer.page.get_by_label("Stop at cost", exact=True), "0.05")
    explorer.press("Train")
    expect(explorer.status).to_contain_text("Stopped: the cost fell below 0.05.", timeout=TRAIN_MS)
    assert explorer.cost() < 0.05
    explorer.enter(explorer.page.get_by_label("Stop at cost", exact=True), "0")
    explorer.enter(explorer.page.get_by_label("Stop on a plateau", exact=True), "20,000")
    explorer.enter(explorer.page.get_by_label("Learning rate", exact=True), "0.000001")
    before = explorer.examples()
    explorer.press("Train")
    stopped = re.compile(r"^Stopped: no better cost than 0\.\d+ for 20,000 examples\.")
    expect(explorer.status).to_have_text(stopped, timeout=TRAIN_MS)
    assert explorer.examples() >= before + 20_000


def test_a_step_trains_one_batch(explorer: Explorer) -> None:
    for taken in (1, 2, 3):
        explorer.press("Step")
        expect(explorer.figures).to_contain_text(f"examples {32 * taken}")


def test_a_thousand_examples_are_rounded_up_to_whole_batches(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 1,024")


def test_reset_repeats_the_same_numbers(explorer: Explorer) -> None:
    costs = []
    for _ in range(2):
        explorer.train("Train 1,000")
        costs.append(explorer.figures.text_content().split("cost")[1])  # type: ignore[union-attr]
        explorer.press("Reset")
        expect(explorer.figures).to_contain_text("examples 0")
        explorer.wait_ready()
    assert costs[0] == costs[1]


def test_another_seed_gives_other_numbers(explorer: Explorer) -> None:
    explorer.train("Train 1,000")
    first = explorer.cost()
    explorer.press("New seed")
    explorer.wait_ready()
    explorer.train("Train 1,000")
    assert explorer.cost() != first
    assert "seed=" in explorer.page.url


def test_only_buttons_that_make_sense_can_be_pressed(explorer: Explorer) -> None:
    expect(explorer.button("Train")).to_be_enabled()
    expect(explorer.button("Pause")).to_be_disabled()
    explorer.press("Train")
    expect(explorer.button("Pause")).to_be_enabled()
    expect(explorer.button("Train")).to_be_disabled()
    expect(explorer.button("Step")).to_be_disabled()


def test_the_status_speaks_at_changes_and_not_at_every_frame(explorer: Explorer) -> None:
    explorer.page.evaluate(LISTEN)
    explorer.press("Train")
    explorer.page.wait_for_timeout(3000)
    explorer.press("Pause")
    expect(explorer.status).to_contain_text("Paused")
    said = explorer.page.evaluate("window.said")
    assert len(said) == 2, said
