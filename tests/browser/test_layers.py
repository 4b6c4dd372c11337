"""The layers' pictures: neurons in their cells and in the graph, picked and read."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Explorer, still


def test_a_neuron_is_picked_in_the_layers(explorer: Explorer) -> None:
    cells = explorer.page.get_by_role("slider", name="Layer 1: outputs of 64 neurons")
    still(cells)
    cells.click(position={"x": 40, "y": 25})
    expect(explorer.page.get_by_text("Layer 1, neuron 19")).to_be_visible()


def test_weights_and_neurons_of_the_graph_are_read_by_pointer_and_keys(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#layers=3.tanh")
    opened.wait_ready()
    page = opened.page
    graph = page.get_by_role("img", name=re.compile("^Graph of the network"))
    expect(page.locator(".graph [data-edges]").first).to_be_attached()  # it is drawn
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowDown"):
        graph.press(key)
    weight = re.compile(r"Inputs 1 to Layer 1 1: weight -?[\d.]+")
    expect(page.get_by_text(weight)).to_be_visible()
    told = page.get_by_text(weight).text_content() or ""
    graph.press("Shift+ArrowDown")
    expect(page.get_by_text("Inputs 2 to Layer 1 1: weight")).to_be_visible()
    ring = still(page.locator(".graph .ring"))
    page.mouse.move(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    expect(page.get_by_text(re.compile(r"Layer 1 1: output -?[\d.]+"))).to_be_visible()
    page.mouse.move(ring["x"] - 4, ring["y"] + ring["height"] / 2)
    expect(page.get_by_text(re.compile(r"Inputs \d to Layer 1 1: weight"))).to_be_visible()
    tables = opened.table("Inspector")
    expect(tables.filter(has_text="Layer 1, after")).to_contain_text("after 0 examples")
    shown = tables.filter(has_text="Weights into Layer 1").locator("td").first.text_content()
    assert abs(float(shown or "") - float(told.rsplit(" ", 1)[1])) < 1e-3
