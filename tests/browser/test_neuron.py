"""One neuron's numbers: picked in a picture, worked out again by hand, changed by hand, and changed back."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Explorer

SMALL = "#layers=5.tanh,4.tanh&target=bowl&seed=4"


def half(text: str) -> float:
    """Half of the last digit of a number as it is shown."""
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return 0.0 if text == "0" else 0.5 * 10.0 ** (int(exponent or 0) - decimals)


def product_agrees(one: str, other: str, product: str) -> bool:
    """Whether a shown product is that of two shown numbers, to the digits that all three show."""
    slack = abs(float(one)) * half(other) + abs(float(other)) * half(one) + half(product) + 1e-7
    return abs(float(one) * float(other) - float(product)) <= slack


def panel_of(page: Page) -> Locator:
    """The tab of one neuron, shown."""
    page.get_by_role("tab", name="Neuron").click()
    return page.get_by_role("tabpanel", name="Neuron")


def terms(panel: Locator) -> list[list[str]]:
    """The rows of the sum: from, weight, input, product, gradient, next change; the bias first, the sum last."""
    grid = panel.get_by_role("grid", name=re.compile("Terms of the sum"))
    expect(grid.get_by_role("row").last).to_contain_text("sum z")
    rows = grid.get_by_role("row").all()[1:]
    return [row.locator("th, td").all_text_contents() for row in rows]


def told(panel: Locator, name: str) -> str:
    """A number of the equations."""
    found = re.search(re.escape(name) + r"\D*?[^=]*?(-?[\d.]+(?:e-?\d+)?)$", equation(panel, name))
    assert found, equation(panel, name)
    return found[1]


def equation(panel: Locator, name: str) -> str:
    """A line of the equations, as text."""
    line = panel.locator("dl > div").filter(has_text=name)
    expect(line).to_have_count(1)
    return " ".join(line.locator("dt, dd").all_text_contents())


@pytest.fixture
def small(open_page: Callable[..., Explorer]) -> Explorer:
    """A small network that was trained a little."""
    opened = open_page(SMALL)
    opened.wait_ready()
    opened.train("Train 1,000")
    return opened


UNREAD = """() => {
  document.getElementById('tab-neuron').click();
  const panel = document.getElementById('panel-neuron');
  return [panel.checkVisibility(), ...[...panel.querySelectorAll('summary, table, figcaption')]
    .filter((node) => node.checkVisibility() && !node.textContent).map((node) => node.outerHTML)];
}"""


def test_the_tab_shows_no_empty_box_before_its_first_numbers_come(explorer: Explorer) -> None:
    assert explorer.page.evaluate(UNREAD) == [True]
    assert len(terms(explorer.page.get_by_role("tabpanel", name="Neuron"))) > 2


def test_a_neuron_picked_in_the_graph_shows_numbers_that_can_be_worked_out_again(small: Explorer) -> None:
    graph = small.page.get_by_role("img", name=re.compile("Graph of the network with 2, 5, 4, 1 neurons"))
    graph.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight"):
        small.page.keyboard.press(key)
    for _ in range(4):
        small.page.keyboard.press("ArrowUp")
    for _ in range(2):
        small.page.keyboard.press("ArrowDown")
    panel = panel_of(small.page)
    expect(panel.get_by_label("Layer of the neuron")).to_have_value("2")
    expect(panel.get_by_label("Neuron", exact=True)).to_have_value("3")
    expect(panel.get_by_text("error that arrives").first).to_be_visible()
    rows = terms(panel)
    bias, weights, total = rows[0], rows[1:6], rows[6]
    assert bias[0] == "bias"
    delta = told(panel, "δ =")
    for _, weight, value, term, gradient, change in weights:
        assert product_agrees(weight, value, term)
        assert product_agrees(delta, value, gradient)
        assert product_agrees("-0.6", gradient, change)
    summed = sum(float(row[3]) for row in weights) + float(bias[1])
    assert abs(summed - float(total[1])) <= 6 * 5e-7 + 2e-6
    assert told(panel, "z =") == total[1]
    value, slope = float(told(panel, "a =")), float(told(panel, "slope ="))
    assert abs(math.tanh(float(total[1])) - value) <= 1e-6
    assert abs(1 - value**2 - slope) <= 3e-6
    assert product_agrees(told(panel, "error that arrives"), told(panel, "slope ="), delta)
    back = panel.get_by_role("table", name="Errors that arrive from the next layer").get_by_role("row").all()[1:]
    (_, weight, error, arrives), arriving = (row.locator("th, td").all_text_contents() for row in back)
    assert product_agrees(weight, error, arrives)
    assert abs(float(arrives) - float(arriving[1])) <= 1e-6
    assert told(panel, "error that arrives") == arriving[1]


def test_a_click_in_the_cells_picks_a_neuron(small: Explorer) -> None:
    panel = panel_of(small.page)
    small.page.get_by_role("tab", name="Layers").click()
    small.page.get_by_role("slider", name="Layer 2: outputs of 4 neurons").click(position={"x": 42, "y": 8})
    panel_of(small.page)
    expect(panel.get_by_label("Neuron", exact=True)).to_have_value("3")
    panel.get_by_role("button", name="Next neuron").click()
    expect(panel.get_by_label("Neuron", exact=True)).to_have_value("4")
    panel.get_by_label("Layer of the neuron").select_option("Output")
    expect(panel.get_by_label("Neuron", exact=True)).to_have_value("1")
    expect(panel.get_by_role("button", name="Ablate neuron")).to_be_disabled()


def test_a_weight_is_picked_by_keys_and_its_gradient_checked(small: Explorer) -> None:
    panel = panel_of(small.page)
    grid = panel.get_by_role("grid", name=re.compile("Terms of the sum"))
    expect(grid.get_by_role("row").last).to_contain_text("sum z")
    grid.focus()
    small.page.keyboard.press("Home")
    expect(grid.get_by_role("row", selected=True)).to_have_count(1)
    small.page.keyboard.press("ArrowDown")
    expect(grid.get_by_role("row").nth(2)).to_have_attribute("aria-selected", "true")
    name = grid.get_by_role("row").nth(2).get_by_role("rowheader").text_content()
    expect(panel.get_by_role("group", name="Change by hand")).to_contain_text(f"Weight of {name}")
    panel.get_by_role("button", name="Check gradient").click()
    expect(panel.get_by_text("Both agree.")).to_be_visible()
    expect(panel.get_by_text("central difference")).to_be_visible()
    expect(panel.get_by_text(re.compile(r"^at step [\d,]+$"))).to_be_visible()


def test_a_weight_that_is_set_and_pinned_stays_while_the_others_learn(small: Explorer) -> None:
    panel = panel_of(small.page)
    terms(panel)
    panel.get_by_role("row", name=re.compile("^bias")).click()
    field = panel.get_by_label("Value of the picked weight")
    small.enter(field, "0.25")
    expect(panel.get_by_role("row", name=re.compile("^bias"))).to_contain_text("0.250000")
    field.press("u")  # from where the number was typed
    expect(panel.get_by_role("row", name=re.compile("^bias"))).not_to_contain_text("0.250000")
    field.press("ControlOrMeta+a")
    field.press_sequentially("0.25")
    panel.get_by_role("button", name="Set", exact=True).click()
    expect(panel.get_by_role("row", name=re.compile("^bias"))).to_contain_text("0.250000")
    panel.get_by_role("button", name="Pin").click()
    expect(panel.get_by_role("row", name=re.compile("^bias"))).to_contain_text("pinned")
    before = terms(panel)
    small.train("Train 1,000")
    expect(panel.get_by_role("row", name=re.compile("^sum z"))).not_to_contain_text(before[-1][1])
    after = terms(panel)
    assert after[0][1] == "0.250000"
    assert after[1][1] != before[1][1]


def test_an_ablated_neuron_sends_nothing_on_until_one_key_brings_it_back(small: Explorer) -> None:
    panel = panel_of(small.page)
    terms(panel)
    arriving = told(panel, "error that arrives")
    assert float(arriving) != 0
    panel.get_by_role("button", name="Ablate neuron").click()
    expect(panel.locator("dl > div").filter(has_text="error that arrives")).not_to_contain_text(arriving)
    assert float(told(panel, "error that arrives")) == 0
    expect(panel.get_by_role("button", name="Ablated")).to_be_visible()
    small.page.keyboard.press("u")
    expect(panel.locator("dl > div").filter(has_text="error that arrives")).to_contain_text(arriving)
    expect(panel.get_by_role("button", name="Undo by hand")).to_be_disabled()


def test_a_kink_is_named_where_both_ways_of_a_gradient_differ(open_page: Callable[..., Explorer]) -> None:
    """With weights and biases of 0 every sum is 0, which is where a ReLU has its kink."""
    opened = open_page("#layers=3.relu.zeros.zeros&target=bowl")
    opened.wait_ready()
    panel = panel_of(opened.page)
    terms(panel)
    panel.get_by_role("row", name=re.compile("^bias")).click()
    panel.get_by_role("button", name="Check gradient").click()
    expect(panel.get_by_text("passes the kink of its activation at 0 within the step")).to_be_visible()


def test_the_next_change_is_worked_out_by_the_optimizers_own_rule(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=5.tanh,4.tanh&optimizer=adam&rate=0.01&seed=4")
    opened.wait_ready()
    opened.train("Train 1,000")
    panel = panel_of(opened.page)
    rows = terms(panel)
    panel.get_by_text("How the next change of the bias is made").click()
    steps = panel.get_by_role("listitem")
    expect(steps.last).to_contain_text("change = -step")
    values = dict(re.findall(r"(\w+'?) (-?[\d.]+(?:e-?\d+)?)", panel.locator(".given").text_content() or ""))
    for text in steps.all_text_contents():
        found = re.fullmatch(r"(\w+'?) = .* (-?[\d.]+(?:e-?\d+)?)", text)
        assert found, text
        values[found[1]] = found[2]
    number = {name: float(text) for name, text in values.items()}
    moved = number["scale"] * number["m'"] / (math.sqrt(number["v'"]) + number["small"])
    assert math.isclose(number["m'"], 0.9 * number["m"] + 0.1 * number["g"], rel_tol=3e-3)
    assert math.isclose(-moved, float(rows[0][5]), rel_tol=3e-3)
    assert values["change"] == rows[0][5]
