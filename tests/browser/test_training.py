"""Training in the tab: what the run controls do, and what the figures say of it."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from app.player import SPEAK_EVERY
from tests.browser.conftest import TRAIN_MS, Explorer

LISTEN = """() => {
  Object.assign(window, { said: [], began: performance.now() });
  const node = document.querySelector('[role=status]');
  const hear = () => window.said.push(node.textContent);
  new MutationObserver(hear).observe(node, {childList: true, characterData: true, subtree: true});
}"""

CHANGE_AND_PRESS = """(button, link) => {
  addEventListener('hashchange', () => button.click(), { once: true });
  location.hash = link;
}"""

OVERTAKE = """async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    location.hash = seed % 2 ? `seed=${seed}&inputs=5&target=f1&f1=x1*x5` : `seed=${seed}`;
    await new Promise((done) => setTimeout(done, 7 * (seed % 12)));
  }
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


def test_training_to_a_goal_shows_how_far_it_is_and_how_long_it_will_take(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=512.tanh,512.tanh")  # a million examples take it minutes
    opened.wait_ready()
    opened.press("Train 1 million")
    bar = opened.page.get_by_role("progressbar", name="Progress of training")
    expect(bar).to_be_visible()
    expect(opened.page.get_by_text(re.compile(r"^\d+ (s|min) left$"))).to_be_visible()
    opened.press("Pause")
    expect(bar).to_be_hidden()


def test_training_stops_where_it_was_asked_to(explorer: Explorer) -> None:
    explorer.unfold()
    explorer.enter(explorer.page.get_by_label("Stop at examples", exact=True), "2,000")
    explorer.press("Train")
    expect(explorer.status).to_contain_text(
        "Stopped after 2,016 examples: 2,000 were asked for, in batches of 32. Cost 0."
    )
    explorer.enter(explorer.page.get_by_label("Stop at examples", exact=True), "0")
    explorer.enter(explorer.page.get_by_label("Stop at cost", exact=True), "0.05")
    explorer.press("Train")
    expect(explorer.status).to_contain_text("Stopped: the cost fell below 0.05.", timeout=TRAIN_MS)
    assert explorer.cost() <= 0.05  # its last digit is rounded
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
    """All costs of a curve are compared: two seeds in three hundred have the same three digits of the last one."""
    curves = []
    for seed in ("", "New seed"):
        if seed:
            explorer.press(seed)
            expect(explorer.page).to_have_url(re.compile("seed="))
            explorer.wait_ready()
        explorer.train("Train 1,000")
        curves.append(explorer.table("Cost").text_content())
        explorer.close()
    assert curves[0] != curves[1]


def test_what_is_pressed_in_the_moment_of_a_change_is_meant_for_the_changed_network(explorer: Explorer) -> None:
    for seed, (name, told) in enumerate((("Pause", "^(Paused|Ready)"), ("Reset", "^Ready")), 2):
        explorer.press("Train")
        expect(explorer.button("Pause")).to_be_enabled()
        explorer.button(name).evaluate(CHANGE_AND_PRESS, f"seed={seed}")
        expect(explorer.status).to_have_text(re.compile(told))
        before = explorer.examples()
        explorer.train("Train 1,000")
        assert explorer.examples() == before + 1_024


def test_changes_may_overtake_each_other(explorer: Explorer) -> None:
    explorer.page.evaluate(OVERTAKE)
    expect(explorer.page).to_have_url(re.compile("seed=60$"))
    explorer.train("Train 1,000")
    expect(explorer.figures).to_contain_text("examples 1,024")


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
    said, spent = explorer.page.evaluate("[said, (performance.now() - began) / 1000]")
    assert len(said) <= 2 + spent // SPEAK_EVERY, said
    assert (said[0], said[-1].split()[0]) == ("Training.", "Paused")
