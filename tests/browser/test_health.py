"""Health as a person meets it: what is wrong is found, shown, mended by a button, and the mending taken back."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TRAIN_MS, Explorer, address, expect_address, until


def health_of(page: Page) -> Locator:
    """The tab of health, shown."""
    page.get_by_role("tab", name=re.compile("^Health")).click()
    return page.get_by_role("tabpanel", name=re.compile("^Health"))


def test_dying_relus_are_diagnosed_and_the_remedy_brings_the_cost_down(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#preset=dying-relu&stop_examples=640000")
    opened.wait_ready()
    opened.press("Train")
    expect(opened.figures).to_contain_text(f"examples {20_000 * 32:,}", timeout=TRAIN_MS)
    sick = opened.cost()
    panel = health_of(opened.page)
    finding = panel.get_by_role("article").filter(has_text="Silent neurons").first
    expect(finding).to_contain_text("no error passes back")
    expect(finding.get_by_role("img", name=re.compile(r"^Neurons \d+, .* of 54 in layer 1"))).to_be_visible()
    remedy = finding.get_by_role("button", name=re.compile("start again"))
    remedy.click()
    expect(panel.get_by_text("Applied: ")).to_be_visible()
    expect(opened.figures).to_contain_text("examples 0")
    opened.press("Train")
    expect(opened.figures).to_contain_text(f"examples {20_000 * 32:,}", timeout=TRAIN_MS)
    assert opened.cost() < 0.5 * sick


def test_a_run_that_rests_is_looked_at_until_it_is_known_since_when_each_finding_holds(
    open_page: Callable[..., Explorer],
) -> None:
    opened = open_page("#layers=5.tanh,4.leaky_relu&target=bowl&seed=4&rate=0.001&stop_examples=300000")
    opened.wait_ready()
    panel = health_of(opened.page)
    opened.press("Train")
    expect(opened.status).to_contain_text("Stopped after", timeout=TRAIN_MS)
    heading = panel.get_by_role("heading", name=re.compile("^A rate that is too low"))
    expect(heading).to_contain_text(
        re.compile(r"since (the start|[\d,]+ examples)$|\(step [\d,]+\)$"), timeout=TRAIN_MS
    )
    expect(heading).not_to_contain_text(re.compile("about|it seems"), timeout=TRAIN_MS)


def test_a_remedy_can_be_taken_back(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=54.relu,22.relu&rate=10")
    opened.wait_ready()
    opened.train("Train 1,000")
    panel = health_of(opened.page)
    before = address(opened.page)
    panel.get_by_role("article").first.get_by_role("button").first.click()
    expect(panel.get_by_text("Applied: ")).to_be_visible()
    expect_address(opened.page, lambda now: now != before)
    panel.get_by_role("button", name="Take it back").click()
    expect(panel.get_by_text("Applied: ")).to_be_hidden()
    expect_address(opened.page, lambda now: now == before)
    opened.train("Train 1,000")
    panel.get_by_role("article").first.get_by_role("button").first.click()
    expect(panel.get_by_text("Applied: ")).to_be_visible()
    opened.page.get_by_label("Layer 1 activation").select_option("tanh")
    expect(panel.get_by_text("Applied: ")).to_be_hidden()


def test_a_network_in_good_health_shows_its_flow_and_no_finding(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=8.tanh.glorot_normal,8.tanh.glorot_normal&target=product")
    opened.wait_ready()
    opened.train("Train 1,000")
    panel = health_of(opened.page)
    expect(panel.get_by_text("Nothing is wrong that can be seen")).to_be_visible()
    flow = panel.get_by_role("table", name="Gradient flow by layer")
    for name in ("Layer 1", "Layer 2", "Output"):
        gradient = flow.get_by_role("row", name=name).get_by_role("cell").first
        until(gradient.text_content, lambda text: float(text or 0) > 0)
        for kind in ("weights", "activations", "gradients"):
            expect(panel.get_by_role("img", name=f"{name}: {kind} over the run")).to_be_visible()
    opened.train("Train 1,000")
    expect(panel.get_by_text("to 2,048 examples")).to_be_visible()
