"""The program as a person meets it: linked to the pictures both ways, timed, folded, and taken away to run alone."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import BRIDGE, Explorer, still, until

SMALL = "#layers=6.tanh,5.relu&target=bowl&seed=4"
STEPS = 200
ARRAY = f"""async () => {{ {BRIDGE}
    return Array.from((await bridge.call('frame', JSON.stringify([WANTS]))).arrays['PATH']);
}}"""
COSTS = ARRAY.replace("WANTS", "{costs: -1}").replace("PATH", "costs.mean")
"""What the page plots: the cost of every step, as long as they are few."""

WEIGHTS = ARRAY.replace("WANTS", "{weights: [2]}").replace("PATH", "weights.0.weights")
"""The weights into layer 2, row by row."""

# Notes the lines that are marked as new, which they are for a moment only.
MARKED = """(node) => {
  window.marked = new Set();
  const note = () => node.querySelectorAll('.line.new > code').forEach((code) => window.marked.add(code.textContent));
  new MutationObserver(note).observe(node, { attributes: true, childList: true, subtree: true });
}"""


def listing(page: Page, level: str = "readable") -> Locator:
    """One level of the program."""
    return page.get_by_role("region", name=f"{level} program")


def line(page: Page, text: str, level: str = "readable") -> Locator:
    """The line of the program that begins so."""
    return listing(page, level).locator(".line").filter(has_text=re.compile(r"^\d+" + re.escape(text))).first


def losses(text: str) -> list[float]:
    """What a program prints when plain CPython runs it alone."""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return [float(row.split()[1]) for row in done.stdout.splitlines()]


def downloaded(explorer: Explorer, name: str) -> tuple[str, str]:
    """The name and the text of a file that a button hands out."""
    with explorer.page.expect_download() as caught:
        explorer.press(name)
    file = caught.value
    return file.suggested_filename, Path(file.path()).read_text()


@pytest.mark.chromium_only  # Firefox hands out no files over WebDriver BiDi
def test_program_and_notebook_run_alone_and_repeat_the_pages_losses(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(SMALL + "&batch=5")
    opened.wait_ready()
    opened.train("Train 1,000")
    shown = opened.page.evaluate(COSTS)
    assert len(shown) == STEPS
    name, program = downloaded(opened, "Download program.py")
    assert name == "program.py"
    name, text = downloaded(opened, "Download notebook")
    assert name == "program.ipynb"
    notebook = json.loads(text)
    assert notebook["nbformat"] == 4
    cells = notebook["cells"]
    assert any("## Backward" in "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    for source in (program, code):
        np.testing.assert_allclose(losses(source), shown, rtol=1e-3)


def test_lines_and_pictures_light_each_other_up(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(SMALL, width=1800, height=1000)
    opened.wait_ready()
    opened.train("Train 1,000")
    page, lit = opened.page, re.compile(r"\blit\b")
    inspector = page.get_by_role("region", name="Inspector")
    card = opened.network.get_by_role("group", name="Layer 2")
    cells = inspector.locator(".row-of-cells").filter(has=page.get_by_role("slider", name=re.compile("^Layer 2:")))
    note = inspector.locator("#line-note")

    line(page, "z2 =").hover()
    expect(card).to_have_class(lit)
    expect(cells).to_have_class(lit)
    expect(inspector.locator('g[data-edges="2"]')).to_have_class(lit)
    expect(note).to_contain_text("weighted sum of its inputs, plus its bias")
    expect(note).to_contain_text("z2 (32, 5)")
    expect(note).to_contain_text(re.compile(r"z2 from -?[\d.e-]+ to -?[\d.e-]+"))
    expect(line(page, "A1.dot(W2, z2)", "fast")).to_have_class(lit)

    line(page, "cost =").hover()
    expect(page.get_by_role("region", name="Cost")).to_have_class(lit)
    expect(note).to_contain_text(re.compile(r"cost = [\d.e-]+"))
    opened.button("Presets").hover()
    expect(page.get_by_role("region", name="Cost")).not_to_have_class(lit)

    card.hover()
    for text in ("z2 =", "a2 =", "delta2 =", "dW2 ="):
        expect(line(page, text)).to_have_class(lit)
    expect(line(page, "z1 =")).not_to_have_class(lit)
    graph = inspector.get_by_role("img", name=re.compile("^Graph of the network"))
    box = still(graph)
    graph.hover(position={"x": box["width"] / 2, "y": 6})  # between layers 1 and 2
    expect(line(page, "delta1 =")).to_have_class(lit)
    expect(line(page, "z2 =")).to_have_class(lit)
    expect(line(page, "a2 =")).not_to_have_class(lit)
    ring = inspector.locator(".graph .ring").bounding_box()  # around neuron 1 of layer 2
    assert ring
    page.mouse.move(ring["x"] - 4, ring["y"] + ring["height"] / 2)
    expect(note).to_have_text(
        re.compile(r"^W2\[\d, 0\] = .*, the weight from neuron \d of Layer 1 to neuron 1 of Layer 2$")
    )
    found = re.search(r"W2\[(\d), 0\] = (\S+), the weight from neuron (\d)", note.text_content() or "")
    assert found
    row, value, neuron = found.groups()
    assert int(neuron) == int(row) + 1
    assert float(value) == pytest.approx(page.evaluate(WEIGHTS)[5 * int(row)], rel=1e-3)
    expect(line(page, "z2 =")).to_have_class(lit)

    line(page, "z1 =").focus()
    page.keyboard.press("ArrowDown")
    expect(line(page, "a1 =")).to_be_focused()
    expect(note).to_contain_text("activation: tanh")
    expect(opened.network.get_by_role("group", name="Layer 1")).to_have_class(lit)

    page.set_viewport_size({"width": 390, "height": 844})  # here the page scrolls, and must not do so by itself
    still(card)
    card.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
    box = still(card)
    before = page.evaluate("scrollY")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    expect(line(page, "delta2 =")).to_have_class(lit)
    assert page.evaluate("scrollY") == before


def test_a_line_of_the_program_lights_its_layer_and_says_what_it_does(explorer: Explorer) -> None:
    program = explorer.page.get_by_role("region", name="Program")
    program.get_by_text("z2 = a1 @ W2 + b2").hover()
    expect(explorer.page.get_by_text("weighted sum of its inputs")).to_be_visible()
    card = explorer.network.get_by_role("group", name="Layer 2")
    expect(card).to_have_class("layer lit")
    explorer.network.get_by_role("group", name="Layer 1").hover()
    expect(card).to_have_class("layer")


def test_the_program_follows_the_network(explorer: Explorer) -> None:
    program = explorer.page.get_by_role("region", name="Program")
    expect(program).to_contain_text("a3 = sigmoid(z3)")
    explorer.press("Add layer")
    expect(program).to_contain_text("a4 = sigmoid(z4)")


def test_only_what_changed_is_marked_layers_fold_and_the_program_grows(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(SMALL, width=1440, height=900)
    opened.wait_ready()
    page, new = opened.page, re.compile(r"\bnew\b")
    expect(line(page, "a2 =")).to_be_visible()
    listing(page).evaluate(MARKED)
    page.get_by_label("Layer 2 activation").select_option("gelu")
    marked = until(lambda: page.evaluate("[...marked]"), len)
    assert any(text.startswith("a2 =") for text in marked)
    assert not [text for text in marked if text.startswith(("z1 =", "a1 =", "z2 ="))]
    expect(line(page, "a2 =")).not_to_have_class(new)

    expect(line(page, "a1 =")).to_be_visible()
    line(page, "z1 =").click()
    expect(line(page, "a1 =")).to_be_hidden()
    expect(line(page, "a2 =")).to_be_visible()
    listing(page).get_by_text(re.compile("^Backward")).click()
    expect(line(page, "dW2 =")).to_be_hidden()
    before = still(listing(page))["height"]
    page.get_by_role("separator", name="Height of the tabs").press("Home")
    until(lambda: still(listing(page))["height"], lambda grown: grown > before + 50)
    page.get_by_role("radiogroup", name="Level of the program").get_by_text("Fast").click()
    expect(line(page, "A1.dot(W2, z2)", "fast")).to_be_visible()
    expect(line(page, "z2 =")).to_be_hidden()


def test_a_profile_writes_each_lines_time_and_share_and_their_sum(open_page: Callable[..., Explorer]) -> None:
    opened = open_page(SMALL, width=1800, height=1000)
    opened.wait_ready()
    opened.press("Profile")
    told = opened.page.get_by_text(re.compile(r"Lines [\d.]+ µs in all; the measured step [\d.]+ µs"))
    expect(told).to_be_visible()
    total = float((re.search(r"Lines ([\d.]+)", told.text_content() or "") or [""])[1])
    for level in ("readable", "fast"):
        margins = listing(opened.page, level).locator(".line > u").all_text_contents()
        spent = [re.fullmatch(r"([\d.e-]+) (\d+)%", text) for text in margins if text]
        times, shares = zip(*[(float(found[1]), int(found[2])) for found in spent if found], strict=True)
        assert len(times) == len(spent) > 10
        assert abs(sum(times) - total) < 0.02 * total
        assert abs(sum(shares) - 100) <= 0.5 * len(shares)
