"""Formulas of one's own: typed, seen while they are typed, kept in the link, and refused with the place at fault."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Explorer, address, until
from tests.browser.pixels import drawn

OWN = "Your own formula…"
HOSTILE = "__import__('os').system('true')"


def typing(explorer: Explorer, text: str) -> None:
    """Open the field for a target of one's own, and type."""
    field = explorer.page.get_by_label("Your own formula for the target")
    if not field.is_visible():
        explorer.aim_at(OWN)
        expect(field).to_be_focused()
    explorer.enter(field, text)


def test_a_typed_target_is_seen_learned_and_kept_in_the_link(explorer: Explorer) -> None:
    typing(explorer, "sin(6*a)*b")
    expect(explorer.page).to_have_url(re.compile("target=f1.*f1=sin"))
    picture = explorer.page.get_by_role("img", name="Picture of the formula")
    until(lambda: drawn(picture), lambda colours: colours > 30)
    explorer.page.keyboard.press("Escape")
    program = explorer.page.get_by_role("region", name="Program")
    expect(program).to_contain_text("sin(6 * a) * b")
    explorer.train("Train 1,000")
    explorer.page.reload()
    explorer.wait_ready()
    expect(explorer.target).to_have_text("sin(6*a)*b")
    expect(program).to_contain_text("sin(6 * a) * b")
    explorer.target.click()
    expect(explorer.page.get_by_label("Your own formula for the target")).to_have_value("sin(6*a)*b")


def test_a_hostile_formula_is_answered_with_a_sentence_and_nothing_else(explorer: Explorer) -> None:
    typing(explorer, "a*b")
    expect(explorer.page).to_have_url(re.compile("target=f1"))
    before = address(explorer.page)
    typing(explorer, HOSTILE)
    expect(explorer.page.get_by_text("An attribute is not allowed at position")).to_be_visible()
    expect(explorer.page.get_by_label("Your own formula for the target")).to_have_attribute("aria-invalid", "true")
    assert address(explorer.page) == before
    explorer.page.keyboard.press("Escape")
    expect(explorer.page.get_by_role("region", name="Program")).to_contain_text("a * b")
    explorer.train("Train 1,000")


def test_a_typed_activation_brings_its_curve_and_its_derivative(explorer: Explorer) -> None:
    explorer.page.get_by_label("Layer 1 activation").select_option("own")
    explorer.enter(explorer.page.get_by_label("Layer 1 own formula"), "x*sigmoid(2*x)")
    expect(explorer.page).to_have_url(re.compile("layers=64.f1"))
    card = explorer.network.get_by_role("group", name="Layer 1")
    card.get_by_text("Derivative").click()
    expect(card.get_by_text("product rule").first).to_be_visible()
    explorer.train("Train 1,000")
    explorer.press("Undo")
    expect(explorer.page.get_by_label("Layer 1 activation")).to_have_value("leaky_relu")


def test_a_link_with_formulas_shows_them(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=8.f2&target=f1&f1=a*b&f2=tanh(x)", width=390, height=844)
    opened.wait_ready()
    expect(opened.page.get_by_label("Layer 1 own formula")).to_have_value("tanh(x)")
    expect(opened.page.get_by_label("Layer 1 activation")).to_have_value("f2")


def test_a_feature_of_ones_own_is_drawn_fed_to_the_network_and_kept_in_the_link(explorer: Explorer) -> None:
    page = explorer.page
    page.locator("summary", has_text="More").click()
    explorer.press("Add your own feature")
    field = page.get_by_label("Your own feature 1", exact=True)
    expect(field).to_be_focused()
    explorer.enter(field, "a*b - 1/4")
    expect(page).to_have_url(re.compile("features=f1.*f1=a%2Ab|features=f1.*f1=a\\*b"))
    picture = page.get_by_role("img", name="Picture of the formula")
    until(lambda: drawn(picture), lambda colours: colours > 20)
    program = page.get_by_role("region", name="readable program")
    expect(program).to_contain_text("a0 = np.column_stack([x, a * b - 0.25])")
    explorer.enter(field, "a*b -")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(program).to_contain_text("a * b - 0.25")
    page.reload()
    explorer.wait_ready()
    explorer.train("Train 1,000")
    expect(field).to_have_value("a*b - 1/4")
    explorer.press("Remove your own feature 1")
    expect(program).not_to_contain_text("column_stack")
    expect(field).to_be_hidden()


def test_words_are_offered_and_chosen_by_keys(explorer: Explorer) -> None:
    page = explorer.page
    explorer.aim_at(OWN)
    field = page.get_by_role("combobox", name="Your own formula for the target")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    words = page.get_by_role("listbox", name="Words of a formula")
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    expect(field).to_be_visible()
    page.keyboard.type("a*si")
    expect(words.get_by_role("option")).to_have_text(["sigmoid", "sign", "sin"])
    expect(field).to_have_attribute("aria-expanded", "true")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(words.get_by_role("option", selected=True)).to_have_text("sin")
    page.keyboard.press("Enter")
    expect(field).to_have_value("a*sin(")
    expect(words).to_be_hidden()
    page.keyboard.type("b)")
    expect(page).to_have_url(re.compile("target=f1"))
