"""Everyone: axe-core finds nothing in any state, and each canvas says in words what is seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from core.build.suite import tool
from tests.browser.conftest import Explorer


def faults(page: Page) -> list[str]:
    """What axe-core finds, a line a rule and element."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=tool("axe-core") / "axe.min.js")
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_when_ready(theme: str, open_page: Callable[..., Explorer]) -> None:
    opened = open_page(f"?theme={theme}", width=1440, height=900)
    opened.wait_ready()
    assert faults(opened.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_running_with_everything_open(theme: str, open_page: Callable[..., Explorer]) -> None:
    opened = open_page(f"?theme={theme}", width=1440, height=900)
    opened.wait_ready()
    opened.press("Train")
    opened.page.get_by_text("More settings").click()
    opened.page.get_by_role("tab", name="Neuron").click()
    opened.press("Map")
    opened.press("Targets as pictures")
    assert faults(opened.page) == []


def test_axe_finds_nothing_on_a_phone(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("", width=390, height=844)
    opened.wait_ready()
    assert faults(opened.page) == []


def test_axe_finds_nothing_in_a_failed_run_with_its_findings(open_page: Callable[..., Explorer]) -> None:
    opened = open_page("#target=bowl&layers=32.relu,32.relu&output=identity&rate=10&batch=1", width=1440, height=900)
    opened.wait_ready()
    opened.press("Train")
    expect(opened.page.locator("html")).to_have_attribute("data-state", "failed")
    opened.page.get_by_role("tab", name="Health").click()
    assert faults(opened.page) == []


@pytest.mark.parametrize("name", ["Help", "Presets"])
def test_axe_finds_nothing_in_a_dialog(name: str, explorer: Explorer) -> None:
    explorer.press(name)
    assert faults(explorer.page) == []


NAMES = """[...document.querySelectorAll('canvas')]
  .filter((node) => !node.closest('[aria-hidden=true]') && !node.parentElement.closest('[role=img]'))
  .map((node) => node.getAttribute('aria-label'))"""


def test_every_canvas_has_a_name_or_is_part_of_a_named_picture(explorer: Explorer) -> None:
    names = explorer.page.evaluate(NAMES)
    assert len(names) >= 5
    assert all(names), names
