"""The link: it brings back the experiment, its bad parts are told, and the ancestor's links mean what they meant."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Explorer, expect_address

ANCESTORS = {"4-layer-neuron-response": (64, 32, 16, 8), "dying-relu": (54, 22), "gcu-small": (16, 12)}


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


def test_a_link_that_is_put_into_the_address_holds_though_the_page_writes_there_meanwhile(explorer: Explorer) -> None:
    page = explorer.page
    page.evaluate("location.hash = 'seed=5'; history.replaceState(null, '', '#seed=7')")
    expect(page.get_by_label("Seed", exact=True)).to_have_value("5")
    expect_address(page, lambda address: address.endswith("#seed=5"))
    page.evaluate("location.hash = ''; history.replaceState(null, '', '#seed=7')")
    expect(page.get_by_label("Seed", exact=True)).to_have_value("1")
    expect_address(page, lambda address: "#" not in address)


def test_the_ancestors_presets_are_found_in_the_query(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("?theme=dark&preset=gcu-small")
    opened.wait_ready()
    expect(opened.page.get_by_role("alert")).to_have_count(0)
    opened.expect_sizes(16, 12)
    opened.aim_at("Xor")
    expect(opened.page).to_have_url(re.compile("theme=dark#target=xor&layers=16.gcu,12.leaky_relu"))
    for preset, neurons in ANCESTORS.items():
        opened.page.evaluate(f"location.hash = 'preset={preset}'")
        opened.expect_sizes(*neurons)
