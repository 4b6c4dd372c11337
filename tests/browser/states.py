"""The states in which the page is looked at: by axe-core, by a ruler, and, from pictures in the cache, by people."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page, expect

from core.build import paths
from core.build.suite import tool
from tests.browser.conftest import START_MS, TRAIN_MS, Explorer

SCREENS = paths.CACHE / "screens"


class Look(NamedTuple):
    """A theme on a screen; whether it is looked at in both browsers, or in Chromium alone."""

    name: str
    theme: str
    width: int
    height: int
    everywhere: bool


LOOKS = (
    Look("wide", "light", 1440, 900, True),
    Look("widest", "dark", 1920, 1080, False),
    Look("columns", "light", 1000, 800, False),
    Look("phone", "dark", 360, 740, True),
)
DIVERGES = "target=bowl&layers=32.relu,32.relu&output=identity&rate=10&batch=1"


def ready(opened: Explorer) -> None:
    """As a first visit finds it."""
    opened.wait_ready()


def explained(opened: Explorer) -> None:
    """With help open."""
    opened.press("Help")


def offered(opened: Explorer) -> None:
    """With the gallery of presets open."""
    opened.close()
    opened.press("Presets")


def taken(opened: Explorer) -> None:
    """With the figures and files to take away open."""
    opened.close()
    opened.press("Take away")


def chosen(opened: Explorer) -> None:
    """With the list of targets open."""
    opened.close()
    opened.target.click()


def trained(opened: Explorer) -> None:
    """After a million examples."""
    opened.page.keyboard.press("Escape")
    opened.train("Train 1 million")


def running(opened: Explorer) -> None:
    """In training, with every fold open, the map, and one neuron's numbers."""
    opened.press("Train")
    for fold in opened.network.locator("summary").all():
        if fold.is_visible() and fold.evaluate("(node) => !node.parentElement.open"):
            fold.click()
    opened.page.get_by_role("tab", name="Neuron").click()
    opened.choose("Map")


def failed(opened: Explorer) -> None:
    """A run that diverged, with what health says of it."""
    opened.page.evaluate(f"location.hash = '{DIVERGES}'")
    expect(opened.page.locator("html")).to_have_attribute("data-state", "failed", timeout=TRAIN_MS)
    opened.page.get_by_role("tab", name="Health").click()
    expect(opened.page.get_by_role("tabpanel", name="Health").get_by_role("article").first).to_be_visible()


def mistaken(opened: Explorer) -> None:
    """With a number out of range, and what a bad link says."""
    opened.page.evaluate("location.hash = 'rate=77&nonsense=1'")
    expect(opened.page.get_by_role("alert").first).to_be_visible(timeout=START_MS)
    opened.enter(opened.page.get_by_label("Learning rate", exact=True), "77")


STATES: tuple[Callable[[Explorer], None], ...] = (
    ready, explained, offered, taken, chosen, trained, running, failed, mistaken,
)  # fmt: skip
"""In the order in which one page goes through them."""


def keep(page: Page, name: str) -> None:
    """Save what the page shows, for people to look at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def faults(page: Page) -> list[str]:
    """What axe-core finds, a line a rule and element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((tool("axe-core") / "axe.min.js").read_text())  # the page's policy allows no added script
    found = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]
